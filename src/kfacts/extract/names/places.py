"""Cues for places, which are recognised so that they are not taken for organisations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kfacts.extract.names.context import Context

_ENDS = (
    "특별시|광역시|자치시|자치도|시|군|구|읍|면|동|리|도|역|공항|항|산|강|섬|대교|터널|휴게소|"
    "해수욕장|경기장|광장|공원|빌딩|타워|아파트|고속도로|국도|대로|로|길|궁|사거리|교차로|나들목|해변|계곡|"
    "폭포|반도|해협|만|호|댐|체육관|운동장|야구장|축구장"
)
_PLACE = re.compile(f"[가-힣]{{1,8}}(?:{_ENDS})")
_LAST = frozenset(end[-1] for end in _ENDS.split("|"))


def find_places(context: Context) -> None:
    """Note endings of places behind a proper noun."""
    for i in context.named:
        word = context.words[i]
        if word.tags[0] != "NNP" or len(word.form) < 3 or context.facts[i].government:
            continue
        if word.form[-1] in _LAST and _PLACE.fullmatch(word.form):
            context.evidence.add(word.start, word.stem, "location", "location.suffix")
