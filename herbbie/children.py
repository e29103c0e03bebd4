"""A program kept alive: started in its own process group, restarted when it dies, never left behind."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger("herbbie.start")

PR_SET_PDEATHSIG = 1  # linux/prctl.h
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class HopelessError(Exception):
    """A child dies again and again: something that no restart mends."""


@dataclass(frozen=True)
class Program:
    """What to run, under which short name, with which variables on top of ours."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Patience:
    """How restarts are spaced, in seconds, and after how many deaths in which time they end.

    Pauses double from `first` to `longest`: between ten deaths they take 43 s, so a child that lives for less
    than some 25 s each time is given up. `leftovers` is how long what a dead child started may take to end,
    before it is killed.
    """

    first: float = 0.2
    longest: float = 10.0
    healthy_after: float = 60.0
    deaths: int = 10
    within: float = 300.0
    leftovers: float = 2.0


class Child:
    """One program, started, watched and restarted by calling `tend` again and again."""

    def __init__(self, program: Program, patience: Patience | None = None) -> None:
        self.program = program
        self.patience = patience or Patience()
        self.process: subprocess.Popen[bytes] | None = None
        self.left_group = 0
        self.delay = self.patience.first
        self.started_at = 0.0
        self.due_at = 0.0
        self.deaths: deque[float] = deque()

    def tend(self, now: float) -> None:
        """Start what is due, notice a death. `now` is monotonic. Raises HopelessError."""
        if self.process is None and now >= self.due_at and self._sweep(now):
            self._start(now)
        elif self.process and self.process.poll() is not None:
            self._bury(self.process, now)

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Finish what you do, then end. The program passes it on to its own processes."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the program and everything it started, now."""
        if self.left_group:
            signal_group(self.left_group, signal.SIGKILL)
        if self.process:
            signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=10)

    def _start(self, now: float) -> None:
        self.started_at = now
        try:
            self.process = subprocess.Popen(
                self.program.command,
                env={**os.environ, **self.program.environment},
                stdin=subprocess.DEVNULL,
                process_group=0,
                preexec_fn=tied_to(os.getpid()),
            )
        except OSError as error:
            self._mourn(now, f"could not be started ({error})")
        else:
            log.info("%s started (pid %d)", self.program.name, self.process.pid)

    def _bury(self, process: subprocess.Popen[bytes], now: float) -> None:
        """Ask what a dead child left running to end. Raises HopelessError."""
        signal_group(process.pid, signal.SIGTERM)
        self.left_group, self.process = process.pid, None
        self._mourn(now, ending_of(process.returncode))

    def _sweep(self, now: float) -> bool:
        """Whether nothing of the dead child is left to hold its port; what takes too long is killed."""
        if self.left_group and has_members(self.left_group):
            if now >= self.due_at + self.patience.leftovers:
                signal_group(self.left_group, signal.SIGKILL)
            return False
        self.left_group = 0
        return True

    def _mourn(self, now: float, ending: str) -> None:
        """Say how a child ended and when the next one starts. Raises HopelessError."""
        self._count_death(now, ending)
        if now - self.started_at >= self.patience.healthy_after:
            self.delay = self.patience.first
        log.warning("%s %s; starting it again in %.1f s", self.program.name, ending, self.delay)
        self.due_at = now + self.delay
        self.delay = min(self.delay * 2, self.patience.longest)

    def _count_death(self, now: float, ending: str) -> None:
        self.deaths.append(now)
        while self.deaths[0] < now - self.patience.within:
            self.deaths.popleft()
        if len(self.deaths) >= self.patience.deaths:
            name, minutes = self.program.name, self.patience.within / 60
            raise HopelessError(f"{name} {ending}, {len(self.deaths)} times within {minutes:.0f} minutes")


def signal_group(group: int, number: signal.Signals) -> None:
    """A group bears the pid of its first member and lives as long as any of them; it may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def has_members(group: int) -> bool:
    """Whether a group lives. As process 1 we inherit its orphans: the dead among them are reaped first."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG) != (0, 0):
            pass
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def ending_of(returncode: int) -> str:
    """How a process ended, in words."""
    if returncode < 0:
        return f"was killed by {signal.Signals(-returncode).name}"
    return f"ended with exit code {returncode}"


def tied_to(parent: int) -> Callable[[], None]:
    """What a child does before its program starts: die with its parent, even a killed one (on Linux).

    SIGTERM lets it finish its page first, while the port is free at once.
    """

    def tie() -> None:
        if LIBC:
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie
