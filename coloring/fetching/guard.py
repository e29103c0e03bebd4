"""Connects to addresses that were checked and to nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import httpcore2

from coloring.fetching import addresses, urls

_MOST_TRIED = 3  # addresses of one name


class Guard(httpcore2.AsyncNetworkBackend):
    """Looks a name up once, and connects to the very addresses that it checked.

    Nothing is looked up a second time, so that a name cannot change in between (DNS rebinding). The name
    itself stays what TLS and the Host header are about. Everything that connects goes through here, the
    target of each redirect too.
    """

    def __init__(self) -> None:
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        checked = await addresses.of(host, port, is_ours=urls.is_ours(host, port))
        failed: Exception = httpcore2.ConnectError(host)
        for address in checked[:_MOST_TRIED]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed
