"""Asks the service when its models will be shut down."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

import httpx2
import openai

from coloring.engines.base import EngineUnpaid
from coloring.engines.openai import account
from coloring.engines.wire import client, errors

log = logging.getLogger("herbbie.engine")

SECONDS = 5.0


def shutdown_dates(
    names: Iterable[str], transport: httpx2.AsyncBaseTransport | None = None
) -> dict[str, date | None]:
    """The announced last day of each model, None when none is announced; a few free calls, 5 s at most.

    A model that the service does not know any more is left out. Empty when the service cannot be asked.
    """
    listed = tuple(names)

    async def request(api: openai.AsyncOpenAI) -> dict[str, date | None]:
        found = [(name, await _model(api, name)) for name in listed]
        return {name: _date(model.shutdown_date) for name, model in found if model is not None}

    try:
        return client.run(request, account.service(), seconds=SECONDS, transport=transport)
    except (EngineUnpaid, *errors.FOREIGN) as error:
        log.warning("the models' dates are not to be had", extra={"error": type(error).__name__})
        return {}


async def _model(api: openai.AsyncOpenAI, name: str) -> openai.types.Model | None:
    try:
        return await api.models.retrieve(name)
    except openai.NotFoundError:
        return None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
