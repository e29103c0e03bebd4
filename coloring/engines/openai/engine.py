"""Draws with OpenAI's image models and looks at photos with its vision models."""

from __future__ import annotations

from typing import Any

import httpx2
import openai
from django.conf import settings

from coloring.engines.base import Commission, Drawing, EngineError, EngineRetired, Look, Progress
from coloring.engines.openai import (
    account,
    looking,
    looks,
    models,
    moderation,
    orders,
    painting,
    shrinking,
    streams,
)
from coloring.engines.openai.orders import Order
from coloring.engines.painting import ImageRequest, Painting
from coloring.engines.wire import answers, turns
from coloring.engines.wire.answers import Picture
from coloring.engines.wire.calls import Call


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

    def paint(self, request: ImageRequest) -> Painting:
        """What a program ordered, drawn by the first of the request's models that can be used."""
        return turns.first(request.models, request.progress, lambda model: self._paint(model, request))

    def look(self, commission: Commission) -> Look:
        """The commission's photo, as the first of its vision models that can be used describes it."""
        photo, names = commission.photo or b"", commission.vision_models
        return self._seen(photo, looks.INSTRUCTIONS, names, commission.seed, commission.progress)

    def describe(self, picture: bytes, *, models: tuple[str, ...], seed: str, progress: Progress) -> Look:
        """Any picture, as the first of these vision models that can be used describes it to an artist."""
        return self._seen(shrinking.shrunk(picture), looks.OF_ANY_PICTURE, models, seed, progress)

    def check(self, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
        """Whether words and a picture are for children, by the commission's moderation model."""
        moderation.check(commission, words=words, picture=picture, transport=self.transport)

    def _draw(self, model: str, commission: Commission) -> Drawing:
        order = orders.order(model, commission)
        call = Call(account.service(), "draw", commission.seed, model, order.estimate)
        _, picture = self._drawn(call, order, commission.progress, self._shown(commission))
        return Drawing(
            image=picture.image,
            engine="openai",
            model=model,
            quality=order.quality,
            cost_micro_usd=call.cost,
            request_id=call.request_id,
        )

    def _paint(self, model: str, request: ImageRequest) -> Painting:
        order = painting.order(model, request)
        call = Call(account.service(), "paint", request.seed, model, order.estimate)
        try:
            answer, picture = self._drawn(call, order, request.progress, request.progress.partial)
        except EngineError as error:
            if painting.is_gone(order, error):
                raise EngineRetired("there is no call for variations", told=error.told) from error
            raise
        return Painting(
            image=picture.image,
            format=picture.format,
            width=picture.width,
            height=picture.height,
            engine="openai",
            model=model,
            quality=answers.said(answer, "quality") or order.quality,
            background=answers.said(answer, "background"),
            revised_prompt=answers.said(answers.item(answer), "revised_prompt"),
            usage=answers.usage(answer),
            cost_micro_usd=call.cost,
            request_id=call.request_id,
        )

    def _shown(self, commission: Commission) -> streams.Telling:
        """How a page's unfinished pictures are told: like whole ones only those that are for children."""

        def tell(index: int, picture: bytes) -> None:
            if commission.moderation_model:
                self.check(commission, picture=picture)
            commission.progress.partial(index, picture)

        return tell

    def _drawn(
        self, call: Call, order: Order, progress: Progress, tell: streams.Telling
    ) -> tuple[Any, Picture]:
        """The service's answer to an order, and the picture in it, found to be what was asked for."""

        async def request(api: openai.AsyncOpenAI) -> Any:
            return await getattr(api.images, order.verb)(**order.fields)

        progress.reserve(order.estimate, pictures=1)
        wire: Any = {"seconds": settings.OPENAI_TIMEOUT, "transport": self.transport}
        if order.streams:
            answer = streams.completed(call.stream(request, **wire), call, order, tell)
        else:
            answer = call.run(request, **wire)
        cost = models.drawing_cost(order.model, getattr(answer, "usage", None))
        picture = call.taken(cost, lambda: answers.picture(answer, order.size, order.format))
        call.succeeded(len(picture.image))
        return answer, picture

    def _seen(
        self, picture: bytes, instructions: str, names: tuple[str, ...], seed: str, progress: Progress
    ) -> Look:
        def use(model: str) -> Look:
            return looking.look(
                model,
                picture,
                instructions=instructions,
                seed=seed,
                progress=progress,
                transport=self.transport,
            )

        return turns.first(names, progress, use)
