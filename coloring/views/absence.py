"""What a browser gets while the database or the pictures' store is away: a kind word, not a crash."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from coloring.refusals import AWAY, RETRY_SECONDS

log = logging.getLogger("herbbie.web")


class Absence:
    """Middleware: 503 with Retry-After for what cannot be fetched now; it is not lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, AWAY):
            return None
        log.warning("away: %s", type(error).__name__)
        # Without the request: to tell who is logged in would ask the database again.
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
