"""The calls of the image API: pictures from words, from pictures, by edits and as variations."""

from __future__ import annotations

import re
from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from coloring import callers, limiting, ordering, references, sentences
from coloring.api import answers, operations, reading, requests, waiting_rooms
from coloring.api.reading import Sent
from coloring.api.requests import RefusedError
from coloring.api.wanted import Edit, FromReferences, FromWords, Variation, Wanted
from coloring.engines.painting import Reference
from coloring.models import Image, Order
from coloring.ordering import Accepted
from coloring.wishes import Wish

router = Router(tags=["images"])

HEX = "^[0-9a-f]{32}$"
Limit = Annotated[int, Query(ge=1, le=100, description="Orders a page.")]
Cursor = Annotated[str | None, Query(pattern=HEX, description="`next_cursor` of the page before.")]
Format = Annotated[str, Query(pattern="^(url|b64_json)$", description="b64_json: with the pictures.")]
Index = Annotated[int, Path(ge=0, le=9, description="The place of the picture in its order, from 0.")]


@router.post("/generate", **operations.GENERATE)
def generate(request: HttpRequest) -> HttpResponse:
    """Draw pictures from words."""
    limiting.hit(request)
    sent = reading.plain(request, FromWords)
    return _answer(request, sent, _accept(request, Order.Kind.GENERATE, sent))


@router.post("/generate-from-references", **operations.REFERENCES)
def generate_from_references(request: HttpRequest) -> HttpResponse:
    """Draw pictures from words and from 1 to 16 pictures: fetched, in base64 or, in a form, uploaded."""
    limiting.hit(request)
    with reading.with_pictures(request, FromReferences) as sent:
        found = references.uploaded(sent.images)
        found += references.from_urls(sent.fields.image_urls or (), first=len(found))
        found += references.from_base64(sent.fields.images_base64 or (), first=len(found))
        accepted = _accept(request, Order.Kind.REFERENCES, sent, found)
    return _answer(request, sent, accepted)


@router.post("/edit", **operations.EDIT)
def edit(request: HttpRequest) -> HttpResponse:
    """Draw uploaded pictures anew as the words say: where the mask is clear or, without one, as a whole."""
    limiting.hit(request)
    with reading.with_pictures(request, Edit) as sent:
        found = references.uploaded(sent.images, exact=sent.mask is not None)
        mask = references.mask(sent.mask, found[0]) if sent.mask and found else None
        accepted = _accept(request, Order.Kind.EDIT, sent, found, mask)
    return _answer(request, sent, accepted)


@router.post("/variations", **operations.VARIATIONS)
def variations(request: HttpRequest) -> HttpResponse:
    """Draw pictures like an uploaded one."""
    limiting.hit(request)
    with reading.with_pictures(request, Variation) as sent:
        accepted = _accept(request, Order.Kind.VARIATION, sent, references.uploaded(sent.images))
    return _answer(request, sent, accepted)


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


def _accept(
    request: HttpRequest,
    kind: Order.Kind,
    sent: Sent[Wanted],
    pictures: tuple[Reference, ...] = (),
    mask: Reference | None = None,
) -> Accepted:
    given = sent.fields.given()
    wish = Wish(
        kind=kind,
        prompt=given.get("prompt", ""),
        model=given.get("model", ""),
        n=given.get("n", 1),
        parameters=sent.fields.parameters(),
        references=pictures,
        mask=mask,
        describes=given.get("references") == "describe",
        is_kept=given.get("save_to_disk", True),
        is_fresh=given.get("fresh", False),
    )
    return ordering.accept(request, wish, key=reading.key_of(request), sent=sent.digest)


def _answer(request: HttpRequest, sent: Sent[Wanted], accepted: Accepted) -> HttpResponse:
    fields = sent.fields
    return answers.after_waiting(
        request,
        accepted.order,
        inline=fields.is_inline,
        named=fields.model is not None,
        is_repeat=accepted.is_repeat,
    )
