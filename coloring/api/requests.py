"""What a program sent, whatever way it sent it, and the JSON for everything that is refused."""

from __future__ import annotations

import functools
import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from accounts import keys
from coloring import callers, charging, limiting, sentences
from coloring.refusals import AWAY, RETRY_SECONDS, STATUS
from herbbie import request_ids, throttling

# RFC 7240: preferences are separated by commas, `wait` counts seconds.
WAIT = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})\"?", re.IGNORECASE)
ASYNC = re.compile(r"(?:^|[,;\s])respond-async(?:$|[,;\s])", re.IGNORECASE)
LONGEST_WAIT = 100
# Broken parts, too many of them, and charsets that are none (LookupError) or cannot be read (UnicodeError).
UNREADABLE = (MultiPartParserError, SuspiciousOperation, BadRequest, LookupError, UnicodeError)
# JSON can spell half a character and NUL; no database keeps them.
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
TEXTS = {"theme", "photo_path", "name"}
# What a body of JSON may be made of: a megabyte of empty lists would take thirty of memory.
MOST_PARTS, PARTS = 50_000, (b",", b"[", b"{")

Endpoint = Callable[..., HttpResponse]

log = logging.getLogger("herbbie.web")


class RefusedError(Exception):
    """This request gets no further, for the reason with this code.

    `status` is that of the code unless it is given. What is `told` stands in the answer beside the sentence.
    """

    def __init__(
        self,
        code: str,
        message: str = "",
        suggestion: str = "",
        *,
        status: int = 0,
        told: Mapping[str, Any] | None = None,
        **headers: str,
    ) -> None:
        super().__init__(code)
        self.code, self.message, self.headers = code, message or sentences.request(code), headers
        self.status = status or STATUS[code]
        self.told = {"suggestion": suggestion, **(told or {})}

    def response(self) -> JsonResponse:
        body = {"success": False, "error": self.code, "message": self.message}
        body |= {"request_id": request_ids.current()}
        body |= {name: value for name, value in self.told.items() if value not in (None, "", [])}
        headers = {name.replace("_", "-"): value for name, value in self.headers.items()}
        return JsonResponse(body, status=self.status, headers=headers)


# What a view may end with.
REFUSALS = (RefusedError, keys.UnknownKeyError, throttling.TooOftenError, charging.OutOfPagesError, *AWAY)


def endpoint(
    *methods: str, told: Callable[[RefusedError], JsonResponse] = RefusedError.response
) -> Callable[[Endpoint], Endpoint]:
    """An endpoint for programs: no CSRF token, nothing from other sites, and every refusal as JSON.

    Without methods the view looks after them itself. `told` gives a refusal its form.
    """

    def decorate(view: Endpoint) -> Endpoint:
        @csrf_exempt
        @functools.wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                check_method(request, methods)
                check_key(request)
                check_origin(request)
                response = view(request, *args, **kwargs)
            except REFUSALS as error:
                response = told(refusal(error))
            for name, value in limiting.headers(request).items():
                response[name] = value
            response.setdefault("Cache-Control", "no-store")
            patch_vary_headers(response, ["Authorization"])  # what is kept for a year is kept for one key
            return response

        wrapped.told = told  # type: ignore[attr-defined]
        return wrapped

    return decorate


def refusal(error: Exception) -> RefusedError:
    """What a program is told about one of REFUSALS."""
    match error:
        case RefusedError():
            return error
        case keys.UnknownKeyError():
            return RefusedError("key_unknown", WWW_Authenticate=callers.CHALLENGE)
        case throttling.TooOftenError():
            return RefusedError("rate_limited", Retry_After=str(error.seconds))
        case charging.OutOfPagesError():
            return RefusedError("quota", Retry_After=str(charging.seconds_to_tomorrow()))
    log.warning("away: %s", type(error).__name__)
    return RefusedError("away", Retry_After=str(RETRY_SECONDS))


def check_method(request: HttpRequest, methods: tuple[str, ...]) -> None:
    if methods and request.method not in methods:
        raise RefusedError("method_not_allowed", Allow=", ".join(methods))


def check_origin(request: HttpRequest) -> None:
    """A browser that acts for another site says so; programs say nothing.

    Who shows a key may come from anywhere: no browser adds one of its own accord.
    """
    if callers.key_of(request):
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin", "")
    if site not in {"none", "same-origin"} or (origin and _host_of(origin) != request.get_host()):
        raise RefusedError("cross_site")


def _host_of(origin: str) -> str:
    """The host and port of an origin; empty for what is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def check_key(request: HttpRequest) -> None:
    """The caller is the user of the key, if one came along; no cookie is looked at then.

    Raises UnknownKeyError, also for credentials of another kind, and TooOftenError.
    """
    callers.recognize(request)
    if "Authorization" in request.headers and callers.key_of(request) is None:
        raise keys.UnknownKeyError


def fields_of(request: HttpRequest) -> Mapping[str, Any]:
    """The fields of a JSON object or a form. Raises RefusedError for anything else."""
    if "Transfer-Encoding" in request.headers:  # Django reads as much as Content-Length says: nothing
        raise RefusedError("length_required")
    try:
        fields = _read(request)
    except RequestDataTooBig as too_big:
        raise RefusedError("body_too_large") from too_big
    except UNREADABLE as unreadable:
        raise RefusedError("malformed") from unreadable
    for name, value in fields.items():
        if not _is_kept(name, value):
            raise RefusedError("invalid", f"{name}: {sentences.request('invalid')}")
    return fields


def _read(request: HttpRequest) -> Mapping[str, Any]:
    if request.content_type == "application/json":
        return json_object(request.body)
    if request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        return request.POST
    raise RefusedError("unsupported_media")


def json_object(body: bytes) -> dict[str, Any]:
    """Raises RefusedError for what is no JSON object, and for one of too many parts."""
    if sum(map(body.count, PARTS)) > MOST_PARTS:
        raise RefusedError("body_too_large")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise RefusedError("malformed") from broken
    if not isinstance(fields, dict):
        raise RefusedError("malformed")
    return fields


def _is_kept(name: str, value: object) -> bool:
    """Whether this is a value that a field may have: text that a database can keep, and elsewhere a tick."""
    if isinstance(value, str):
        return not UNKEPT.search(value)
    return value is None or (isinstance(value, bool) and name not in TEXTS)


def seconds_to_wait(request: HttpRequest) -> int:
    """The N of `Prefer: wait=N`, at most LONGEST_WAIT; 0 when not asked for."""
    found = WAIT.search(request.headers.get("Prefer", ""))
    return min(int(found[1]), LONGEST_WAIT) if found else 0


def patience(request: HttpRequest) -> tuple[int, str]:
    """How many seconds a call for pictures waits, and the preference that this obeys, if there was one."""
    if seconds := seconds_to_wait(request):
        return seconds, f"wait={seconds}"
    prefer = request.headers.get("Prefer", "")
    if WAIT.search(prefer):
        return 0, "wait=0"
    return (0, "respond-async") if ASYNC.search(prefer) else (LONGEST_WAIT, "")
