"""A call for pictures, whatever form its answer has: counted, read, and accepted as an order."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from coloring import limiting, ordering, references, sentences
from coloring.api import faults, reading, waiting_rooms
from coloring.api.reading import Sent
from coloring.api.requests import RefusedError
from coloring.api.waiting_rooms import Seat
from coloring.api.wanted import Edit, FromReferences, FromWords, Variation, Wanted
from coloring.engines.painting import Reference
from coloring.models import Order
from coloring.wishes import Wish


@dataclass(frozen=True)
class Taken:
    """An accepted call; `seat` is the place of one that wants its answer as a stream."""

    order: Order
    fields: Wanted
    is_repeat: bool
    seat: Seat | None = None

    @property
    def is_named(self) -> bool:
        """Whether the caller named the model."""
        return self.fields.model is not None


def generated(request: HttpRequest) -> Taken:
    """Pictures from words. This and the others raise RefusedError and what `requests.REFUSALS` lists."""
    limiting.hit(request)
    return _accept(request, Order.Kind.GENERATE, reading.plain(request, FromWords))


def from_references(request: HttpRequest) -> Taken:
    """Pictures from words and pictures."""
    limiting.hit(request)
    with reading.with_pictures(request, FromReferences) as sent:
        found = references.uploaded(sent.images)
        found += references.from_urls(sent.fields.image_urls or (), first=len(found))
        found += references.from_base64(sent.fields.images_base64 or (), first=len(found))
        return _accept(request, Order.Kind.REFERENCES, sent, found)


def edited(request: HttpRequest) -> Taken:
    """Pictures from uploaded ones, where a mask is clear or as a whole."""
    limiting.hit(request)
    with reading.with_pictures(request, Edit) as sent:
        found = references.uploaded(sent.images, exact=sent.mask is not None)
        mask = references.mask(sent.mask, found[0]) if sent.mask and found else None
        return _accept(request, Order.Kind.EDIT, sent, found, mask)


def varied(request: HttpRequest) -> Taken:
    """Pictures like an uploaded one."""
    limiting.hit(request)
    with reading.with_pictures(request, Variation) as sent:
        return _accept(request, Order.Kind.VARIATION, sent, references.uploaded(sent.images))


def _accept(
    request: HttpRequest,
    kind: Order.Kind,
    sent: Sent[Wanted],
    pictures: tuple[Reference, ...] = (),
    mask: Reference | None = None,
) -> Taken:
    wish, key = _wish(kind, sent.fields, pictures, mask), reading.key_of(request)
    seat = _seat() if sent.fields.stream else None
    try:
        accepted = ordering.accept(request, wish, key=key, sent=sent.digest)
    except BaseException:
        if seat:
            seat.leave()
        raise
    return Taken(accepted.order, sent.fields, accepted.is_repeat, seat)


def _wish(kind: Order.Kind, fields: Wanted, pictures: tuple[Reference, ...], mask: Reference | None) -> Wish:
    given = fields.given()
    return Wish(
        kind=kind,
        prompt=given.get("prompt", ""),
        model=given.get("model", ""),
        n=given.get("n", 1),
        parameters=fields.parameters(),
        references=pictures,
        mask=mask,
        describes=given.get("references") == "describe",
        is_kept=given.get("save_to_disk", True),
        is_fresh=given.get("fresh", False),
    )


def _seat() -> Seat:
    """A place to stream from, before anything is ordered. Raises RefusedError when there is none."""
    try:
        return Seat()
    except waiting_rooms.FullError as full:
        raise RefusedError("busy", sentences.problem("busy"), Retry_After=str(faults.BUSY_SECONDS)) from full
