"""The worker's own threads for pictures that programs order, so that they never take those of parents."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice, zip_longest

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from coloring import leases, painting
from coloring.models import Image, Pace

# Of so many turns one goes to batches even while single orders wait: nobody waits for ever.
SHARE = 5
# Pictures that this machine draws itself: parents find one of its hands free.
AT_HOME = max(1, (os.cpu_count() or 2) - 1)
# However often the bell rings, the rows are not looked at more often.
BREATH_SECONDS = 0.05


class Easels:
    """Hands out due pictures, as many as there are free threads here and free turns at their service.

    Which worker has a picture its claim decides, and which call has a turn the pace does: what is counted
    here only keeps rows from being claimed in vain.
    """

    def __init__(self) -> None:
        self.hands = ThreadPoolExecutor(settings.IMAGES_AT_ONCE, "easel")
        self.at_work: dict[int, Future[None]] = {}
        self.turns = 0
        self.pause = settings.RECONCILE_SECONDS
        self.stopped = threading.Event()

    def wait(self) -> None:
        """Until somebody rings, or something may be due."""
        painting.bell.wait(self.pause)
        self.stopped.wait(BREATH_SECONDS)
        painting.bell.clear()

    def stop(self) -> None:
        """Begin nothing any more; what is being drawn is finished."""
        self.stopped.set()
        self.hands.shutdown(wait=False, cancel_futures=True)

    def busy(self) -> int:
        return sum(not work.done() for work in tuple(self.at_work.values()))

    def hand_out(self) -> None:
        if self.stopped.is_set():
            return
        self.at_work = {pk: work for pk, work in self.at_work.items() if not work.done()}
        self.pause = settings.RECONCILE_SECONDS
        free = settings.IMAGES_AT_ONCE - len(self.at_work)
        for pk in islice(self._chosen(), free) if free else ():
            self.at_work[pk] = work = self.hands.submit(draw, pk)
            work.add_done_callback(lambda _work: painting.bell.set())

    def _chosen(self) -> Iterator[int]:
        """The ids of what may be drawn now: services by turns, each as fast as it may be asked."""
        due = Image.objects.due().exclude(claim_token__in=leases.tokens()).exclude(pk__in=self.at_work)
        asked = list(due.order_by().values_list("order__engine", flat=True).distinct())
        waiting = [self._of_service(due.filter(order__engine=engine), engine) for engine in asked]
        return (pk for pk in chain.from_iterable(zip_longest(*waiting)) if pk is not None)

    def _of_service(self, due: QuerySet[Image], engine: str) -> Iterator[int]:
        """What one service may be asked for now; single orders first, then batches, oldest first."""
        most = self._most(engine)
        # By the key alone Postgres would read all pictures that were ever drawn, oldest first, to find a few.
        ids = due.order_by("created_at", "pk").values_list("pk", flat=True)
        single = list(ids.filter(order__batch=None)[:most])
        in_batches = list(ids.exclude(order__batch=None)[:most])
        return islice(self._in_turn(single, in_batches), most)

    def _most(self, engine: str) -> int:
        """How many pictures of a service may be begun now."""
        if engine == "offline":
            return max(0, AT_HOME - Image.objects.filter(pk__in=self.at_work, order__engine=engine).count())
        outlook = Pace.objects.outlook(engine, settings.IMAGES_PER_MINUTE)
        if not outlook.free:
            self.pause = min(self.pause, outlook.seconds)
        return min(settings.IMAGES_AT_ONCE, outlook.free)

    def _in_turn(self, single: list[int], in_batches: list[int]) -> Iterator[int]:
        while single or in_batches:
            self.turns += 1
            is_theirs = not single or (in_batches and self.turns % SHARE == 0)
            yield (in_batches if is_theirs else single).pop(0)


def draw(pk: int) -> None:
    """Draw outside Celery, which would have closed the connection."""
    try:
        painting.draw_image(pk)
    finally:
        connection.close()
