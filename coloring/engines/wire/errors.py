"""Translates every error of the SDK and the wire into those of `engines.base`, in this one place.

What the service wrote never goes into a message: it may quote the parent's words or the key. Its codes do.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineForbidden,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnpaid,
)

_MONEY = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "billing_hard_limit_reached",
    "billing_limit_user_error",
    "billing_not_active",
    "account_deactivated",
    "invalid_api_key",
}
_REFUSALS = {"moderation_blocked", "content_policy_violation", "content_filter"}
_UNSAFE = re.compile(r"safety system|content policy|content moderation", re.IGNORECASE)
# xAI has no codes for these: its refusal of a key is a 400, that of an empty account a 429 or a 403.
_UNPAID = re.compile(
    r"(incorrect|invalid) api key|used all available credits|have any credits|spending limit", re.IGNORECASE
)
_NO_MODEL = {"model_not_found", "model_deprecated", "model_retired", "model_shutdown"}
_GONE = re.compile(
    r"\bdeprecated\b|no longer (available|supported)|been (shut ?down|retired|discontinued)"
    r"|model\b.* does not exist",
    re.IGNORECASE,
)
# The same request can only be answered so again: a parameter or a picture in it is not taken.
_REJECTING = {400, 413, 415, 422}
# An error in the middle of a stream has no status: the one that its type or code comes with elsewhere.
_STATUSES = {
    "invalid_request_error": 400,
    "image_generation_user_error": 400,
    "input-images": 429,
    "requests": 429,
    "tokens": 429,
    "rate_limit_error": 429,
    "rate_limit_exceeded": 429,
    "image_generation_server_error": 500,
    "image_generation_failed": 500,
    "server_error": 500,
    "service_unavailable_error": 503,
    "server_is_overloaded": 503,
}
_CODE = re.compile(r"[\w.\[\]/-]{1,80}")
# The connection was never made, or no request left: nothing can have been drawn.
_BEFORE_SENDING = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_MISCONFIGURED = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.InvalidURL)
_WAIT = re.compile(r"again (?:in|after) (?:(\d+)m(?!s))? ?(?:(\d+(?:\.\d+)?) ?(ms|s))?", re.IGNORECASE)


class UnfetchedError(Exception):
    """The picture was drawn, and the address that was answered for it opens none."""


# The last three are what the SDK stumbles into when an answer is no JSON, or JSON of another form.
FOREIGN = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    TimeoutError,
    UnfetchedError,
    ValueError,
    TypeError,
    AttributeError,
)


def translated(error: Exception, *, estimate: int) -> EngineError:
    """Our error that says what to do next; `estimate` is what a request without an answer may have cost."""
    ours = _ours(error, estimate)
    if isinstance(error, openai.APIError):
        ours.told = _told(error)
    return ours


def _ours(error: Exception, estimate: int) -> EngineError:
    match error:
        case openai.APIStatusError():
            return _answered(error, error.status_code, estimate)
        case TimeoutError():
            return EngineLost("no whole answer before the deadline", cost_micro_usd=estimate)
        case openai.APIConnectionError():
            return _unanswered(error.__cause__ or error, estimate)
        case openai.APIError():
            return _streamed(error, estimate)
        case httpx2.HTTPError() | httpx2.InvalidURL():
            return _unanswered(error, estimate)
        case UnfetchedError():
            return EngineError(str(error), cost_micro_usd=estimate)
        case openai.ContentFilterFinishReasonError():
            return EngineRefused("the description was stopped by the content filter", cost_micro_usd=estimate)
    return EngineError(f"unreadable answer ({type(error).__name__})", cost_micro_usd=estimate)


def _unanswered(cause: BaseException, estimate: int) -> EngineError:
    name = type(cause).__name__
    if isinstance(cause, _BEFORE_SENDING):
        return EngineBusy(f"no connection ({name})")
    if isinstance(cause, _MISCONFIGURED):
        return EngineError(f"no request can be made with these settings ({name})")
    return EngineLost(f"the line was cut ({name})", cost_micro_usd=estimate)


def _streamed(error: openai.APIError, estimate: int) -> EngineError:
    """What an error means that came instead of the rest of a stream; of one without a name nobody knows."""
    words = (_text(error.code), _text(error.type))
    status = next((_STATUSES[word] for word in words if word in _STATUSES), 0)
    ours = _answered(error, status, estimate)
    if type(ours) is EngineError:
        ours.cost_micro_usd = estimate
    return ours


def _answered(error: openai.APIError, status: int, estimate: int) -> EngineError:
    """What an error means that the service, or something before it, sent.

    None of these is paid for, but a gateway that lost its patience (504): behind it the model may draw on.
    """
    codes, said = {_text(error.code), _text(error.type)}, _message(error)
    facts = _facts(error)
    if status in {401, 402} or codes & _MONEY or (status < 500 and _UNPAID.search(said)):
        return EngineUnpaid(facts)
    if codes & _REFUSALS or (status == 400 and _UNSAFE.search(said)):
        return EngineRefused(facts)
    if status == 403:
        return EngineForbidden(facts)
    if _is_gone(error, status, codes, said):
        return EngineRetired(facts)
    if status == 504:
        return EngineLost(facts, cost_micro_usd=estimate)
    if status in {408, 409, 429} or status >= 500:
        return EngineBusy(facts, retry_after=_retry_after(error, said))
    return EngineRejected(facts) if status in _REJECTING else EngineError(facts)


def _is_gone(error: openai.APIError, status: int, codes: set[str], said: str) -> bool:
    """Whether the model is gone; a wrong size, or a bare 404 of a wrong address, says nothing about it."""
    if codes & _NO_MODEL:
        return True
    if status in {429, 503} or _text(error.param) not in {"", "model"}:
        return False
    return (error.param == "model" and error.code == "invalid_value") or bool(_GONE.search(said))


def _told(error: openai.APIError) -> dict[str, Any]:
    """The service's own codes, each only if it was given and looks like one."""
    body = error.body if isinstance(error.body, dict) else {}
    details = body.get("moderation_details")
    details = details if isinstance(details, dict) else {}
    categories = details.get("categories")
    told = {
        "status": getattr(error, "status_code", 0),
        "type": _code(error.type),
        "param": _code(error.param),
        "code": _code(error.code) or _code(_flat(error).get("code")),
        "moderation_stage": _code(details.get("moderation_stage")),
        "categories": list(filter(None, map(_code, categories if isinstance(categories, list) else []))),
    }
    return {name: value for name, value in told.items() if value}


