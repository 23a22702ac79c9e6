"""Each command's help: there are examples in it, and every example could be run."""

import re
import shlex

import pytest
import typer.main

from kfacts.cli.app import app

GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)
SHELL = re.compile(r"kfacts [^|<>\n]*")


def examples(name):
    return [shlex.split(line)[1:] for line in SHELL.findall(GROUP.commands[name].epilog or "")]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples_that_name_the_command(name):
    assert any(words[0] == name for words in examples(name))


@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name in COMMANDS for words in examples(name)]
)
def test_every_example_is_understood(name, words):
    GROUP.commands[words[0]].make_context(words[0], words[1:]).close()  # raises a usage error


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_fits_the_list_of_commands(name):
    summary = GROUP.commands[name].get_short_help_str(limit=1_000)
    assert len(summary) <= 70


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for parameter in GROUP.commands[name].params:
        assert getattr(parameter, "help", None), parameter.name
