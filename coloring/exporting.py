"""Everything of an account as zip files, packed by a worker part by part, and taken up where one died."""

from __future__ import annotations

import json
import logging
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coloring import leases, leftovers, parcels, pictures, readable
from coloring.models import Export, Page

log = logging.getLogger("herbbie.export")

# Small enough to pass through the memory of a small machine, where pictures are rows or objects of a bucket.
PART_BYTES = 25_000_000
# Pages read from the database at once.
BATCH = 50
# Tries without one more part; then something is wrong that waiting does not mend.
MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=1)

_packer: threading.Thread | None = None


def ask(user_id: int) -> None:
    """A new export in the place of the last one, unless one is on its way."""
    try:
        with transaction.atomic():
            Export.objects.create(user_id=user_id)
            forget(user_id)
    except IntegrityError:
        log.info("an export is on its way already")


def forget(user_id: int) -> None:
    """Delete the exports that are over, files and all."""
    Export.objects.filter(user=user_id, state__in=[Export.State.READY, Export.State.FAILED]).delete()


def start() -> None:
    """Pack what is due in a thread of its own, unless it is at it: one export at a time in each worker.

    The thread ends with its process, as abruptly as that: another worker goes on after the last part.
    """
    global _packer
    if (_packer is None or not _packer.is_alive()) and Export.objects.due().exists():
        _packer = threading.Thread(target=pack_here, name="export", daemon=True)
        _packer.start()


def pack_here() -> None:
    """In a thread of our own nobody else closes the connection."""
    try:
        pack_due()
    except Exception as error:
        log.warning("nothing could be packed", extra={"error": type(error).__name__})
    finally:
        connection.close()


def pack_due() -> None:
    """Pack one export after the other until none is due."""
    while export := Export.objects.claim():
        with leases.held(export.claim_token):
            pack(export)


def pack(export: Export) -> None:
    """Pack what is not packed yet; what goes wrong is tried again a little later, and not for ever."""
    if export.attempts > MOST_ATTEMPTS:
        log.error("given up", extra={"export": export})
        export.fail()
        return
    try:
        if pack_parts(export):
            export.finish()
    except Exception as error:
        told = {"export": export, "attempt": export.attempts, "error": type(error).__name__}
        log.warning("not packed", extra=told)
        export.wait_again(timezone.now() + PAUSE)


def pack_parts(export: Export) -> bool:
    """All parts from where the last worker stopped; False when the claim was lost. Raises OSError."""
    while not export.files or export.files[-1]["more"]:
        with tempfile.TemporaryFile() as file:
            part = write_part(export, file)
            part |= {"bytes": file.tell(), "name": parcels.save(file)}
        if not export.add(part):
            leftovers.drop(part["name"])
            return False
        told = {"export": export, "part": len(export.files), "pages": part["pages"]}
        log.info("part packed", extra=told)
    return True


def write_part(export: Export, file: IO[bytes]) -> dict[str, Any]:
    """As many pages as fit, after the last one of the part before; how many, and whether there are more."""
    told: list[dict[str, Any]] = []
    last, more = (export.files[-1]["last"], False) if export.files else (0, False)
    with zipfile.ZipFile(file, "w") as parcel:
        if not export.files:
            parcel.writestr("README.txt", readable.explanation())
            _write_json(parcel, "account.json", readable.account(export.user_id))
        for page in pages_after(export.user_id, last):
            png = picture_of(page)
            if more := bool(told) and file.tell() + len(png) > PART_BYTES:
                break
            name = readable.file_name(page) if png else None
            if name:
                parcel.writestr(name, png)
            told.append(readable.page(page) | {"picture": name})
            last = page.pk
        _write_json(parcel, "pages.json", told)
    return {"pages": len(told), "last": last, "more": more}


def pages_after(user_id: int, pk: int) -> Iterator[Page]:
    """The account's pages in the order in which they were asked for."""
    pages = Page.objects.filter(user=user_id).order_by("pk")
    while batch := list(pages.filter(pk__gt=pk)[:BATCH]):
        yield from batch
        pk = batch[-1].pk


def picture_of(page: Page) -> bytes:
    """The picture; nothing for one that is lost, on its way, or out of sight. Raises OSError."""
    if not page.is_shown:
        return b""
    try:
        return pictures.read(page.picture)
    except FileNotFoundError:
        return b""


def _write_json(parcel: zipfile.ZipFile, name: str, content: Any) -> None:
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    parcel.writestr(name, text, zipfile.ZIP_DEFLATED)
