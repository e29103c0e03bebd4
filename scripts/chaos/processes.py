"""Who runs: processes as Linux tells them in /proc, and how they are killed."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """A running process; `session` is the pid of the process that began its session."""

    pid: int
    parent: int
    session: int
    command: str


def running() -> list[Process]:
    """Everything that runs on this machine; zombies do not count."""
    found = (_read(folder) for folder in Path("/proc").glob("[0-9]*"))
    return [process for process in found if process]


def of_sessions(sessions: set[int]) -> list[Process]:
    return [process for process in running() if process.session in sessions]


def kill(*pids: int) -> None:
    """kill -9; who is gone already is no error."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _read(folder: Path) -> Process | None:
    try:
        # proc(5): the name stands in brackets and may hold any character; state, ppid, pgrp, session follow.
        state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (OSError, ValueError):
        return None
    return None if state == "Z" else Process(int(folder.name), int(parent), int(session), command)
