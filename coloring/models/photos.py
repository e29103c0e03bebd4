"""The uploaded photo, kept only until its page ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.owners import Owned, random_id


class Photo(models.Model):
    """An uploaded photo, upright, shrunk and without metadata, kept only until its page ends."""

    name = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="photos"
    )
    session = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    page = models.OneToOneField("coloring.Page", models.CASCADE, null=True, blank=True, related_name="photo")
    jpeg = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = Owned.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.name
