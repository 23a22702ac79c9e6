"""The command `kfacts`: its subcommands, how errors look and what the exit codes mean.

0 done, 1 unexpected failure, 2 usage, 3 some inputs failed, 4 nothing matched, 5 a quality gate
failed; 130 after Ctrl-C, as shells expect.
"""

import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer
import typer.main

from kfacts._version import __version__
from kfacts.cli import extract, inspect, names, quality, results
from kfacts.cli.help import Command, Group, in_language
from kfacts.cli.messages import LANGUAGE, Language, wanted
from kfacts.cli.streams import finish, hang_up, read_names_as_utf8, say, set_up_streams
from kfacts.errors import InputError, KfactsError, NamesError, RuleError, UsageError

app = typer.Typer(
    name="kfacts",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich alone would take longer than all else --help does
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (extract, results, inspect, names, quality):  # as --help lists them
    commands.register(app)
for command in app.registered_commands:
    command.cls = Command


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kfacts {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    lang: Annotated[
        Language | None, typer.Option(help="Language of messages.  [default: by locale]")
    ] = None,
) -> None:
    """Turn Korean articles into structured, source-anchored facts.

    Start with: kfacts extract FOLDER -o OUT
    """


def main() -> NoReturn:
    """Run the command line and end the process with one of its exit codes."""
    read_names_as_utf8()
    set_up_streams()
    LANGUAGE.set(wanted(sys.argv[1:], os.environ))
    debug = "--debug" in sys.argv[1:]
    try:
        command = in_language(typer.main.get_command(app))
        code = command(standalone_mode=False, prog_name="kfacts") or 0
        finish()
    except KeyboardInterrupt:
        say("stopped; what was finished is kept")
        code = 130
    except BrokenPipeError:  # the reader has seen enough
        hang_up()
        code = 0
    except KfactsError as error:
        if debug:
            traceback.print_exc()
        say(f"error: {error}")
        code = _code(error)
    except Exception as error:
        code = _unforeseen(error, debug)
    sys.exit(code)


def _code(error: KfactsError) -> int:
    if isinstance(error, (UsageError, RuleError, NamesError)):
        return 2
    return 4 if isinstance(error, InputError) else 1


def _unforeseen(error: Exception, debug: bool) -> int:
    message = getattr(error, "format_message", None)
    if message is not None:  # click's own usage errors say what is wrong and what was meant
        return _misused(error, message())
    if debug:
        traceback.print_exc()
    say(f"unexpected error: {type(error).__name__}: {error}")
    say("run again with --debug before the command and report what it prints")
    return 1


def _misused(error: Exception, message: str) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say(message)
    else:
        say(f"error: {' '.join(message.split()).replace('Value error, ', '')}")
        say(f"try: {context.command_path if context else 'kfacts'} --help")
    return int(getattr(error, "exit_code", 2))
