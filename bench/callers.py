"""Whether parents notice that programs wait: 40 want pictures of 30 s at once while the home page is loaded.

    python -m bench.callers [--callers 40] [--latency 30] [--idle 15] [--database postgres://...]

Starts the running product (two web processes, worker, embedded queue) beside a rehearsed image service in a
process of its own. Every second caller sends Prefer: wait=100, the others nothing, and every eighth one wants
a stream; each has another prompt. All pictures are begun at once, so that they are finished at once. Who is
told 202 asks status_url, pictures included, until they are there. All the time the home page is loaded twice
a second over a new connection, and now and then a parent asks for a page that is drawn at home. The baselines
are the seconds before the calls and after them.

Fails when the home page's median is twice that of its baseline, when a caller has no picture, or when
another number of pictures was drawn than asked for.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from scripts.live import ROOT, Caller, Site, wait_until

LIMIT = 2.0
HOME_EVERY, PARENT_EVERY = 0.5, 4.0
PATIENCE_SECONDS = 300
# Of so many callers one wants its picture as a stream of events; without a place for that, as the others do.
STREAMS_EACH = 8
GENERATE = "/api/v1/images/generate"


@dataclass(frozen=True)
class Sample:
    """One load of the home page; seconds, by the monotonic clock."""

    began: float
    took: float


@dataclass
class Tally:
    """What was seen: loads of the home page, the callers' first answers, when each had its picture."""

    home: list[Sample] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    finished: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    held: int = 0
    most_held: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """A call that is open just now: it has a thread of the web server, or waits for one."""
        self._hold(1)
        try:
            yield
        finally:
            self._hold(-1)

    def _hold(self, more: int) -> None:
        with self.lock:
            self.held += more
            self.most_held = max(self.most_held, self.held)


