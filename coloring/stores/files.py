"""Pictures as files of one folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from coloring.stores.base import Store

# Nobody else on the machine reads the pictures of a child.
PERMISSIONS = 0o600


class FileStore(Store, FileSystemStorage):
    """A folder; what a crash leaves half written has a name of its own, which no row ever names."""

    def _save(self, name: str, content: File[Any]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
        try:
            write(part, content)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync(target.parent)
        return name

    def works(self) -> bool:
        try:
            Path(self.path("")).mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return os.access(self.path(""), os.W_OK | os.X_OK)

    def names(self, prefix: str) -> Iterator[tuple[str, float]]:
        folder = Path(self.path(""))
        if not folder.is_dir():
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(prefix) and (written := written_at(entry)) is not None:
                    yield entry.name, written


def write(path: Path, content: File[Any]) -> None:
    """A new file, on the disk itself when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PERMISSIONS)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in content.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Bring the names of a folder to the disk itself."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def written_at(entry: os.DirEntry[str]) -> float | None:
    """None for what somebody deleted meanwhile."""
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:
        return None
