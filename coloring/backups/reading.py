"""Check a backup, and restore it into an empty database and whatever store the settings name."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.core import serializers
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.utils import timezone

from coloring import backups, pictures, works
from coloring.backups import BackupError
from coloring.models import WorkerBeat
from coloring.stores import base

ALIVE = timedelta(seconds=30)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises BackupError for what is no whole backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
        raise BackupError(f"{path} is no whole backup: {error}") from error


def check(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Read everything once and compare; returns the manifest. Raises BackupError."""
    manifest: dict[str, Any] = json.loads(archive.read(backups.MANIFEST))
    if manifest["format"] != backups.FORMAT:
        raise BackupError(f"This Herbbie reads backups of format {backups.FORMAT}, not {manifest['format']}.")
    for label, count in manifest["rows"].items():
        with text_of(archive, f"rows/{label}.jsonl") as text:
            agree(label, sum(1 for _line in text), count)
    agree("pictures", sum(1 for _picture in pictures_of(archive)), manifest["pictures"])
    return manifest


def restore(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Bring everything back in one transaction; returns the manifest. Raises BackupError or OSError.

    Files and objects that were written before something failed are swept when old: no row names them.
    """
    manifest = check(archive)
    refuse(manifest)
    with transaction.atomic():
        for model in backups.models():
            restore_rows(archive, model, manifest["rows"].get(model._meta.label_lower, 0))
        for name, content in pictures_of(archive):
            restore_picture(name, content)
        forget(manifest["gone"])
        count_on(backups.models())
    return manifest


def refuse(manifest: dict[str, Any]) -> None:
    """Raises BackupError where a restore would mix or lose something."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if unknown := sorted(set(manifest["migrations"]) - known):
        raise BackupError(f"A newer Herbbie made this backup; this one does not know {unknown[0]}.")
    if WorkerBeat.objects.filter(seen_at__gte=timezone.now() - ALIVE).exists():
        raise BackupError("A worker is running: stop Herbbie first.")
    for model in backups.models():
        if count := model._default_manager.count():
            raise BackupError(f"The database is not empty ({count} rows of {model._meta.label_lower}).")


def forget(gone: list[str]) -> None:
    """Rows that were deleted with their picture while the backup was made."""
    for kind in works.KINDS:
        kind.rows().filter(picture__in=gone).delete()


def restore_rows(archive: zipfile.ZipFile, model: type[Model], count: int) -> None:
    """A model that the backup does not know stays empty."""
    if backups.rows_file(model) not in archive.namelist():
        return
    with text_of(archive, backups.rows_file(model)) as text:
        try:
            for row in serializers.deserialize("jsonl", text):
                row.save(force_insert=True)
        except DeserializationError as error:
            raise BackupError(f"Rows of {model._meta.label_lower} cannot be read: {error}") from error
    agree(model._meta.label_lower, model._default_manager.count(), count)


def restore_picture(name: str, content: bytes) -> None:
    pictures.store().save(name, ContentFile(content))
    if base.read(pictures.store(), name) != content:
        raise BackupError(f"{name} reads otherwise than it was written.")


def pictures_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each picture, compared with its sha256. Raises BackupError."""
    with text_of(archive, backups.PICTURES) as text:
        for line in map(json.loads, text):
            content = archive.read(backups.picture_file(line["name"]))
            if pictures.sha256(content) != line["sha256"]:
                raise BackupError(f"{line['name']} is damaged in the backup.")
            yield line["name"], content


def count_on(models: list[type[Model]]) -> None:
    """New rows get numbers after those that were restored; only Postgres has to be told."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def agree(what: str, found: int, expected: int) -> None:
    if found != expected:
        raise BackupError(f"{expected} {what} were backed up, and there are {found}.")


@contextmanager
def text_of(archive: zipfile.ZipFile, name: str) -> Iterator[IO[str]]:
    with archive.open(name) as raw, io.TextIOWrapper(raw, "utf-8") as text:
        yield text
