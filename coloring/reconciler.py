"""Three threads in every worker: one keeps leases alive, two hand out what is due, whatever a broker lost."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from celery.signals import worker_init, worker_shutting_down
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.sessions import SessionStore
from coloring import alerts, exporting, leases, leftovers, lifelines, parcels, retention, tasks
from coloring.easels import Easels
from coloring.models import Export, Image, Page, WorkerBeat
from coloring.models.patience import AWAY

log = logging.getLogger("herbbie.worker")

# With a broker, a page is handed out again only when its first wake-up has had time to arrive.
GRACE = timedelta(seconds=0 if settings.EMBEDDED else 3)
# What was handed to this worker's queue is not handed again for so long, unless it became due anew.
HANDED_SECONDS = 30.0
BATCH = 200
# Pages drawn at once by a worker whose broker is away, or brings nothing while pages wait for so long.
OWN_HANDS = 4
OVERDUE = timedelta(seconds=10)
PULSE_SECONDS = 1.0
PACK_SECONDS = 1.0
BEAT_SECONDS = 5.0
SWEEP_SECONDS = 60.0
ALERT_SECONDS = 60.0
TIDY_SECONDS = 3600.0
WATCH_SECONDS = 86400.0


class Reconciler:
    """Reads the rows every tick; each duty at its own pace."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.handed: dict[tuple[object, ...], float] = {}
        # The first look for troubles comes a minute late: a start mends many.
        self.last: dict[str, float] = {"alerts": time.monotonic()}
        self.draining = False
        self.hands = ThreadPoolExecutor(OWN_HANDS, "without-broker")
        self.easels = Easels()

    def live(self) -> None:
        """Keep leases alive in a thread of its own: no broker, bucket or long sweep may stand before it."""
        while True:
            self.try_to(self.renew_leases, self.beat, self.bury)
            time.sleep(PULSE_SECONDS)

    def run(self) -> None:
        while True:
            time.sleep(settings.RECONCILE_SECONDS)
            self.tick()

    def paint(self) -> None:
        """Feed the easels in a thread of its own: a program's picture waits for no sweep."""
        while not self.draining:
            self.easels.wait()
            self.try_to(self.easels.hand_out)

    def tick(self) -> None:
        self.try_to(self.hand_out, self.pack, self.sweep, self.tidy, self.watch, self.alert)

    def try_to(self, *duties: Callable[[], None]) -> None:
        """One round; a database that is away for a moment is no reason to die, or to trust what was done."""
        for duty in duties:
            try:
                duty()
            except Exception as error:
                # Postgres quotes the row below the first line.
                log.warning("reconciler: %s", str(error).partition("\n")[0])
                self.last.pop("leases", None)
                self.handed.clear()
                connection.close()
                if isinstance(error, AWAY):
                    return

    def is_time(self, duty: str, seconds: float) -> bool:
        now = time.monotonic()
        if now - self.last.get(duty, -seconds) < seconds:
            return False
        self.last[duty] = now
        return True

    def renew_leases(self) -> None:
        """A heartbeat three times a lease: two may be missed."""
        if self.is_time("leases", settings.LEASE_SECONDS / 3) and (tokens := leases.tokens()):
            Page.objects.renew(tokens)
            Image.objects.renew(tokens)
            Export.objects.renew(tokens)

    def hand_out(self) -> None:
        """Queue what is due here; a claim decides who draws it. A draining worker leaves all to the next."""
        if self.draining:
            return
        now = time.monotonic()
        self.handed = {key: at for key, at in self.handed.items() if now - at < HANDED_SECONDS}
        for key in self.due(GRACE)[:BATCH]:
            if key not in self.handed:
                self.hand(key[0])
                self.handed[key] = now
        pages_here = len(leases.tokens()) - self.easels.busy()
        for key in self.due(OVERDUE)[: max(0, OWN_HANDS - pages_here)]:
            self.hands.submit(draw_here, key[0])

    def due(self, since: timedelta) -> QuerySet[Any]:
        """What has been due for so long, oldest first; but never what is being drawn here."""
        others = Page.objects.due().exclude(claim_token__in=leases.tokens())
        due = others.filter(due_at__lte=timezone.now() - since)
        return due.order_by("due_at").values_list("pk", "due_at", "attempts")

    def hand(self, pk: int) -> None:
        """Into the queue; while the broker is away, into this worker's own few hands."""
        if not tasks.publish(pk):
            self.hands.submit(draw_here, pk)

    def pack(self) -> None:
        """Take up what somebody wants to take home."""
        if not self.draining and self.is_time("pack", PACK_SECONDS):
            exporting.start()

    def bury(self) -> None:
        """What a dead worker of this machine was drawing is due at once."""
        lifelines.bury(settings.DATA_DIR / "lives", self.release)

    def release(self, life: str) -> None:
        if released := Page.objects.release(life) + Image.objects.release(life):
            log.warning("a worker died: %d of its pages and pictures are drawn again", released)

    def beat(self) -> None:
        """Be seen by /health."""
        if self.is_time("beat", BEAT_SECONDS):
            forget_deleted()
            WorkerBeat.objects.update_or_create(worker=self.name, defaults={"seen_at": timezone.now()})

    def sweep(self) -> None:
        """Drop what has had its time, and workers that are long gone."""
        if self.is_time("sweep", SWEEP_SECONDS):
            retention.run()
            WorkerBeat.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()

    def tidy(self) -> None:
        """Drop sessions that ended and pictures that a crash left: too much reading for every minute."""
        if self.is_time("tidy", TIDY_SECONDS):
            SessionStore.clear_expired()
            leftovers.sweep()
            parcels.sweep()

    def watch(self) -> None:
        """Hear about models that will be shut down; the asking itself is a task, it may take seconds."""
        if settings.OPENAI_API_KEY and not self.draining and self.is_time("watch", WATCH_SECONDS):
            tasks.watch_models.apply_async(retry=False)

    def alert(self) -> None:
        """Write to the owner when something needs a hand."""
        if self.is_time("alerts", ALERT_SECONDS):
            alerts.start()


_running: list[Reconciler] = []
_lifelines: list[int] = []


def draw_here(pk: int) -> None:
    """Draw a page outside Celery, which would have closed the connection."""
    try:
        tasks.draw_page(pk)
    finally:
        connection.close()


def forget_deleted() -> None:
    """Empty SQLite's log: until then a deleted photo could still be read there.

    A log that somebody reads just now is emptied the next time; nobody waits for it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=200")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA busy_timeout=20000")


@worker_init.connect
def start(**_: Any) -> None:
    reconciler = Reconciler()
    _running.append(reconciler)
    threading.Thread(target=reconciler.live, name="heartbeat", daemon=True).start()
    threading.Thread(target=reconciler.run, name="reconciler", daemon=True).start()
    threading.Thread(target=reconciler.paint, name="easels", daemon=True).start()
    try:
        _lifelines.append(lifelines.hold(settings.DATA_DIR / "lives", leases.LIFE))
    except OSError as error:
        log.warning("if this worker dies, its pages wait until their leases end: %s", error)


@worker_shutting_down.connect
def stop_handing_out(**_: Any) -> None:
    """New pages are left to the next worker; leases of running ones are kept until the end."""
    leases.close()
    for reconciler in _running:
        reconciler.draining = True
        reconciler.hands.shutdown(wait=False, cancel_futures=True)
        reconciler.easels.stop()
