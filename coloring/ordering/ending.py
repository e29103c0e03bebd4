"""Ends orders before their time: what waits is cancelled and given back, what is being drawn is finished."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coloring.models import Batch, DailyCount, Image, Order, Partial


def cancel(batch: Batch) -> int:
    """Cancel the images of a batch that nobody draws yet; how many. Done twice, it cancels nothing more."""
    with transaction.atomic():
        cancelled = _cancel(Image.objects.filter(order__batch=batch))
        Batch.objects.filter(pk=batch.pk, cancelled_at=None).update(cancelled_at=timezone.now())
    batch.refresh_from_db()
    return cancelled


def cancel_order(order: Order) -> int:
    """Cancel the images of an order that nobody draws yet; how many."""
    with transaction.atomic():
        return _cancel(Image.objects.filter(order=order))


def delete(order: Order) -> None:
    """The order goes with its rows and pictures, and its batch with the last one.

    A worker that draws for it finds its claim lost.
    """
    with transaction.atomic():
        _hold(Image.objects.filter(order=order))
        cancel_order(order)
        order.delete()
        Batch.objects.filter(pk__in=[order.batch_id], orders=None).delete()


def delete_batch(batch: Batch) -> None:
    """The same with all its orders."""
    with transaction.atomic():
        _hold(Image.objects.filter(order__batch=batch))
        cancel(batch)
        batch.delete()


def _hold(images: QuerySet[Image]) -> None:
    """Wait for workers that are just ending some: they lock the image before its order, and so do we."""
    list(images.select_for_update(of=("self",)).order_by("pk"))


def _cancel(images: QuerySet[Image]) -> int:
    """End those that wait, under their locks: a worker takes each before that or not at all."""
    waiting = list(images.filter(state=Image.State.WAITING).select_for_update(of=("self",)).order_by("pk"))
    over = {"state": Image.State.FAILED, "problem": Image.Problem.CANCELLED, "step": ""}
    Image.objects.filter(pk__in=[image.pk for image in waiting]).update(**over, finished_at=timezone.now())
    Partial.objects.filter(image__in=waiting).delete()
    for last in {image.order_id: image for image in waiting}.values():
        last.after_end()
    charged = Counter((image.charged_to, image.day) for image in waiting if image.charged_to)
    for (who, day), count in charged.items():
        DailyCount.objects.give_back(who, day, count)
    return len(waiting)
