"""Runs one request to a paid service within a deadline that holds for all of it."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import httpx2
import openai

from coloring.engines.base import EngineUnpaid
from herbbie import request_ids

T = TypeVar("T")
Request = Callable[[openai.AsyncOpenAI], Awaitable[T]]
Opening = Callable[[openai.AsyncOpenAI], Awaitable[openai.AsyncStream[T]]]

CONNECT_SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """Whom to ask: our name of the service, the owner's key, and the address of its API."""

    name: str
    key: str
    base_url: str


def run(
    request: Request[T],
    service: Service,
    *,
    seconds: float,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> T:
    """Make one request and wait for its whole answer, `seconds` at most.

    The timeouts of the SDK are for each read of the socket: an answer that drips outlives any of them, and
    a thread cannot be interrupted. A task can: when the time is up it is cancelled wherever it is, and its
    connection is closed. Each request has a loop and a connection of its own: both take milliseconds, and
    no request ever meets a connection that was idle for long and is secretly dead. Threads share nothing but
    the certificates. Nothing is repeated (max_retries is 0): a repeated request is a picture paid twice.

    Raises TimeoutError, the errors of openai and, for answers that are no JSON, ValueError.
    """
    return asyncio.run(_run(request, service, seconds, transport))


def stream(
    opening: Opening[T],
    service: Service,
    *,
    seconds: float,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> Generator[T]:
    """Make one request and hand on each piece of its answer as it comes, all of them within `seconds`.

    While the caller has a piece in hand no loop runs in its thread: it may write to the database. Raises what
    `run` raises.
    """
    until = time.monotonic() + seconds
    pieces = _pieces(opening, service, seconds, transport)
    with asyncio.Runner() as runner:
        try:
            while (piece := runner.run(_next(pieces, until))) is not None:
                yield piece
        finally:
            runner.run(pieces.aclose())


async def _next(pieces: AsyncGenerator[T], until: float) -> T | None:
    """The next piece, None after the last; `until` is a time of the monotonic clock."""
    async with asyncio.timeout(until - time.monotonic()):
        return await anext(pieces, None)


async def _pieces(
    opening: Opening[T], service: Service, seconds: float, transport: httpx2.AsyncBaseTransport | None
) -> AsyncGenerator[T]:
    async with _client(service, seconds, transport) as client, aclosing(await opening(client)) as pieces:
        async for piece in pieces:
            yield piece


async def _run(
    request: Request[T], service: Service, seconds: float, transport: httpx2.AsyncBaseTransport | None
) -> T:
    async with asyncio.timeout(seconds), _client(service, seconds, transport) as client:
        return await request(client)


def plain(transport: httpx2.AsyncBaseTransport | None = None) -> httpx2.AsyncClient:
    """A client that knows no key, for a picture's address; without a deadline of its own."""
    return httpx2.AsyncClient(
        transport=transport,
        verify=_certificates(),
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        follow_redirects=False,
    )


def _client(
    service: Service, seconds: float, transport: httpx2.AsyncBaseTransport | None
) -> openai.AsyncOpenAI:
    http = openai.DefaultAsyncHttpx2Client(
        transport=transport,
        verify=_certificates(),
        timeout=httpx2.Timeout(seconds, connect=CONNECT_SECONDS),
        follow_redirects=False,  # a photo goes where the settings say, and nowhere else
    )
    return openai.AsyncOpenAI(
        api_key=_key(service),
        base_url=service.base_url,
        max_retries=0,
        http_client=http,
        default_headers=_named(),
    )


def _named() -> dict[str, str]:
    """Under which name the service's own people find a request that never got an answer."""
    request_id = request_ids.current()
    return {"X-Client-Request-Id": request_id} if request_id else {}


def _key(service: Service) -> str:
    """The key, if it can travel in a header at all: the client would fail on others in stranger ways."""
    key = service.key.strip()
    if not key or not key.isascii() or not key.isprintable():
        raise EngineUnpaid(f"the key of {service.name} is empty or holds characters that no key has")
    return key


@cache
def _certificates() -> ssl.SSLContext:
    """Reading them takes longer than all the rest of a client."""
    return httpx2.create_ssl_context()
