"""A browser that waits for a page: asks for its fragment as htmx does, over one connection that is kept."""

from __future__ import annotations

import asyncio
import html
import re
import time
from dataclasses import dataclass, field

ASKED = re.compile(r'hx-get="([^"]+)"')
PACE = re.compile(r'hx-trigger="every (\d+)s"')
PATIENCE_SECONDS = 30


@dataclass
class Tally:
    """What all browsers together saw; times in seconds."""

    polls: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    swapped: int = 0
    reopened: int = 0


class Connection:
    """One kept connection of HTTP/1.1; opened anew, once a request, when the server closed it meanwhile."""

    def __init__(self, port: int, cookie: str, tally: Tally) -> None:
        self.port, self.tally = port, tally
        self.head = f"Host: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nAccept-Language: fr\r\nHX-Request: true"
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, str, float]:
        """The status (0: no answer), the body and the seconds that the answer took."""
        began = time.monotonic()
        kept = self.streams is not None
        try:
            answer = await self._ask(path)
        except (OSError, EOFError) as error:
            answer = await self._again(path) if kept else (0, repr(error))
        return *answer, time.monotonic() - began

    async def _again(self, path: str) -> tuple[int, str]:
        """As a browser does when the server closed a kept connection while it was idle."""
        self.tally.reopened += 1
        try:
            return await self._ask(path)
        except (OSError, EOFError) as error:
            return 0, repr(error)

    async def _ask(self, path: str) -> tuple[int, str]:
        """Raises OSError (TimeoutError too) or EOFError when the connection fails; it is closed then."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._exchange(path)
        except (OSError, EOFError):
            self.close()
            raise

    async def _exchange(self, path: str) -> tuple[int, str]:
        if not self.streams:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(f"GET {path} HTTP/1.1\r\n{self.head}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = re.search(r"content-length: (\d+)", head)
        body = await reader.readexactly(int(length[1])) if length else b""
        if "connection: close" in head:
            self.close()
        return int(head[9:12]), body.decode()

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()
        self.streams = None


class Browser:
    """One window on a waiting page."""

    def __init__(self, connection: Connection, path: str) -> None:
        self.connection, self.tally = connection, connection.tally
        self.path, self.pace = path, 1

    async def wait(self, delay: float, until: float) -> None:
        """Open the window after a delay in seconds, and watch until a moment of the monotonic clock."""
        await asyncio.sleep(delay)
        self._show(*await self.connection.get(self.path))
        due = time.monotonic() + self.pace
        while due < until:
            await asyncio.sleep(due - time.monotonic())
            self.tally.lateness.append(time.monotonic() - due)
            await self._poll()
            due = max(due + self.pace, time.monotonic())
        self.connection.close()

    async def _poll(self) -> None:
        status, body, seconds = answer = await self.connection.get(self.path)
        self.tally.polls.append(seconds)
        if status == 200:
            self.tally.swapped += 1
            self._show(*answer)
        elif status != 204:
            self.tally.errors.append(f"poll: {status} {body[:80]!r}")

    def _show(self, status: int, body: str, _seconds: float) -> None:
        """Take in a fragment: from now on the address that it names is asked, at the pace that it says."""
        asked, pace = ASKED.search(body), PACE.search(body)
        if asked and pace:
            self.path, self.pace = html.unescape(asked[1]), int(pace[1])
        else:
            self.tally.errors.append(f"no fragment of a waiting page: {status} {body[:80]!r}")


async def look(connection: Connection, path: str, delay: float, until: float) -> None:
    """Fetch a view every second: the baseline."""
    await asyncio.sleep(delay)
    while time.monotonic() < until:
        status, body, seconds = await connection.get(path)
        connection.tally.empty.append(seconds)
        if not 200 <= status < 400:
            connection.tally.errors.append(f"empty view: {status} {body[:80]!r}")
        await asyncio.sleep(1)
    connection.close()
