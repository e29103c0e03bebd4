"""Counts what became of requests, and keeps those that did harm."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from scripts.fuzzing.attacked import Attacked, Request, TakerDied


class Outcome:
    """So many of each answer, the slowest, and what went wrong."""

    def __init__(self, keep: Path) -> None:
        self.keep = keep
        self.answers: Counter[str] = Counter()
        self.failures: list[str] = []
        self.slowest = (0.0, "none")

    def add(self, request: Request, attacked: Attacked) -> None:
        """Send one request and judge what comes back."""
        try:
            answer = attacked.ask(request)
        except TakerDied as died:
            self._fail(request, str(died))
            return
        self.slowest = max(self.slowest, (answer["seconds"], request.name))
        done = answer["status"] < 300
        self.answers["accepted" if done else f"{answer['status']} {answer['code']}"] += 1
        if answer["status"] >= 500 or (request.whole and not done):
            self._fail(request, f"answered {answer['status']} {answer['code']}")
        if answer["wrong"]:
            self._fail(request, f"the kept photo {answer['wrong']}")

    def _fail(self, request: Request, what: str) -> None:
        self.answers["failed"] += 1
        self.failures.append(f"{request.name}: {what}")
        self.keep.mkdir(parents=True, exist_ok=True)
        (self.keep / request.name).write_bytes(request.wire())

    def report(self) -> str:
        counted = ", ".join(f"{count} {name}" for name, count in self.answers.most_common())
        seconds, name = self.slowest
        failed = "".join(f"\n  FAILED {failure}" for failure in self.failures)
        return f"{sum(self.answers.values())} requests: {counted}; slowest {seconds:.2f} s ({name}){failed}"
