"""The image API for programs: its routers under /api/v1/, and the rules that each of its addresses obeys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from coloring.api import batches, catalogue, compat, envelopes, faults, images, pages, reading
from coloring.api.requests import RefusedError, endpoint

NAMESPACE = "workshop"
# Addresses whose refusals have the form of OpenAI's.
COMPATIBLE = {"generations", "edits"}

ABOUT = """Pictures for programs. A call for them waits until they are drawn, at most 100 seconds; after that,
or when too many calls are waiting, it is answered 202 with a `status_url` that tells the rest.

Callers are an API key of an account (`Authorization: Bearer hb_...`), a session cookie, or nobody: then few
pictures a day may be drawn from one address, and the answer sets a session cookie that may read them.
Every refusal has one form; `error` is a code that stays, `message` a sentence in the caller's language."""
SECURITY = {
    "key": {"type": "http", "scheme": "bearer", "description": "Made in the settings of an account."},
    "session": {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
}

api = NinjaAPI(
    title="Herbbie",
    version="1",
    description=ABOUT,
    urls_namespace=NAMESPACE,
    docs_url=None,
    openapi_url=None,
)
api.add_router("/images", compat.router)
api.add_router("/images", images.router)
api.add_router("/batches", batches.router)
api.add_router("/models", catalogue.router)


def pass_on(request: HttpRequest, error: Any) -> HttpResponse:
    """What goes wrong is answered in one place, `requests.endpoint`, for every endpoint alike."""
    if isinstance(error, faults.FAULTS):
        raise faults.of_call(error) from error
    if isinstance(error, ValidationError):  # of the address: its first part says query or path
        raise reading.invalid([{**wrong, "loc": wrong["loc"][1:]} for wrong in error.errors]) from error
    if isinstance(error, Http404 | FileNotFoundError):
        raise RefusedError("not_found") from error
    raise error


for kind in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(kind, pass_on)


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses of the API, to be mounted at /api/v1/."""
    patterns, app, namespace = api.urls
    # Ninja lists an address once for each of its methods.
    views = {
        (str(each.pattern), each.name): each.callback for each in patterns if isinstance(each, URLPattern)
    }
    views[("", "api-root")] = nothing
    routes = [path(address, _obeying(view, name), name=name) for (address, name), view in views.items()]
    return [*routes, path("<path:rest>", nothing, name="nothing")], app, namespace


def schema() -> dict[str, Any]:
    """The API as OpenAPI 3.1 tells it, together with the calls for coloring pages."""
    told: dict[str, Any] = dict(api.get_openapi_schema())
    told["components"] |= {"securitySchemes": SECURITY}
    told |= {"security": [{name: []} for name in SECURITY] + [{}], "servers": [{"url": "/"}]}
    return pages.merged(told)


@endpoint()
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Programs get JSON for an address that there is not."""
    raise RefusedError("not_found")


def _obeying(view: Callable[..., HttpResponse], name: str | None) -> Callable[..., HttpResponse]:
    """A view of ninja's that answers as the other endpoints do, and HEAD like GET."""

    @endpoint(told=envelopes.response if name in COMPATIBLE else RefusedError.response)
    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        method = request.method
        request.method = "GET" if method == "HEAD" else method
        response = view(request, **kwargs)
        request.method = method
        if isinstance(response, HttpResponseNotAllowed):
            raise RefusedError("method_not_allowed", Allow=response["Allow"])
        return response

    return asked
