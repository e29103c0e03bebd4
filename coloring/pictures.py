"""Finished pictures: named at random, kept whole or not at all, never listed to anybody."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from typing import cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from coloring.stores import base
from coloring.stores.base import Store, StoreAway
from coloring.stores.rows import RowStore

__all__ = ["StoreAway"]

log = logging.getLogger("herbbie.picture")

PREFIX = "coloring_"
ENDINGS = {"jpeg": "jpg"}
# Where a picture waits while its own store is away: what was paid for is neither lost nor paid for again.
PARKED = RowStore()


def store() -> Store:
    return cast(Store, storages["pictures"])


def kept_in_rows() -> bool:
    """Whether the pictures' own store is the database."""
    return isinstance(store(), RowStore)


def new_name(engine: str, kind: str = "png") -> str:
    """`coloring_<engine>_<32 hexadecimal digits>.png`, .jpg or .webp: 128 bits nobody can guess."""
    return f"{PREFIX}{engine}_{secrets.token_hex(16)}.{ENDINGS.get(kind, kind)}"


def keep(content: bytes, engine: str, finish: Callable[[str], bool], kind: str = "png") -> bool:
    """Save a picture together with the row that names it, and tell whether that row took it.

    `kind` is "png", "jpeg" or "webp". `finish` writes the row for the name it is given. Files and objects are
    written before the transaction: no lock is held for a disk or a bucket. Rows are written in it; so is a
    picture whose store is away.
    """
    name = new_name(engine, kind)
    in_rows = kept_in_rows() or not _was_saved(name, content)
    with transaction.atomic():
        kept = finish(name)
        if kept and in_rows:
            PARKED.save(name, ContentFile(content))
    if not kept and not in_rows:
        _discard(name)
    return kept


def sha256(content: bytes) -> str:
    """The strong validator of a picture."""
    return hashlib.sha256(content).hexdigest()


def read(name: str) -> bytes:
    """The bytes of a picture, parked or at home. Raises FileNotFoundError, StoreAway or another OSError."""
    try:
        return base.read(PARKED, name)
    except FileNotFoundError:
        if kept_in_rows():
            raise
    return base.read(store(), name)


def address(name: str) -> str:
    """Where a browser may fetch a picture by itself for ten minutes; "" when only through us."""
    return store().address(name) if settings.S3_PRESIGNED and not PARKED.exists(name) else ""


def exists(name: str) -> bool:
    """Raises OSError while the store is away."""
    return PARKED.exists(name) or (not kept_in_rows() and store().exists(name))


def names() -> Iterator[tuple[str, float]]:
    """Each picture of the store, and when it was written in seconds since 1970; read in pages."""
    return store().names(PREFIX)


def parked() -> Iterator[str]:
    """The pictures that wait in the database for their own store."""
    return iter(()) if kept_in_rows() else (name for name, _written in PARKED.names(PREFIX))


def delete(name: str) -> None:
    """Remove a picture; one that is gone already is no error. Raises OSError."""
    forget(name)
    take_out(name)


def forget(name: str) -> None:
    """Remove a picture as far as the database holds it, in the caller's transaction."""
    if name:
        PARKED.delete(name)


def take_out(name: str) -> None:
    """Remove a picture as far as files or a bucket hold it. Raises OSError."""
    if name and not kept_in_rows():
        store().delete(name)


def bring_home(name: str) -> None:
    """Move a parked picture to its own store. Raises OSError, and it stays parked."""
    content = base.read(PARKED, name)
    store().save(name, ContentFile(content))
    if base.read(store(), name) != content:
        raise OSError(f"{name} reads otherwise than it was written")
    PARKED.delete(name)


def _was_saved(name: str, content: bytes) -> bool:
    try:
        store().save(name, ContentFile(content))
    except OSError as error:
        log.warning("parked in the database: %s", error, extra={"picture": name})
        return False
    return True


def _discard(name: str) -> None:
    """What cannot be deleted now is swept later: no row names it."""
    try:
        take_out(name)
    except OSError as error:
        log.warning("left to the sweep: %s", error, extra={"picture": name})
