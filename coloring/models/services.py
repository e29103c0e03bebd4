"""What was learnt about paid services and must outlive a process."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceFact(models.Model):
    """What was learnt about a paid service and must outlive a process: a dead model, an empty account."""

    class Kind(models.TextChoices):
        RETIRED = "retired", _("model retired")
        UNPAID = "unpaid", _("no credit")
        ENDING = "ending", _("model to be shut down")

    engine = models.CharField(max_length=16)
    kind = models.CharField(max_length=8, choices=Kind)
    model = models.CharField(max_length=64, blank=True)
    on = models.DateField(null=True, blank=True)
    seen_at = models.DateTimeField(auto_now=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("service fact")
        verbose_name_plural = _("service facts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["engine", "kind", "model"], name="one_row_a_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.kind} {self.model}".strip()


class WorkerBeat(models.Model):
    """When each worker was last seen alive, for /health."""

    worker = models.CharField(max_length=80, unique=True)
    seen_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.worker
