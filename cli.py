"""Run the command line from a checkout: `python cli.py extract …`, with this checkout's code."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from kfacts.cli import main

if __name__ == "__main__":
    main()
