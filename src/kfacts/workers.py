"""Many articles over several processes, in order, whatever happens to a worker.

Each worker is spawned (never forked: Kiwi's threads do not survive a fork), loads its extractor
once from the settings and answers one article at a time over a pipe. The parent keeps a bounded
window of articles under way and yields outcomes in the order of the input, so the output is the
same for any number of workers. A worker that dies is replaced and its article tried once more.
"""

import contextlib
import gc
import multiprocessing as mp
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

from kfacts.errors import KfactsError, LimitError
from kfacts.files import Failure
from kfacts.outcome import Outcome, outcome
from kfacts.settings import Settings
from kfacts.text import Article

if TYPE_CHECKING:
    from kfacts.pipeline import Extractor

WINDOW = 4
"""Articles under way or waiting for an earlier one, a worker."""
TRIES = 2
_TICK = 0.5
"""Seconds between two looks at the clock while an article has a time limit."""


@dataclass
class _Task:
    article: Article
    reference: str | None
    tries: int = 0
    outcome: Outcome | None = None


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: _Task | None = None
    since: float | None = None
    """When it began its task; None while it still loads."""
    ready: bool = False


def extract_all(
    articles: Iterable[Article | Failure],
    settings: Settings,
    *,
    jobs: int = 1,
    reference: str | None = None,
) -> Iterator[tuple[Article, Outcome] | Failure]:
    """Yield (article, record JSON or error) in input order; failures of reading pass through."""
    if jobs <= 1 and settings.limits.max_seconds is None:
        yield from _here(articles, settings, reference)
    else:
        yield from _spread(articles, settings, max(jobs, 1), reference)


def _here(
    articles: Iterable[Article | Failure], settings: Settings, reference: str | None
) -> Iterator[tuple[Article, Outcome] | Failure]:
    extractor: Extractor | None = None
    for article in articles:
        if isinstance(article, Failure):
            yield article
            continue
        extractor = extractor or _loaded(settings)
        yield article, outcome(extractor, article, reference)


def _loaded(settings: Settings) -> "Extractor":
    """Load an extractor for the rest of the process, out of the garbage collector's rounds."""
    from kfacts.pipeline import Extractor  # noqa: PLC0415

    extractor = Extractor(settings)
    gc.collect()
    gc.freeze()
    return extractor


def _serve(pipe: Connection, settings: Settings) -> None:
    """Answer articles until the pipe closes (in the worker process)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    try:
        extractor = _loaded(settings)
    except KfactsError as error:  # a wrong rule is wrong for every article
        pipe.send(error)
        return
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        extractor.kiwi.tokenize("가")  # which makes it ready: seconds that are no article's
        pipe.send(None)  # loaded: from now on the clock runs
        while True:
            article, reference = pipe.recv()
            pipe.send(outcome(extractor, article, reference))


class _Pool:
    """The workers of one run; a context manager that leaves no process behind."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._context = mp.get_context("spawn")
        self._settings = settings
        self.workers = [self._start() for _ in range(jobs)]

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def give(self, task: _Task) -> bool:
        """Hand a task to an idle worker, if there is one."""
        for worker in self.workers:
            if worker.task is None:
                worker.task, worker.since = task, time.monotonic() if worker.ready else None
                task.tries += 1
                with contextlib.suppress(BrokenPipeError):  # it died idle: seen by `collect`
                    worker.pipe.send((task.article, task.reference))
                return True
        return False

    def collect(self) -> list[_Task]:
        """Wait for news; return the tasks that must be given again."""
        limit = self._settings.limits.max_seconds
        again: list[_Task] = []
        for pipe in wait([w.pipe for w in self.workers], None if limit is None else _TICK):
            i = next(i for i, w in enumerate(self.workers) if w.pipe is pipe)
            again.extend(self._hear(i))
        if limit is not None:
            for i, worker in enumerate(self.workers):
                began = worker.since if worker.task is not None else None
                if began is not None and time.monotonic() - began > limit:
                    message = f"took longer than {limit:g} s; raise --timeout or split the article"
                    self._replace(i, message, tries=1)
        return again

    def _hear(self, i: int) -> list[_Task]:
        worker = self.workers[i]
        try:
            heard: Outcome | None = worker.pipe.recv()
        except (EOFError, OSError):
            task = self._replace(i, "its worker process died twice (out of memory?)", tries=TRIES)
            return [task] if task else []
        if heard is None:
            worker.ready, worker.since = True, time.monotonic()
        elif not worker.ready and isinstance(heard, KfactsError):
            raise heard
        elif worker.task is not None:
            worker.task.outcome, worker.task = heard, None
        return []

    def _replace(self, i: int, message: str, tries: int) -> _Task | None:
        """Start a new worker in place of one; return its task if it may be tried again."""
        worker = self.workers[i]
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.workers[i] = self._start()
        task = worker.task
        if task is None:
            return None
        if task.tries < tries:
            return task
        task.outcome = LimitError(f"{task.article.path or task.article.doc_id}: {message}")
        return None


def _spread(
    articles: Iterable[Article | Failure], settings: Settings, jobs: int, reference: str | None
) -> Iterator[tuple[Article, Outcome] | Failure]:
    source = iter(articles)
    window: deque[_Task | Failure] = deque()  # in input order
    waiting: deque[_Task] = deque()  # not yet with a worker
    more = True
    with _Pool(settings, jobs) as pool:
        while more or window:
            while more and len(window) < WINDOW * jobs:
                article = next(source, None)
                if article is None:
                    more = False
                    break
                if isinstance(article, Failure):
                    window.append(article)
                    continue
                task = _Task(article, reference)
                window.append(task)
                waiting.append(task)
            while waiting and pool.give(waiting[0]):
                waiting.popleft()
            while window and (isinstance(window[0], Failure) or window[0].outcome is not None):
                done = window.popleft()
                if isinstance(done, Failure):
                    yield done
                else:
                    assert done.outcome is not None
                    yield done.article, done.outcome
            if window:
                waiting.extendleft(reversed(pool.collect()))
