"""How Herbbie is doing, as its rows tell: the queue, the workers, the day's budget, the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from coloring.models import Pace, Page, ServiceFact, Spending, WorkerBeat
from coloring.models.pace import WINDOW
from coloring.models.work import Work

# Workers beat every 5 s; three missed beats are a dead worker.
BEAT_LIFE = timedelta(seconds=15)
# Of the day's budget: from here on the owner should know.
NEAR = 0.8


@dataclass(frozen=True)
class Queue:
    """How many wait and are drawn, and for how many seconds the oldest has waited; 0 without one."""

    waiting: int
    drawing: int
    oldest_seconds: float


def queue(kind: type[Work]) -> Queue:
    """Of pages or of images. One query, by an index: only rows that are not over are read."""
    unfinished = kind.rows().filter(state__in=[Work.State.WAITING, Work.State.DRAWING]).order_by()
    found = unfinished.values_list("state").annotate(Count("pk"), Min("created_at"))
    counts = {state: (count, asked_at) for state, count, asked_at in found}
    waiting, asked_at = counts.get(Work.State.WAITING, (0, None))
    return Queue(waiting, counts.get(Work.State.DRAWING, (0, None))[0], _seconds_since(asked_at))


def _seconds_since(moment: datetime | None) -> float:
    return max(0.0, (timezone.now() - moment).total_seconds()) if moment else 0.0


def workers_alive() -> int:
    return WorkerBeat.objects.filter(seen_at__gte=timezone.now() - BEAT_LIFE).count()


def budget() -> str:
    """The day's budget in a word: "none" without one, "ok", "near" from 80 % on, "spent"."""
    limit = settings.DAILY_BUDGET_MICRO_USD
    if limit is None:
        return "none"
    spent = Spending.objects.today()
    if spent >= limit or _pages_went_without():
        return "spent"
    return "near" if spent >= NEAR * limit else "ok"


def _pages_went_without() -> bool:
    """Whether today's budget did not hold a page any more: the last cents are never spent."""
    ended = Page.objects.filter(state__in=[Page.State.READY, Page.State.FAILED], due_at__gte=midnight())
    return ended.filter(problem=Page.Problem.BUDGET).exists()


def midnight() -> datetime:
    """When the owner's day began."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class Services:
    """What was learnt about the paid services: who has no credit, which models are gone or will be."""

    unpaid: tuple[str, ...]
    retired: tuple[str, ...]
    ending: dict[str, date]


def services() -> Services:
    """One query: there are a few facts at most."""
    facts = list(ServiceFact.objects.order_by("on", "engine", "model"))
    return Services(
        unpaid=tuple(fact.engine for fact in facts if fact.kind == ServiceFact.Kind.UNPAID),
        retired=tuple(sorted(fact.model for fact in facts if fact.kind == ServiceFact.Kind.RETIRED)),
        ending={fact.model: fact.on for fact in facts if fact.kind == ServiceFact.Kind.ENDING and fact.on},
    )


@dataclass(frozen=True)
class Tempo:
    """For how many seconds a service does not let itself be asked, and how many calls it had in a minute."""

    closed_seconds: float
    turns: int


def tempos() -> dict[str, Tempo]:
    """Of each service that was ever asked for a picture, in one query."""
    now = timezone.now()
    lately = Count("turns", filter=Q(turns__taken=True, turns__at__gt=now - WINDOW))
    return {
        pace.engine: Tempo(max(0.0, ((pace.closed_until or now) - now).total_seconds()), pace.lately)
        for pace in Pace.objects.annotate(lately=lately)
    }


def service_keys() -> dict[str, str]:
    """The paid services, and the key that each has, or ""."""
    return {"openai": settings.OPENAI_API_KEY, "xai": settings.XAI_API_KEY}


def state_of(engine: str, known: Services) -> str:
    """One word: "unpaid" until a picture is paid for again, "no_key" where it is not asked, else "ok"."""
    if not service_keys()[engine]:
        return "no_key"
    return "unpaid" if engine in known.unpaid else "ok"
