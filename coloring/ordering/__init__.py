"""A checked wish becomes an order: who pays, what was asked before, and the rows that workers draw."""

from __future__ import annotations

from coloring.ordering.accepting import MOST_WISHES, Accepted, accept, batch
from coloring.ordering.ending import cancel, cancel_order, delete, delete_batch
from coloring.ordering.keys import KeyReusedError

__all__ = [
    "MOST_WISHES",
    "Accepted",
    "KeyReusedError",
    "accept",
    "batch",
    "cancel",
    "cancel_order",
    "delete",
    "delete_batch",
]
