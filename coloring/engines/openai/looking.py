"""Asks a vision model what a picture shows: one request, one description."""

from __future__ import annotations

from typing import Any

import httpx2
import openai
from django.conf import settings

from coloring.engines.base import Look, Progress
from coloring.engines.openai import account, looks, models
from coloring.engines.wire.calls import Call

# Descriptions come within seconds: nobody should wait for one as long as for a picture.
LOOK_SECONDS = 60.0


def look(
    model: str,
    picture: bytes,
    *,
    instructions: str,
    seed: str,
    progress: Progress,
    transport: httpx2.AsyncBaseTransport | None,
) -> Look:
    """What one model sees; raises the errors of `engines.base`. What it costs is reserved before."""
    fields = looks.fields(model, picture, instructions)

    async def request(api: openai.AsyncOpenAI) -> Any:
        return await api.chat.completions.parse(**fields)

    call = Call(account.service(), "look", seed, model, models.look_estimate(model, instructions))
    progress.reserve(call.cost)
    seconds = min(LOOK_SECONDS, settings.OPENAI_TIMEOUT)
    answer = call.run(request, seconds=seconds, transport=transport)
    cost = models.look_cost(model, getattr(answer, "usage", None))
    seen = call.taken(cost, lambda: looks.seen(answer))
    call.succeeded()
    return Look(
        subject=seen.subject.strip(),
        setting=seen.setting.strip(),
        details=tuple(seen.details[: looks.MOST_DETAILS]),
        model=model,
        cost_micro_usd=call.cost,
    )
