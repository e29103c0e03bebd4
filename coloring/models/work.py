"""What workers do for pages and pictures alike: claimed under a lease, fenced by a token, ended once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.attempts import Attempt
from coloring.models.owners import random_id
from coloring.models.patience import patient
from coloring.models.quotas import DailyCount

Row = TypeVar("Row", bound="Work")


def lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


class WorkQuerySet(models.QuerySet[Row]):
    """The queries of workers; `claim` is the only way into drawing."""

    # What a worker needs together with the row.
    together: ClassVar[tuple[str, ...]] = ()

    def due(self) -> Self:
        """Waiting and due, or drawing under a lease that ran out because its worker died."""
        now = timezone.now()
        return self.filter(
            Q(state=Work.State.WAITING, due_at__lte=now) | Q(state=Work.State.DRAWING, lease_until__lt=now)
        )

    def claim(self, pk: int, token: str = "") -> Row | None:
        """Take a due row by one conditional UPDATE; None when somebody else has it or it is over.

        The token, made at random unless it is given, fences every later write of this claim, and names its
        attempt.
        """
        return self._take(pk, token or random_id())

    @patient
    def _take(self, pk: int, token: str) -> Row | None:
        claim = {
            "state": Work.State.DRAWING,
            "claim_token": token,
            "lease_until": lease_end(),
            "started_at": timezone.now(),
        }
        with transaction.atomic():
            taken = self.due().filter(pk=pk).update(**claim, attempts=F("attempts") + 1)
            # Asked whether taken or not: a claim may have been committed although its answer was lost.
            row = self.select_related(*self.together).filter(pk=pk, claim_token=token).first()
            if taken and row:
                Attempt.objects.begin(row.as_attempted(), token, row.attempts, row.step)
                self.filter(pk=pk).exclude(step="").update(step="")
        return row

    def renew(self, tokens: list[str]) -> int:
        """Push the lease of these claims forward: the heartbeat of a living worker."""
        return self.filter(claim_token__in=tokens, state=Work.State.DRAWING).update(lease_until=lease_end())

    def release(self, life: str) -> int:
        """End the leases of a process that surely died, whose tokens begin so: its work is due at once."""
        dead = self.filter(state=Work.State.DRAWING, claim_token__startswith=life)
        return dead.update(lease_until=timezone.now())


class Work(models.Model):
    """One thing to draw; the row is the truth, the broker only wakes workers."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DRAWING = "drawing", _("drawing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    charged_to = models.CharField(max_length=80, blank=True, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    step = models.CharField(max_length=8, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    busy_answers = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claim_token = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True)

    cost_micro_usd = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(null=True, blank=True)
    picture = models.CharField(max_length=80, blank=True, db_index=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    request_id = models.CharField(max_length=36, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.READY, self.State.FAILED}

    @property
    def is_shown(self) -> bool:
        """Whether its picture may be seen."""
        return self.state == self.State.READY

    @property
    def day(self) -> date:
        """The day whose quota it was taken from."""
        return timezone.localdate(self.created_at)

    @property
    def drawn_by(self) -> str:
        """The engine that was asked."""
        raise NotImplementedError

    @property
    def turn_holder(self) -> str:
        """For whom a turn at the service is kept when none is free; "" where nobody minds the order."""
        return ""

    def as_attempted(self) -> dict[str, int]:
        """This row as an attempt names it."""
        raise NotImplementedError

    @classmethod
    def rows(cls) -> WorkQuerySet[Any]:
        return cls._default_manager.all()  # type: ignore[return-value]

    def deaths(self) -> list[str]:
        """At which step each worker died that had claimed this before."""
        died = Attempt.objects.filter(**self.as_attempted(), outcome=Attempt.Outcome.DIED)
        return list(died.values_list("problem", flat=True))

    def mine(self) -> WorkQuerySet[Any]:
        """The row as long as this claim still holds it: every write of a worker goes through here."""
        return self.rows().filter(pk=self.pk, claim_token=self.claim_token, state=self.State.DRAWING)

    @patient
    def at_step(self, step: str) -> None:
        """Say what is being done now, for whoever watches."""
        self.mine().update(step=step)

    @patient
    def add_cost(self, micro_usd: int) -> None:
        """Write down what a call cost as soon as it is known, whatever becomes of the row."""
        with transaction.atomic():
            if micro_usd:  # the row before its attempt, as everybody locks them
                self.rows().filter(pk=self.pk).update(cost_micro_usd=F("cost_micro_usd") + micro_usd)
            Attempt.objects.settle(self.claim_token, micro_usd)

    def finish(self, steps: dict[str, float] | None = None, *, free: bool = False, **result: Any) -> bool:
        """Drawn: keep the result. False when the claim was lost meanwhile.

        `steps` are the seconds of each step. What is `free` does not count against any quota.
        """
        return self._end(free, steps, state=self.State.READY, **result)

    @patient
    def fail(self, problem: str, **told: Any) -> bool:
        """Over without a picture, and free. False when the claim was lost meanwhile."""
        return self._end(True, state=self.State.FAILED, problem=problem, **told)

    @patient
    def wait_again(self, seconds: float, *, was_busy: bool = True) -> bool:
        """Back into the queue, due after so many seconds; `was_busy`: because of the service's answer."""
        due = timezone.now() + timedelta(seconds=seconds)
        back = {"state": self.State.WAITING, "step": "", "claim_token": "", "lease_until": None}
        with transaction.atomic():
            busy = F("busy_answers") + int(was_busy)
            waits = self.mine().update(**back, due_at=due, busy_answers=busy)
            self._end_attempt(Attempt.Outcome.WAITED if waits else Attempt.Outcome.OUTRUN, problem="busy")
        return bool(waits)

    def remember_look(self, look: dict[str, Any]) -> bool:
        """Keep what was seen in a photo; False where nothing is kept between two attempts."""
        return False

    def last_values(self, now: datetime) -> dict[str, Any]:
        """Columns that every end of this row writes."""
        return {}

    def after_end(self) -> None:
        """What goes with the end of this row, in its transaction."""

    def _end(self, free: bool, steps: dict[str, float] | None = None, **values: Any) -> bool:
        now = timezone.now()
        over = {"step": "", "claim_token": "", "lease_until": None, "finished_at": now}
        took = (now - self.created_at).total_seconds()
        with transaction.atomic():
            ended = self.mine().update(**values, **over, **self.last_values(now), seconds=took)
            if ended:
                self.after_end()
            if ended and free and self.charged_to:
                DailyCount.objects.give_back(self.charged_to, self.day)
            told = {name: values[name] for name in ("engine", "model", "problem") if name in values}
            outcome = Attempt.Outcome(values["state"]) if ended else Attempt.Outcome.OUTRUN
            self._end_attempt(outcome, steps=steps or {}, **told)
        return bool(ended)

    def _end_attempt(self, outcome: Attempt.Outcome, **told: Any) -> None:
        Attempt.objects.end(self.claim_token, outcome, **({"engine": self.drawn_by} | told))
