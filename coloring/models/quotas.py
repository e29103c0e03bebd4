"""How many pages that cost money somebody asked for today."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Pages asked for in a day, those that counted for nothing included, in daily limits.
MOST_ASKED = 3


class DailyCountManager(models.Manager["DailyCount"]):
    """Counts under a conditional UPDATE, so that two requests at once cannot both take the last place."""

    def take(self, who: str, limit: int, count: int = 1) -> bool:
        """So many more for today, all or none; False when the day's limit does not hold them.

        What was given back may be asked for again, but not for ever: it cost the owner money all the same.
        """
        row, _created = self.get_or_create(day=timezone.localdate(), who=who)
        free = self.filter(pk=row.pk, used__lte=limit - count, asked__lte=limit * MOST_ASKED - count)
        return bool(free.update(used=F("used") + count, asked=F("asked") + count))

    def hold(self, who: str) -> None:
        """Keep others from counting for somebody until this transaction is over."""
        self.select_for_update().get_or_create(day=timezone.localdate(), who=who)

    def give_back(self, who: str, day: date, count: int = 1) -> None:
        """Pages that failed count for nothing."""
        self.filter(who=who, day=day, used__gte=count).update(used=F("used") - count)


class DailyCount(models.Model):
    """One caller's paid pages of one day; `who` is "user:ID" or a keyed hash of an address."""

    day = models.DateField()
    who = models.CharField(max_length=80)
    used = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    objects = DailyCountManager()

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "who"], name="one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.who} {self.used}"
