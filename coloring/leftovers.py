"""What rows leave behind: a picture goes with its page, whoever deleted the row."""

from __future__ import annotations

import time
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from coloring import pictures
from coloring.models import Page

# A picture is written a moment before its row names it; older ones without a row were left by a crash.
ORPHAN_SECONDS = 3600.0
BATCH = 500


@receiver(post_delete, sender=Page)
def drop_picture(sender: object, instance: Page, **_: Any) -> None:
    """Once the row is gone for good."""
    name = instance.picture
    transaction.on_commit(lambda: pictures.delete(name), robust=True)


def sweep() -> None:
    """Delete pictures that no row names, asked for in batches: a database takes only so many parameters."""
    old = pictures.names_older_than(time.time() - ORPHAN_SECONDS)
    for start in range(0, len(old), BATCH):
        batch = set(old[start : start + BATCH])
        named = Page.objects.filter(picture__in=batch).values_list("picture", flat=True)
        for name in batch.difference(named):
            pictures.delete(name)
