"""A deploy in the middle of drawing: SIGTERM to the running product, and its successor beside it at once.

    python -m scripts.deploy_rehearsal [--mode embedded|postgres] [--latency 30] [--pages 26] [--threads 20]
                                       [--images 8] [--easels 5]

Both serve the same database and pictures, each on a port of its own, as a platform that overlaps them does.
Fails unless the old one finishes everything that it had begun, answers who was waiting and ends with 0, the
new one draws the rest, and every page and every picture for a program is paid for once. Without a mode both
are rehearsed; Postgres is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts import orders
from scripts.chaos import reckoning
from scripts.chaos.servers import MissingError, Postgres
from scripts.live import Caller, Site, wait_until
from tests.rehearsal import Rehearsal

MODES = ("embedded", "postgres")
# What starting, claiming and cleaning may take beside the service's own time, on a busy machine.
SLACK_SECONDS = 120.0
# What Celery says when it takes nothing more.
STOPPING = "Warm shutdown"
GENERATE = "/api/v1/images/generate"


@dataclass(kw_only=True)
class Deploy:
    """What is counted of one deploy; `in_flight` are the paid calls under way when SIGTERM was sent.

    `told` is the last word to a parent's program and to one that ordered a picture, who both waited.
    """

    mode: str
    pages: int
    images: int
    in_flight: int = 0
    by_old: int = 0
    by_new: int = 0
    ready: int = 0
    calls: int = 0
    exit_code: int | None = None
    told: tuple[str, ...] = ()
    seconds: float = 0.0

    def differences(self) -> list[str]:
        """What is not as it must be."""
        wanted = self.pages + self.images
        expected = {
            "pages and pictures that are ready": (self.ready, wanted),
            "those by the old and by the new one": (self.by_old + self.by_new, wanted),
            "paid calls": (self.calls, wanted),
            "those finished by the old one": (self.by_old, self.in_flight),
            "the old one's exit code": (self.exit_code, 0),
            "what the callers who waited were told": (self.told, ("ready", "ready")),
        }
        return [f"{what}: {is_}, not {due}" for what, (is_, due) in expected.items() if is_ != due]


def rehearse(
    folder: Path,
    *,
    mode: str = "embedded",
    latency: float = 30.0,
    pages: int = 26,
    threads: int = 20,
    images: int = 8,
    easels: int = 5,
) -> Deploy:
    """Deploy once under so many pages and pictures, `threads` and `easels` of which are drawn at once.

    However busy the machine is, the service answers nobody before the old worker has heard that it must stop.
    Raises MissingError.
    """
    deploy = Deploy(mode=mode, pages=pages, images=images)
    at_once, wanted = threads + easels, pages + images
    with ExitStack() as stack:
        old, new, service = stack.enter_context(_two_sites(folder, mode, latency, threads, easels))
        waiting = stack.enter_context(ThreadPoolExecutor(2))
        service.open.clear()
        told = [_submit(old, pages, waiting), _order(old, images, waiting)]
        wait_until(lambda: paid(service) >= at_once, SLACK_SECONDS, f"{at_once} are in flight")
        deploy.in_flight = paid(service)
        began = time.monotonic()
        old.process.send_signal(signal.SIGTERM)
        with new:
            wait_until(lambda: STOPPING in old.log.read_text(), SLACK_SECONDS, "the old worker stops")
            service.open.set()
            deploy.exit_code = old.process.wait(latency + SLACK_SECONDS)
            deploy.seconds = time.monotonic() - began
            rounds = max(-(-pages // threads), -(-images // easels))
            wait_until(lambda: ready(new) == wanted, rounds * latency + SLACK_SECONDS, "all are ready")
            deploy.ready, deploy.calls = ready(new), paid(service)
        deploy.told = tuple(answer.result(5)["status"] for answer in told)
        deploy.by_old, deploy.by_new = len(reckoning.finished(old)), len(reckoning.finished(new))
    return deploy


@contextmanager
def _two_sites(
    folder: Path, mode: str, latency: float, threads: int, easels: int
) -> Iterator[tuple[Site, Site, Rehearsal]]:
    with ExitStack() as stack:
        service = stack.enter_context(Rehearsal(latency=latency))
        environment = {
            "OPENAI_API_KEY": "sk-rehearsal",
            "OPENAI_BASE_URL": service.url,
            "WORKER_THREADS": str(threads),
            "IMAGES_AT_ONCE": str(easels),
            "ANONYMOUS_PAGES_PER_DAY": "1000",
        }
        if mode == "postgres":
            environment["DATABASE_URL"] = stack.enter_context(Postgres()).url
        old, new = Site(folder, **environment), Site(folder, **environment)
        new.log = folder / "new.log"
        yield stack.enter_context(old), new, service


def _submit(site: Site, pages: int, waiting: ThreadPoolExecutor) -> Future[Any]:
    """Ask for pages; what the first caller, who waits for it, will be told."""
    caller = Caller(site)
    first = {"theme": "un dragon qui attend"}
    told = waiting.submit(caller.post, "/generate_coloring/", first, Prefer="wait=100")
    wait_until(lambda: reckoning.rows_of(site), SLACK_SECONDS, "the first page is asked for")
    for number in range(1, pages):
        caller.post("/generate_coloring/", {"theme": f"un dragon {number}"})
    return told


def _order(site: Site, images: int, waiting: ThreadPoolExecutor) -> Future[Any]:
    """Order pictures; what the first program, which waits as curl does, will be told."""
    first = {"prompt": "a lighthouse that waits", "response_format": "url"}
    told = waiting.submit(Caller(site).post, GENERATE, first)
    wait_until(lambda: orders.states(site), SLACK_SECONDS, "the first picture is ordered")
    caller = Caller(site)
    for number in range(1, images):
        caller.post(GENERATE, {"prompt": f"lighthouse {number}"}, Prefer="respond-async")
    return told


def paid(service: Rehearsal) -> int:
    return sum(reckoning.is_paid(call.path) for call in service.journal)


def ready(site: Site) -> int:
    return sum(row.state == "ready" for row in reckoning.rows_of(site))


def table(deploys: list[Deploy]) -> str:
    """The deploys as a Markdown table, a line each."""
    head = (
        "| | pages | pictures | in flight at SIGTERM | finished by the old one | by the new one | paid calls "
        "| those who waited were told | exit code | the old one ended after |\n|" + " --- |" * 10
    )
    lines = [
        f"| {one.mode} | {one.pages} | {one.images} | {one.in_flight} | {one.by_old} | {one.by_new} "
        f"| {one.calls} | {', '.join(one.told)} | {one.exit_code} | {one.seconds:.0f} s |"
        for one in deploys
    ]
    return "\n".join([head, *lines])


def main() -> int:
    """0 when every deploy went as it must."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--latency", type=float, default=30.0, help="seconds that the service takes")
    parser.add_argument("--pages", type=int, default=26)
    parser.add_argument("--threads", type=int, default=20, help="pages drawn at once")
    parser.add_argument("--images", type=int, default=8, help="pictures that programs order")
    parser.add_argument("--easels", type=int, default=5, help="pictures drawn at once")
    args = parser.parse_args()
    how = {name: getattr(args, name) for name in ("latency", "pages", "threads", "images", "easels")}
    deploys = []
    for mode in [args.mode] if args.mode else MODES:
        with tempfile.TemporaryDirectory(prefix="herbbie-deploy-") as folder:
            try:
                deploys.append(rehearse(Path(folder), mode=mode, **how))
            except MissingError as missing:
                print(f"{mode}: left out, {missing}")
    differences = [f"{one.mode}: {difference}" for one in deploys for difference in one.differences()]
    print(table(deploys), *differences, sep="\n")
    return 1 if differences or (args.mode and not deploys) else 0


if __name__ == "__main__":
    sys.exit(main())
