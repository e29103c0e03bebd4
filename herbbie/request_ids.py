"""The id of a request, the caller's or a new one: in each log line and call that follows from it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# As long as a UUID with its hyphens; what else might be written into a log line or a header is none.
KNOWN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,35}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of what this thread works on; empty for what nobody asked for."""
    return _current.get()


def accepted(given: str) -> str:
    """The id that a caller gave, if it is one; else a new one."""
    return given if KNOWN.fullmatch(given) else uuid.uuid4().hex


@contextmanager
def under(request_id: str) -> Iterator[str]:
    """All that is done inside this block belongs to this request."""
    token = _current.set(request_id)
    try:
        yield request_id
    finally:
        _current.reset(token)
