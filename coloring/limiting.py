"""How often one caller may ask, by the `limits` library: in Redis when there is one, else in each process."""

from __future__ import annotations

import math
import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from coloring import callers


class TooOftenError(Exception):
    """The caller has to wait so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


@cache
def limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(settings.REDIS_URL or "memory://"))


def hit(request: HttpRequest) -> None:
    """Count one request that makes work. Raises TooOftenError."""
    item = RateLimitItemPerMinute(settings.RATE_LIMIT_PER_MINUTE)
    who = callers.counted_as(request)
    if not limiter().hit(item, "ask", who):
        reset = limiter().get_window_stats(item, "ask", who).reset_time
        raise TooOftenError(max(1, math.ceil(reset - time.time())))
