"""How often one caller may ask, by the `limits` library: in Redis when there is one, else in each process."""

from __future__ import annotations

import logging
import math
import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from coloring import callers


class TooOftenError(Exception):
    """The caller has to wait so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


log = logging.getLogger("herbbie.web")


@cache
def limiter(url: str) -> MovingWindowRateLimiter:
    """Counts where the URL says; a Redis that does not answer at once counts as away."""
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1} if url else {}
    return MovingWindowRateLimiter(storage_from_string(url or "memory://", wrap_exceptions=True, **patience))


def hit(request: HttpRequest) -> None:
    """Count one request that makes work. Raises TooOftenError."""
    item = RateLimitItemPerMinute(settings.RATE_LIMIT_PER_MINUTE)
    who = callers.counted_as(request)
    try:
        _count(limiter(settings.REDIS_URL), item, who)
    except StorageError:
        log.warning("Redis is away: requests are counted in this process")
        _count(limiter(""), item, who)


def _count(counter: MovingWindowRateLimiter, item: RateLimitItemPerMinute, who: str) -> None:
    if not counter.hit(item, "ask", who):
        reset = counter.get_window_stats(item, "ask", who).reset_time
        raise TooOftenError(max(1, math.ceil(reset - time.time())))
