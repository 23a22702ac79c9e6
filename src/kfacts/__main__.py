"""`python -m kfacts`: the same as the console script."""

from kfacts.cli import main

if __name__ == "__main__":
    main()
