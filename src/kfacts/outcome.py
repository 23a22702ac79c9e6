"""What becomes of one article among many: its record's JSON in UTF-8, or why there is none."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kfacts.errors import DefectError, KfactsError, LimitError

if TYPE_CHECKING:
    from kfacts.pipeline import Extractor
    from kfacts.text import Article

Outcome: TypeAlias = bytes | KfactsError


def outcome(extractor: Extractor, article: Article, reference: str | None = None) -> Outcome:
    """Extract an article; whatever is wrong with it, or with us, is told and ends nothing else."""
    from kfacts.model import RECORD  # noqa: PLC0415  (heavy: loaded when first needed)

    name = article.path or article.doc_id
    try:
        record = extractor.extract_article(article, reference=reference)
        return RECORD.dump_json(record, exclude_unset=True)
    except KfactsError as error:
        return error
    except MemoryError:
        return LimitError(f"{name}: out of memory; split the article")
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return DefectError(f"{name}: {what} ({where}); report it with the article")
