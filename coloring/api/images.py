"""The calls of the image API: pictures from words, from pictures, by edits and as variations."""

from __future__ import annotations

import re
from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from coloring import callers, ordering, sentences
from coloring.api import answers, calls, operations, requests, streaming, waiting_rooms
from coloring.api.calls import Taken
from coloring.api.requests import RefusedError
from coloring.models import Image, Order

router = Router(tags=["images"])

HEX = "^[0-9a-f]{32}$"
Limit = Annotated[int, Query(ge=1, le=100, description="Orders a page.")]
Cursor = Annotated[str | None, Query(pattern=HEX, description="`next_cursor` of the page before.")]
Format = Annotated[str, Query(pattern="^(url|b64_json)$", description="b64_json: with the pictures.")]
Index = Annotated[int, Path(ge=0, le=9, description="The place of the picture in its order, from 0.")]


@router.post("/generate", **operations.GENERATE)
def generate(request: HttpRequest) -> HttpResponseBase:
    """Draw pictures from words."""
    return _answer(request, calls.generated(request))


@router.post("/generate-from-references", **operations.REFERENCES)
def generate_from_references(request: HttpRequest) -> HttpResponseBase:
    """Draw pictures from words and from 1 to 16 pictures: fetched, in base64 or, in a form, uploaded."""
    return _answer(request, calls.from_references(request))


@router.post("/edit", **operations.EDIT)
def edit(request: HttpRequest) -> HttpResponseBase:
    """Draw uploaded pictures anew as the words say: where the mask is clear or, without one, as a whole."""
    return _answer(request, calls.edited(request))


@router.post("/variations", **operations.VARIATIONS)
def variations(request: HttpRequest) -> HttpResponseBase:
    """Draw pictures like an uploaded one."""
    return _answer(request, calls.varied(request))


@router.get("", **operations.LIST)
def mine(request: HttpRequest, limit: Limit = 20, cursor: Cursor = None) -> JsonResponse:
    """One's own orders, newest first."""
    orders = Order.objects.of(callers.owner_of(request)).order_by("-created_at", "-pk")
    if cursor:
        last = orders.filter(public_id=cursor).first()
        if last is None:
            raise RefusedError("not_found")
        orders = orders.filter(
            Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        )
    page = list(orders.prefetch_related("images")[: limit + 1])
    told = [answers.told(request, order, answers.images_of(order), inline=False) for order in page[:limit]]
    cursor = page[limit - 1].public_id if len(page) > limit else None
    return JsonResponse({"success": True, "orders": told, "next_cursor": cursor})


@router.get("/{public_id}", **operations.ONE)
def one(request: HttpRequest, public_id: str, response_format: Format = "url") -> JsonResponse:
    """How an order is doing, with what is ready so far; with `Prefer: wait=N` once it is over."""
    order = _mine(request, public_id)
    seconds = requests.seconds_to_wait(request)
    waited = seconds and waiting_rooms.wait(seconds, lambda: answers.is_over(order))
    images, inline = answers.images_of(order), response_format == "b64_json"
    response = JsonResponse(answers.told(request, order, images, inline=inline))
    if waited:
        response["Preference-Applied"] = f"wait={seconds}"
    return response


@router.get("/{public_id}/{index}/bytes", **operations.BYTES)
def image_bytes(request: HttpRequest, public_id: str, index: Index) -> HttpResponse:
    """One picture itself."""
    ready = Image.objects.filter(order=_mine(request, public_id), state=Image.State.READY)
    return answers.picture(request, get_object_or_404(ready, index=index))


@router.delete("/{public_id}", **operations.DELETE)
def delete(request: HttpRequest, public_id: str) -> JsonResponse:
    """Delete an order with its pictures, for good; what is still waiting is not drawn and not counted."""
    ordering.delete(_mine(request, public_id))
    return JsonResponse({"success": True, "id": public_id, "message": sentences.order("deleted")})


def _mine(request: HttpRequest, public_id: str) -> Order:
    """The caller's own order; anybody else's does not exist."""
    if not re.fullmatch(HEX, public_id):
        raise Http404
    found: Order = get_object_or_404(Order.objects.of(callers.owner_of(request)), public_id=public_id)
    return found


def _answer(request: HttpRequest, taken: Taken) -> HttpResponseBase:
    return streaming.response(request, taken) if taken.seat else answers.after_waiting(request, taken)
