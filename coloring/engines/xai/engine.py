"""Draws pages for parents and pictures for programs with xAI's image models."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

import httpx2
import openai
from django.conf import settings
from openai.types import ImagesResponse

from coloring import engines
from coloring.engines.base import (
    Checker,
    Commission,
    Drawing,
    EngineError,
    EngineRetired,
    EngineUnchecked,
    EngineUnpaid,
    Look,
    Looker,
    Progress,
)
from coloring.engines.painting import ImageRequest, Painting
from coloring.engines.wire import answers, turns
from coloring.engines.wire.calls import Call
from coloring.engines.xai import account, orders

# The service counts a ten thousand millionth of a dollar as one.
TICKS_A_MICRO_USD = 10_000


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of one order; `model` is who drew it, which need not be who was asked."""

    picture: answers.Picture
    model: str
    revised_prompt: str
    usage: dict[str, Any]
    cost_micro_usd: int
    request_id: str


class XaiEngine:
    """Draws and paints; raises the errors of `engines.base`. `transport` is the network but in tests.

    xAI has no moderations, and describing photos is left to the models that do it well: both are asked of
    OpenAI, where a key for it is set.
    """

    draws_here = False

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self.transport = transport

    def draw(self, commission: Commission) -> Drawing:
        """The commission, drawn by the first of its image models that can be used."""
        photos = int(commission.mode == "faithful")

        def use(model: str) -> Drawing:
            order = orders.of_page(model, commission)
            answer = self._ordered(order, commission.seed, commission.progress)
            return Drawing(
                image=answer.picture.image,
                engine="xai",
                model=answer.model,
                quality=order.quality,
                cost_micro_usd=answer.cost_micro_usd,
                request_id=answer.request_id,
            )

        return turns.first(_able(commission.image_models, photos), commission.progress, use)

    def paint(self, request: ImageRequest) -> Painting:
        """The request, drawn by the first of its models that can be used."""

        def use(model: str) -> Painting:
            order = orders.of_request(model, request)
            answer = self._ordered(order, request.seed, request.progress)
            return Painting(
                image=answer.picture.image,
                format=answer.picture.format,
                width=answer.picture.width,
                height=answer.picture.height,
                engine="xai",
                model=answer.model,
                quality=order.quality,
                revised_prompt=answer.revised_prompt,
                usage=answer.usage,
                cost_micro_usd=answer.cost_micro_usd,
                request_id=answer.request_id,
            )

        return turns.first(_able(request.models, len(request.references)), request.progress, use)

    def look(self, commission: Commission) -> Look:
        """The commission's photo as OpenAI's vision models describe it."""
        try:
            return cast(Looker, engines.load("openai")).look(commission)
        except EngineUnpaid as error:
            raise EngineError(f"nobody can look: {error}", told=error.told) from error

    def check(self, commission: Commission, *, words: str = "", picture: bytes | None = None) -> None:
        """Whether words and a picture are for children, by OpenAI's moderation model."""
        try:
            cast(Checker, engines.load("openai")).check(commission, words=words, picture=picture)
        except EngineUnpaid as error:
            raise EngineUnchecked(f"nobody can check: {error}", told=error.told) from error

    def _ordered(self, order: orders.Order, seed: str, progress: Progress) -> Answer:
        async def request(api: openai.AsyncOpenAI) -> Any:
            return await api.post(order.path, body=order.body, cast_to=ImagesResponse)

        call = Call(account.service(), "draw", seed, order.model, order.estimate)
        progress.reserve(order.estimate, pictures=1)
        answer = call.run(request, seconds=settings.OPENAI_TIMEOUT, transport=self.transport)
        usage = answers.usage(answer)
        picture = call.taken(_cost(usage), lambda: answers.picture(answer))
        call.succeeded(len(picture.image))
        return Answer(
            picture=picture,
            model=_served_by(answer, order.model),
            revised_prompt=answers.said(answers.item(answer), "revised_prompt"),
            usage=usage,
            cost_micro_usd=call.cost,
            request_id=call.request_id,
        )


def _able(models: tuple[str, ...], pictures: int) -> tuple[str, ...]:
    """The models that can be asked; raises EngineRetired when none of those named takes the pictures."""
    able = orders.taking(models, pictures)
    if models and not able:
        raise EngineRetired(f"no model among {', '.join(models)} draws from {pictures} pictures")
    return able


def _cost(usage: dict[str, Any]) -> int | None:
    """Micro-dollars of what the service says that it charged, rounded; None when it does not say."""
    ticks = usage.get("cost_in_usd_ticks")
    return round(ticks / TICKS_A_MICRO_USD) if isinstance(ticks, int) and ticks >= 0 else None


def _served_by(answer: object, asked: str) -> str:
    """Who drew: the service redirects some names, and says so in its answer."""
    served = answers.said(answer, "model")
    return served if re.fullmatch(r"[\w.:/-]{1,64}", served) else asked
