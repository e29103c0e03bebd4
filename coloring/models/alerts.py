"""What the owner was written about, so that nobody is written to every minute."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Alert(models.Model):
    """One thing that went wrong and the last mail about it; `about` tells two of a kind apart."""

    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "about"], name="one_row_an_alert")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()
