"""What a program sent, whatever way it sent it, and the JSON for everything that is refused."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from coloring import asking, limiting, sentences
from coloring.refusals import STATUS

# RFC 7240: preferences are separated by commas, `wait` counts seconds.
WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})\"?", re.IGNORECASE)
LONGEST_WAIT = 100


class RefusedError(Exception):
    """This request gets no further, for the reason with this code."""

    def __init__(self, code: str, message: str = "", retry_after: int = 0) -> None:
        super().__init__(code)
        self.code, self.message, self.retry_after = code, message, retry_after

    def response(self) -> JsonResponse:
        message = self.message or sentences.request(self.code)
        body = {"success": False, "error": self.code, "message": message}
        response = JsonResponse(body, status=STATUS[self.code])
        if self.retry_after:
            response["Retry-After"] = str(self.retry_after)
        if self.code == "key_unknown":
            response["WWW-Authenticate"] = "Bearer"
        return response


def endpoint(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """An endpoint for programs: no CSRF token, nothing from other sites, and every refusal as JSON."""

    @csrf_exempt
    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            check_origin(request)
            check_key(request)
            response = view(request, *args, **kwargs)
        except RefusedError as refused:
            response = refused.response()
        except limiting.TooOftenError as wait:
            response = RefusedError("rate_limited", retry_after=wait.seconds).response()
        except asking.OutOfPagesError:
            response = RefusedError("quota").response()
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


def check_origin(request: HttpRequest) -> None:
    """A browser that acts for another site says so; programs say nothing."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin", "")
    elsewhere = bool(origin) and urlsplit(origin).netloc != request.get_host()
    if site not in {"none", "same-origin"} or elsewhere:
        raise RefusedError("cross_site")


def check_key(request: HttpRequest) -> None:
    """No keys have been given out yet: a key that comes along cannot be a valid one."""
    if request.headers.get("Authorization"):
        raise RefusedError("key_unknown")


def fields_of(request: HttpRequest) -> Mapping[str, Any]:
    """The fields of a JSON object or a form. Raises RefusedError for anything else."""
    try:
        if request.content_type == "application/json":
            return _json_object(request.body)
        if request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}:
            return request.POST
    except RequestDataTooBig as too_big:
        raise RefusedError("body_too_large") from too_big
    raise RefusedError("unsupported_media")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except ValueError as broken:
        raise RefusedError("malformed") from broken
    if not isinstance(fields, dict):
        raise RefusedError("malformed")
    for name, value in fields.items():
        if not isinstance(value, str | bool | type(None)):
            raise RefusedError("invalid", f"{name}: {sentences.request('invalid')}")
    return fields


def check_choices(fields: Mapping[str, Any]) -> None:
    """Choices that cannot be kept yet are refused rather than dropped in silence."""
    for name in ("colored_model", "name"):
        if fields.get(name):
            raise RefusedError("not_yet", f"{name}: {sentences.request('not_yet')}")


def seconds_to_wait(request: HttpRequest) -> int:
    """The N of `Prefer: wait=N`, at most LONGEST_WAIT; 0 when not asked for."""
    found = WAIT.search(request.headers.get("Prefer", ""))
    return min(int(found[1]), LONGEST_WAIT) if found else 0
