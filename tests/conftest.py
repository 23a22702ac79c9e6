"""One Kiwi and one extractor for the whole session: loading them is the slowest thing here."""

import pytest


@pytest.fixture(scope="session")
def extractor():
    import kfacts

    return kfacts.load()


@pytest.fixture(scope="session")
def tokenizer():
    import spacy

    from kfacts.korean.tokenizer import KiwiTokenizer

    return KiwiTokenizer(spacy.blank("xx").vocab)
