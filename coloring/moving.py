"""From one store of pictures to another: each copied, read again and compared, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from coloring import pictures
from coloring.models import Page
from coloring.stores import base
from coloring.stores.base import Store

BATCH = 500
COPIED = "copied"
THERE = "there already"
GONE = "page deleted meanwhile"
MISSING = "missing"
DAMAGED = "damaged"
# What a person has to look at.
UNSOLVED = {MISSING, DAMAGED}


def store_named(name: str) -> Store:
    """One of the stores that the settings know, in use or not."""
    return cast(Store, storages.create_storage(settings.PICTURE_STORAGES[name]))


class Move:
    """One run; a later one goes on where an earlier one was interrupted.

    A page's own sha256 judges: what reads otherwise is neither copied nor, with `delete`, deleted.
    """

    def __init__(self, origin: Store, goal: Store, *, delete: bool = False) -> None:
        self.origin, self.goal, self.delete = origin, goal, delete

    def run(self) -> Iterator[tuple[Page, str]]:
        """Each page and what became of its picture; then those that ended meanwhile, until none did.

        Raises OSError when a store is away.
        """
        since, copied = None, True
        while copied:
            began, again, copied = timezone.now(), since is not None, since is None
            for page in pages(since):
                outcome = self._move(page)
                copied = copied or outcome == COPIED
                if not (again and outcome == THERE):
                    yield page, outcome
            since = began

    def _move(self, page: Page) -> str:
        outcome = THERE if self._arrived(page) else self._copy(page)
        if not Page.objects.filter(pk=page.pk).exists():
            self.goal.delete(page.picture)
            return GONE
        if self.delete and outcome not in UNSOLVED:
            self.origin.delete(page.picture)
        return outcome

    def _copy(self, page: Page) -> str:
        try:
            content = self._content(page.picture)
        except FileNotFoundError:
            return MISSING
        if pictures.sha256(content) != page.sha256:
            return DAMAGED
        self.goal.save(page.picture, ContentFile(content))
        return COPIED if self._arrived(page) else DAMAGED

    def _content(self, name: str) -> bytes:
        """Where it was kept, or where it was parked while that was away."""
        try:
            return base.read(self.origin, name)
        except FileNotFoundError:
            return base.read(pictures.PARKED, name)

    def _arrived(self, page: Page) -> bool:
        try:
            return pictures.sha256(base.read(self.goal, page.picture)) == page.sha256
        except FileNotFoundError:
            return False


def pages(since: datetime | None) -> Iterator[Page]:
    """Those with a picture that ended since then, or all, in batches: no query stays open for hours."""
    found = Page.objects.exclude(picture="").order_by("pk").only("public_id", "picture", "sha256")
    if since:
        found = found.filter(finished_at__gte=since)
    last = 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk
