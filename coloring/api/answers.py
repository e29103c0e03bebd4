"""What a program is answered about its order: the pictures that are ready, and why others are not."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response

from coloring import capabilities, pictures, sentences
from coloring.api import faults, requests, waiting_rooms
from coloring.api.calls import Taken
from coloring.api.requests import RefusedError
from coloring.models import Image, Order
from coloring.models.work import Work
from coloring.stores import base

# Seconds after which it is worth asking again for what is under way.
ASK_AGAIN = 3


def after_waiting(request: HttpRequest, taken: Taken) -> HttpResponse:
    """200 with the pictures, 202 while they are under way. Raises RefusedError when all of them failed."""
    order = taken.order
    seconds, applied = requests.patience(request)
    waited = seconds and waiting_rooms.wait(seconds, lambda: is_over(order))
    images = images_of(order)
    refuse_failed(request, taken, images)
    body = told(request, order, images, inline=taken.fields.is_inline, is_repeat=taken.is_repeat)
    under_way = body["status"] in {Work.State.WAITING, Work.State.DRAWING}
    response = JsonResponse(body, status=202 if under_way else 200)
    if under_way:
        response["Retry-After"] = str(ASK_AGAIN)
        response["Location"] = body["status_url"]
    if applied and (waited or not seconds):
        response["Preference-Applied"] = applied
    return response


def images_of(order: Order) -> list[Image]:
    """Raises RefusedError for an order that was deleted meanwhile."""
    if images := sorted(order.images.all(), key=lambda image: image.index):
        return images
    raise RefusedError("not_found")


def is_over(order: Order) -> bool:
    return not Image.objects.unfinished().filter(order=order.pk).exists()


def refuse_failed(request: HttpRequest, taken: Taken, images: list[Image]) -> None:
    """Raise what became of an order of which nothing was drawn."""
    if all(image.state == Image.State.FAILED for image in images):
        raise fault(request, taken, images)


def fault(request: HttpRequest, taken: Taken, images: list[Image]) -> RefusedError:
    """What became of those that failed; the first of them speaks for all."""
    first = next(image for image in images if image.state == Image.State.FAILED)
    refusal = faults.of_picture(first.problem, first.told, named=taken.is_named)
    refusal.told |= {
        "id": taken.order.public_id,
        "status_url": status_url(request, taken.order),
        "problems": _problems(images, named=taken.is_named),
    }
    return refusal


def told(
    request: HttpRequest, order: Order, images: list[Image], *, inline: bool, is_repeat: bool = False
) -> dict[str, Any]:
    """An order as JSON, with the pictures themselves in it where they are `inline`."""
    ready = [image for image in images if image.state == Image.State.READY]
    named = len(order.asked_models) == 1
    problems, status = _problems(images, named=named), _status(images)
    drawn_by = next((image.model for image in ready), None)
    return {
        "success": status != Work.State.FAILED,
        "message": problems[0]["message"] if status == Work.State.FAILED else _message(status, problems),
        "id": order.public_id,
        "status": status,
        "status_url": status_url(request, order, inline=inline),
        "created": int(order.created_at.timestamp()),
        "model": drawn_by,
        "engine": order.engine,
        "repeated": is_repeat,
        "note": sentences.note(capabilities.note(order.kind, order.asked_models)) or None,
        "images": [described(request, order, image, inline=inline) for image in ready],
        "problems": problems,
        "request_params": {"prompt": order.prompt, "n": order.n, **order.parameters},
        "usage": used(images),
        "cost_usd": sum(image.cost_micro_usd for image in images) / 1_000_000,
    }


def picture(request: HttpRequest, image: Image) -> HttpResponse:
    """The picture itself, for its owner alone. Raises FileNotFoundError where it is lost."""
    etag = f'"{image.sha256}"'
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(pictures.read(image.picture), content_type=base.media_type(image.picture))
        name = f"herbbie-{image.index}.{base.ending(image.picture)}"
        response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def described(request: HttpRequest, order: Order, image: Image, *, inline: bool) -> dict[str, Any]:
    """One picture that is ready, as JSON."""
    address = reverse("workshop:image_bytes", args=[order.public_id, image.index])
    return {
        "index": image.index,
        "b64_json": _base64(image) if inline else None,
        "url": request.build_absolute_uri(address),
        "filename": image.picture,
        "file_path": f"static/coloring/{image.picture}" if order.is_kept else None,
        "revised_prompt": image.revised_prompt or None,
        "format": image.format or base.ending(image.picture),
        "size": f"{image.width}x{image.height}",
        "quality": image.quality or None,
        "background": image.background or None,
        "model": image.model,
        "engine": image.engine,
        "bytes": image.size_bytes,
        "seconds": None if image.seconds is None else round(image.seconds, 2),
        "cost_usd": image.cost_micro_usd / 1_000_000,
    }


def status_url(request: HttpRequest, order: Order, *, inline: bool = False) -> str:
    """Where the rest is told, pictures included if this answer would have had them."""
    address = reverse("workshop:image", args=[order.public_id])
    return request.build_absolute_uri(f"{address}?response_format=b64_json" if inline else address)


def used(images: list[Image]) -> dict[str, Any] | None:
    """What the calls for all pictures used; None where no service told."""
    return _added(image.usage for image in images if image.usage) or None


def _status(images: list[Image]) -> str:
    """Of all pictures together: ready when at least one is, and none is under way."""
    states = {image.state for image in images}
    if states & {Work.State.DRAWING} or states > {Work.State.WAITING}:
        return Work.State.DRAWING.value
    order = (Work.State.WAITING, Work.State.READY, Work.State.FAILED)
    return next((state.value for state in order if state in states), Work.State.FAILED.value)


def _message(status: str, problems: list[dict[str, Any]]) -> str:
    return sentences.order("some" if problems and status == Work.State.READY else status)


def _problems(images: list[Image], *, named: bool) -> list[dict[str, Any]]:
    failed = [image for image in images if image.state == Image.State.FAILED]
    faulty = [(image.index, faults.of_picture(image.problem, image.told, named=named)) for image in failed]
    return [{"index": index, "error": each.code, "message": each.message} for index, each in faulty]


def _base64(image: Image) -> str | None:
    """None for a picture whose file is lost."""
    try:
        return base64.b64encode(pictures.read(image.picture)).decode()
    except FileNotFoundError:
        return None


def _added(usages: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What several calls used, number by number."""
    whole: dict[str, Any] = {}
    for usage in usages:
        for name, value in usage.items():
            if isinstance(value, Mapping):
                whole[name] = _added([whole.get(name) or {}, value])
            elif isinstance(value, int | float) and not isinstance(value, bool):
                whole[name] = (whole.get(name) or 0) + value
    return whole
