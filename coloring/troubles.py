"""What needs the owner's hand right now, as the rows tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from coloring import pictures, vitals, works
from coloring.models import Page, Spending
from coloring.models.work import Work

# What parents notice: five minutes without a page, ten pages an hour that broke.
LATE = timedelta(minutes=5)
MANY_CRASHES, WITHIN = 10, timedelta(hours=1)
# Long enough to choose another model and to try it.
WARNING_DAYS = 30
# Reports that are older were told, or were too many to be told one by one.
REPORTED_SINCE, MOST_REPORTS = timedelta(days=7), 50


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong; `about` tells two of a kind apart, `facts` fill templates/alerts/KIND.txt."""

    kind: str
    about: str = ""
    facts: dict[str, Any] = field(default_factory=dict, compare=False)


def standing() -> list[Trouble]:
    """All of them, in the order in which the owner should read them."""
    return [*_money(), *_models(), *_storage(), *_queue(), *_crashes(), *_reports()]


def _money() -> Iterator[Trouble]:
    known, keys = vitals.services(), vitals.service_keys()
    for engine in known.unpaid:
        if keys.get(engine):
            yield Trouble("unpaid", engine, {"engine": engine, "key": f"{engine.upper()}_API_KEY"})
    state = vitals.budget()
    limit, spent = settings.DAILY_BUDGET_MICRO_USD or 0, Spending.objects.today()
    told = {"spent": f"{spent / 1_000_000:.2f}", "budget": f"{limit / 1_000_000:.2f}"}
    if state in {"near", "spent"}:
        yield Trouble("budget", "", told)
    if state == "spent":
        yield Trouble("spent", "", told)


def _models() -> Iterator[Trouble]:
    """Of the models that are named in the settings: what was taken out of them troubles nobody."""
    known, last = vitals.services(), timezone.localdate() + timedelta(days=WARNING_DAYS)
    named = {*settings.OPENAI_IMAGE_MODELS, *settings.OPENAI_VISION_MODELS, settings.OPENAI_MODERATION_MODEL}
    if settings.XAI_API_KEY:
        named |= {*settings.XAI_IMAGE_MODELS}
    for model in named.intersection(known.retired):
        yield Trouble("retired", model, {"model": model})
    for model, day in known.ending.items():
        if model in named.difference(known.retired) and day <= last:
            yield Trouble("ending", model, {"model": model, "day": day})


def _storage() -> Iterator[Trouble]:
    if not pictures.store().works():
        yield Trouble("storage", settings.STORAGE, {"storage": settings.STORAGE})


def _queue() -> Iterator[Trouble]:
    """Pages only: parents wait for them, while a batch of a program waits by design."""
    queue = vitals.queue(Page)
    if queue.oldest_seconds > LATE.total_seconds():
        yield Trouble("late", "", {"count": queue.waiting, "minutes": round(queue.oldest_seconds / 60)})


def _crashes() -> Iterator[Trouble]:
    """Found by the index of states and times when they were due, which was at most a day ago."""
    now = timezone.now()
    failed = {"state": Work.State.FAILED, "due_at__gte": now - timedelta(days=1)}
    lately = {"problem": Page.Problem.CRASHED, "finished_at__gte": now - WITHIN}
    crashed = sum(kind.rows().filter(**failed, **lately).count() for kind in works.KINDS)
    if crashed >= MANY_CRASHES:
        yield Trouble("crashed", "", {"count": crashed})


def _reports() -> Iterator[Trouble]:
    hidden = Page.objects.filter(hidden_at__gte=timezone.now() - REPORTED_SINCE).order_by("-hidden_at")
    for public_id in hidden.values_list("public_id", flat=True)[:MOST_REPORTS]:
        link = f"{reverse('admin:coloring_page_changelist')}?q={public_id}"
        yield Trouble("reported", public_id, {"link": f"{site()}{link}"})


def site() -> str:
    """Where this Herbbie is reached, if the settings name it."""
    named = [host for host in settings.ALLOWED_HOSTS if host[:1] not in {"*", ".", ""}]
    return f"{'https' if settings.PRODUCTION else 'http'}://{named[0]}" if named else ""
