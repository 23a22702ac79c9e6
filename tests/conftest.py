"""One Kiwi and one extractor for the whole session: loading them is the slowest thing here."""

import sys
from typing import NamedTuple

import pytest


class Result(NamedTuple):
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def extractor():
    import kfacts

    return kfacts.load()


@pytest.fixture(scope="session")
def tokenizer():
    import spacy

    from kfacts.korean.tokenizer import KiwiTokenizer

    return KiwiTokenizer(spacy.blank("xx").vocab)


@pytest.fixture
def kfacts(monkeypatch, capsys):
    """Run a command in this process, where Kiwi is loaded: `kfacts("report", out)`."""
    from kfacts.cli import main

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["kfacts", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Result(int(ended.value.code or 0), *capsys.readouterr())

    return run
