"""The marker of a predicate: what its ending makes of it."""

from functools import lru_cache
from typing import Final

_IF: Final = ("면", "거든", "던들", "더라도")
_SAID: Final = ("다고", "라고", "냐고", "자고", "다는", "라는", "다며", "라며", "다면서", "라면서")


@lru_cache(maxsize=1 << 10)
def ending_marker(form: str, tag: str) -> str:
    """Return ㄹ or ㄴ before a noun, 기 as a noun, 다 at the end, 라 reported, 면 if, else 고."""
    if tag == "ETM":
        return "ㄹ" if form in ("ᆯ", "을") else "ㄴ"
    if tag == "ETN":
        return "기"
    if tag == "EF":
        return "다"
    if form.endswith(_SAID):
        return "라"
    return "면" if form.endswith(_IF) else "고"