def _flat(error: openai.APIError) -> dict[str, Any]:
    """The whole answer where its "error" is a sentence, and the code stands beside it."""
    if not isinstance(error, openai.APIStatusError) or not isinstance(error.body, str):
        return {}
    try:
        answer = error.response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _code(value: object) -> str:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else ""


def _facts(error: openai.APIError) -> str:
    """The status and the service's own codes, for the log."""
    status = f"status {error.status_code}" if isinstance(error, openai.APIStatusError) else "in the stream"
    param = _code(error.param)
    words = [_code(error.type), _code(error.code), param and f"param={param}"]
    return " ".join(filter(None, [status, *words, _code(getattr(error, "request_id", None))]))


def _message(error: openai.APIError) -> str:
    """What the service wrote, to be read here and passed on to nobody: some bodies are flat, or bare text."""
    body = error.body
    words = [body.get("message"), body.get("detail")] if isinstance(body, dict) else [body]
    return " ".join(filter(None, map(_text, [error.message, *words])))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _retry_after(error: openai.APIError, said: str) -> float | None:
    """Seconds to wait, by the finer header, the coarser one, or the sentence; None when nobody says."""
    headers = error.response.headers if isinstance(error, openai.APIStatusError) else httpx2.Headers()
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    header = headers.get("retry-after", "")
    seconds = _number(header)
    if seconds is not None:
        return seconds
    return _until(header) if header else _said(said)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text.strip()) else None


def _until(date: str) -> float | None:
    """Seconds until an HTTP date."""
    try:
        when = parsedate_to_datetime(date)
    except ValueError:
        return None
    now = datetime.now(UTC)
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def _said(text: str) -> float | None:
    """Seconds in "Please try again in 12s", "in 1m30.5s", "in 534ms" or "after 6.937 seconds"."""
    found = _WAIT.search(text)
    if not found or not (found[1] or found[2]):
        return None
    rest = float(found[2] or 0) / (1000 if found[3] == "ms" else 1)
    return 60 * int(found[1] or 0) + rest
