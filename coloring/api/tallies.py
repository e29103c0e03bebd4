"""How far batches have come, counted in few queries for as many as are told about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse

from coloring import sentences
from coloring.api import answers
from coloring.forecast import Forecast
from coloring.models import Batch, Image, Order
from coloring.models.work import Work

CANCELLED = "cancelled"
WAITING, DRAWING, READY, FAILED = (state.value for state in Work.State)


def told(request: HttpRequest, batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """Each batch as JSON, without its pictures; one that has lost all its orders is left out."""
    pks = [batch.pk for batch in batches]
    counts, first, forecast = _counts(pks), _first_orders(pks), Forecast()
    return [
        _told(request, batch, counts[batch.pk], first[batch.pk], forecast.seconds(batch.pk))
        for batch in batches
        if batch.pk in counts
    ]


def items(request: HttpRequest, batch: Batch) -> list[dict[str, Any]]:
    """What became of each prompt so far, in their order."""
    orders = Order.objects.filter(batch=batch).order_by("position").prefetch_related("images")
    return [_item(request, order) for order in orders]


def unfinished(batch: Batch) -> QuerySet[Image]:
    return Image.objects.unfinished().filter(order__batch=batch.pk)


def _counts(pks: Sequence[int]) -> dict[int, dict[str, int]]:
    """Pictures by state, and what they cost in micro-dollars, by the id of the batch."""
    cancelled = Q(state=Work.State.FAILED, problem=Image.Problem.CANCELLED)
    numbers = {
        "total": Count("pk"),
        READY: Count("pk", filter=Q(state=Work.State.READY)),
        FAILED: Count("pk", filter=Q(state=Work.State.FAILED) & ~cancelled),
        CANCELLED: Count("pk", filter=cancelled),
        WAITING: Count("pk", filter=Q(state=Work.State.WAITING)),
        DRAWING: Count("pk", filter=Q(state=Work.State.DRAWING)),
        "cost": Sum("cost_micro_usd"),
    }
    images = Image.objects.filter(order__batch__in=pks).order_by()
    counted: Any = images.values("order__batch").annotate(**numbers)
    return {each["order__batch"]: each for each in counted}


def _first_orders(pks: Sequence[int]) -> dict[int | None, Order]:
    """One order of each batch: all have the same parameters."""
    first = Order.objects.filter(batch__in=pks).order_by().values("batch").annotate(pk_first=Min("pk"))
    return {order.batch_id: order for order in Order.objects.filter(pk__in=first.values("pk_first"))}


def _told(
    request: HttpRequest, batch: Batch, counts: dict[str, int], order: Order, seconds_left: int | None
) -> dict[str, Any]:
    status = _status(counts)
    some = status == READY and counts[FAILED]
    return {
        "success": status != FAILED,
        "message": sentences.order("some" if some else status),
        "id": batch.public_id,
        "status": status,
        "status_url": request.build_absolute_uri(reverse("workshop:batch", args=[batch.public_id])),
        **{name: counts[name] for name in ("total", READY, FAILED, CANCELLED, WAITING, DRAWING)},
        "cost_usd": counts["cost"] / 1_000_000,
        "created": int(batch.created_at.timestamp()),
        "seconds_left": seconds_left,
        "request_params": {"n": order.n, **order.parameters},
    }


def _status(counts: dict[str, int]) -> str:
    """Cancelled, ready or failed only once nothing is under way."""
    if counts[WAITING] == counts["total"]:
        return WAITING
    if counts[WAITING] or counts[DRAWING]:
        return DRAWING
    if counts[CANCELLED]:
        return CANCELLED
    return READY if counts[READY] else FAILED


def _item(request: HttpRequest, order: Order) -> dict[str, Any]:
    whole = answers.told(request, order, answers.images_of(order), inline=False)
    names = ("id", "status", "status_url", "images", "problems")
    return {"index": order.position, "prompt": order.prompt} | {name: whole[name] for name in names}
