"""From one store of pictures to another: each copied, read again and compared, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from coloring import pictures, works
from coloring.models.work import Work
from coloring.stores import base
from coloring.stores.base import Store

COPIED = "copied"
THERE = "there already"
GONE = "deleted meanwhile"
MISSING = "missing"
DAMAGED = "damaged"
# What a person has to look at.
UNSOLVED = {MISSING, DAMAGED}


def store_named(name: str) -> Store:
    """One of the stores that the settings know, in use or not."""
    return cast(Store, storages.create_storage(settings.PICTURE_STORAGES[name]))


class Move:
    """One run; a later one goes on where an earlier one was interrupted.

    A row's own sha256 judges: what reads otherwise is neither copied nor, with `delete`, deleted.
    """

    def __init__(self, origin: Store, goal: Store, *, delete: bool = False) -> None:
        self.origin, self.goal, self.delete = origin, goal, delete

    def run(self) -> Iterator[tuple[Work, str]]:
        """Each row and what became of its picture; then those that ended meanwhile, until none did.

        Raises OSError when a store is away.
        """
        since, copied = None, True
        while copied:
            began, again, copied = timezone.now(), since is not None, since is None
            for row in works.each(since):
                outcome = self._move(row)
                copied = copied or outcome == COPIED
                if not (again and outcome == THERE):
                    yield row, outcome
            since = began

    def _move(self, row: Work) -> str:
        outcome = THERE if self._arrived(row) else self._copy(row)
        if not works.is_there(row):
            self.goal.delete(row.picture)
            return GONE
        if self.delete and outcome not in UNSOLVED:
            self.origin.delete(row.picture)
        return outcome

    def _copy(self, row: Work) -> str:
        try:
            content = self._content(row.picture)
        except FileNotFoundError:
            return MISSING
        if pictures.sha256(content) != row.sha256:
            return DAMAGED
        self.goal.save(row.picture, ContentFile(content))
        return COPIED if self._arrived(row) else DAMAGED

    def _content(self, name: str) -> bytes:
        """Where it was kept, or where it was parked while that was away."""
        try:
            return base.read(self.origin, name)
        except FileNotFoundError:
            return base.read(pictures.PARKED, name)

    def _arrived(self, row: Work) -> bool:
        try:
            return pictures.sha256(base.read(self.goal, row.picture)) == row.sha256
        except FileNotFoundError:
            return False
