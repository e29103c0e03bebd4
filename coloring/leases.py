"""Which claims this process holds, so that one heartbeat can keep all their leases alive."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Names this process in the token of every claim that it makes.
LIFE = secrets.token_hex(6)

_tokens: set[str] = set()
_lock = threading.Lock()
_closed = threading.Event()


def close() -> None:
    """From now on this process makes no more claims; those that it holds are kept to their ends."""
    _closed.set()


def are_closed() -> bool:
    return _closed.is_set()


def new_token() -> str:
    """A claim's token: 32 hexadecimal digits, this process's life and 80 random bits."""
    return LIFE + secrets.token_hex(10)


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
