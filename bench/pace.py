"""How much of an account's tier a batch of a hundred uses, and whether it is ever overrun.

    python -m bench.pace [--pictures 100] [--per-minute 50] [--workers 1] [--latency 4]

Orders a batch at the running product, which draws it against a rehearsed service that lets so many pictures
begin in any span of a minute and refuses the others. The baseline is that minute: a tier of 50 allows call
number k + 50 one minute after call number k.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scripts import orders
from scripts.live import ROOT, Site, wait_until
from tests.rehearsal import Rehearsal, Tier


@contextmanager
def second_worker(site: Site) -> Iterator[None]:
    """Another worker on the same rows."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "herbbie.start", "worker"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until(lambda: len(workers(site)) == 2, 60, "the second worker is at work")
        yield
    finally:
        worker.terminate()
        worker.wait(60)


def workers(site: Site) -> list[tuple[str]]:
    return site.rows("SELECT worker FROM coloring_workerbeat")


def paces(began: Sequence[float], per_minute: int) -> list[float]:
    """For each call the share of the tier's pace at which the `per_minute` calls after it began."""
    return [60 / (later - first) for first, later in zip(began, began[per_minute:], strict=False)]


def report(tier: Tier, ready: int) -> None:
    ratios = paces(tier.began, tier.per_minute)
    allowed = (len(tier.began) - 1) // tier.per_minute * 60
    took = tier.began[-1] - tier.began[0]
    print(
        f"{ready} pictures ready, {tier.refused} refused; pace used: median {statistics.median(ratios):.1%}, "
        f"least {min(ratios):.1%}; first to last call {took:.1f} s, least possible {allowed} s"
    )


def run(pictures: int, tier: Tier, workers: int, service: Rehearsal) -> None:
    service.tier = tier
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        keys = {"OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": service.url}
        site = stack.enter_context(Site(folder, IMAGES_PER_MINUTE=str(tier.per_minute), **keys))
        if workers == 2:
            stack.enter_context(second_worker(site))
        orders.batch(site, pictures)
        most = 60 * (pictures // tier.per_minute + 2)
        wait_until(lambda: orders.are_over(site), most, "all pictures are over")
        report(tier, orders.states(site).count("ready"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=100)
    parser.add_argument("--per-minute", type=int, default=50)
    parser.add_argument("--workers", type=int, choices=(1, 2), default=1)
    parser.add_argument("--latency", type=float, default=4.0)
    args = parser.parse_args()
    with Rehearsal(latency=args.latency) as service:
        run(args.pictures, Tier(args.per_minute), args.workers, service)


if __name__ == "__main__":
    main()
