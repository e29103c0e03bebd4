"""Refusals in the form of the image API, as its SDKs understand them."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

from coloring.api.requests import RefusedError
from herbbie import request_ids

# No money, or no pages left: to ask again at once is in vain.
_SPENT = {"quota", "budget", "unpaid"}
# Asked again by itself, a client would pay again, or meet the same refusal.
_LOST = {"lost", "broken", "crashed", "no_service", "service_key", "forbidden"}


def error(refused: RefusedError) -> dict[str, Any]:
    """Message, type, param and code, which is ours; and what else is told, such as `status_url`."""
    told = dict(refused.told)
    hint = told.pop("suggestion", "")
    whole = {
        "message": refused.message if hint in refused.message else f"{refused.message} {hint}",
        "type": _type(refused),
        "param": told.pop("parameter", None),
        "code": refused.code,
        "request_id": request_ids.current(),
    }
    return whole | {name: value for name, value in told.items() if value not in (None, "", [])}


def response(refused: RefusedError) -> JsonResponse:
    """The same as an answer; SDKs repeat 429 and 5xx of their own accord unless they are told not to."""
    headers = {name.replace("_", "-"): value for name, value in refused.headers.items()}
    if refused.code in _SPENT | _LOST:
        headers["X-Should-Retry"] = "false"
    return JsonResponse({"error": error(refused)}, status=refused.status, headers=headers)


def _type(refused: RefusedError) -> str:
    if refused.code in _SPENT:
        return "insufficient_quota"
    if refused.code == "refused":
        return "image_generation_user_error"
    if refused.status == 429:
        return "rate_limit_error"
    return "service_unavailable_error" if refused.status >= 500 else "invalid_request_error"
