"""Run the command line from a checkout: `python cli.py extract …`, with this checkout's code."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

try:
    from kfacts.cli import main
except ModuleNotFoundError as missing:
    if str(missing.name).startswith("kfacts"):
        raise
    sys.exit(
        f"cli.py: the package {missing.name} is not installed here; "
        "run `make setup`, then `.venv/bin/python cli.py …`"
    )

if __name__ == "__main__":
    main()
