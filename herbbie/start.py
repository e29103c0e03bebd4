"""The supervisor, `python -m herbbie.start [role]`: runs gunicorn and the worker, restarts what dies.

The role is all, web or worker. The variables about processes (PORT, WEB_CONCURRENCY and so on) are read here:
the supervisor stays small by never loading Django.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from environs import Env

from herbbie import logs, ports
from herbbie.children import Child, HopelessError, Program, tied_to

log = logging.getLogger("herbbie.start")

ROOT = Path(__file__).resolve().parent.parent
ROLES = ("all", "web", "worker")
TICK_SECONDS = 0.1
# More than the longest wait for an image service (OPENAI_TIMEOUT): what was paid for is kept.
DRAIN_SECONDS = 170.0
# A migration may take its time; nothing waits for ever.
PREPARE_SECONDS = 900
# A stopping web process answers who is waiting first: longer than `Prefer: wait=100`, shorter than the drain.
ANSWER_SECONDS = 110


class Stop:
    """How often somebody asked for the end: once, and everything finishes first; twice, and nothing does."""

    def __init__(self) -> None:
        self.asked = 0

    def listen(self) -> None:
        """Count signals from now on, those that run.py held back first."""
        signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        for number in signals:
            signal.signal(number, self._count)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)

    def _count(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1


class Supervisor:
    """Keeps children running until a signal asks for the end, then waits until they have finished."""

    def __init__(
        self,
        children: Sequence[Child],
        stop: Stop,
        drain_seconds: float = DRAIN_SECONDS,
        address: tuple[str, int] | None = None,
    ) -> None:
        self.children = children
        self.stop = stop
        self.drain_seconds = drain_seconds
        self.unannounced = address

    def run(self) -> int:
        """Serve until asked to stop. 0 after a clean end, 1 when a child was hopeless or had to be killed."""
        try:
            self._tend()
            clean = self._drain()
        except HopelessError as error:
            log.error("%s; giving up", error)
            self._drain()
            clean = False
        finally:
            self._kill()
        return 0 if clean else 1

    def _tend(self) -> None:
        """Start and restart until asked to stop. Raises HopelessError."""
        while not self.stop.asked:
            for child in self.children:
                child.tend(time.monotonic())
            self._announce()
            time.sleep(TICK_SECONDS)

    def _announce(self) -> None:
        """Say once where to look, as soon as somebody answers there."""
        if self.unannounced and ports.is_open(*self.unannounced):
            log.info("Herbbie is ready: http://%s:%d/", *self.unannounced)
            self.unannounced = None

    def _drain(self) -> bool:
        """Let every child finish what it does. False when time was up or a second signal came."""
        signals = self.stop.asked
        for child in self.children:
            child.ask_to_stop()
        log.info("stopping: pages being drawn are finished first (at most %.0f s)", self.drain_seconds)
        deadline = time.monotonic() + self.drain_seconds
        while any(child.is_alive() for child in self.children):
            if time.monotonic() > deadline or self.stop.asked > signals:
                log.warning("not everything was finished; stopping at once")
                return False
            time.sleep(TICK_SECONDS)
        log.info("stopped")
        return True

    def _kill(self) -> None:
        for child in self.children:
            child.kill()


# glibc keeps blocks of large photos for every thread that decoded one: 1400 MB after eight at once, 350 so.
GIVEN_BACK = {"MALLOC_MMAP_THRESHOLD_": "1000000"}


def gunicorn(env: Env, host: str, port: int) -> Program:
    """The web server: threads, because requests wait for rows or for a page more than they compute."""
    options = {
        "--bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "--worker-class": "gthread",
        "--workers": env.int("WEB_CONCURRENCY", 2),
        "--threads": 8,
        "--keep-alive": 5,
        # 500 browsers that wait for a page ask 250 times a second: a process would not live for ten.
        "--max-requests": 20_000,
        "--max-requests-jitter": 2_000,
        "--timeout": 60,
        "--graceful-timeout": ANSWER_SECONDS,
        "--log-level": "warning",
    }
    if Path("/dev/shm").is_dir():  # noqa: S108 - heartbeat files in memory: a slow disk never stalls a worker
        options["--worker-tmp-dir"] = "/dev/shm"  # noqa: S108
    # Loaded once and shared: less memory, and the port opens only when there is something to serve.
    command = (sys.executable, "-m", "gunicorn", "herbbie.wsgi", "--preload", "--no-control-socket")
    return Program("web", (*command, *(str(part) for pair in options.items() for part in pair)), GIVEN_BACK)


# Containers run as root, and the worker accepts JSON alone: Celery's warning tells nothing that helps.
NO_ROOT_WARNING = "ignore:You're running the worker with superuser privileges"


def celery(env: Env) -> Program:
    """The worker: threads, because drawing mostly waits for a service; the arenas keep their memory small."""
    threads = str(env.int("WORKER_THREADS", 16))
    interpreter = (sys.executable, "-W", NO_ROOT_WARNING, "-m", "celery", "--app", "herbbie", "--quiet")
    options = ("--pool", "threads", "--concurrency", threads, "--loglevel", "WARNING")
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    return Program("worker", (*interpreter, "worker", *options, *quiet), {"MALLOC_ARENA_MAX": "2"})


def listening_address(env: Env) -> tuple[str, int]:
    """On a server everybody may come in; on somebody's own computer, only that computer. Raises PortError."""
    public = env.str("ENVIRONMENT", "") == "production" or bool(env.str("RAILWAY_ENVIRONMENT_ID", ""))
    host = env.str("HOST", "") or ("0.0.0.0" if public else "127.0.0.1")  # noqa: S104
    return host, ports.number(env.str("PORT", "") or "8000")


