"""Batches over HTTP: up to a hundred prompts in one call, their progress, and an end before their time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Router

from coloring import limiting, ordering, sentences
from coloring.api import answers, operations, owned, reading, requests, tallies, waiting_rooms
from coloring.api.owned import Cursor, Limit
from coloring.api.requests import RefusedError
from coloring.api.wanted import Prompts
from coloring.models import Batch, Order
from coloring.wishes import Wish

router = Router(tags=["batches"])


@router.post("", **operations.BATCH)
def ask(request: HttpRequest) -> HttpResponse:
    """Draw 1 to 100 prompts with the same parameters, all or none; each is drawn anew."""
    limiting.hit(request)
    with reading.with_pictures(request, Prompts) as sent:
        key, wishes = reading.key_of(request), _wishes(sent.fields)
        made = ordering.batch(request, wishes, key=key, sent=sent.digest)
    response = _progress(request, made, status=202)
    response["Retry-After"] = str(answers.ASK_AGAIN)
    response["Location"] = request.build_absolute_uri(reverse("workshop:batch", args=[made.public_id]))
    return response


@router.get("", **operations.BATCHES)
def mine(request: HttpRequest, limit: Limit = 20, cursor: Cursor = None) -> HttpResponse:
    """One's own batches, newest first, without their pictures."""
    page, following = owned.page(owned.all_of(Batch, request), limit, cursor)
    told = tallies.told(request, page)
    return JsonResponse({"success": True, "batches": told, "next_cursor": following})


@router.get("/{public_id}", **operations.BATCH_STATUS)
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """How a batch is doing, with what is ready so far; with `Prefer: wait=N` once it is over."""
    batch, seconds = owned.one(Batch, request, public_id), requests.seconds_to_wait(request)
    waited = seconds and waiting_rooms.wait(seconds, lambda: not tallies.unfinished(batch).exists())
    response = _progress(request, batch, with_items=True)
    if waited:
        response["Preference-Applied"] = f"wait={seconds}"
    return response


@router.post("/{public_id}/cancel", **operations.CANCEL)
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """What waits is not drawn any more and not counted; what is being drawn is finished."""
    batch = owned.one(Batch, request, public_id)
    ordering.cancel(batch)
    return _progress(request, batch)


@router.delete("/{public_id}", **operations.DELETE_BATCH)
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a batch with its orders and pictures, for good; what waits is not drawn and not counted."""
    ordering.delete_batch(owned.one(Batch, request, public_id))
    return JsonResponse({"success": True, "id": public_id, "message": sentences.order("batch_deleted")})


def _progress(
    request: HttpRequest, batch: Batch, *, with_items: bool = False, status: int = 200
) -> HttpResponse:
    told = tallies.told(request, [batch])
    if not told:  # deleted meanwhile
        raise RefusedError("not_found")
    items = {"items": tallies.items(request, batch)} if with_items else {}
    return JsonResponse(told[0] | items, status=status)


def _wishes(fields: Prompts) -> list[Wish]:
    given = fields.given()
    return [
        Wish(
            kind=Order.Kind.GENERATE,
            prompt=prompt,
            model=given.get("model", ""),
            n=given.get("n", 1),
            parameters=fields.parameters(),
            is_kept=given.get("save_to_disk", True),
            is_fresh=True,
        )
        for prompt in fields.prompts
    ]
