"""Every error that kfacts raises on purpose.

    KfactsError
    ├── InputError        a text, table or metadata file that cannot be read or decoded
    ├── LimitError        an article beyond a limit of the settings (size, time)
    ├── RuleError         a rule file: names the file and the rule id
    ├── NamesError        a user's names file: names the file and the line
    ├── ModelError        the learned name model is absent, damaged or of another version
    ├── OutputError       an output folder or file that cannot be written
    ├── UsageError        a wrong option or argument value
    └── DefectError       an article that kfacts itself stumbles over

A message names the file, the place in it and the remedy, in that order.
"""


class KfactsError(Exception):
    """Root of the tree: catching it catches every error kfacts raises on purpose."""


class InputError(KfactsError):
    """A text, table or metadata file cannot be read or decoded."""


class LimitError(KfactsError):
    """An article is beyond a limit of the settings."""


class RuleError(KfactsError):
    """A rule file is wrong: the message names the file and the rule id."""


class NamesError(KfactsError):
    """A names file is wrong: the message names the file and the line."""


class ModelError(KfactsError):
    """The learned name model is absent, damaged or of another version."""


class OutputError(KfactsError):
    """An output folder or file cannot be written."""


class UsageError(KfactsError):
    """An option or argument has a value that kfacts cannot use."""


class DefectError(KfactsError):
    """An article that kfacts itself stumbles over: raised for it, so that the others go on."""
