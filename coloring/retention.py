"""What is kept for how long: old rows go in small batches, every minute, photos and references when due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import ApiKey
from coloring.models import (
    Alert,
    Attempt,
    Batch,
    DailyCount,
    Export,
    IdempotencyKey,
    Image,
    Order,
    Page,
    Partial,
    Photo,
    Reference,
    Turn,
)
from coloring.models.work import Work

# However long a page waits: nobody expects a drawing after that, and the photo of a child is not for keeping.
PHOTO_LIFE = timedelta(hours=1)
# What a program orders may wait for its turn in a batch; then its references are not for keeping either.
REFERENCE_LIFE = timedelta(days=1)
# For a program that fetches its pictures and keeps them itself; and for what nobody should still need.
UNKEPT_LIFE = timedelta(hours=1)
# What a program repeats because of a broken line it repeats soon.
KEYS_LIFE = timedelta(days=1)
# A page that came to nothing is of use only to somebody who asks us about it.
FAILED_LIFE = timedelta(days=7)
# A year and a month: what a season cost can be compared with the same one a year before.
RECORDS_LIFE = timedelta(days=400)
# A month, so that the counts of a day that somebody asks about are still there.
COUNTS_LIFE = timedelta(days=31)
# Long enough to fetch it on Sunday what was packed on Friday; it holds everything, so no longer.
EXPORT_LIFE = timedelta(days=2)
# Wrong passwords count for a quarter of an hour; a day is enough to look into what happened.
GUESSES_LIFE = timedelta(days=1)
# Rows of a kind in one go: the thread that does it also hands out pages, and a bucket takes its time.
BATCH = 200


def kept_until(page: Page) -> datetime | None:
    """When a page will be deleted by itself; None for one that is kept."""
    days = settings.ACCOUNT_PAGES_DAYS if page.user_id else settings.VISITOR_PAGES_DAYS
    return page.created_at + timedelta(days=days) if days else None


def run() -> None:
    """One batch of everything that has had its time."""
    end_late_photos()
    end_late_references()
    now = timezone.now()
    for rows in (
        *old_pages(now),
        *old_orders(now),
        Batch.objects.filter(orders=None, created_at__lt=now - UNKEPT_LIFE),
        Partial.objects.filter(created_at__lt=now - UNKEPT_LIFE),
        IdempotencyKey.objects.filter(created_at__lt=now - KEYS_LIFE),
        Turn.objects.filter(at__lt=now - UNKEPT_LIFE),
        ApiKey.objects.forgotten(),
        Attempt.objects.filter(started_at__lt=now - RECORDS_LIFE),
        Alert.objects.filter(sent_at__lt=now - RECORDS_LIFE),
        LogEntry.objects.filter(action_time__lt=now - RECORDS_LIFE),
        DailyCount.objects.filter(day__lt=timezone.localdate(now - COUNTS_LIFE)),
        AccessAttempt.objects.filter(attempt_time__lt=now - GUESSES_LIFE),
        Export.objects.filter(finished_at__lt=now - EXPORT_LIFE),
    ):
        delete_batch(rows)


def old_pages(now: datetime) -> Sequence[QuerySet[Page]]:
    """The pages that are not kept any more, pictures and all."""
    failed = Page.objects.filter(state=Page.State.FAILED, finished_at__lt=now - FAILED_LIFE)
    return [failed, *outlived(Page.objects.all(), now)]


def old_orders(now: datetime) -> Sequence[QuerySet[Order]]:
    """The orders that are not kept any more, images and pictures and all."""
    late, failed = now - UNKEPT_LIFE, now - FAILED_LIFE
    lives = Q(finished_at=None) | Q(finished_at__gte=late)
    matters = ~Q(state=Image.State.FAILED) | Q(finished_at__gte=failed)
    return [
        Order.objects.filter(~_has(lives), is_kept=False, created_at__lt=late),
        Order.objects.filter(_has(Q(state=Image.State.FAILED)), ~_has(matters), created_at__lt=failed),
        *outlived(Order.objects.all(), now),
    ]


def _has(which: Q) -> Exists:
    """Whether an order has such an image."""
    return Exists(Image.objects.filter(which, order=OuterRef("pk")))


def outlived(rows: QuerySet[Any], now: datetime) -> Iterator[QuerySet[Any]]:
    """What visitors and accounts made longer ago than the settings keep it."""
    if days := settings.VISITOR_PAGES_DAYS:
        yield rows.filter(user=None, created_at__lt=now - timedelta(days=days))
    if days := settings.ACCOUNT_PAGES_DAYS:
        yield rows.exclude(user=None).filter(created_at__lt=now - timedelta(days=days))


def delete_batch(rows: QuerySet) -> None:
    """Delete the oldest few of some rows, and what hangs on them."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=keys).delete()


def end_late_photos() -> None:
    """After an hour a photo goes, whatever became of its page.

    A page that still waits ends with a kind sentence; one that is being drawn just now is drawn to its end.
    """
    late = Photo.objects.filter(created_at__lt=timezone.now() - PHOTO_LIFE)
    for photo in late.exclude(page=None).values("pk", "page_id")[:BATCH]:
        give_up(Page, photo["page_id"])
    Page.objects.filter(photo__in=late, photo_deleted_at=None).update(photo_deleted_at=timezone.now())
    late.delete()


def end_late_references() -> None:
    """A reference goes with the end of its order, within the hour at the latest; after a day that is ended.

    An image that still waits then is lost; one that is being drawn just now is drawn to its end.
    """
    now = timezone.now()
    late = Reference.objects.filter(created_at__lt=now - REFERENCE_LIFE)
    for pk in (
        Image.objects.unfinished().filter(order__references__in=late).values_list("pk").distinct()[:BATCH]
    ):
        give_up(Image, *pk)
    waited_for = Image.objects.unfinished().filter(order=OuterRef("order"))
    Reference.objects.filter(~Exists(waited_for), created_at__lt=now - UNKEPT_LIFE).delete()


def give_up(kind: type[Page] | type[Image], pk: int) -> None:
    """End a row that nobody draws now, as a worker would."""
    waiting = kind.objects.filter(pk=pk, state=Work.State.WAITING)
    waiting.update(due_at=timezone.now())
    if row := kind.objects.claim(pk):
        row.fail(kind.Problem.LOST)
