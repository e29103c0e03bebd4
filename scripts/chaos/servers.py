"""Redis and Postgres of our own on free ports, that can be killed and started again."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from herbbie.children import tied_to
from scripts.chaos import processes
from scripts.live import free_port, wait_until

START_SECONDS = 30


class MissingError(Exception):
    """A program is not installed."""


class Server:
    """A program that listens; a context manager that leaves nothing behind."""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="herbbie-server-"))
        self.log = self.folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        wait_until(self.is_up, START_SECONDS, f"{type(self).__name__} is up")
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        raise NotImplementedError

    def is_up(self) -> bool:
        raise NotImplementedError

    def kill(self) -> None:
        """kill -9 of the program and of everything that it started."""
        if self.process:
            children = [one.pid for one in processes.running() if one.parent == self.process.pid]
            processes.kill(self.process.pid, *children)
            self.process.wait(10)

    def restart(self, pause: float) -> None:
        self.kill()
        time.sleep(pause)
        self.start()

    def run(self, *command: str, user: str | None = None) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=user,
                preexec_fn=tied_to(os.getpid()),
            )


class Redis(Server):
    """Redis that keeps nothing: what it knew dies with it."""

    def __init__(self) -> None:
        self.program = program("redis-server")
        super().__init__()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        port = ("--port", str(self.port), "--bind", "127.0.0.1")
        self.run(self.program, *port, "--save", "", "--appendonly", "no")

    def is_up(self) -> bool:
        return "Ready to accept connections" in self.log.read_text()


class Postgres(Server):
    """A cluster of its own with Postgres's own settings; as root it runs as somebody else, as it must."""

    def __init__(self) -> None:
        self.initdb, self.program = program("initdb"), program("postgres")
        super().__init__()
        self.url = f"postgres://herbbie@127.0.0.1:{self.port}/postgres"
        self.user = somebody() if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.data = self.folder / "data"
        command = (
            self.initdb,
            "-D",
            str(self.data),
            "-U",
            "herbbie",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, user=self.user, timeout=60
        )

    def start(self) -> None:
        listening = ("-c", "listen_addresses=127.0.0.1", "-p", str(self.port), "-k", str(self.folder))
        self.run(self.program, "-D", str(self.data), *listening, user=self.user)

    def is_up(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def program(name: str) -> str:
    """Where a program is; Debian keeps those of Postgres apart. Raises MissingError."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    path = os.pathsep.join([*map(str, reversed(folders)), os.environ.get("PATH", os.defpath)])
    found = shutil.which(name, path=path)
    if not found:
        raise MissingError(f"{name} is not installed")
    return found


def somebody() -> str:
    """A user of this machine who is not root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
