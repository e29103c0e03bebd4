"""The files of an export, in the pictures' store: written as they are, and gone with their row."""

from __future__ import annotations

import secrets
import time
from typing import IO, Any

from django.core.files.base import File
from django.db.models.signals import post_delete
from django.dispatch import receiver

from coloring import leftovers, pictures
from coloring.models import Export

PREFIX = "export_"


def save(parcel: IO[bytes]) -> str:
    """Keep a file; returns its name, `export_<32 hexadecimal digits>.zip`. Raises OSError."""
    parcel.seek(0)
    return str(pictures.store().save(f"{PREFIX}{secrets.token_hex(16)}.zip", File(parcel)))


def open_file(name: str) -> File[bytes]:
    """The file, to be read in chunks. Raises FileNotFoundError, or another OSError."""
    return pictures.store().open(name)


def sweep() -> None:
    """Delete files that no export names: a crash left them. Raises OSError."""
    limit = time.time() - leftovers.ORPHAN_SECONDS
    old = [name for name, written in pictures.store().names(PREFIX) if written < limit]
    for name in set(old).difference(named()) if old else ():
        pictures.delete(name)


def named() -> set[str]:
    """The files of every export; few rows, because each lives for two days."""
    rows = Export.objects.values_list("files", flat=True)
    return {file["name"] for files in rows for file in files}


@receiver(post_delete, sender=Export)
def drop_files(sender: object, instance: Export, **_: Any) -> None:
    """The files go with their export."""
    for file in instance.files:
        leftovers.drop(file["name"])
