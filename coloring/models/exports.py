"""Everything of an account as zip files to take home, made in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.owners import random_id
from coloring.models.work import lease_end


class ExportQuerySet(models.QuerySet["Export"]):
    """The queries about exports; `claim` is the only way into packing, as for pages into drawing."""

    def due(self) -> Self:
        """Waiting, or being packed under a lease that ran out."""
        ran_out = Q(state=Export.State.PACKING, lease_until__lt=timezone.now())
        return self.filter(Q(state=Export.State.WAITING) | ran_out)

    def claim(self) -> Export | None:
        """Take the oldest that is due by one conditional UPDATE; None when there is none, or not any more."""
        token = random_id()
        oldest = self.due().order_by("created_at").values_list("pk", flat=True).first()
        self.due().filter(pk=oldest).update(
            state=Export.State.PACKING,
            claim_token=token,
            lease_until=lease_end(),
            attempts=F("attempts") + 1,
        )
        return self.filter(claim_token=token).first()

    def renew(self, tokens: list[str]) -> int:
        """Push the lease of these claims forward: the heartbeat of a living worker."""
        return self.filter(claim_token__in=tokens, state=Export.State.PACKING).update(lease_until=lease_end())


class Export(models.Model):
    """One export that a user asked for; `files` are names in the pictures' storage, deleted after a while."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PACKING = "packing", _("being packed")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    public_id = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    files = models.JSONField(default=list, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim_token = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state__in=["waiting", "packing"]),
                name="one_export_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.READY, self.State.FAILED}

    def mine(self) -> ExportQuerySet:
        """The row as long as this claim still holds it: every write of a worker goes through here."""
        return Export.objects.filter(pk=self.pk, claim_token=self.claim_token, state=self.State.PACKING)

    def add(self, part: dict[str, Any]) -> bool:
        """One more part is there; whoever goes on begins after it. False when the claim was lost."""
        self.files = [*self.files, part]
        return bool(self.mine().update(files=self.files, attempts=0))

    def finish(self) -> bool:
        return self._end(self.State.READY)

    def fail(self) -> bool:
        return self._end(self.State.FAILED)

    def wait_again(self, until: datetime) -> bool:
        """Let go of, to be taken up again then."""
        return bool(self.mine().update(claim_token="", lease_until=until))

    def _end(self, state: State) -> bool:
        over = {"state": state, "finished_at": timezone.now(), "claim_token": "", "lease_until": None}
        return bool(self.mine().update(**over))
