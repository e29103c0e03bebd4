"""Starts that would lose pages or pictures: settings that do not go together, a store that keeps nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error
from django.core.files.storage import storages

from coloring.stores import base

THROWN_AWAY = Error(
    "Pages would be written to a disk that the next deploy throws away.",
    hint="Attach a volume to this service, or add a Postgres and set DATABASE_URL.",
    id="herbbie.E002",
)
APART = Error(
    "The web server could not read the pictures that a worker on another machine writes into files.",
    hint="Take STORAGE away, so that pictures are kept in Postgres, or set S3_BUCKET, or HERBBIE_ROLE=all.",
    id="herbbie.E003",
)
PICTURES_THROWN_AWAY = Error(
    "Pictures would be written to a disk that the next deploy throws away.",
    hint="Take STORAGE away, so that pictures are kept in Postgres, or set PICTURES_DIR into a volume.",
    id="herbbie.E010",
)
TWO_DATABASES = Error(
    "Web and worker in two services would each write a database of their own.",
    hint="Add a Postgres and set DATABASE_URL in both services, or set HERBBIE_ROLE=all.",
    id="herbbie.E011",
)
NO_BUCKET = Error(
    "STORAGE is bucket, and no bucket is named.",
    hint="Set S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or take STORAGE away.",
    id="herbbie.E012",
)
NO_KEY = Error(
    "A bucket is named, and its key is not complete.",
    hint="Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.",
    id="herbbie.E013",
)
STRAY_KEY = Error(
    "A bucket's key is set, and no bucket is named: pictures would be kept somewhere else.",
    hint="Set S3_BUCKET, or take S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY away.",
    id="herbbie.E014",
)
NO_ADDRESS = Error(
    "S3_ENDPOINT_URL is no address.",
    hint="Begin it with https://, for instance S3_ENDPOINT_URL=https://storage.railway.app.",
    id="herbbie.E015",
)
SERVED = Error(
    "Pictures would be written where static files are collected: emptied at a deploy, shown to everybody.",
    hint="Set PICTURES_DIR to a folder of its own.",
    id="herbbie.E016",
)
HINTS = {
    "files": "Set PICTURES_DIR to a folder that this user may write, on a disk that is not full.",
    "bucket": "Look at S3_BUCKET, S3_ENDPOINT_URL, S3_REGION, S3_ADDRESSING_STYLE, and what the key may do.",
}


def nothing_is_lost(app_configs: object, **options: Any) -> list[Error]:
    """A system check: refuse what would lose pages or pictures, and say what to set; then try to keep one."""
    return [error for error in (lost_rows(), lost_pictures(), wrong_bucket()) if error] or unkept_pictures()


def lost_rows() -> Error | None:
    """Where rows would go, on a platform that keeps nothing but volumes."""
    if not settings.RAILWAY or not settings.ON_SQLITE:
        return None
    if not is_on_volume(settings.SQLITE_FILE):
        return THROWN_AWAY
    return TWO_DATABASES if settings.ROLE != "all" else None


def lost_pictures() -> Error | None:
    """Where files would go. One who lost the rows has heard enough."""
    if settings.STORAGE != "files" or lost_rows():
        return None
    served = (settings.STATIC_ROOT, *(folder for _name, folder in settings.STATICFILES_DIRS))
    if any(is_within(settings.PICTURES_DIR, folder) for folder in served):
        return SERVED
    # With SQLite both roles are on one machine, or nothing would be drawn.
    if settings.ROLE != "all" and not settings.ON_SQLITE:
        return APART
    return PICTURES_THROWN_AWAY if settings.RAILWAY and not is_on_volume(settings.PICTURES_DIR) else None


def wrong_bucket() -> Error | None:
    """What is missing before a bucket can be asked at all."""
    keys = (settings.S3_ACCESS_KEY_ID, settings.S3_SECRET_ACCESS_KEY)
    if not settings.S3_BUCKET:
        return NO_BUCKET if settings.STORAGE == "bucket" else STRAY_KEY if any(keys) else None
    if not all(keys):
        return NO_KEY
    address = urlsplit(settings.S3_ENDPOINT_URL)
    return None if address.scheme in {"http", "https"} and address.hostname else NO_ADDRESS


def unkept_pictures() -> list[Error]:
    """Write, read and delete something small. Rows are tried by migrating."""
    if settings.STORAGE == "database":
        return []
    try:
        base.probe(storages["pictures"])
    except OSError as error:
        return [Error(f"Pictures cannot be kept: {error}.", hint=HINTS[settings.STORAGE], id="herbbie.E017")]
    return []


def is_on_volume(path: str | Path) -> bool:
    return bool(settings.VOLUME) and is_within(Path(path), Path(settings.VOLUME))


def is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
