"""The calls of the image API: pictures from words, from pictures, by edits and as variations."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from coloring import ordering, sentences
from coloring.api import answers, calls, operations, owned, requests, streaming, waiting_rooms
from coloring.api.calls import Taken
from coloring.api.owned import Cursor, Limit
from coloring.models import Image, Order

router = Router(tags=["images"])

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
    orders = owned.all_of(Order, request).prefetch_related("images")
    page, following = owned.page(orders, limit, cursor)
    told = [answers.told(request, order, answers.images_of(order), inline=False) for order in page]
    return JsonResponse({"success": True, "orders": told, "next_cursor": following})


@router.get("/{public_id}", **operations.ONE)
def one(request: HttpRequest, public_id: str, response_format: Format = "url") -> JsonResponse:
    """How an order is doing, with what is ready so far; with `Prefer: wait=N` once it is over."""
    order = owned.one(Order, request, public_id)
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
    ready = Image.objects.filter(order=owned.one(Order, request, public_id), state=Image.State.READY)
    return answers.picture(request, get_object_or_404(ready, index=index))


@router.delete("/{public_id}", **operations.DELETE)
def delete(request: HttpRequest, public_id: str) -> JsonResponse:
    """Delete an order with its pictures, for good; what is still waiting is not drawn and not counted."""
    ordering.delete(owned.one(Order, request, public_id))
    return JsonResponse({"success": True, "id": public_id, "message": sentences.order("deleted")})


def _answer(request: HttpRequest, taken: Taken) -> HttpResponseBase:
    return streaming.response(request, taken) if taken.seat else answers.after_waiting(request, taken)
