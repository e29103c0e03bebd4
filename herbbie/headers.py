"""Headers that every answer has, errors and static files included."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]

# What search engines may show. Everything else belongs to somebody or is of no use to a stranger.
INDEXED = {"/", "/privacy/"}


def headers(get_response: View) -> View:
    """A middleware, outermost: what an answer does not say itself is said for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in settings.ANSWER_HEADERS.items():
            response.setdefault(name, value)
        if request.path_info not in INDEXED:
            response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer
