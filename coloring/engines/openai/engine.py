"""Draws with OpenAI's image models and looks at photos with its vision models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import openai
from django.conf import settings

from coloring.engines.base import Commission, Drawing, Look
from coloring.engines.openai import account, looks, models, moderation, orders
from coloring.engines.wire import answers, turns
from coloring.engines.wire.calls import Call

# Descriptions come within seconds: nobody should wait for one as long as for a picture.
LOOK_SECONDS = 60.0


class OpenAIEngine:
    """Draws, looks, checks; raises the errors of `engines.base`. `transport` is the network but in tests."""

    draws_here = False

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.transport = transport

    def draw(self, commission: Commission) -> Drawing:
        """The commission, drawn by the first of its image models that can be used."""
        return turns.first(
            commission.image_models, commission.progress, lambda model: self._draw(model, commission)
        )

    def look(self, commission: Commission) -> Look:
        """The commission's photo, as the first of its vision models that can be used describes it."""
        return turns.first(
            commission.vision_models, commission.progress, lambda model: self._look(model, commission)
        )

    def check(self, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
        """Whether words and a picture are for children, by the commission's moderation model."""
        moderation.check(commission, words=words, picture=picture, transport=self.transport)

    def _draw(self, model: str, commission: Commission) -> Drawing:
        order = orders.order(model, commission)

        async def request(api: openai.AsyncOpenAI) -> Any:
            ask: Callable[..., Any] = api.images.edit if order.photo else api.images.generate
            return await ask(**order.fields)

        call = Call(account.service(), "draw", commission.seed, model, order.estimate)
        commission.progress.reserve(order.estimate)
        answer = call.run(request, seconds=settings.OPENAI_TIMEOUT, transport=self.transport)
        cost = models.drawing_cost(model, getattr(answer, "usage", None))
        picture = call.taken(cost, lambda: answers.picture(answer, order.size))
        call.succeeded(len(picture.image))
        return Drawing(
            image=picture.image,
            engine="openai",
            model=model,
            quality=order.quality,
            cost_micro_usd=call.cost,
            request_id=call.request_id,
        )

    def _look(self, model: str, commission: Commission) -> Look:
        fields = looks.fields(model, commission.photo or b"")

        async def request(api: openai.AsyncOpenAI) -> Any:
            return await api.chat.completions.parse(**fields)

        estimate = models.look_estimate(model, looks.INSTRUCTIONS)
        call = Call(account.service(), "look", commission.seed, model, estimate)
        commission.progress.reserve(call.cost)
        seconds = min(LOOK_SECONDS, settings.OPENAI_TIMEOUT)
        answer = call.run(request, seconds=seconds, transport=self.transport)
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
