"""A worker waits for a database that is away: what was paid for is not thrown away because of that."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

log = logging.getLogger("herbbie.worker")

# Longer than Postgres takes to start again after a crash, shorter than a lease.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.3
AWAY = (OperationalError, InterfaceError)

P = ParamSpec("P")
T = TypeVar("T")


def patient(write: Callable[P, T]) -> Callable[P, T]:
    """Do it again while the database is away, for a minute; for workers only, who have nothing better to do.

    Inside a transaction it is done once: the whole of that has to be done again, by whoever began it. What
    was committed although its answer was lost is done twice, so `write` must bear that.
    """

    @functools.wraps(write)
    def insisting(*args: P.args, **kwargs: P.kwargs) -> T:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return write(*args, **kwargs)
            except AWAY as error:
                if connection.in_atomic_block or time.monotonic() > until:
                    raise
                told = {"error": type(error).__name__, "write": write.__name__}
                log.warning("the database is away; a write is done again", extra=told)
                connection.close()
                time.sleep(PAUSE_SECONDS)

    return insisting
