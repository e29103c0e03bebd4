"""How a worker does one claimed row: once, under its lease, telling the row how the work goes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction

from coloring import facts, leases, policy
from coloring.engines.base import EngineOverBudget, EnginePaced, Look
from coloring.models import Attempt, Pace, Partial
from coloring.models.patience import AWAY
from coloring.models.work import Work, WorkQuerySet
from herbbie import request_ids

Row = TypeVar("Row", bound=Work)

# Going back into the queue for less is not worth it.
MOMENT_SECONDS = 2.0

# A problem that every kind of row knows.
CRASHED = "crashed"


def told(row: Work) -> dict[str, Any]:
    """The row as a log line names it: {"page": ...} or {"image": ...}."""
    return {str(row._meta.model_name): row}


def do_once(rows: WorkQuerySet[Row], pk: int, work: Callable[[Row], None], log: logging.Logger) -> None:
    """Work on a row if it is due and nobody else does: delivered twice, done once. Raises nothing.

    What is still delivered to a worker that stops is left to its successor. A surprise ends the row and is
    logged with its traceback; a database that is away leaves it until the lease ends.
    """
    if leases.are_closed():
        return
    row = rows.claim(pk, leases.new_token())
    if row is None:
        return
    with request_ids.under(row.request_id), leases.held(row.claim_token):
        try:
            if not _is_given_up(row, log):
                work(row)
        except AWAY:
            log.exception("left until its lease ends: the database is away", extra=told(row))
        except Exception:
            log.exception("crashed", extra=told(row))
            row.fail(CRASHED)


def _is_given_up(row: Work, log: logging.Logger) -> bool:
    """Whether too many workers died of it; it has failed then."""
    deaths = row.deaths() if row.attempts > 1 else []
    if not policy.crashed_too_often(deaths, drawn_here=row.drawn_by == "offline"):
        return False
    log.error("given up", extra=told(row) | {"attempts": row.attempts})
    row.fail(CRASHED)
    return True


class RowProgress:
    """Writes each step into the row, then lets the connection go: drawing may wait for minutes."""

    def __init__(self, row: Work, engine: str, log: logging.Logger) -> None:
        self.row, self.engine, self.log = row, engine, log
        self.laps: list[tuple[str, float]] = []
        self.keeps_all = True  # what was paid for in this attempt

    def step(self, step: str) -> None:
        self.laps.append((step, time.monotonic()))
        self.row.at_step(step)
        self.log.info("begun", extra=told(self.row) | {"step": step, "engine": self.engine})
        self._let_go()

    def seconds(self) -> dict[str, float]:
        """How long each step took, the last one until now; a step that was taken twice counts as one."""
        ends = [began for _, began in self.laps[1:]] + [time.monotonic()]
        took: dict[str, float] = {}
        for (step, began), end in zip(self.laps, ends, strict=True):
            took[step] = round(took.get(step, 0.0) + end - began, 3)
        return took

    def partial(self, index: int, picture: bytes) -> None:
        """Keep an unfinished picture as long as the claim holds, for nothing would take it away later.

        Without a database it is left out, for the whole one is being paid.
        """
        place: dict[str, Any] = {**self.row.as_attempted(), "index": index}
        try:
            with transaction.atomic():
                if self.row.mine().select_for_update().exists():
                    Partial.objects.update_or_create(**place, defaults={"content": picture})
        except AWAY as error:
            self.log.warning("a partial picture is left out", extra={"error": type(error).__name__})
        self._let_go()

    def reserve(self, micro_usd: int, *, pictures: int = 0) -> None:
        """First the money, which is given back to whoever has no turn; a turn begins as late as can be."""
        if not Attempt.objects.reserve(self.row.claim_token, micro_usd):
            raise EngineOverBudget("the day's budget is spent")
        if pictures:
            self._take_turn()
        self._let_go()

    def retired(self, model: str) -> None:
        facts.retired(self.engine, model)
        self._let_go()

    def looked(self, look: Look) -> None:
        self.row.add_cost(look.cost_micro_usd)
        self.keeps_all = self.row.remember_look(asdict(look)) and self.keeps_all
        self._let_go()

    def _take_turn(self) -> None:
        """A moment is waited for on the spot; more by whoever would have to pay for a look again."""
        holder = self.row.turn_holder if self.keeps_all else f"{self.row._meta.model_name}:{self.row.pk}"
        while wait := Pace.objects.take(self.engine, settings.IMAGES_PER_MINUTE, holder):
            if leases.are_closed() or (self.keeps_all and wait > MOMENT_SECONDS):
                raise EnginePaced(wait)
            self._let_go()
            time.sleep(wait)

    def _let_go(self) -> None:
        if not connection.in_atomic_block:
            connection.close()
