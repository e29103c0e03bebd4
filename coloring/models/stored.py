"""Pictures kept in the database itself, where several machines share nothing else."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoredPicture(models.Model):
    """The bytes of one picture; written in the transaction that ends its page, or not at all."""

    name = models.CharField(max_length=80, unique=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("stored picture")
        verbose_name_plural = _("stored pictures")

    def __str__(self) -> str:
        return self.name
