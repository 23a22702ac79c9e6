"""A folder of articles in, a folder of records, entities and facts out.

OUT/records/<doc_id>.json   one record an article
OUT/texts/<doc_id>.txt      the article's text, as the offsets count it
OUT/entities.json           every entity resolved across the records
OUT/facts.jsonl             the flat table of facts
OUT/run.json                what the records were made with
OUT/ledger.jsonl            what is finished
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kfacts import ledger
from kfacts.errors import KfactsError, OutputError
from kfacts.files import Failure, clear_torn, write_bytes_whole, write_whole
from kfacts.interrupts import heeded
from kfacts.outcome import Outcome
from kfacts.settings import Settings
from kfacts.text import Article
from kfacts.workers import extract_all

if TYPE_CHECKING:
    from kfacts.model import Corpus, Decision, Record


@dataclass
class Summary:
    """What a run did."""

    done: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    mentions: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    entities: int = 0


Progress = Callable[[Summary], None]


def extract_folder(
    articles: Iterable[Article | Failure],
    out: Path,
    settings: Settings,
    *,
    jobs: int = 1,
    reference: str | None = None,
    force: bool = False,
    progress: Progress = lambda _: None,
) -> Summary:
    """Extract articles into a folder, leaving alone what is there and unchanged.

    Raises OutputError when the folder cannot be written or another run holds it; what was finished
    by then is whole and kept. An article that fails is listed in the summary.
    """
    run = settings.fingerprint()
    summary = Summary()
    with ledger.locked(out), ledger.opened(out) as book:
        clear_torn(out)
        known = {} if force else ledger.load(out)
        write_whole(out / "run.json", json.dumps(settings.describe(), indent=2) + "\n")

        def fresh() -> Iterator[Article | Failure]:
            for article in articles:
                if isinstance(article, Article) and _is_done(out, article, reference, run, known):
                    summary.unchanged += 1
                    progress(summary)
                else:
                    yield article

        with heeded() as heed:  # one Ctrl-C that is lost in a run of hours would end nothing
            for result in extract_all(fresh(), settings, jobs=jobs, reference=reference):
                _settle(result, out, reference, run, book, summary)
                progress(summary)
                heed()
        ledger.still_there(book)
        join(out, summary)
    return summary


def _is_done(
    out: Path, article: Article, reference: str | None, run: str, known: dict[str, ledger.Entry]
) -> bool:
    same = known.get(article.doc_id) == ledger.entry(article, reference, run)
    return same and record_path(out, article.doc_id).is_file()


def _settle(
    result: tuple[Article, Outcome] | Failure,
    out: Path,
    reference: str | None,
    run: str,
    book: IO[bytes],
    summary: Summary,
) -> None:
    """Write one article's record, then its line in the ledger; or keep the failure."""
    if isinstance(result, Failure):
        summary.failures.append(result)
        return
    article, outcome = result
    if isinstance(outcome, KfactsError):
        summary.failures.append(Failure(article.path or article.doc_id, outcome))
        return
    ledger.still_there(book)
    write_whole(out / "texts" / f"{article.doc_id}.txt", article.text)
    write_bytes_whole(record_path(out, article.doc_id), outcome, b"\n")
    ledger.append(book, ledger.entry(article, reference, run))
    summary.done += 1


def record_path(out: Path, doc_id: str) -> Path:
    """Where an article's record stands."""
    return out / "records" / f"{doc_id}.json"


def records(out: Path) -> Iterator[tuple[str, "Record"]]:
    """Read (file name without ending, record) one by one, in the order of the file names."""
    from pydantic import ValidationError  # noqa: PLC0415

    from kfacts.large import read  # noqa: PLC0415

    for path in sorted((out / "records").glob("*.json")):
        try:
            yield path.stem, read(path.read_bytes())
        except OSError as error:
            raise OutputError(
                f"{path}: cannot be read ({error.strerror}); extract it again"
            ) from None
        except ValidationError as error:
            what = error.errors()[0]["msg"]
            raise OutputError(
                f"{path}: no valid record ({what}); extract it again with --force"
            ) from None


def join(
    out: Path, summary: Summary | None = None, decisions: Sequence["Decision"] = ()
) -> "Corpus":
    """Resolve the records of a folder into entities.json and facts.jsonl (no analyser needed).

    Decisions and ids that entities.json holds from earlier runs stay; new decisions win over old.
    """
    from kfacts.corpus import resolve  # noqa: PLC0415
    from kfacts.results import Results  # noqa: PLC0415
    from kfacts.tables import entity_index, fact_rows  # noqa: PLC0415

    results = Results(out)
    before = results.corpus()
    kept = before.decisions if before else []
    told = (record for _, record in records(out))
    corpus = resolve(told, decisions=[*kept, *decisions], ids_of=before)
    write_whole(out / "entities.json", corpus.model_dump_json(indent=2, exclude_unset=True) + "\n")

    index = entity_index(corpus)

    def lines() -> Iterator[str]:
        for name, record in records(out):
            text = results.text(name, record)
            if summary is not None:
                summary.mentions.update(m.type for m in record.mentions)
                summary.facts.update(f.kind for f in record.facts)
            for row in fact_rows(record, text, index):
                yield json.dumps(row, ensure_ascii=False) + "\n"

    write_whole(out / "facts.jsonl", lines())
    if summary is not None:
        summary.entities = len(corpus.entities)
    return corpus
