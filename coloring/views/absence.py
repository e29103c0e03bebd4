"""What a browser gets while the pictures' store is away: a kind word to come back, not a crash."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coloring import pictures

log = logging.getLogger("herbbie.picture")

RETRY_SECONDS = 10


class StoreAbsence:
    """Middleware: 503 with Retry-After for a picture that cannot be fetched now; it is not lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, pictures.StoreAway):
            return None
        log.warning("a picture could not be shown: %s", error)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
