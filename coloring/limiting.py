"""How often one caller may ask for what makes work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItemPerMinute

from coloring import callers, sentences
from herbbie import throttling


def hit(request: HttpRequest) -> None:
    """Count one request that makes work. Raises TooOftenError."""
    limit = RateLimitItemPerMinute(settings.RATE_LIMIT_PER_MINUTE)
    throttling.count(limit, "ask", callers.counted_as(request), sentences.request("rate_limited"))
