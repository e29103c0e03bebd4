"""The page: its states, its transitions, its queries, and nothing of how it is drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.images import Partial
from coloring.models.owners import Owned, random_id
from coloring.models.patience import patient
from coloring.models.photos import Photo
from coloring.models.quotas import DailyCount
from coloring.models.work import Work, WorkQuerySet


class PageQuerySet(WorkQuerySet["Page"], Owned["Page"]):  # type: ignore[override]
    """The queries about pages."""

    together = ("photo",)

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


class Page(Work):
    """One coloring page from the wish to the picture."""

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
    once = models.CharField(max_length=64, blank=True, editable=False)

    problem = models.CharField(max_length=16, choices=Problem, blank=True)

    engine = models.CharField(max_length=16, blank=True)
    model = models.CharField(max_length=64, blank=True)
    quality = models.CharField(max_length=16, blank=True)
    measures = models.JSONField(default=dict, blank=True)
    areas = models.JSONField(default=list, blank=True, editable=False)
    look = models.JSONField(null=True, blank=True, editable=False)
    colourable = models.BooleanField(default=False)

    photo_deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True, db_index=True)

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
                DailyCount.objects.give_back(self.charged_to, self.day)
        return True

    @property
    def drawn_by(self) -> str:
        return self.asked_engine

    @property
    def turn_holder(self) -> str:
        return f"page:{self.pk}"

    def as_attempted(self) -> dict[str, int]:
        return {"page_id": self.pk}

    @patient
    def remember_look(self, look: dict[str, Any]) -> bool:
        """Keep what was seen in the photo until the page ends, so that nobody pays for looking twice."""
        return bool(self.mine().update(look=look))

    def last_values(self, now: datetime) -> dict[str, Any]:
        """What was seen in the photo goes with the photo."""
        deleted = {"photo_deleted_at": Coalesce("photo_deleted_at", Value(now))}
        return {"look": None} | (deleted if self.kind == self.Kind.PHOTO else {})

    def after_end(self) -> None:
        Photo.objects.filter(page_id=self.pk).delete()
        Partial.objects.filter(page_id=self.pk).delete()
