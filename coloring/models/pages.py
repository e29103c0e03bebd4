"""The page: its states, its transitions, its queries, and nothing of how it is drawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.attempts import Attempt
from coloring.models.owners import Owned, random_id
from coloring.models.patience import patient
from coloring.models.photos import Photo
from coloring.models.quotas import DailyCount


def lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)


class PageQuerySet(Owned["Page"]):
    """The queries about pages; `claim` is the only way into drawing."""

    def due(self) -> Self:
        """Waiting and due, or drawing under a lease that ran out because its worker died."""
        now = timezone.now()
        return self.filter(
            Q(state=Page.State.WAITING, due_at__lte=now) | Q(state=Page.State.DRAWING, lease_until__lt=now)
        )

    def claim(self, pk: int, token: str = "") -> Page | None:
        """Take a due page by one conditional UPDATE; None when somebody else has it or it is over.

        The token, made at random unless it is given, fences every later write of this claim, and names its
        attempt.
        """
        return self._take(pk, token or random_id())

    @patient
    def _take(self, pk: int, token: str) -> Page | None:
        claim = {
            "state": Page.State.DRAWING,
            "claim_token": token,
            "lease_until": lease_end(),
            "started_at": timezone.now(),
        }
        with transaction.atomic():
            taken = self.due().filter(pk=pk).update(**claim, attempts=F("attempts") + 1)
            # Asked whether taken or not: a claim may have been committed although its answer was lost.
            page = self.select_related("photo").filter(pk=pk, claim_token=token).first()
            if taken and page:
                Attempt.objects.begin(pk, token, page.attempts, page.step)
                self.filter(pk=pk).exclude(step="").update(step="")
        return page

    def renew(self, tokens: list[str]) -> int:
        """Push the lease of these claims forward: the heartbeat of a living worker."""
        return self.filter(claim_token__in=tokens, state=Page.State.DRAWING).update(lease_until=lease_end())

    def release(self, life: str) -> int:
        """End the leases of a process that surely died, whose tokens begin so: its pages are due at once."""
        dead = self.filter(state=Page.State.DRAWING, claim_token__startswith=life)
        return dead.update(lease_until=timezone.now())

    def asked_before(self, once: str, since: datetime) -> Page | None:
        """The page that the same click asked for; one that failed, or is older, may be asked for again."""
        self.filter(once=once).filter(Q(state=Page.State.FAILED) | Q(created_at__lt=since)).update(once="")
        return self.filter(once=once).first()

    def ready(self) -> Self:
        """With a picture that may be seen: every view of a picture goes through here."""
        return self.filter(state=Page.State.READY, hidden_at=None)

    def hidden(self) -> Self:
        """Drawn, and reported as not right for a child."""
        return self.filter(state=Page.State.READY).exclude(hidden_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Page(models.Model):
    """One coloring page from the wish to the picture; the row is the truth, the broker only wakes workers."""

    class Kind(models.TextChoices):
        THEME = "theme", _("theme")
        PHOTO = "photo", _("photo")

    class Mode(models.TextChoices):
        HOME = "home", _("at home")
        FAITHFUL = "faithful", _("faithful")
        IMAGINED = "imagined", _("imagined")

    class Detail(models.TextChoices):
        SIMPLE = "simple", _("simple")
        NORMAL = "normal", _("normal")
        FINE = "fine", _("fine")

    class Orientation(models.TextChoices):
        SQUARE = "square", _("square")
        PORTRAIT = "portrait", _("portrait")
        LANDSCAPE = "landscape", _("landscape")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DRAWING = "drawing", _("drawing")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    class Problem(models.TextChoices):
        """Why a page failed or, on a ready page, why the offline artist stepped in."""

        BUSY = "busy", _("service busy")
        REFUSED = "refused", _("refused")
        RETIRED = "retired", _("no model alive")
        UNPAID = "unpaid", _("no credit")
        LOST = "lost", _("no answer")
        BROKEN = "broken", _("broken answer")
        BUDGET = "budget", _("day's budget spent")
        UNCHECKED = "unchecked", _("could not be checked")
        UNKNOWN_THEME = "unknown_theme", _("unknown theme")
        BLANK_PHOTO = "blank_photo", _("nothing on the photo")
        CRASHED = "crashed", _("crashed")

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="pages"
    )
    session = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    kind = models.CharField(max_length=8, choices=Kind)
    theme = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=8, choices=Mode, blank=True)
    detail = models.CharField(max_length=8, choices=Detail, default=Detail.NORMAL)
    orientation = models.CharField(max_length=12, choices=Orientation, default=Orientation.SQUARE)
    colored_model = models.BooleanField(default=False)
    child_name = models.CharField(max_length=24, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    asked_engine = models.CharField(max_length=16)
    charged_to = models.CharField(max_length=80, blank=True, editable=False)
    once = models.CharField(max_length=64, blank=True, editable=False)

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    step = models.CharField(max_length=8, blank=True)
    problem = models.CharField(max_length=16, choices=Problem, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    busy_answers = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claim_token = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True)

    engine = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=64, blank=True)
    quality = models.CharField(max_length=16, blank=True)
    cost_micro_usd = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(null=True, blank=True)
    picture = models.CharField(max_length=80, blank=True, db_index=True)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    measures = models.JSONField(default=dict, blank=True)
    areas = models.JSONField(default=list, blank=True, editable=False)
    look = models.JSONField(null=True, blank=True, editable=False)
    colourable = models.BooleanField(default=False)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    photo_deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True, db_index=True)
    request_id = models.CharField(max_length=36, blank=True, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "due_at"], name="page_due"),
            models.Index(fields=["user", "-created_at"], name="page_gallery"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="one_page_a_click"),
            models.CheckConstraint(condition=~Q(user=None, session=""), name="page_belongs_to_somebody"),
            models.CheckConstraint(condition=~Q(state="ready", picture=""), name="ready_page_has_a_picture"),
            models.CheckConstraint(
                condition=~Q(state="failed", problem=""), name="failed_page_has_a_problem"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.READY, self.State.FAILED}

    @property
    def costs_money(self) -> bool:
        return self.asked_engine != "offline"

    @property
    def is_shown(self) -> bool:
        """Whether this page is one of `PageQuerySet.ready`."""
        return self.state == self.State.READY and self.hidden_at is None

    def hide(self) -> bool:
        """Reported: out of sight at once. False when it was already.

        A page that counted for something counts for nothing then, once: not again if it is shown again.
        """
        with transaction.atomic():
            hidden = Page.objects.ready().filter(pk=self.pk)
            if not hidden.update(hidden_at=timezone.now(), charged_to=""):
                return False
            if self.charged_to and self.colourable and not self.problem:
                DailyCount.objects.give_back(self.charged_to, timezone.localdate(self.created_at))
        return True

    def deaths(self) -> list[str]:
        """At which step each worker died that had claimed this page before."""
        died = Attempt.objects.filter(page=self, outcome=Attempt.Outcome.DIED)
        return list(died.values_list("problem", flat=True))

    def mine(self) -> PageQuerySet:
        """The row as long as this claim still holds it: every write of a worker goes through here."""
        return Page.objects.filter(pk=self.pk, claim_token=self.claim_token, state=self.State.DRAWING)

    @patient
    def at_step(self, step: str) -> None:
        """Say what is being done now, for the browser that watches."""
        self.mine().update(step=step)

    @patient
    def remember_look(self, look: dict[str, Any]) -> None:
        """Keep what was seen in the photo until the page ends, so that nobody pays for looking twice."""
        self.mine().update(look=look)

    @patient
    def add_cost(self, micro_usd: int) -> None:
        """Write down what a call cost as soon as it is known, whatever becomes of the page."""
        with transaction.atomic():
            Attempt.objects.settle(self.claim_token, micro_usd)
            if micro_usd:
                Page.objects.filter(pk=self.pk).update(cost_micro_usd=F("cost_micro_usd") + micro_usd)

    def finish(self, steps: dict[str, float] | None = None, *, free: bool = False, **result: Any) -> bool:
        """Drawn: keep the result and drop the photo, together. False when the claim was lost meanwhile.

        `steps` are the seconds of each step. `free` pages do not count against any quota: the offline artist
        stepped in, or the gate was missed.
        """
        return self._end(free, steps, state=self.State.READY, **result)

    @patient
    def fail(self, problem: str) -> bool:
        """Over without a picture, and free. False when the claim was lost meanwhile."""
        return self._end(True, state=self.State.FAILED, problem=problem)

    @patient
    def wait_again(self, seconds: float) -> bool:
        """Back into the queue, due after so many seconds."""
        due = timezone.now() + timedelta(seconds=seconds)
        back = {"state": self.State.WAITING, "step": "", "claim_token": "", "lease_until": None}
        with transaction.atomic():
            waits = self.mine().update(**back, due_at=due, busy_answers=F("busy_answers") + 1)
            self._end_attempt(Attempt.Outcome.WAITED if waits else Attempt.Outcome.OUTRUN, problem="busy")
        return bool(waits)

    def _end(self, free: bool, steps: dict[str, float] | None = None, **values: Any) -> bool:
        now = timezone.now()
        with transaction.atomic():
            if self.kind == self.Kind.PHOTO:
                values["photo_deleted_at"] = Coalesce("photo_deleted_at", Value(now))
            ended = self.mine().update(
                **values,
                step="",
                claim_token="",
                lease_until=None,
                look=None,
                finished_at=now,
                seconds=(now - self.created_at).total_seconds(),
            )
            if ended:
                Photo.objects.filter(page_id=self.pk).delete()
            if ended and free and self.charged_to:
                DailyCount.objects.give_back(self.charged_to, timezone.localdate(self.created_at))
            told = {name: values[name] for name in ("engine", "model", "problem") if name in values}
            outcome = Attempt.Outcome(values["state"]) if ended else Attempt.Outcome.OUTRUN
            self._end_attempt(outcome, steps=steps or {}, **told)
        return bool(ended)

    def _end_attempt(self, outcome: Attempt.Outcome, **told: Any) -> None:
        Attempt.objects.end(self.claim_token, outcome, **({"engine": self.asked_engine} | told))
