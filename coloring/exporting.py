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

from coloring import leases, leftovers, parcels, pictures, readable, works
from coloring.models import Export, Image, Page
from coloring.models.work import Work

log = logging.getLogger("herbbie.export")

# Small enough to pass through the memory of a small machine, where pictures are rows or objects of a bucket.
PART_BYTES = 25_000_000
# Rows read from the database at once.
BATCH = 50
# Under which name each part tells its last page and its last image.
LAST: dict[type[Work], str] = {Page: "last", Image: "last_image"}
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
        told = {"export": export, "part": len(export.files), "pages": part["pages"], "images": part["images"]}
        log.info("part packed", extra=told)
    return True


def write_part(export: Export, file: IO[bytes]) -> dict[str, Any]:
    """As many pages and images as fit, after the last ones of the part before.

    Tells how many there are, which are the last of each, and whether there are more.
    """
    before = export.files[-1] if export.files else {}
    packed: dict[type[Work], list[tuple[Any, str | None]]] = {kind: [] for kind in works.KINDS}
    more = False
    with zipfile.ZipFile(file, "w") as parcel:
        if not export.files:
            parcel.writestr("README.txt", readable.explanation())
            _write_json(parcel, "account.json", readable.account(export.user_id))
        for row in rows_after(export.user_id, before):
            content = picture_of(row)
            if more := any(packed.values()) and file.tell() + len(content) > PART_BYTES:
                break
            name = readable.file_name(row) if content else None
            if name:
                parcel.writestr(name, content)
            packed[type(row)].append((row, name))
        write_lists(parcel, packed[Page], packed[Image])
    return {"more": more} | tally(Page, packed[Page], before) | tally(Image, packed[Image], before)


def tally(kind: type[Work], packed: list[tuple[Any, str | None]], before: dict[str, Any]) -> dict[str, int]:
    """How many of a kind are in this part, and after which one the next part goes on."""
    last = LAST[kind]
    return {
        f"{kind._meta.model_name}s": len(packed),
        last: packed[-1][0].pk if packed else before.get(last, 0),
    }


def rows_after(user_id: int, before: dict[str, Any]) -> Iterator[Any]:
    """The account's pages in the order in which they were asked for, then the images that it ordered."""
    images = Image.objects.filter(order__user=user_id).select_related("order__batch")
    for rows in (Page.objects.filter(user=user_id), images):
        pk = before.get(LAST[rows.model], 0)
        while batch := list(rows.filter(pk__gt=pk).order_by("pk")[:BATCH]):
            yield from batch
            pk = batch[-1].pk


def picture_of(row: Work) -> bytes:
    """The picture; nothing for one that is lost, on its way, or out of sight. Raises OSError."""
    if not row.is_shown:
        return b""
    try:
        return pictures.read(row.picture)
    except FileNotFoundError:
        return b""


def write_lists(parcel: zipfile.ZipFile, pages: list[Any], images: list[Any]) -> None:
    """What is known of each; of orders only where there are any: few families write programs."""
    _write_json(parcel, "pages.json", [readable.page(row, name) for row, name in pages])
    if images:
        _write_json(parcel, "orders.json", readable.orders(images))


def _write_json(parcel: zipfile.ZipFile, name: str, content: Any) -> None:
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    parcel.writestr(name, text, zipfile.ZIP_DEFLATED)
