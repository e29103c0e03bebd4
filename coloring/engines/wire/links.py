"""Fetches a picture that a service answered as an address, although its bytes were asked for.

Assumed of a service that speaks like OpenAI's: an answer holds `data`, whose first entry has either
`b64_json` or a `url`. That is a data URL, an https address anywhere, or an address, whole or relative, of the
very server that the settings name. It opens without the key and without a redirect, while the call lasts.
Such services may leave out `usage`: then the tables say what the picture cost. Their models are of the family
"other" unless they borrow a name, and where they have no moderations OPENAI_MODERATION_MODEL has to be empty.
"""

from __future__ import annotations

import base64
from typing import Any

import httpx2

from coloring.engines.wire import client
from coloring.engines.wire.errors import UnfetchedError

MOST_BYTES = 30_000_000


async def followed(
    answer: Any, service: client.Service, transport: httpx2.AsyncBaseTransport | None = None
) -> Any:
    """The answer, with the bytes of its first picture where it held only their address.

    Raises UnfetchedError for an address that is none of ours to open, or that opens no picture of at most
    MOST_BYTES; the deadline is the caller's. An answer without any picture comes back as it is.
    """
    data = getattr(answer, "data", None)
    item: Any = data[0] if isinstance(data, list) and data else None
    url = getattr(item, "url", None)
    if getattr(item, "b64_json", None) or not isinstance(url, str) or not url:
        return answer
    item.b64_json = _written(url) or base64.b64encode(await _fetched(url, service, transport)).decode()
    return answer


def _written(url: str) -> str:
    """The base64 of a data URL, "" for an address."""
    kind, _, text = url.partition(";base64,")
    return text if kind.startswith("data:") else ""


async def _fetched(url: str, service: client.Service, transport: httpx2.AsyncBaseTransport | None) -> bytes:
    try:
        address = _address(url, service)
        async with (
            client.plain(transport) as http,
            http.stream("GET", address) as response,
        ):
            if response.status_code != 200:
                raise UnfetchedError(f"the address of the picture answered {response.status_code}")
            return await _bytes(response)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise UnfetchedError(f"the picture could not be fetched ({type(error).__name__})") from error


def _address(url: str, service: client.Service) -> httpx2.URL:
    """Where the picture is: over https, or on the server whose API was asked."""
    own = httpx2.URL(service.base_url.rstrip("/") + "/")
    address = own.join(url)
    is_own = (address.scheme, address.host, address.port) == (own.scheme, own.host, own.port)
    if address.scheme != "https" and not is_own:
        raise UnfetchedError("the address of the picture is neither the service's own nor https")
    return address


async def _bytes(response: httpx2.Response) -> bytes:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > MOST_BYTES:
            raise UnfetchedError("the picture is too large")
    return bytes(content)
