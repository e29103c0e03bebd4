"""Asks the models of a list in turn, until one can be used."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from coloring.engines.base import EngineRetired, Progress
from coloring.engines.wire.errors import EngineForbidden

log = logging.getLogger("herbbie.engine")

T = TypeVar("T")


def first(names: Sequence[str], progress: Progress, use: Callable[[str], T]) -> T:
    """What `use` makes with the first model that is neither gone nor closed to this account.

    Raises EngineRetired when there is none.
    """
    for model in names:
        try:
            return use(model)
        except EngineForbidden:
            log.error("model is closed to this account; the next one is asked", extra={"model": model})
        except EngineRetired:
            progress.retired(model)
    raise EngineRetired(f"no usable model among {', '.join(names) or 'none'}")
