"""The command line: the only place where anything is printed.

Standard output carries data only; everything else goes to standard error.
"""

import sys

try:
    from kfacts.cli.app import main
except KeyboardInterrupt:  # Ctrl-C while the commands load ends as quietly as after
    sys.exit(130)

__all__ = ["main"]
