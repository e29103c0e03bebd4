"""Starts a Herbbie that draws with a rehearsed service, and has schemathesis ask it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.live import ROOT, Site
from tests.rehearsal import Rehearsal

CONFIG = Path(__file__).with_name("schemathesis.toml")
PHASES = ("examples", "coverage", "fuzzing", "stateful")
# Seconds for everything.
LONGEST = 480


@dataclass(frozen=True)
class Report:
    """What schemathesis reports as JSON, and `words`, what it says to people."""

    told: dict[str, Any]
    words: str

    @property
    def is_well(self) -> bool:
        return self.told["exit_code"] == 0 and self.told["complete"] and not self.told["errors"]

    @property
    def cases(self) -> int:
        return int(self.told["test_cases"]["generated"])

    def summary(self) -> str:
        failures = ", ".join(f"{each['count']} x {each['title']}" for each in self.told["failures"])
        return (
            f"contract: {self.told['operations']['tested']} of {self.told['operations']['total']} operations,"
            f" {self.cases} cases, seed {self.told['seed']}, {self.told['running_time']:.0f} s,"
            f" failures: {failures or 'none'}"
        )


@contextmanager
def rehearsed(folder: Path) -> Iterator[Site]:
    """A Herbbie without limits for its callers, whose pictures are drawn at once and cost nothing."""
    with Rehearsal() as service:
        limits = dict.fromkeys(
            ("RATE_LIMIT_PER_MINUTE", "PAGES_PER_DAY", "ANONYMOUS_PAGES_PER_DAY"), "1000000"
        )
        engine = {"IMAGE_ENGINE": "openai", "OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url}
        # The pages that parents would see are only accepted: to clean their lines takes seconds each.
        slowly = {"WORKER_THREADS": "1", "DRAIN_SECONDS": "1"}
        with Site(folder, **limits, **engine, **slowly) as site:
            yield site


def ask(site: Site, *, cases: int, seed: int, phases: tuple[str, ...] = PHASES) -> Report:
    """Let schemathesis send `cases` requests an operation in each phase, and those of the fixed phases."""
    report = site.folder / "contract.json"
    ways = {
        "--header": f"Authorization: Bearer {site.made_key()}",
        "--seed": str(seed),
        "--max-examples": str(cases),
        "--phases": ",".join(phases),
        "--report-json-path": str(report),
    }
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)]
    command += ["run", f"{site.url}/openapi.json", *(word for pair in ways.items() for word in pair)]
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, capture_output=True, text=True, timeout=LONGEST
    )
    if not report.exists():
        raise RuntimeError(f"schemathesis did not start:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return Report(json.loads(report.read_text()), done.stdout)
