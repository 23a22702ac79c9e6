"""Words beside a value that make it vague or a bound, once for all labels."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import regex

from kfacts.rulefile import Modifier
from kfacts.rulepatterns import branches
from kfacts.values import Amount, Bound

REACH: Final = 30
"""How many characters around a value are looked at."""
_FILLER = r"(?:월|연|연간|하루|매월|매년|총|평균|1인당|\w{1,4}당|각각|모두|누적|무려|또는|혹은)"
_PARTICLE = (
    r"(?:어치|짜리|대)?(?: ?\([^()]{1,20}\))?"
    r"(?:을|를|이|가|은|는|에도|에|의|도|까지|에게|이나|나|으로|로)? ?"
    r"(?:(?:훌쩍|크게|조금|약간|가볍게|훨씬|거의|더|가뿐히|채|다소|소폭|각각|무려) ?)?"
)
_PERIODS: Final = {
    **{"월": "월", "매월": "월", "매달": "월", "연": "연", "연간": "연", "매년": "연"},
    **{"일": "일", "하루": "일", "매일": "일", "주": "주"},
}
_PER = regex.compile(
    rf"(?r)(?<!\w)(?:({'|'.join(_PERIODS)})|(?:1|한)? ?([가-힣]{{1,6}}|[A-Za-z㎀-㏿]{{1,4}})당)"
    r" ?(?:(?:약|평균|최대|최소|총|각각|최소한|대략) ?){0,2}"
)


class Beside(NamedTuple):
    """What the words beside a value say of it."""

    approx: bool = False
    bound: Bound | None = None
    inclusive: bool | None = None


NOTHING: Final = Beside()


class Modifiers:
    """The compiled modifiers."""

    def __init__(self, modifiers: Sequence[Modifier]) -> None:
        self._before = [m for m in modifiers if m.side == "before"]
        self._after = [m for m in modifiers if m.side == "after"]
        before, after = _groups(self._before), _groups(self._after)
        last, first = _letters(self._before, -1), _letters(self._after, 0)
        nearest = f"(?<=[{last}])" if last else ""
        self._left = regex.compile(rf"(?r)(?<!\w)(?:{before}){nearest} ?(?:{_FILLER} ?)?")
        nearest = f"(?=[{first}])" if first else ""
        self._right = regex.compile(rf"{_PARTICLE}{nearest}(?:{after})")

    def beside(self, text: str, start: int, end: int) -> Beside:
        """Read what stands before and after text[start:end]."""
        said = NOTHING
        if after := self._right.match(text, end, min(end + REACH, len(text))):
            said = _add(said, self._after[(after.lastindex or 0) - 1])
            if more := self._right.match(text, after.end(), min(after.end() + REACH, len(text))):
                said = _add(said, self._after[(more.lastindex or 0) - 1])
        while match := self._left.match(text, max(0, start - REACH), start):
            said = _add(said, self._before[(match.lastindex or 0) - 1])
            start = match.start()
        return said

    def apply(self, amount: Amount, text: str, start: int, end: int) -> Amount:
        """Add what stands beside the amount at text[start:end]."""
        said = self.beside(text, start, end)
        if said is NOTHING:
            return amount
        return replace(
            amount,
            approx=amount.approx or said.approx,
            bound=said.bound,
            inclusive=said.inclusive,
        )


def per(text: str, start: int) -> str | None:
    """Return what the amount at an offset is for each of: 월 2만 원, 1인당 5만원, ㎡당 30만원."""
    found = _PER.match(text, max(0, start - REACH), start)
    if not found:
        return None
    return _PERIODS[found[1]] if found[1] else found[2]


def _groups(modifiers: Sequence[Modifier]) -> str:
    return "|".join(f"({'|'.join(m.words)})" for m in modifiers) or r"(?!)"


def _letters(modifiers: Sequence[Modifier], end: int) -> str:
    """Return the letters at one end of the words: one look there spares a look at each word.

    None where a word is a pattern that need not begin or end with a letter.
    """
    words = [word for m in modifiers for word in m.words]
    plain = regex.compile(r"\w(?![?*{]).*" if end == 0 else r"(?s:.*)(?<!\\)\w")
    if all(plain.fullmatch(word) and not branches(word) for word in words):
        return "".join(sorted({word[end] for word in words}))
    return ""


def _add(said: Beside, modifier: Modifier) -> Beside:
    """Add one modifier; the bound nearest to the value counts."""
    return Beside(
        said.approx or modifier.approx,
        said.bound or modifier.bound,
        said.inclusive if said.bound else modifier.inclusive,
    )
