"""How many pages that cost money somebody asked for today."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DailyCountManager(models.Manager["DailyCount"]):
    """Counts under a conditional UPDATE, so that two requests at once cannot both take the last place."""

    def take(self, who: str, limit: int) -> bool:
        """One more for today, or False when the day's limit is reached."""
        row, _created = self.get_or_create(day=timezone.localdate(), who=who)
        return bool(self.filter(pk=row.pk, used__lt=limit).update(used=F("used") + 1))

    def give_back(self, who: str, day: date) -> None:
        """A page that failed counts for nothing."""
        self.filter(who=who, day=day, used__gt=0).update(used=F("used") - 1)


class DailyCount(models.Model):
    """One caller's paid pages of one day; `who` is "user:ID" or a keyed hash of an address."""

    day = models.DateField()
    who = models.CharField(max_length=80)
    used = models.PositiveIntegerField(default=0)

    objects = DailyCountManager()

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "who"], name="one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.who} {self.used}"
