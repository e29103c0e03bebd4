"""Make a backup: rows of one moment first, then the pictures that they name."""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils import timezone

from coloring import backups, pictures, works

CHUNK = 500


class Exact(DjangoJSONEncoder):
    """Django's own forgets microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write(path: Path) -> dict[str, Any]:
    """Write a backup, whole or not at all, readable by its owner alone; returns its manifest.

    Raises BackupError when there is such a file already, OSError when disk or store fail.
    """
    if path.exists():
        raise backups.BackupError(f"{path} is there already; a backup overwrites nothing.")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with (
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
                tempfile.TemporaryFile("w+") as named,
            ):
                manifest = fill(archive, named)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return manifest


def fill(archive: zipfile.ZipFile, named: IO[str]) -> dict[str, Any]:
    """`named` takes the names of pictures: there may be more than memory likes."""
    with snapshot():
        manifest = {
            "format": backups.FORMAT,
            "version": settings.VERSION,
            "made_at": timezone.now().isoformat(),
            "migrations": migrations(),
            "rows": {model._meta.label_lower: write_rows(archive, model) for model in backups.models()},
        }
        for row in works.each():
            named.write(json.dumps((row.picture, row.sha256)) + "\n")
    named.seek(0)
    manifest |= write_pictures(archive, named)
    archive.writestr(backups.MANIFEST, json.dumps(manifest, indent=1))
    return manifest


@contextmanager
def snapshot() -> Iterator[None]:
    """All queries inside see one moment, and nobody who writes waits for them."""
    if connection.vendor == "sqlite":
        # Django's own transactions take the lock for writing at once.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def migrations() -> list[str]:
    """What the tables look like: every migration of ours that was applied."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in backups.APPS)


def write_rows(archive: zipfile.ZipFile, model: type[Model]) -> int:
    """Returns how many."""
    rows = model._default_manager.order_by("pk")
    # What is many-to-many names permissions, whose numbers differ from database to database.
    natural = bool(model._meta.many_to_many)
    serializer = serializers.get_serializer("jsonl")()
    with text_of(archive, backups.rows_file(model)) as text:
        serializer.serialize(rows.iterator(CHUNK), stream=text, use_natural_foreign_keys=natural, cls=Exact)
    return rows.count()


def write_pictures(archive: zipfile.ZipFile, named: Iterable[str]) -> dict[str, Any]:
    """Returns how many there are, and the names of those missing, damaged or gone with their row."""
    told: dict[str, Any] = {"pictures": 0, "missing": [], "damaged": [], "gone": []}
    with tempfile.TemporaryFile("w+") as listed:
        for name, expected in map(json.loads, named):
            content = read(name)
            if content is None:
                told["missing" if works.named({name}) else "gone"].append(name)
                continue
            archive.writestr(backups.picture_file(name), content, zipfile.ZIP_STORED)
            sha256 = pictures.sha256(content)
            listed.write(json.dumps({"name": name, "sha256": sha256, "size": len(content)}) + "\n")
            told["pictures"] += 1
            if sha256 != expected:
                told["damaged"].append(name)
        listed.seek(0)
        with text_of(archive, backups.PICTURES) as text:
            shutil.copyfileobj(listed, text)
    return told


def read(name: str) -> bytes | None:
    try:
        return pictures.read(name)
    except FileNotFoundError:
        return None


@contextmanager
def text_of(archive: zipfile.ZipFile, name: str) -> Iterator[IO[str]]:
    with archive.open(name, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8") as text:
        yield text
