"""Other names that the text introduces in brackets: 한국토지주택공사(LH), Luna (박서연 …)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from kfacts.korean.lexicon import forms
from kfacts.korean.namekeys import is_generic, name_key, spellings
from kfacts.korean.nameparts import is_lead, name_parts
from kfacts.korean.persons import split_name
from kfacts.korean.shorten import ellipsis, is_contraction
from kfacts.korean.sounds import sound_alike
from kfacts.linking.groups import Group
from kfacts.mentions import Found

_QUOTES = "'\"‘’“”「」『』<>〈〉《》"
_LONGEST_GAP = 14
_CLOSED = re.compile(
    rf"[{_QUOTES}]?\s*(?:[)）\]］,·/;]|(?:{'이라|라|으로|로'})?\s*(?:함|한다)?\s*[)）\]］])"
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w&+.,'’/\- ]*")


@cache
def _gap() -> re.Pattern[str]:
    cues = "|".join(map(re.escape, sorted(forms()["bracket"]["cues"], key=len, reverse=True)))
    return re.compile(
        rf"[{_QUOTES}]?\s?[(（\[［](?:[^()（）\[\]]*[,;·]\s*)?\s*(?P<cue>{cues})?[\s:：,]*[{_QUOTES}]?"
    )


@cache
def _strangers() -> frozenset[str]:
    return frozenset(map(name_key, forms()["bracket"]["strangers"]))


def introduced(
    text: str, found: Sequence[Found], group_of: Mapping[int, int], groups: Sequence[Group]
) -> Iterator[tuple[int, int, str]]:
    """(group of the name, group of the other name, why) for each name introduced in brackets."""
    named = [i for i in range(len(found)) if i in group_of]
    for outer, inner in pairwise(named):
        a, b = found[outer], found[inner]
        if not 0 < b.start - a.end <= _LONGEST_GAP:
            continue
        gap = _gap().fullmatch(text, a.end, b.start)
        one, other = group_of[outer], group_of[inner]
        if gap is None or groups[one].kind != groups[other].kind or one == other:
            continue
        closed = _CLOSED.match(text, b.end) is not None
        if groups[one].kind == "person":
            why = _person_alias(a.text, b.text, gap["cue"], closed)
        else:
            why = _thing_alias(groups[one], groups[other], gap["cue"]) if closed else None
        if why:
            name, alias = (
                (one, other) if _is_name(groups[one], groups[other], gap["cue"]) else (other, one)
            )
            yield name, alias, why


def _person_alias(outer: str, inner: str, cue: str | None, closed: bool) -> str | None:
    """Accept a working name beside a full Korean name; two full names are actor and role."""
    if cue and closed:
        return "nickname"
    full = split_name(outer) is not None, split_name(inner) is not None
    if full == (False, True):
        return "nickname"
    if full == (True, False) and closed:
        return "nickname"
    scripts = [_LATIN.fullmatch(name) is not None for name in (outer, inner)]
    return "nickname" if closed and scripts[0] != scripts[1] else None


def _thing_alias(outer: Group, inner: Group, cue: str | None) -> str | None:
    """Accept another name of the body or program, not where it belongs or who runs it."""
    if inner.key in _strangers() or outer.key in _strangers():
        return None
    if cue:
        return "bracket"
    if outer.type != inner.type and not _related(outer.key, inner.key):
        return None
    scripts = bool(_LATIN.fullmatch(outer.text)), bool(_LATIN.fullmatch(inner.text))
    if scripts[0] != scripts[1] and not is_generic(outer.key if scripts[1] else inner.key):
        return "bracket"
    return "bracket" if _related(outer.key, inner.key) else None


def _related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        ellipsis(short, long) is not None
        or is_contraction(short, long)
        or _initials(short, long)
        or other in spellings(one)
        or one in spellings(other)
        or sound_alike(one, other)
    )


def _initials(short: str, long: str) -> bool:
    """Whether short's characters stand in long in this order, the first one first: 토주공."""
    first = name_parts(long)[0].text
    if is_lead(first) and short[0] != long[0]:
        long = long[len(first) :]
    if len(short) < 2 or short[0] != long[0] or long.startswith(short):
        return False
    rest = iter(long)
    return all(c in rest for c in short)


def _is_name(outer: Group, inner: Group, cue: str | None) -> bool:
    """Whether the outer one is the name and the inner one the other name."""
    if outer.kind == "person":
        return split_name(outer.key) is not None or split_name(inner.key) is None
    if cue:
        return True
    return not (
        _LATIN.fullmatch(outer.text)
        or (len(inner.key) > len(outer.key) and not _LATIN.fullmatch(inner.text))
    )
