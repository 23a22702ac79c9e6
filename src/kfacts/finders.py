"""The two finders of a run, built from paths: for the pipeline and for the spaCy components."""

from collections.abc import Sequence
from pathlib import Path

from kfacts.errors import NamesError
from kfacts.extract.literals import Literals
from kfacts.extract.names import Names
from kfacts.extract.names.gazetteer import Name
from kfacts.extract.names.userlist import load_names
from kfacts.extract.tagger import load_tagger
from kfacts.rulefile import load_rules


def literal_finder(rules: Sequence[Path] = ()) -> Literals:
    """Load the rules, the user's added to ours. Raises RuleError."""
    return Literals(load_rules(rules))


def name_finder(names: Sequence[Path] = (), *, model: bool = True) -> Names:
    """Load the lists, the user's names and the learned model. Raises NamesError, ModelError."""
    user = [known for path in names for known in _own(path)]
    return Names(user, load_tagger() if model else None)


def _own(path: Path) -> list[Name]:
    names = load_names(path)
    if not names:
        raise NamesError(f"{path}: holds no names; write one a line or leave the file out")
    return names
