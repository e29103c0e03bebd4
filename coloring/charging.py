"""Who pays: the day's pictures of each caller, and what is left of the day's budget."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from coloring import callers
from coloring.models import DailyCount, Spending


class OutOfPagesError(Exception):
    """The day's pages and pictures that cost money are used up."""


class OverBudgetError(Exception):
    """What the site may spend today does not hold this any more."""


def daily_limit(request: HttpRequest) -> int:
    return settings.PAGES_PER_DAY if request.user.pk else settings.ANONYMOUS_PAGES_PER_DAY


def pages_left(request: HttpRequest) -> int | None:
    """How many pages that cost money this caller may still ask for today; None where pages cost nothing."""
    if settings.IMAGE_ENGINE == "offline":
        return None
    today = DailyCount.objects.filter(day=timezone.localdate(), who=callers.counted_as(request)).first()
    return max(0, daily_limit(request) - (today.used if today else 0))


def seconds_to_tomorrow() -> int:
    """After how many seconds the day's counts begin anew."""
    now = timezone.localtime()
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    return math.ceil(tomorrow.timestamp() - now.timestamp())


def line_up(request: HttpRequest) -> None:
    """Let the caller's requests pass one by one from here to the end of this transaction."""
    DailyCount.objects.hold(callers.counted_as(request))


def take(request: HttpRequest, count: int = 1) -> str:
    """Count so many pages or pictures for the caller, all or none, and say under which name.

    Raises OutOfPagesError. To be called inside the transaction that keeps their rows.
    """
    who = callers.counted_as(request)
    if not DailyCount.objects.take(who, daily_limit(request), count):
        raise OutOfPagesError
    return who


def check_budget(micro_usd: int) -> None:
    """Refuse at once what today's budget cannot hold any more. Raises OverBudgetError.

    Only a look: what guards the budget is the reservation before each call.
    """
    budget = settings.DAILY_BUDGET_MICRO_USD
    if budget is not None and micro_usd and Spending.objects.today() + micro_usd > budget:
        raise OverBudgetError
