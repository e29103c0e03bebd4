"""How often somebody may do something, by `limits`: counted in Redis, or in each process without one."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

log = logging.getLogger("herbbie.web")


class TooOftenError(Exception):
    """Whoever asks has to wait so many seconds; the sentence says it kindly, empty for the usual one."""

    def __init__(self, seconds: int, sentence: str = "") -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds, self.sentence = seconds, sentence


@cache
def limiter(url: str) -> MovingWindowRateLimiter:
    """Counts where the URL says; a Redis that does not answer at once counts as away."""
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1} if url else {}
    if url:  # `limits` takes a module that another thread is just importing for a missing one
        import_module("redis")
    return MovingWindowRateLimiter(storage_from_string(url or "memory://", wrap_exceptions=True, **patience))


@dataclass(frozen=True)
class Room:
    """How often somebody may still do something now, and after how many seconds once more than that."""

    left: int
    seconds: int


def count(limit: RateLimitItem, what: str, who: str, sentence: str = "") -> None:
    """One more of `what` by `who`. Raises TooOftenError."""
    try:
        _count(limiter(settings.REDIS_URL), limit, what, who, sentence)
    except StorageError:
        log.warning("Redis is away: requests are counted in this process")
        _count(limiter(""), limit, what, who, sentence)


def _count(
    counter: MovingWindowRateLimiter, limit: RateLimitItem, what: str, who: str, sentence: str
) -> None:
    if not counter.hit(limit, what, who):
        raise TooOftenError(_room(counter, limit, what, who).seconds, sentence)


def room(limit: RateLimitItem, what: str, who: str) -> Room:
    """How much of `what` is left to `who`; nothing is counted."""
    try:
        return _room(limiter(settings.REDIS_URL), limit, what, who)
    except StorageError:
        return _room(limiter(""), limit, what, who)


def _room(counter: MovingWindowRateLimiter, limit: RateLimitItem, what: str, who: str) -> Room:
    stats = counter.get_window_stats(limit, what, who)
    return Room(max(0, stats.remaining), max(1, math.ceil(stats.reset_time - time.time())))


def pause(request: HttpRequest, wait: TooOftenError) -> HttpResponse:
    """The page for somebody who has to wait, and for how many seconds."""
    response = render(request, "429.html", {"sentence": wait.sentence}, status=429)
    response["Retry-After"] = str(wait.seconds)
    response["Cache-Control"] = "no-store"
    return response


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """What django-axes answers to somebody who guessed too often: to every address alike, known or not."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    sentence = gettext(
        "Too many wrong passwords. Please wait a quarter of an hour, or ask for a new password."
    )
    return pause(request, TooOftenError(seconds, sentence))


class Pauses:
    """A middleware: whichever view is asked too often, the answer is the same page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return pause(request, error) if isinstance(error, TooOftenError) else None
