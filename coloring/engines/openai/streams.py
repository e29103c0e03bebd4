"""Follows a picture that comes in parts: unfinished ones are told on the way, the last event is taken."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

from coloring.engines.base import EngineError, EngineLost
from coloring.engines.openai import models
from coloring.engines.openai.orders import Order
from coloring.engines.wire import answers
from coloring.engines.wire.calls import Call

log = logging.getLogger("herbbie.engine")

Telling = Callable[[int, bytes], None]


def completed(events: Generator[Any], call: Call, order: Order, tell: Telling) -> Any:
    """The event with the whole picture, after each unfinished one was told with its index.

    Raises EngineLost when the events end without it: it may have been drawn and paid for.
    """
    waited_for = set(range(order.partials))
    with closing(events):
        for event in events:
            kind = answers.said(event, "type")
            if kind.endswith(".completed"):
                return event
            index = getattr(event, "partial_image_index", None)
            if kind.endswith(".partial_image") and index in waited_for:
                waited_for.remove(index)
                call.spent += models.partial_cost(order.model)
                _tell(tell, index, event)
    error = EngineLost("the stream ended without a whole picture", cost_micro_usd=call.cost)
    call.failed(error)
    raise error


def _tell(tell: Telling, index: int, event: object) -> None:
    """An unfinished picture that is none, or that nobody could keep, is not worth the whole one."""
    try:
        tell(index, answers.picture(event).image)
    except EngineError as error:
        log.warning("unfinished picture left out: %s", error)
    except Exception:
        log.exception("unfinished picture could not be kept")
