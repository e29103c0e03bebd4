"""Which claims this process holds, so that one heartbeat can keep all their leases alive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_tokens: set[str] = set()
_lock = threading.Lock()


@contextmanager
def held(token: str) -> Iterator[None]:
    """The claim counts as alive inside this block."""
    with _lock:
        _tokens.add(token)
    try:
        yield
    finally:
        with _lock:
            _tokens.discard(token)


def tokens() -> list[str]:
    with _lock:
        return list(_tokens)
