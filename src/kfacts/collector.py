"""Python's cycle collector, out of the way while much is built that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(*, settled: bool = False) -> Iterator[None]:
    """Keep the collector from walking, again and again, what lives until the end anyway.

    With `settled` it does not walk it once more at the end either: all that was built is at once
    among the oldest objects, as if it had outlived every collection.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running and settled and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()
