"""The caller's own rows, newest first by pages or one by its id; anybody else's do not exist."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query

from coloring import callers
from coloring.api.requests import RefusedError
from coloring.models import Batch, Order

HEX = "^[0-9a-f]{32}$"
Cursor = Annotated[str | None, Query(pattern=HEX, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=100, description="How many a page.")]

Row = TypeVar("Row", Order, Batch)


def all_of(kind: type[Row], request: HttpRequest) -> QuerySet[Row]:
    rows: QuerySet[Row] = kind.objects.of(callers.owner_of(request))
    return rows.order_by("-created_at", "-pk")


def one(kind: type[Row], request: HttpRequest, public_id: str) -> Row:
    """Raises Http404."""
    if not re.fullmatch(HEX, public_id):
        raise Http404
    return get_object_or_404(all_of(kind, request), public_id=public_id)


def page(rows: QuerySet[Row], limit: int, cursor: str | None) -> tuple[list[Row], str | None]:
    """So many rows from after the cursor, and the cursor of the next page. Raises RefusedError."""
    if cursor:
        last = rows.filter(public_id=cursor).first()
        if last is None:
            raise RefusedError("not_found")
        rows = rows.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk))
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].public_id if len(found) > limit else None
