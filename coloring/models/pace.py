"""How fast the paid services may be asked for pictures, one limiter for all workers and machines.

It counts in the database: that is there in every set-up, knows of every worker, and forgets nothing when a
broker is restarted. A turn is a row: taken when its call begins, or promised to a parent's page for when it
was told to come back. In any WINDOW as many calls begin as the tier allows. A promise that is due goes before
everybody without one; pictures for programs need none, because their own rows are their queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.patience import patient

# The service counts a minute when requests arrive; one second is for those that take longer to get there.
WINDOW = timedelta(seconds=61)
# In any SECOND at most BURST turns, or a twentieth of a larger tier: services refuse who begins with all at
# once, and of calls that begin together some come late where the minute is counted. Parents wait for none.
SECOND = timedelta(seconds=1)
BURST = 5
# Whoever does not come for a promised turn within this time is not waited for any longer.
MISSED = timedelta(seconds=10)
# Nobody believes a service for longer that it must not be asked.
LONGEST_CLOSED = timedelta(hours=1)
# Enough for whoever wants to know how many turns are free where nobody counts them.
UNCOUNTED = 1_000_000


@dataclass(frozen=True)
class Outlook:
    """How many calls may begin now, and in how many seconds that may change when it is none."""

    free: int
    seconds: float = 0.0


class PaceManager(models.Manager["Pace"]):
    """Turns of a service, under a lock of its row."""

    @patient
    def take(self, engine: str, per_minute: int, holder: str = "") -> float:
        """0.0: call now. Else the seconds after which to ask again.

        For a `holder` a turn is kept then, unless it is more than a WINDOW away. `per_minute` 0 means that
        only the service's own refusals are obeyed.
        """
        with transaction.atomic():
            pace, _created = self.select_for_update().get_or_create(engine=engine)
            return pace.turn(per_minute, holder, timezone.now())

    def outlook(self, engine: str, per_minute: int) -> Outlook:
        """What somebody without a promise may expect; nothing is taken by asking."""
        pace = self.filter(engine=engine).first()
        return pace.outlook(per_minute, timezone.now()) if pace else Outlook(per_minute or UNCOUNTED)

    @patient
    def close(self, engine: str, seconds: float) -> None:
        """The service refused: nobody asks it again before so many seconds have passed, an hour at most."""
        with transaction.atomic():
            pace, _created = self.select_for_update().get_or_create(engine=engine)
            until = timezone.now() + min(timedelta(seconds=seconds), LONGEST_CLOSED)
            if pace.closed_until is None or pace.closed_until < until:
                self.filter(pk=pace.pk).update(closed_until=until)
                pace.turns.filter(taken=False, at__lt=until).update(at=until)


class Pace(models.Model):
    """One service; `closed_until` is what its last refusal asked for."""

    engine = models.CharField(max_length=16, unique=True)
    closed_until = models.DateTimeField(null=True, blank=True)

    objects = PaceManager()

    class Meta:
        verbose_name = _("pace of a service")
        verbose_name_plural = _("paces of services")

    def __str__(self) -> str:
        return self.engine

    def turn(self, per_minute: int, holder: str, now: datetime) -> float:
        """Take a turn or tell when; the caller holds the lock."""
        over = Q(taken=True, at__lte=now - WINDOW) | Q(taken=False, at__lte=now - MISSED)
        self.turns.filter(over).delete()
        opens = self._opens(now)
        if not per_minute:
            return (opens - now).total_seconds()
        mine = self.turns.filter(taken=False, holder=holder).first() if holder else None
        others = self.turns.filter(taken=False).exclude(pk=mine.pk if mine else 0)
        waited_for = 0 if mine and mine.at <= now else others.filter(at__lte=now).count()
        taken = self._taken(now)
        if opens <= now and len(taken) + waited_for < per_minute:
            if not holder and (rest := _rest_of_second(taken, per_minute, now)):
                return rest
            self.turns.filter(pk=mine.pk if mine else 0).delete()
            self.turns.create(at=now, taken=True)
            return 0.0
        ahead = others.filter(at__lt=mine.at).count() if mine else others.count()
        return self._promise(holder, opens, now, _opening(taken, per_minute, ahead, now))

    def outlook(self, per_minute: int, now: datetime) -> Outlook:
        opens = self._opens(now)
        if opens > now:
            return Outlook(0, (opens - now).total_seconds())
        if not per_minute:
            return Outlook(UNCOUNTED)
        taken = self._taken(now)
        promised = self.turns.filter(taken=False, at__gt=now - MISSED, at__lte=now).count()
        free = per_minute - len(taken) - promised
        if free > 0:
            lately = sum(at > now - SECOND for at in taken)
            rest = _rest_of_second(taken, per_minute, now)
            return Outlook(0, rest) if rest else Outlook(min(free, _burst(per_minute) - lately))
        first = taken[0] + WINDOW if taken else now + MISSED
        return Outlook(0, (first - now).total_seconds())

    def _promise(self, holder: str, opens: datetime, now: datetime, opening: datetime | None) -> float:
        """Keep a turn for a holder; the seconds until it, or a whole WINDOW when it is further away."""
        if opening is None:
            return max(WINDOW, opens - now).total_seconds()
        at = max(opening, opens)
        if holder:
            self.turns.update_or_create(holder=holder, taken=False, defaults={"at": at})
        return max(0.05, (at - now).total_seconds())

    def _opens(self, now: datetime) -> datetime:
        """When the service lets itself be asked again; now, mostly."""
        return max(now, self.closed_until or now)

    def _taken(self, now: datetime) -> list[datetime]:
        """When the calls of the last WINDOW began, oldest first."""
        taken = self.turns.filter(taken=True, at__gt=now - WINDOW)
        return list(taken.order_by("at").values_list("at", flat=True))


def _burst(per_minute: int) -> int:
    """How many turns one second has."""
    return max(BURST, per_minute // 20)


def _rest_of_second(taken: list[datetime], per_minute: int, now: datetime) -> float:
    """0.0, or the seconds until fewer than a burst have begun within one."""
    burst = _burst(per_minute)
    full = len(taken) >= burst and taken[-burst] + SECOND > now
    return (taken[-burst] + SECOND - now).total_seconds() if full else 0.0


def _opening(taken: list[datetime], per_minute: int, ahead: int, now: datetime) -> datetime | None:
    """When a turn gets free for somebody before whom so many come; None: not within a WINDOW.

    Each call that began frees one turn, a WINDOW after it began; those ahead have the first of them.
    """
    place = ahead - (per_minute - len(taken))
    if place < 0:
        return now
    return taken[place] + WINDOW if place < len(taken) else None


class Turn(models.Model):
    """One picture's turn: taken, or promised to a holder."""

    pace = models.ForeignKey(Pace, models.CASCADE, related_name="turns")
    at = models.DateTimeField()
    taken = models.BooleanField(default=False)
    holder = models.CharField(max_length=48, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("turn")
        verbose_name_plural = _("turns")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["pace", "taken", "at"], name="turn_of_a_pace")]

    def __str__(self) -> str:
        return f"{self.pace_id} {self.at:%H:%M:%S}"
