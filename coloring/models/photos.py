"""The uploaded photo, kept only until its page ends."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coloring.models.owners import Owned, random_id

# Photos that one caller may have sent without asking for a page; the oldest give way.
MOST_UNUSED = 10


class PhotoQuerySet(Owned["Photo"]):
    """The queries about photos; a photo has one page at most."""

    def unused(self) -> Self:
        return self.filter(page=None)

    def give_to(self, page: models.Model, pk: int) -> bool:
        """Make an unused photo the page's own; False when another page was quicker."""
        return bool(self.unused().filter(pk=pk).update(page=page))

    def keep_newest(self, who: str) -> None:
        """Drop what one caller sent and left lying about, but for the newest few."""
        unused = self.unused().filter(who=who).order_by("-created_at", "-pk")
        self.filter(pk__in=list(unused.values_list("pk", flat=True)[MOST_UNUSED:])).delete()


class Photo(models.Model):
    """An uploaded photo, upright, shrunk and without metadata, kept only until its page ends."""

    name = models.CharField(max_length=32, unique=True, default=random_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="photos"
    )
    session = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    page = models.OneToOneField("coloring.Page", models.CASCADE, null=True, blank=True, related_name="photo")
    jpeg = models.BinaryField()
    who = models.CharField(max_length=80, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        """Not its name: the administration lists what would be deleted with an account."""
        return f"photo {self.pk}"
