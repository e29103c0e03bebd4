"""Parents who submit pages and programs that order pictures, whatever dies; they try again unanswered."""

from __future__ import annotations

import http.client
import itertools
import random
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.live import ROOT, Caller, Site

AGAIN_SECONDS = 0.2
PHOTO = (ROOT / "tests" / "photos" / "pet.jpg").read_bytes()
# Of a hundred wishes: photos that the service redraws, photos drawn at home, letters drawn at home, orders of
# one to three pictures, batches.
FAITHFUL, AT_HOME, LETTERS, ORDERS, BATCHES = 8, 3, 3, 20, 5
MOST_PICTURES, IN_BATCH = 3, 4
# What a proxy says to a site in production; the addresses are those that RFC 5737 keeps for examples.
BEHIND_PROXY = {"X-Forwarded-Proto": "https"}


@dataclass
class Submissions:
    """What all clients together were told.

    `accepted` are the names of pages and pictures, as `reckoning.Row` has them, that were answered with 202;
    `refused` counts statuses and broken lines.
    """

    accepted: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


class Clients:
    """So many clients that submit so many pages a second together, until they are stopped."""

    def __init__(self, site: Site, seed: int, *, count: int = 4, rate: float = 2.0) -> None:
        self.site, self.pause = site, count / rate
        self.told = Submissions()
        self.stopped = threading.Event()
        wishes = iter_wishes(seed)
        lock = threading.Lock()
        self.threads = [
            threading.Thread(target=self._submit, args=(number, wishes, lock), daemon=True)
            for number in range(count)
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> Submissions:
        """What was accepted, once every client has heard its last answer."""
        self.stopped.set()
        for thread in self.threads:
            thread.join(130)
        return self.told

    def _submit(self, number: int, wishes: Iterator[tuple[str, str]], lock: threading.Lock) -> None:
        caller = Caller(self.site, **BEHIND_PROXY, **{"X-Real-IP": f"192.0.2.{number}"})
        while not self.stopped.is_set():
            with lock:
                wish = next(wishes)
            self._insist(caller, *wish)
            self.stopped.wait(self.pause)

    def _insist(self, caller: Caller, kind: str, theme: str) -> None:
        """Ask until somebody accepts. An answer that was killed on its way counts as none."""
        while not self.stopped.is_set():
            try:
                names = ask(caller, kind, theme)
            except (OSError, http.client.HTTPException) as error:
                self.told.refused[str(getattr(error, "code", "no answer"))] += 1
                self.stopped.wait(AGAIN_SECONDS)
            else:
                self.told.accepted += names
                return


def ask(caller: Caller, kind: str, theme: str) -> list[str]:
    """Submit one wish; the names of what was accepted. Raises OSError or HTTPException for anything else."""
    if kind == "theme":
        return [caller.post("/generate_coloring/", {"theme": theme})["id"]]
    if kind.isdecimal():
        body = {"prompt": theme, "n": int(kind), "response_format": "url"}
        answer = caller.post("/api/v1/images/generate", body, Prefer="respond-async")
        return [f"{answer['id']}/{index}" for index in range(int(kind))]
    if kind == "batch":
        prompts = {"prompts": [f"{theme}, {number}" for number in range(IN_BATCH)]}
        answer = caller.post("/api/v1/batches", prompts, **{"Idempotency-Key": theme})
        return [f"{answer['id']}/{position}" for position in range(IN_BATCH)]
    return [caller.post_photo(PHOTO, mode=kind, consent="on")["id"]]


def iter_wishes(seed: int) -> Iterator[tuple[str, str]]:
    """Themes, ways for photos, numbers of pictures and batches, for ever; the same for the same seed."""
    chance = random.Random(seed)
    for number in itertools.count():
        drawn = chance.randrange(100)
        if drawn < FAITHFUL:
            yield "faithful", ""
        elif drawn < FAITHFUL + AT_HOME:
            yield "home", ""
        elif drawn < FAITHFUL + AT_HOME + LETTERS:
            yield "theme", "la lettre A"
        elif drawn < FAITHFUL + AT_HOME + LETTERS + ORDERS:
            yield str(chance.randint(1, MOST_PICTURES)), f"lighthouse {number}"
        elif drawn < FAITHFUL + AT_HOME + LETTERS + ORDERS + BATCHES:
            yield "batch", f"harbour {number}"
        else:
            yield "theme", f"un dragon {number}"
