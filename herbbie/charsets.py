"""Forms are read as UTF-8; one that says otherwise is refused before anything reads it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class Utf8Forms:
    """A middleware, before the one that looks for the CSRF token.

    Python knows charsets that are none for text: a field that is decoded with one ends in a 500. Endpoints
    for programs read their own bodies, and refuse in JSON.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        named = request.encoding
        if named and codecs.lookup(named).name != "utf-8" and not getattr(view, "csrf_exempt", False):
            raise BadRequest(f"A form in {named}")
