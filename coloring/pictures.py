"""Finished pictures on disk: named at random, written whole or not at all, never listed."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


def store() -> Storage:
    return storages["pictures"]


def save(png: bytes, engine: str) -> str:
    """Write a picture and make it survive a power cut before its row says that it exists.

    Returns its name, `coloring_<engine>_<32 hexadecimal digits>.png`: 128 bits nobody can guess.
    """
    name = store().save(f"coloring_{engine}_{secrets.token_hex(16)}.png", ContentFile(png))
    path = Path(store().path(name))
    for target in (path, path.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return name


def sha256(png: bytes) -> str:
    """The strong validator of a picture."""
    return hashlib.sha256(png).hexdigest()


def read(name: str) -> bytes:
    """The bytes of a picture. Raises FileNotFoundError."""
    with store().open(name) as file:
        return bytes(file.read())


def names_older_than(moment: float) -> list[str]:
    """The pictures that were last written before a moment (seconds since 1970)."""
    folder = Path(store().path(""))
    files = folder.glob("coloring_*.png") if folder.is_dir() else []
    return [file.name for file in files if file.stat().st_mtime < moment]


def delete(name: str) -> None:
    """Remove a picture; one that is gone already is no error."""
    if name:
        store().delete(name)