@contextmanager
def rehearsal(latency: float) -> Iterator[str]:
    """The address of a rehearsed image service that takes no time from this process."""
    command = [sys.executable, "-m", "tests.rehearsal", "--latency", str(latency)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout is not None
            yield service.stdout.readline().strip().partition("=")[2]
        finally:
            service.terminate()


def load_home(site: Site, tally: Tally) -> None:
    """Fetch the home page once, over a connection of its own."""
    began = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        line.request("GET", "/")
        answer = line.getresponse()
        answer.read()
    except OSError as error:
        tally.errors.append(f"home page: {error!r}")
    else:
        tally.home.append(Sample(began, time.monotonic() - began))
        if answer.status != 200:
            tally.errors.append(f"home page: {answer.status}")
    finally:
        line.close()


def every(seconds: float, stopped: threading.Event, do: Any) -> threading.Thread:
    """Do something at an even pace, however long it takes each time."""

    def keep_doing() -> None:
        with ThreadPoolExecutor(16) as pool:
            due = time.monotonic()
            while not stopped.wait(max(0.0, due - time.monotonic())):
                pool.submit(do)
                due += seconds

    thread = threading.Thread(target=keep_doing, daemon=True)
    thread.start()
    return thread


class Program:
    """One caller, as blocking as curl: asks, and asks again until its picture is there."""

    def __init__(self, site: Site, number: int, tally: Tally) -> None:
        self.site, self.number, self.tally = site, number, tally
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def run(self) -> None:
        try:
            if self.number % STREAMS_EACH or not self.stream():
                self.wait()
        except (OSError, http.client.HTTPException, LookupError) as error:
            self.tally.errors.append(f"caller {self.number}: {error!r}")
        self.tally.finished.append(time.monotonic())

    def stream(self) -> bool:
        """Whether the picture came as an event; without a place to stream from nothing is ordered."""
        try:
            with self.tally.holding(), self.post(stream=True) as answer:
                last = answer.read().decode().rpartition("data: ")[2]
        except urllib.error.HTTPError as refused:
            self.tally.first.append(f"{refused.code} for a stream")
            return False
        self.tally.first.append("200 as a stream")
        return bool(json.loads(last)["b64_json"])

    def wait(self) -> None:
        with self.tally.holding(), self.post() as answer:
            told = json.load(answer)
        self.tally.first.append(str(answer.status))
        while told["status"] in {"waiting", "drawing"}:
            time.sleep(int(answer.headers.get("Retry-After", 3)))
            with self.opener.open(told["status_url"], timeout=PATIENCE_SECONDS) as answer:
                told = json.load(answer)
        if not told["images"][0]["b64_json"]:
            self.tally.errors.append(f"caller {self.number}: no picture")

    def post(self, **more: Any) -> Any:
        wish = {"prompt": f"lighthouse {self.number}", "size": "1024x1024", "quality": "low", **more}
        headers = {"Content-Type": "application/json"} | ({"Prefer": "wait=100"} if self.number % 2 else {})
        request = urllib.request.Request(self.site.url + GENERATE, json.dumps(wish).encode(), headers)  # noqa: S310
        return self.opener.open(request, timeout=PATIENCE_SECONDS)


def drawn_at_home(site: Site) -> list[float]:
    """The seconds that each page of a letter took from wish to end, in the order of the wishes."""
    return [
        took for (took,) in site.rows("SELECT seconds FROM coloring_page ORDER BY id") if took is not None
    ]


class Parents:
    """Somebody who looks at the home page, and somebody who asks for letters, until they are stopped."""

    def __init__(self, site: Site, tally: Tally) -> None:
        self.site, self.tally, self.stopped = site, tally, threading.Event()
        self.parent, self.asked = Caller(site), 0

    def __enter__(self) -> Parents:
        self.threads = [
            every(HOME_EVERY, self.stopped, lambda: load_home(self.site, self.tally)),
            every(PARENT_EVERY, self.stopped, self.ask),
        ]
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join(PATIENCE_SECONDS)

    def ask(self) -> None:
        letter = ascii_uppercase[self.asked % 26]
        self.asked += 1
        self.parent.post("/generate_coloring/", {"theme": f"la lettre {letter}"}, Prefer="respond-async")


def told(title: str, seconds: list[float]) -> float:
    """Print how long something took; the median in seconds."""
    median = statistics.median(seconds)
    late = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else median
    print(f"{title:34}{len(seconds):5}  median {median * 1000:6.1f} ms  p95 {late * 1000:6.1f} ms")
    return median


def report(tally: Tally, began: float, pages: tuple[list[float], list[float]]) -> float:
    """Print what everybody saw; the ratio of the home page's medians."""
    first, last = min(tally.finished) - 2, max(tally.finished)
    idle = [each.took for each in tally.home if each.began < began - 1 or each.began > last + 1]
    busy = [sample for sample in tally.home if began <= sample.began <= last]
    ratio = 1 / told("home page, nobody else", idle)
    ratio *= told("home page, callers wait", [sample.took for sample in busy])
    told("of these while pictures are told", [sample.took for sample in busy if sample.began >= first])
    told("a letter, nobody else", pages[0])
    told("a letter, callers wait", pages[1])
    answers = ", ".join(
        f"{count} were told {status}" for status, count in sorted(Counter(tally.first).items())
    )
    print(
        f"home page loaded / idle {ratio:.2f}; callers: {answers}; most calls open at once {tally.most_held}"
    )
    print(f"last caller had its picture after {last - began:.0f} s; {len(tally.errors)} errors")
    for error in tally.errors[:5]:
        print(f"  {error}")
    return ratio


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--callers", type=int, default=40)
    parser.add_argument("--latency", type=float, default=30.0, help="seconds that a picture takes")
    parser.add_argument("--idle", type=float, default=15.0, help="seconds before the calls, and after them")
    parser.add_argument("--database", default="", help="an empty Postgres instead of SQLite")
    args = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, rehearsal(args.latency) as service:
        own = {"OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": service, "WEB_CONCURRENCY": "2"}
        own |= {"IMAGES_AT_ONCE": str(args.callers), "ANONYMOUS_PAGES_PER_DAY": "1000"}
        own |= {"DATABASE_URL": args.database} if args.database else {}
        with Site(Path(folder), **own) as site:
            with Parents(site, tally) as parents:
                time.sleep(args.idle)
                began, before = time.monotonic(), parents.asked
                with ThreadPoolExecutor(args.callers) as callers:
                    list(callers.map(lambda number: Program(site, number, tally).run(), range(args.callers)))
                    after = parents.asked
                time.sleep(args.idle)
            wait_until(lambda: len(drawn_at_home(site)) == parents.asked, 60, "every letter is drawn")
            letters = drawn_at_home(site)
            images = site.rows("SELECT count(*) FROM coloring_image WHERE state = 'ready'")[0][0]
    ratio = report(tally, began, (letters[:before] + letters[after:], letters[before:after]))
    print(f"{images} pictures drawn of {args.callers} asked for")
    return int(bool(tally.errors) or images != args.callers or ratio >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
