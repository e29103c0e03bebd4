"""What is kept for how long: old rows go in small batches, every minute, and photos within an hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.utils import timezone

from coloring.models import Alert, Attempt, DailyCount, Export, Page, Photo

# However long a page waits: nobody expects a drawing after that, and the photo of a child is not for keeping.
PHOTO_LIFE = timedelta(hours=1)
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
    now = timezone.now()
    for rows in (
        *old_pages(now),
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
    old = [Page.objects.filter(state=Page.State.FAILED, finished_at__lt=now - FAILED_LIFE)]
    if days := settings.VISITOR_PAGES_DAYS:
        old.append(Page.objects.filter(user=None, created_at__lt=now - timedelta(days=days)))
    if days := settings.ACCOUNT_PAGES_DAYS:
        old.append(Page.objects.exclude(user=None).filter(created_at__lt=now - timedelta(days=days)))
    return old


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
        give_up(photo["page_id"])
    Page.objects.filter(photo__in=late, photo_deleted_at=None).update(photo_deleted_at=timezone.now())
    late.delete()


def give_up(page_id: int) -> None:
    """End a page that nobody draws now, as a worker would."""
    waiting = Page.objects.filter(pk=page_id, state=Page.State.WAITING)
    waiting.update(due_at=timezone.now())
    if page := Page.objects.claim(page_id):
        page.fail(Page.Problem.LOST)
