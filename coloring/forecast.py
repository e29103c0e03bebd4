"""How long batches still take: by the pace of their service, and by the time that pictures took lately."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, Q

from coloring import vitals
from coloring.models import Image
from coloring.models.pace import WINDOW
from coloring.models.work import Work

# The usual time is the median of this many recent pictures of a service.
RECENT = 20


@dataclass(frozen=True)
class Share:
    """What one batch, or all single orders where `batch` is None, still want of a service."""

    engine: str
    batch: int | None
    unfinished: int
    waiting: int
    first: int


class Forecast:
    """One look at the queue, in few queries, for as many batches as are asked about."""

    def __init__(self) -> None:
        shares = Image.objects.unfinished().order_by().values_list("order__engine", "order__batch")
        waiting = Count("pk", filter=Q(state=Work.State.WAITING))
        counted = shares.annotate(unfinished=Count("pk"), waiting=waiting, first=Min("pk"))
        self.shares = [Share(*share) for share in counted]
        self.tempos, self.workers = vitals.tempos(), vitals.workers_alive()
        engines = {share.engine for share in self.shares if share.batch}
        self.usual = {engine: _usual_seconds(engine) for engine in engines}

    def seconds(self, batch: int) -> int | None:
        """Until it is over: 0 when it is; None while no worker lives, or nothing was drawn to judge by."""
        left = [self._seconds(share) for share in self.shares if share.batch == batch]
        known = [seconds for seconds in left if seconds is not None]
        return math.ceil(max(known, default=0)) if len(known) == len(left) else None

    def _seconds(self, mine: Share) -> float | None:
        usual = self.usual[mine.engine]
        if usual is None or not self.workers:
            return None
        ahead = [share for share in self.shares if _goes_before(share, mine)]
        rounds = math.ceil(
            sum(share.unfinished for share in ahead) / (self.workers * settings.IMAGES_AT_ONCE)
        )
        waits = self._waits(mine.engine, sum(share.waiting for share in ahead))
        return max(rounds * usual, waits + usual)

    def _waits(self, engine: str, pictures: int) -> float:
        """Seconds until the service has let the last of so many calls begin."""
        tempo = self.tempos.get(engine, vitals.Tempo(0.0, 0))
        if engine == "offline" or not settings.IMAGES_PER_MINUTE:
            return tempo.closed_seconds
        later = max(0, pictures - max(0, settings.IMAGES_PER_MINUTE - tempo.turns))
        return tempo.closed_seconds + later * WINDOW.total_seconds() / settings.IMAGES_PER_MINUTE


def _goes_before(share: Share, mine: Share) -> bool:
    """Single orders do, and older batches; so does a batch before its own end."""
    return share.engine == mine.engine and (share.batch is None or share.first <= mine.first)


def _usual_seconds(engine: str) -> float | None:
    """From claim to picture; None until there are some."""
    ready = Image.objects.filter(state=Work.State.READY, order__engine=engine)
    lately = ready.order_by("-pk").values_list("started_at", "finished_at")[:RECENT]
    took = [(end - begin).total_seconds() for begin, end in lately if begin and end]
    return statistics.median(took) if took else None
