"""How fast the paid services may be asked for pictures, one limiter for all workers and machines.

It counts in the database: that is there in every set-up, knows of every worker, and forgets nothing when a
broker is restarted. A turn is a row: taken when its call begins, or promised for a time to come to somebody
who was told to come back then. In any WINDOW as many calls begin as the tier allows; whoever is promised a
turn gets it before a newcomer. What serves a parent who waits is urgent and goes before promises.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# The service counts a minute when requests arrive; half a second is for their way there.
WINDOW = timedelta(seconds=60.5)
# Whoever does not come for a promised turn within this time is not waited for any longer.
MISSED = timedelta(seconds=10)


class PaceManager(models.Manager["Pace"]):
    """Turns of a service, under a lock of its row."""

    def take(self, engine: str, holder: str, per_minute: int, *, urgent: bool = True) -> float:
        """0.0: call now. Else the seconds after which `holder` should ask again; a turn is promised by then.

        `per_minute` 0 means that only the service's own refusals are obeyed.
        """
        with transaction.atomic():
            pace, _created = self.select_for_update().get_or_create(engine=engine)
            now = timezone.now()
            if pace.closed_until and pace.closed_until > now:
                return (pace.closed_until - now).total_seconds()
            return pace.turn(holder, per_minute, now, urgent=urgent) if per_minute else 0.0

    def close(self, engine: str, seconds: float) -> None:
        """The service refused: nobody asks it again before so many seconds have passed."""
        until = timezone.now() + timedelta(seconds=seconds)
        self.get_or_create(engine=engine)
        known = self.filter(engine=engine).exclude(closed_until__gt=until)
        known.update(closed_until=until)


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

    def turn(self, holder: str, per_minute: int, now: datetime, *, urgent: bool) -> float:
        """Take a turn or be promised one; the caller holds the lock."""
        Turn.objects.filter(pace=self, at__lt=now - WINDOW - MISSED).delete()
        Turn.objects.filter(pace=self, taken=False, at__lt=now - MISSED).delete()
        mine = Turn.objects.filter(pace=self, taken=False, holder=holder).first()
        if mine and mine.at > now:
            return (mine.at - now).total_seconds()
        taken = Turn.objects.filter(pace=self, taken=True, at__gt=now - WINDOW).count()
        others = Turn.objects.filter(pace=self, taken=False, at__lte=now).exclude(holder=holder).count()
        if taken + (0 if urgent or mine else others) < per_minute:
            Turn.objects.filter(pace=self, taken=False, holder=holder).delete()
            Turn.objects.create(pace=self, at=now, taken=True)
            return 0.0
        return self._promise(holder, per_minute, now)

    def _promise(self, holder: str, per_minute: int, now: datetime) -> float:
        """The turn after all that are taken or promised: a window after the one `per_minute` before it."""
        Turn.objects.filter(pace=self, taken=False, holder=holder).delete()
        before = list(
            Turn.objects.filter(pace=self).order_by("-at").values_list("at", flat=True)[:per_minute]
        )
        at = max(now + timedelta(seconds=0.1), before[-1] + WINDOW) if len(before) == per_minute else now
        Turn.objects.create(pace=self, at=at, holder=holder)
        return max(0.1, (at - now).total_seconds())


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
