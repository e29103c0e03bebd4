"""What Herbbie adds to the service's own time: from the answer to the finished page.

    python -m bench.overhead [--pages 12] [--latency 2]

Asks the running product (web, worker, embedded queue) for pages one after another, then all at once, against
a rehearsed image service of a fixed latency. The baseline is the service's own time in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from scripts.live import Caller, Site, wait_until
from tests.rehearsal import Rehearsal


def seconds_of(site: Site) -> list[float]:
    """The seconds from the wish to the finished page, as the rows tell."""
    return [seconds for (seconds,) in site.rows("SELECT seconds FROM coloring_page WHERE state = 'ready'")]


def report(title: str, seconds: list[float], latency: float) -> None:
    over = [(value - latency) * 1000 for value in seconds]
    median = statistics.median(over)
    print(
        f"{title:16}{len(seconds):4} pages  overhead median {median:5.0f} ms  max {max(over):5.0f} ms  "
        f"page / service {statistics.median(seconds) / latency:.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--latency", type=float, default=2.0)
    args = parser.parse_args()
    for title, wait in (("one by one", "wait=60"), ("all at once", "respond-async")):
        with tempfile.TemporaryDirectory() as folder, Rehearsal(latency=args.latency) as service:
            keys = {"OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": service.url}
            with Site(Path(folder), ANONYMOUS_PAGES_PER_DAY="1000", **keys) as site:
                caller = Caller(site)
                for number in range(args.pages):
                    caller.post("/generate_coloring/", {"theme": f"un dragon {number}"}, Prefer=wait)
                wait_until(lambda: len(seconds_of(site)) == args.pages, 120, "all pages are ready")
                report(title, seconds_of(site), args.latency)


if __name__ == "__main__":
    main()
