"""The product as a platform keeps it: the supervisor is started again whenever it ended."""

from __future__ import annotations

import random
import threading
import time

from scripts.chaos import processes
from scripts.chaos.processes import Process
from scripts.live import Site

LOOK_SECONDS = 0.2


class Hosted(Site):
    """A site whose programs can be killed by name; a context manager that leaves no process behind."""

    def __enter__(self) -> Hosted:
        self.sessions: set[int] = set()
        self.leaving = threading.Event()
        # How often the supervisor ended without being killed by us.
        self.gave_up = 0
        self.expected = False
        began = time.monotonic()
        super().__enter__()
        # How many seconds a start took.
        self.took = time.monotonic() - began
        self.platform = threading.Thread(target=self._host, daemon=True)
        self.platform.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leaving.set()
        if hasattr(self, "platform"):
            self.platform.join(10)
        super().__exit__()
        processes.kill(*(process.pid for process in self.processes()))

    def start(self) -> None:
        super().start()
        self.sessions.add(self.process.pid)

    def processes(self) -> list[Process]:
        return processes.of_sessions(self.sessions)

    def kill(self, name: str, chance: random.Random) -> bool:
        """kill -9 of one of our programs; False when there is none just now."""
        victims = self.victims(name)
        if not victims:
            return False
        self.expected = self.expected or name in {"supervisor", "container"}
        processes.kill(*(victims if name == "container" else [chance.choice(victims)]))
        return True

    def victims(self, name: str) -> list[int]:
        """The pids that a name stands for: web is gunicorn's master, a container is everything at once."""
        if name == "supervisor":
            return [self.process.pid]
        ours = self.processes()
        if name == "container":
            return [process.pid for process in ours]
        word = "celery" if name == "worker" else "gunicorn"
        programs = [process for process in ours if f"-m {word}" in process.command]
        if name == "web process":
            masters = {process.pid for process in programs}
            return [process.pid for process in programs if process.parent in masters]
        return [process.pid for process in programs if process.parent == self.process.pid]

    def _host(self) -> None:
        """What a platform does: start again what ended, a moment later."""
        while not self.leaving.wait(LOOK_SECONDS):
            if self.process.poll() is None:
                continue
            self.gave_up += not self.expected
            self.expected = False
            if not self.leaving.wait(random.uniform(0.1, 1.5)):
                self.start()
