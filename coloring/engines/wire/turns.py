"""Asks the models of a list in turn, until one can be used."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from coloring.engines.base import EngineForbidden, EngineRetired, Progress

log = logging.getLogger("herbbie.engine")

T = TypeVar("T")


def first(names: Sequence[str], progress: Progress, use: Callable[[str], T]) -> T:
    """What `use` makes with the first model that is neither gone nor closed to this account.

    Raises EngineRetired or EngineForbidden as the last of them did when there is none.
    """
    last = EngineRetired("no model is named")
    for model in names:
        try:
            return use(model)
        except EngineForbidden as error:
            log.error("model is closed to this account; the next one is asked", extra={"model": model})
            last = error
        except EngineRetired as error:
            progress.retired(model)
            last = error
    raise last
