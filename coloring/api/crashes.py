"""What is answered when Herbbie itself fails: JSON to programs, a kind page to people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from coloring import sentences
from coloring.api.requests import RefusedError


def answer(request: HttpRequest) -> HttpResponse:
    """500, in the form that the endpoint's refusals have; what went wrong is in the log alone."""
    view = request.resolver_match.func if request.resolver_match else None
    told = getattr(view, "told", None)
    if told is None:
        return server_error(request)
    response: HttpResponse = told(RefusedError("crashed", sentences.problem("crashed"), status=500))
    return response
