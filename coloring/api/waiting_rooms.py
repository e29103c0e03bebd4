"""Where programs wait for their pictures: few places, so that parents always find a free thread."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable

# A waiting request occupies a thread of the web server; a process has eight.
PLACES = threading.BoundedSemaphore(5)
LOOK_EVERY = 0.2


class FullError(Exception):
    """Every place is taken."""


class Seat:
    """One place, until it is left; one that nobody holds any more is left of itself. Raises FullError."""

    def __init__(self) -> None:
        if not PLACES.acquire(blocking=False):
            raise FullError
        self.leave = weakref.finalize(self, PLACES.release)


def wait(seconds: float, is_over: Callable[[], bool]) -> bool:
    """Look until it is over or the time is up. Whether there was a place; without one nobody looks."""
    try:
        seat = Seat()
    except FullError:
        return False
    try:
        until = time.monotonic() + seconds
        while not is_over() and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
    finally:
        seat.leave()
    return True
