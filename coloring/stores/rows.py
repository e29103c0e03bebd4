"""Pictures as rows of the database: they commit together with what else their transaction writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from django.utils import timezone

from coloring.models import StoredPicture
from coloring.stores.base import Store

BATCH = 1000


class RowStore(Store):
    """The table StoredPicture; a database that is away raises DatabaseError, as for every other row."""

    def _save(self, name: str, content: File[Any]) -> str:
        data = bytes(content.read())
        now = {"content": data, "size": len(data), "written_at": timezone.now()}
        StoredPicture.objects.update_or_create(name=name, defaults=now)
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        return ContentFile(bytes(self._column(name, "content")), name)

    def delete(self, name: str) -> None:
        StoredPicture.objects.filter(name=name).delete()

    def exists(self, name: str) -> bool:
        return StoredPicture.objects.filter(name=name).exists()

    def size(self, name: str) -> int:
        return int(self._column(name, "size"))

    def names(self, prefix: str) -> Iterator[tuple[str, float]]:
        rows = StoredPicture.objects.filter(name__startswith=prefix).order_by("name")
        last = ""
        while page := list(rows.filter(name__gt=last).values_list("name", "written_at")[:BATCH]):
            yield from ((name, written.timestamp()) for name, written in page)
            last = page[-1][0]

    def _column(self, name: str, column: str) -> Any:
        found = StoredPicture.objects.filter(name=name).values_list(column, flat=True).first()
        if found is None:
            raise FileNotFoundError(name)
        return found
