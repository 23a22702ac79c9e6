"""The command line: the only place where anything is printed.

Standard output carries data only; everything else goes to standard error.
"""

from kfacts.cli.app import main

__all__ = ["main"]
