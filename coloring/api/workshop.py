"""The image API for programs: its routers under /api/v1/, and the rules that each of its addresses obeys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from coloring.api import catalogue
from coloring.api.requests import RefusedError, endpoint

NAMESPACE = "workshop"

api = NinjaAPI(title="Herbbie", version="1", urls_namespace=NAMESPACE, docs_url=None, openapi_url=None)
api.add_router("/models", catalogue.router)


def pass_on(request: HttpRequest, error: Any) -> HttpResponse:
    """What goes wrong is answered in one place, `requests.endpoint`, for every endpoint alike."""
    raise error


for kind in (Exception, HttpError, ValidationError):
    api.add_exception_handler(kind, pass_on)


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses of the API, to be mounted at /api/v1/."""
    patterns, app, namespace = api.urls
    routes = [
        path(str(pattern.pattern), _obeying(pattern.callback), name=pattern.name)
        for pattern in patterns
        if isinstance(pattern, URLPattern)
    ]
    return [*routes, path("<path:rest>", nothing, name="nothing")], app, namespace


def schema() -> dict[str, Any]:
    """The API as OpenAPI 3.1 tells it."""
    return dict(api.get_openapi_schema())


@endpoint()
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Programs get JSON for an address that there is not."""
    raise RefusedError("not_found")


def _obeying(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of ninja's that answers as the other endpoints do, and HEAD like GET."""

    @endpoint()
    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        try:
            response = view(request, **kwargs)
        except Http404 as missing:
            raise RefusedError("not_found") from missing
        if isinstance(response, HttpResponseNotAllowed):
            raise RefusedError("method_not_allowed", Allow=response["Allow"])
        return response

    return asked
