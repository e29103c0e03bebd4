"""Draws with OpenAI's image models and looks at photos with its vision models."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import httpx2
import openai
from django.conf import settings

from coloring.engines.base import Commission, Drawing, EngineRetired, Look
from coloring.engines.openai import account, looks, models, moderation, orders
from coloring.engines.wire import answers
from coloring.engines.wire.calls import Call
from coloring.engines.wire.errors import EngineForbidden

log = logging.getLogger("herbbie.engine")

T = TypeVar("T")

# Descriptions come within seconds: nobody should wait for one as long as for a picture.
LOOK_SECONDS = 60.0


class OpenAIEngine:
    """Draws, looks, checks; raises the errors of `engines.base`. `transport` is the network but in tests."""

    draws_here = False

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.transport = transport

    def draw(self, commission: Commission) -> Drawing:
        """The commission, drawn by the first of its image models that can be used."""
        return _first(commission.image_models, commission, self._draw)

    def look(self, commission: Commission) -> Look:
        """The commission's photo, as the first of its vision models that can be used describes it."""
        return _first(commission.vision_models, commission, self._look)

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
        image = call.taken(cost, lambda: answers.picture(answer, order.size))
        call.succeeded(len(image))
        return Drawing(
            image=image,
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


def _first(names: tuple[str, ...], commission: Commission, use: Callable[[str, Commission], T]) -> T:
    """What `use` makes with the first model that is neither gone nor closed to this account."""
    for model in names:
        try:
            return use(model, commission)
        except EngineForbidden:
            log.error("model is closed to this account; the next one is asked", extra={"model": model})
        except EngineRetired:
            commission.progress.retired(model)
    raise EngineRetired(f"no usable model among {', '.join(names) or 'none'}")
