"""How often one caller may ask for what makes work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, RateLimitItemPerMinute

from coloring import callers, sentences
from herbbie import throttling


def hit(request: HttpRequest) -> None:
    """Count one request that makes work. Raises TooOftenError."""
    request.is_counted = True  # type: ignore[attr-defined]
    throttling.count(_limit(), "ask", _who(request), sentences.request("rate_limited"))


def headers(request: HttpRequest) -> dict[str, str]:
    """What a program is told about its limit, empty for a request that did not count.

    Calls left now, and seconds until there is one more: with the names that everybody uses, and with those of
    draft-ietf-httpapi-ratelimit-headers, in its form since version 08.
    """
    if not getattr(request, "is_counted", False):
        return {}
    limit = _limit()
    room = throttling.room(limit, "ask", _who(request))
    return {
        "X-RateLimit-Limit": str(limit.amount),
        "X-RateLimit-Remaining": str(room.left),
        "X-RateLimit-Reset": str(room.seconds),
        "RateLimit-Policy": f'"minute";q={limit.amount};w={limit.get_expiry()}',
        "RateLimit": f'"minute";r={room.left};t={room.seconds}',
    }


def _limit() -> RateLimitItem:
    return RateLimitItemPerMinute(settings.RATE_LIMIT_PER_MINUTE)


def _who(request: HttpRequest) -> str:
    """Each key of an account has a limit of its own."""
    key = callers.key_of(request)
    return f"key:{key.pk}" if key else callers.counted_as(request)
