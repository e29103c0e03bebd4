"""Where programs wait for their pictures: few places, so that parents always find a free thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

# A waiting request occupies a thread of the web server; a process has eight.
PLACES = threading.BoundedSemaphore(5)
LOOK_EVERY = 0.2


def wait(seconds: float, is_over: Callable[[], bool]) -> bool:
    """Look until it is over or the time is up. Whether there was a place; without one nobody looks."""
    if not PLACES.acquire(blocking=False):
        return False
    try:
        until = time.monotonic() + seconds
        while not is_over() and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
    finally:
        PLACES.release()
    return True
