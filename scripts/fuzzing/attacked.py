"""Starts the side that is attacked, asks it, and notices when it dies or takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from scripts.live import FOREIGN, ROOT

TAKER = (sys.executable, "-m", "scripts.fuzzing.taker")


class TakerDied(Exception):
    """The process crashed or took too long, as the text says; the next request gets a new one."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A POST as it goes over the wire; `name` tells what was sent, and what is `whole` must be accepted."""

    name: str
    path: str
    type: str
    body: bytes
    headers: dict[str, str]
    whole: bool = False

    def wire(self) -> bytes:
        """As it is sent to the attacked side, and kept: a line of JSON, then the body."""
        facts = {"path": self.path, "type": self.type, "headers": self.headers, "length": len(self.body)}
        return json.dumps(facts).encode() + b"\n" + self.body


def kept(path: Path) -> Request:
    """A request that was written to a file as it was sent."""
    line, _, body = path.read_bytes().partition(b"\n")
    facts = json.loads(line)
    return Request(
        name=path.name, path=facts["path"], type=facts["type"], body=body, headers=facts["headers"]
    )


class Attacked:
    """One process at a time, with a folder of its own; a context manager that leaves none behind."""

    def __init__(self, folder: Path, seconds: float = 20.0, command: Sequence[str] = TAKER) -> None:
        self.folder, self.seconds, self.command, self.megabytes = folder, seconds, command, 0
        self.process: subprocess.Popen[bytes] | None = None
        clean = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.environment = clean | {
            "DATA_DIR": str(folder / "var"),
            "PICTURES_DIR": str(folder / "coloring"),
            "OPENAI_API_KEY": "",
            "REDIS_URL": "",
            "SECRET_KEY": "a-key-of-this-run-alone-" * 3,
            "RATE_LIMIT_PER_MINUTE": "10000000",
            "ANONYMOUS_PAGES_PER_DAY": "10000000",
        }

    def __enter__(self) -> Attacked:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(10)

    def ask(self, request: Request) -> dict[str, Any]:
        """The answer to a request. Raises TakerDied."""
        process = self.process or self._start()
        with contextlib.suppress(BrokenPipeError):  # its end is told by what it does not answer
            _input(process).write(request.wire())
            _input(process).flush()
        answer = self._answer(process, self.seconds)
        self.megabytes = max(self.megabytes, answer["megabytes"])
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        (self.folder / "var").mkdir(parents=True, exist_ok=True)
        with (self.folder / "taker.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._answer(self.process, 60)
        return self.process

    def _answer(self, process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
        """The next line. Raises TakerDied, and leaves no process then."""
        until, line, out = time.monotonic() + seconds, b"", process.stdout
        while out and not line.endswith(b"\n"):
            if not select.select([out], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TakerDied(f"no answer within {seconds:.0f} s, {self._end(process)}")
            more = os.read(out.fileno(), 65536)
            if not more:
                raise TakerDied(f"crashed, {self._end(process)}")
            line += more
        return dict(json.loads(line))

    def _end(self, process: subprocess.Popen[bytes]) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
        process.kill()
        self.process = None
        return f"exit code {process.wait(10)}"


def _input(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdin is None:
        raise TakerDied("has no input")
    return process.stdin
