"""Each attempt at a page, and what it cost; what a day cost in all."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.patience import patient


class AttemptManager(models.Manager["Attempt"]):
    """Attempts by the token of their claim."""

    def begin(self, of: dict[str, int], token: str, number: int, step: str = "") -> None:
        """A claim was made; one of the same row that is still open belonged to a worker that died.

        `of` is the row, as {"page_id": ...} or {"image_id": ...}; `step` is what that worker did last.
        """
        still_open = self.filter(**of, outcome="")
        still_open.update(outcome=Attempt.Outcome.DIED, ended_at=timezone.now(), problem=step)
        self.create(**of, token=token, number=number)

    @patient
    def reserve(self, token: str, micro_usd: int) -> bool:
        """Set aside what a call may cost, before it is made; False when the day's budget does not hold it."""
        with transaction.atomic():
            attempt = self.select_for_update().get(token=token)
            if not Spending.objects.reserve(attempt.day, micro_usd):
                return False
            self.filter(pk=attempt.pk).update(at_risk_micro_usd=F("at_risk_micro_usd") + micro_usd)
        return True

    def settle(self, token: str, micro_usd: int) -> None:
        """Write down what the calls since the last time cost, in place of what was set aside for them."""
        with transaction.atomic():
            attempt = self.select_for_update().filter(token=token).first()
            if attempt is None:
                return
            Spending.objects.settle(attempt.day, reserved=attempt.at_risk_micro_usd, paid=micro_usd)
            self.filter(pk=attempt.pk).update(
                cost_micro_usd=F("cost_micro_usd") + micro_usd, at_risk_micro_usd=0
            )

    def end(self, token: str, outcome: str, **values: Any) -> None:
        """How the claim ended; one that was taken for dead before keeps its first word."""
        still_open = self.filter(token=token, outcome="")
        still_open.update(outcome=outcome, ended_at=timezone.now(), **values)


class Attempt(models.Model):
    """One claim of a page or a picture by one worker; it outlives both, because its cost does.

    `cost_micro_usd` is what was paid for sure or by estimate; `at_risk_micro_usd` what calls under way may
    cost: a worker that died in a call leaves it standing. `steps` are the seconds of each step.
    `problem` is the page's, or the step at which the worker died.
    """

    class Outcome(models.TextChoices):
        """How it ended; without any when it is under way."""

        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        WAITED = "waited", _("service busy")
        OUTRUN = "outrun", _("claim lost")
        DIED = "died", _("worker died")

    page = models.ForeignKey(
        "coloring.Page", models.SET_NULL, null=True, blank=True, related_name="attempt_rows"
    )
    image = models.ForeignKey(
        "coloring.Image", models.SET_NULL, null=True, blank=True, related_name="attempt_rows"
    )
    token = models.CharField(max_length=32, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(default=1)
    engine = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    problem = models.CharField(max_length=16, blank=True)
    cost_micro_usd = models.PositiveBigIntegerField(default=0)
    at_risk_micro_usd = models.PositiveBigIntegerField(default=0)
    steps = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptManager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["started_at"], name="attempt_started")]

    def __str__(self) -> str:
        return f"{self.page_id or self.image_id} {self.number} {self.outcome}".strip()

    @property
    def day(self) -> date:
        """The day whose budget it is paid from, however late its calls end."""
        return timezone.localdate(self.started_at)


class SpendingManager(models.Manager["Spending"]):
    """Counts under a conditional UPDATE, so that two calls at once cannot overdraw the day."""

    def reserve(self, day: date, micro_usd: int) -> bool:
        """Set so much of a day aside; False when its budget does not hold it any more."""
        row, _created = self.get_or_create(day=day)
        affordable = self.filter(pk=row.pk)
        if settings.DAILY_BUDGET_MICRO_USD is not None:
            affordable = affordable.filter(micro_usd__lte=settings.DAILY_BUDGET_MICRO_USD - micro_usd)
        return bool(affordable.update(micro_usd=F("micro_usd") + micro_usd))

    def settle(self, day: date, *, reserved: int, paid: int) -> None:
        """Put what was really paid in the place of what was set aside."""
        self.get_or_create(day=day)
        self.filter(day=day).update(micro_usd=F("micro_usd") + paid - reserved)

    def today(self) -> int:
        """Micro-dollars of today, calls under way included."""
        row = self.filter(day=timezone.localdate()).first()
        return row.micro_usd if row else 0


class Spending(models.Model):
    """What the paid services cost on one day of the owner's time zone."""

    day = models.DateField(unique=True)
    micro_usd = models.BigIntegerField(default=0)

    objects = SpendingManager()

    class Meta:
        verbose_name = _("spending of a day")
        verbose_name_plural = _("spending by day")

    def __str__(self) -> str:
        return f"{self.day} {self.micro_usd / 1_000_000:.4f}"
