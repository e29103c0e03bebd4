"""Pages and images of orders alike: everything that names a picture, written down once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from coloring.models import Image, Order, Owner, Page
from coloring.models.work import Work

KINDS: tuple[type[Work], ...] = (Page, Image)
# A database takes only so many parameters, and no query stays open for hours.
BATCH = 500


def with_pictures(kind: type[Work]) -> QuerySet[Any]:
    """The rows of one kind that name a picture."""
    return kind.rows().exclude(picture="")


def count() -> int:
    """How many pictures rows name."""
    return sum(with_pictures(kind).count() for kind in KINDS)


def each(since: datetime | None = None) -> Iterator[Work]:
    """Every row with a picture, or those that ended since then, kind by kind and in batches."""
    for kind in KINDS:
        rows = with_pictures(kind).order_by("pk").only("public_id", "picture", "sha256")
        if since:
            rows = rows.filter(finished_at__gte=since)
        last = 0
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            yield from batch
            last = batch[-1].pk


def is_there(row: Work) -> bool:
    """Whether nobody has deleted it meanwhile."""
    return row.rows().filter(pk=row.pk).exists()


def named(names: set[str]) -> set[str]:
    """Those of some pictures that a row names, at most BATCH at a time."""
    return {
        name
        for kind in KINDS
        for name in kind.rows().filter(picture__in=names).values_list("picture", flat=True)
    }


def shown_to(owner: Owner, name: str) -> Work | None:
    """The row of a finished picture, for whoever it was drawn for; never of one that was reported."""
    page = Page.objects.of(owner).ready().filter(picture=name).first()
    orders = Order.objects.of(owner)
    return page or Image.objects.filter(order__in=orders, state=Image.State.READY, picture=name).first()


def told(row: Work) -> str:
    """A row for whoever mends things by hand: "page 0123..." or "image 0123..."."""
    return f"{row._meta.model_name} {row}"
