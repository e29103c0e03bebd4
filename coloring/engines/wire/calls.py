"""One paid request from its start to its line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx2
import openai

from coloring.engines.base import EngineError
from coloring.engines.wire import client, errors, links

log = logging.getLogger("herbbie.engine")

T = TypeVar("T")


class Call:
    """Times a request, translates its errors, and knows what it costs: an estimate until the answer tells.

    `cost` is in micro-dollars, and `spent` what of it was surely paid already, whatever becomes of the rest;
    `page` is whom the log lines are about, `request_id` the service's own name for the request.
    """

    def __init__(self, service: client.Service, what: str, page: str, model: str, estimate: int) -> None:
        self.service, self.what, self.page, self.model, self.cost = service, what, page, model, estimate
        self.request_id, self.spent = "", 0
        self.began = time.monotonic()

    def run(
        self, request: client.Request[Any], *, seconds: float, transport: httpx2.AsyncBaseTransport | None
    ) -> Any:
        """The SDK's answer, its picture fetched if need be; raises the errors of `engines.base`."""

        async def whole(api: openai.AsyncOpenAI) -> Any:
            return await links.followed(await request(api), self.service, transport)

        with self._translating():
            answer = client.run(whole, self.service, seconds=seconds, transport=transport)
        self.request_id = getattr(answer, "_request_id", None) or ""
        return answer

    def stream(
        self,
        request: client.Request[openai.AsyncStream[T]],
        *,
        seconds: float,
        transport: httpx2.AsyncBaseTransport | None,
    ) -> Generator[T]:
        """The events of the SDK's stream; raises the errors of `engines.base`."""

        async def opening(api: openai.AsyncOpenAI) -> openai.AsyncStream[T]:
            events = await request(api)
            self.request_id = events.response.headers.get("x-request-id", "")
            return events

        with self._translating():
            yield from client.stream(opening, self.service, seconds=seconds, transport=transport)

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except errors.FOREIGN as foreign:
            error = errors.translated(foreign, estimate=self.cost)
            error.cost_micro_usd = max(error.cost_micro_usd, self.spent)
            self.failed(error)
            raise error from foreign

    def taken(self, cost: int | None, take: Callable[[], T]) -> T:
        """What `take` makes of the answer, which cost so much; a useless answer was paid for as well."""
        self.cost = self.cost if cost is None else cost
        try:
            return take()
        except EngineError as error:
            error.cost_micro_usd = self.cost
            self.failed(error)
            raise

    def succeeded(self, size: int = 0) -> None:
        """Tell the log; `size` in bytes."""
        self._log(logging.INFO, f"{self.what} done", bytes=size)

    def failed(self, error: EngineError) -> None:
        """Tell the log, and take the error's cost for that of the call."""
        self.cost = error.cost_micro_usd
        self._log(logging.WARNING, f"{self.what} failed: {error}", problem=error.problem)

    def _log(self, level: int, words: str, **more: object) -> None:
        told = {
            "page": self.page or "-",
            "engine": self.service.name,
            "model": self.model,
            "seconds": round(time.monotonic() - self.began, 3),
            "cost": self.cost,
            "service_request": self.request_id or "-",
        }
        log.log(level, words, extra=told | more)
