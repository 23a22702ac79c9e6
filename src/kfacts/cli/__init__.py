"""The command line: the only place where anything is printed.

Standard output carries data only; everything else goes to standard error.
"""

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Load the commands and run one; Ctrl-C before it begins ends as quietly as after."""
    try:
        from kfacts.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()