def programs(env: Env, role: str) -> list[Program]:
    """What a role runs."""
    chosen = [gunicorn(env, *listening_address(env))] if role != "worker" else []
    return [*chosen, celery(env)] if role != "web" else chosen


def prepare(stop: Stop) -> int:
    """Bring settings, database and static files in order, in a process that gives its memory back."""
    command = (sys.executable, "-m", "herbbie.prepare")
    process = subprocess.Popen(command, process_group=0, preexec_fn=tied_to(os.getpid()))
    deadline = time.monotonic() + PREPARE_SECONDS
    while (code := process.poll()) is None:
        if stop.asked or time.monotonic() > deadline:
            process.kill()
            process.wait(timeout=10)
            return 130 if stop.asked else 1
        time.sleep(TICK_SECONDS)
    return code


def speak(env: Env) -> None:
    """Plain sentences to whoever sits in front of it; on a server the same lines as everybody else's."""
    console = logging.StreamHandler(sys.stdout)
    in_production = env.str("ENVIRONMENT", "") == "production"
    console.setFormatter(logs.Json() if in_production else logging.Formatter("herbbie: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[console])


def main(arguments: Sequence[str]) -> int:
    """Serve until asked to stop. The exit code."""
    stop = Stop()
    stop.listen()
    env = Env()
    env.read_env(str(ROOT / ".env"), recurse=False)
    speak(env)
    role = arguments[0] if arguments else env.str("HERBBIE_ROLE", "all")
    if role not in ROLES:
        log.error("the role is %r; it can be all, web or worker", role)
        return 2
    os.environ["HERBBIE_ROLE"] = role
    os.chdir(ROOT)
    try:
        return serve(env, role, stop)
    except ports.PortError as error:
        log.error("cannot start: %s", error)
        return 1


def serve(env: Env, role: str, stop: Stop) -> int:
    """Touch nothing when the port is taken; else prepare, then supervise. Raises PortError."""
    address = listening_address(env) if role != "worker" else None
    if address:
        ports.check(*address)
    if code := prepare(stop):
        return code
    children = [Child(program) for program in programs(env, role)]
    return Supervisor(children, stop, env.float("DRAIN_SECONDS", DRAIN_SECONDS), address).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
