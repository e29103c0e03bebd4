"""What rows leave behind: a picture goes with its page or image, whoever deleted the row."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from coloring import pictures, works
from coloring.models import Image, Page
from coloring.models.work import Work

log = logging.getLogger("herbbie.picture")

# A picture is written a moment before its row names it; older ones without a row were left by a crash.
ORPHAN_SECONDS = 3600.0


@receiver(post_delete, sender=Page)
@receiver(post_delete, sender=Image)
def drop_picture(sender: object, instance: Work, **_: Any) -> None:
    """The picture goes with its row."""
    drop(instance.picture)


def drop(name: str) -> None:
    """Remove what a row named: as far as the database holds it now, the rest once the row is gone for good.

    A store that is away is swept later.
    """
    pictures.forget(name)
    transaction.on_commit(lambda: pictures.take_out(name), robust=True)


def sweep() -> None:
    """Bring parked pictures home, then delete those that no row names. Raises OSError."""
    for name in pictures.parked():
        bring_home(name)
    for name in orphans():
        pictures.delete(name)


def bring_home(name: str) -> None:
    """Raises StoreAway; what is wrong with one picture keeps no other away from home."""
    try:
        pictures.bring_home(name)
    except pictures.StoreAway:
        raise
    except FileNotFoundError:
        log.info("is gone meanwhile", extra={"picture": name})
    except OSError as error:
        log.error("stays in the database: %s", error, extra={"picture": name})


def orphans() -> Iterator[str]:
    """Pictures that no row names, asked for in batches. Raises OSError."""
    limit = time.time() - ORPHAN_SECONDS
    for batch in batches(name for name, written in pictures.names() if written < limit):
        yield from sorted(batch - works.named(batch))


def lost() -> Iterator[Work]:
    """Rows whose picture is nowhere. Raises OSError."""
    held = {name for name, _written in pictures.names()}.union(pictures.parked())
    yield from (row for row in works.each() if row.picture not in held and is_lost(row))


def is_lost(row: Work) -> bool:
    """Asked again, because a row may end or go while the store is being listed."""
    return works.is_there(row) and not pictures.exists(row.picture)


def batches(names: Iterable[str]) -> Iterator[set[str]]:
    rest = iter(names)
    while batch := set(islice(rest, works.BATCH)):
        yield batch
