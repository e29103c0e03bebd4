"""Fetches pictures from addresses that strangers write, and reaches nothing that is not public on the way."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO

import httpcore2
import httpx2
from django.conf import settings

from coloring.fetching import urls
from coloring.fetching.errors import FetchError
from coloring.fetching.guard import Guard

__all__ = ["FetchError", "fetched"]

SECONDS = 15.0  # for all addresses together
_CONNECT_SECONDS = 5.0
_MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
# What buckets call files that nobody gave a type; the content decides in the end.
_UNTYPED = {"application/octet-stream", "binary/octet-stream"}
# Nothing of ours is told, and nothing small may become large when it is unpacked.
_HEADERS = (("User-Agent", "Herbbie"), ("Accept", "image/*"), ("Accept-Encoding", "identity"))
_TIMEOUTS = {"connect": _CONNECT_SECONDS, "read": SECONDS, "write": SECONDS, "pool": SECONDS}
# What a service that is away, broken or hostile makes of a request.
_FAILURES = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    OSError,
)


@contextmanager
def fetched(addresses: Sequence[str]) -> Iterator[list[IO[bytes]]]:
    """What these URLs answer, all asked at once, as files that close with this; the large ones lie on disk.

    MAX_FILE_SIZE bytes in all and 15 s at most. Proxies of the environment are not asked: they would look
    names up by themselves. To be called from a thread without an event loop. Raises FetchError.
    """
    with ExitStack() as stack:
        size = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        files: list[IO[bytes]] = [stack.enter_context(SpooledTemporaryFile(max_size=size)) for _ in addresses]
        asyncio.run(_Fetch(settings.MAX_FILE_SIZE).all(addresses, files))
        for file in files:
            file.seek(0)
        yield files


class _Fetch:
    """The requests of one call, which share `room` bytes, their time and nothing else.

    No connection is kept: each request of each redirect is checked like the first.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_certificates(),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=Guard(),
        )

    async def all(self, addresses: Sequence[str], files: Sequence[IO[bytes]]) -> None:
        deadline = asyncio.get_running_loop().time() + SECONDS
        try:
            async with self._pool, asyncio.TaskGroup() as group:
                for index, (address, file) in enumerate(zip(addresses, files, strict=True)):
                    group.create_task(self._one(index, address, file, deadline))
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from failed

    async def _one(self, index: int, address: str, file: IO[bytes], deadline: float) -> None:
        try:
            async with asyncio.timeout_at(deadline):
                await self._follow(urls.read(address), file)
        except FetchError as failed:
            raise FetchError(failed.code, index) from failed
        except _FAILURES as error:
            raise FetchError("url_failed", index) from error

    async def _follow(self, url: httpx2.URL, file: IO[bytes]) -> None:
        for _ in range(_MOST_REDIRECTS + 1):
            async with self._answer(url) as answer:
                if answer.status not in _REDIRECTS:
                    return await self._keep(answer, file)
                url = urls.after(url, _header(answer, b"location"))
        raise FetchError("url_failed")

    @asynccontextmanager
    async def _answer(self, url: httpx2.URL) -> AsyncIterator[httpcore2.Response]:
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=urls.port(url), target=url.raw_path
        )
        timeouts = {"timeout": _TIMEOUTS}
        async with self._pool.stream("GET", target, headers=_HEADERS, extensions=timeouts) as answer:
            yield answer

    async def _keep(self, answer: httpcore2.Response, file: IO[bytes]) -> None:
        """Raises FetchError for what is no picture by its own account, or too large."""
        kind = _header(answer, b"content-type").partition(";")[0].strip().lower()
        is_plain = _header(answer, b"content-encoding").lower() in {"", "identity"}
        if answer.status != 200 or not is_plain or not (kind.startswith("image/") or kind in _UNTYPED):
            raise FetchError("url_failed")
        announced = _header(answer, b"content-length")
        if announced.isdecimal() and int(announced) > self._room:
            raise FetchError("url_too_large")
        async for part in answer.aiter_stream():
            self._room -= len(part)
            if self._room < 0:
                raise FetchError("url_too_large")
            file.write(part)


def _header(answer: httpcore2.Response, name: bytes) -> str:
    """The first header of this name, "" without one; in Latin-1, which fits any bytes."""
    found = (value for key, value in answer.headers if key.lower() == name)
    return next(found, b"").decode("latin-1")


@cache
def _certificates() -> ssl.SSLContext:
    """Reading them takes longer than all the rest."""
    return httpx2.create_ssl_context()
