"""Asks the service's moderation model, which costs nothing, whether words and a picture are for children.

Without an answer nothing is fit: the model is asked TRIES times within ALL_SECONDS, then nobody knows.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping
from itertools import count
from typing import Any

import httpx2
import openai

from coloring.engines.base import (
    Commission,
    EngineBusy,
    EngineError,
    EngineRefused,
    EngineRetired,
    EngineUnchecked,
    EngineUnpaid,
)
from coloring.engines.openai import account, shrinking
from coloring.engines.wire.calls import Call

# An answer usually takes less than a second; a child waits for all of this.
SECONDS, ALL_SECONDS, TRIES = 10.0, 20.0, 3
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 4.0
# The service's own flag is made for adults, and stays the rule: a pirate has a sword. Three subjects end
# earlier here. As of 2026-11 the service publishes no scores for its flags; public projects that set their
# own refuse minors from 0.01 to 0.2, self-harm from 0.05 to 0.5, graphic violence from 0.15 to 0.5. Ours are
# within, near the upper ends, for tales have poison, wolves and spindles in them.
STRICTER = {
    "sexual/minors": 0.2,
    "self-harm": 0.3,
    "self-harm/intent": 0.3,
    "self-harm/instructions": 0.3,
    "violence/graphic": 0.3,
}


def check(
    commission: Commission,
    *,
    words: str = "",
    picture: bytes | None = None,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> None:
    """Let through what is for children.

    Raises EngineRefused for what is not, EngineUnpaid when the account is not served, and EngineUnchecked
    when there is no verdict. `transport` replaces the network in tests.
    """
    fields = {"model": commission.moderation_model, "input": _parts(words, picture)}
    until = time.monotonic() + ALL_SECONDS
    for number in count(1):
        try:
            _ask(commission, fields, min(SECONDS, until - time.monotonic()), transport)
            return
        except (EngineRefused, EngineUnpaid):
            raise
        except EngineError as error:
            pause = _pause(error, number)
            if pause is None or time.monotonic() + pause >= until:
                raise _unchecked(commission, error) from error
        time.sleep(pause)


def _ask(
    commission: Commission,
    fields: Mapping[str, Any],
    seconds: float,
    transport: httpx2.AsyncBaseTransport | None,
) -> None:
    """One request and its verdict."""

    async def request(api: openai.AsyncOpenAI) -> Any:
        return await api.moderations.create(**fields)

    call = Call(account.service(), "check", commission.seed, commission.moderation_model, 0)
    answer = call.run(request, seconds=seconds, transport=transport)
    call.taken(0, lambda: _judge(answer))
    call.succeeded()


def _parts(words: str, picture: bytes | None) -> list[dict[str, Any]]:
    """The question; the service takes one picture at a time."""
    parts: list[dict[str, Any]] = [{"type": "text", "text": words}] if words else []
    if picture is not None:
        url = f"data:image/jpeg;base64,{base64.b64encode(shrinking.shrunk(picture)).decode()}"
        parts.append({"type": "image_url", "image_url": {"url": url}})
    return parts


def _judge(answer: object) -> None:
    """Raises EngineRefused for what is not for children, EngineError for an answer that is no verdict."""
    told = answer.to_dict(warnings=False) if isinstance(answer, openai.BaseModel) else {}
    results = told.get("results")
    if not isinstance(results, list) or not results:
        raise EngineError("the answer holds no verdict")
    found = [name for result in results for name in _objections(result)]
    if found:
        raise EngineRefused(f"flagged: {' '.join(found)}")


def _objections(result: object) -> list[str]:
    """The categories in which something is not for children."""
    told = result if isinstance(result, dict) else {}
    flagged, scores, named = told.get("flagged"), told.get("category_scores"), told.get("categories")
    if not isinstance(flagged, bool) or not isinstance(scores, dict):
        raise EngineError("the verdict cannot be read")
    if not all(isinstance(scores.get(name), float | int) for name in STRICTER):
        raise EngineError("the verdict lacks scores")
    strict = [name for name, most in STRICTER.items() if not scores[name] < most]
    if not flagged:
        return strict
    names = [name for name, is_so in (named.items() if isinstance(named, dict) else ()) if is_so is True]
    return [*filter(re.compile(r"[a-z/-]{1,40}").fullmatch, names)] or strict or ["flagged"]


def _pause(error: EngineError, number: int) -> float | None:
    """Seconds until the next try after this many, None when there is no sense in another."""
    if number == TRIES or isinstance(error, EngineRetired):
        return None
    if isinstance(error, EngineBusy) and error.retry_after is not None:
        return error.retry_after if error.retry_after <= LONGEST_PAUSE else None
    is_answer = isinstance(error.__cause__, openai.APIStatusError)
    return None if is_answer and not isinstance(error, EngineBusy) else FIRST_PAUSE * 2 ** (number - 1)


def _unchecked(commission: Commission, error: EngineError) -> EngineUnchecked:
    """No verdict will come. That the model is gone, or that no such address is, the owner has to know."""
    if isinstance(error, EngineRetired) or isinstance(error.__cause__, openai.NotFoundError):
        commission.progress.retired(commission.moderation_model)
    return EngineUnchecked(f"no verdict: {error}")
