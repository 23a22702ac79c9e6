"""Ctrl-C where it would be lost."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """Heed Ctrl-C at the end if it went unheeded, or earlier where what is given is called.

    Python drops what is raised where a thing is destroyed, and compiling a pattern destroys many;
    C code that calls back into Python may drop it too.
    """
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield lambda: None
        return
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        handler(number, frame)

    def heed() -> None:
        if heard:
            handler(heard[0], None)

    signal.signal(signal.SIGINT, hear)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, handler)
    heed()
