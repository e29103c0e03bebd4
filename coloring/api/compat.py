"""The addresses and shapes of OpenAI's image API, for its SDKs and for tools that speak to it alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from ninja import Router

from coloring.api import answers, calls, operations, requests, streaming, waiting_rooms
from coloring.api.calls import Taken
from coloring.models import Image

router = Router(tags=["compatible"])


@router.post("/generations", **operations.GENERATIONS)
def generations(request: HttpRequest) -> HttpResponseBase:
    """As OpenAI's `images.generate`: the same as `generate`, answered in the form of OpenAI's API."""
    return _answer(request, calls.generated(request))


@router.post("/edits", **operations.EDITS)
def edits(request: HttpRequest) -> HttpResponseBase:
    """As OpenAI's `images.edit`: the same as `edit`, answered in the form of OpenAI's API."""
    return _answer(request, calls.edited(request))


def _answer(request: HttpRequest, taken: Taken) -> HttpResponseBase:
    """The pictures or their stream. Raises RefusedError while they are under way, or when all failed."""
    if taken.seat:
        return streaming.response(request, taken)
    seconds, _ = requests.patience(request)
    waiting_rooms.wait(seconds, lambda: answers.is_over(taken.order))
    images = answers.images_of(taken.order)
    answers.refuse_failed(request, taken, images)
    if not all(image.is_over for image in images):
        raise streaming.still_drawing(request, taken.order)
    return JsonResponse(_told(request, taken, images))


def _told(request: HttpRequest, taken: Taken, images: list[Image]) -> dict[str, Any]:
    """What is ready; the first picture speaks for all of how they were drawn."""
    inline = taken.fields.is_inline
    ready = [image for image in images if image.state == Image.State.READY]
    pictures = [answers.described(request, taken.order, image, inline=inline) for image in ready]
    first = pictures[0]
    return {
        "created": int(taken.order.created_at.timestamp()),
        "data": [
            {"b64_json": each["b64_json"], "revised_prompt": each["revised_prompt"]}
            | ({} if inline else {"url": each["url"]})
            for each in pictures
        ],
        "background": first["background"],
        "output_format": first["format"],
        "quality": first["quality"],
        "size": first["size"],
        "usage": answers.used(images),
    }
