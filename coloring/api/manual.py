"""The manual of the API: its schema at /openapi.json, and two ways to read it in a browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coloring.api import workshop


@require_safe
def schema(request: HttpRequest) -> JsonResponse:
    """GET /openapi.json: the same for everybody."""
    return JsonResponse(workshop.schema())


@require_safe
def swagger(request: HttpRequest) -> HttpResponse:
    """GET /docs: the API to be tried out."""
    return render(request, "ninja/swagger.html")


@require_safe
def redoc(request: HttpRequest) -> HttpResponse:
    """GET /redoc: the API to be read."""
    return render(request, "ninja/redoc.html")
