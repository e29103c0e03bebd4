"""The manual of the API: its schema at /openapi.json, and two ways to read it in a browser."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coloring.api import workshop

# The styles that ReDoc writes into its page: an empty element that it fills rule by rule, and one of its
# menu's. Another release of it may need other ones: the test in the browser says so.
REDOC_STYLES = [
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='",
]


@require_safe
def schema(request: HttpRequest) -> JsonResponse:
    """GET /openapi.json: the same for everybody."""
    return JsonResponse(workshop.schema())


@require_safe
def swagger(request: HttpRequest) -> HttpResponse:
    """GET /docs: the API to be tried out."""
    return render(request, "ninja/swagger.html")


@csp_update({"style-src": REDOC_STYLES})
@require_safe
def redoc(request: HttpRequest) -> HttpResponse:
    """GET /redoc: the API to be read."""
    return render(request, "ninja/redoc.html")
