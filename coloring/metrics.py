"""GET /metrics: numbers for Prometheus, read from the rows, so that they hold for all processes and machines.

Rows that pile up are counted for the last 24 hours only, by an index; docs/monitoring.md says which.
"""

from __future__ import annotations

import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric

from coloring import pictures, vitals, works
from coloring.models import Alert, Attempt, Export, Image, Page, Spending
from coloring.models.work import Work

DAY = timedelta(hours=24)
# Whoever scrapes more often gets the same numbers again.
FRESH_SECONDS = 10
# Upper ends in seconds: from what Herbbie draws by itself to what no parent waits for.
BUCKETS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0)
# Seconds are read row by row; a busier day is measured by its latest ones.
MOST = 5000

Labels = tuple[str, ...]


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for who shows METRICS_TOKEN; for everybody else there is no such address."""
    if not settings.METRICS_TOKEN or not _is_known(request.headers.get("Authorization", "")):
        raise Http404
    text = cache.get_or_set("metrics", _text, FRESH_SECONDS)
    return HttpResponse(text, CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _is_known(shown: str) -> bool:
    return hmac.compare_digest(shown.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def _text() -> bytes:
    registry = CollectorRegistry()
    registry.register(Rows())
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class Rows:
    """A collector that asks the database each time it is asked."""

    def describe(self) -> list[Metric]:
        """Nothing: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield from _site()
        yield from _queue()
        yield from _pages()
        yield from _attempts()
        yield from _money()
        yield from _services()


def gauge(name: str, what: str, values: Iterable[tuple[Labels, float]], labels: Labels = ()) -> Metric:
    """One family of numbers, each with its labels."""
    family = GaugeMetricFamily(f"herbbie_{name}", what, labels=labels)
    for label_values, value in values:
        family.add_metric(label_values, value)
    return family


def single(name: str, what: str, value: float) -> Metric:
    return gauge(name, what, [((), value)])


def histogram(name: str, what: str, values: Iterable[tuple[Labels, float]], labels: Labels) -> Metric:
    """How values spread over BUCKETS. Those that grow older than a day leave it again: it has no rate."""
    by_labels: dict[Labels, list[float]] = defaultdict(list)
    for label_values, value in values:
        by_labels[label_values].append(value)
    family = HistogramMetricFamily(f"herbbie_{name}", what, labels=labels)
    for label_values, found in sorted(by_labels.items()):
        family.add_metric(label_values, _buckets(found), sum(found))
    return family


def _buckets(values: list[float]) -> list[tuple[str, float]]:
    """How many are at most so large, for each end, and all of them."""
    counts = [(str(end), float(sum(value <= end for value in values))) for end in BUCKETS]
    return [*counts, ("+Inf", float(len(values)))]


def _site() -> Iterator[Metric]:
    about = (settings.VERSION, settings.IMAGE_ENGINE, settings.STORAGE)
    yield gauge("info", "What runs here.", [(about, 1)], ("version", "engine", "storage"))
    yield single("storage_up", "Whether pictures can be written.", pictures.store().works())
    yield single("workers", "Workers that were seen within 15 s.", vitals.workers_alive())
    exports = Export.objects.order_by().values_list("state").annotate(Count("pk"))
    yield gauge("exports", "Exports by state.", [((state,), n) for state, n in exports], ("state",))
    alerts = Alert.objects.order_by().values_list("kind").annotate(Count("pk"))
    yield gauge("alerts", "What the owner was written about.", [((k,), n) for k, n in alerts], ("kind",))


def _queue() -> Iterator[Metric]:
    pages, images = vitals.queue(Page), vitals.queue(Image)
    for name, queue in (("pages", pages), ("images", images)):
        states = [(("waiting",), queue.waiting), (("drawing",), queue.drawing)]
        yield gauge(f"queue_{name}", f"{name.capitalize()} that are not over.", states, ("state",))
    yield single("queue_oldest_seconds", "How long the oldest waiting page has waited.", pages.oldest_seconds)
    oldest = images.oldest_seconds
    yield single("queue_images_oldest_seconds", "How long the oldest waiting image has waited.", oldest)


def _over(kind: type[Work]) -> Iterator[Metric]:
    """Of a day by the time when they were due: that is what the index of states is sorted by."""
    name = kind._meta.model_name
    over = kind.rows().filter(
        state__in=[Work.State.READY, Work.State.FAILED], due_at__gte=timezone.now() - DAY
    )
    found = over.order_by().values_list("state", "engine", "problem")
    counted = [(tuple(labels), count) for *labels, count in found.annotate(Count("pk"))]
    yield gauge(f"{name}s_1d", f"What {name}s came to.", counted, ("state", "engine", "problem"))
    took = over.filter(seconds__isnull=False).order_by("-due_at").values_list("engine", "seconds")
    waited = (((engine,), seconds or 0.0) for engine, seconds in took[:MOST])
    yield histogram(f"{name}_seconds_1d", "Seconds from the wish to the end.", waited, ("engine",))


def _pages() -> Iterator[Metric]:
    for kind in works.KINDS:
        yield from _over(kind)
    hidden = Page.objects.filter(hidden_at__isnull=False).count()
    yield single("pages_hidden", "Pages that were reported as not right.", hidden)


def _attempts() -> Iterator[Metric]:
    day = Attempt.objects.filter(started_at__gte=timezone.now() - DAY).order_by()
    found = day.values_list("engine", "outcome", "problem").annotate(Count("pk"))
    counted = [((engine, outcome or "running", problem), n) for engine, outcome, problem, n in found]
    yield gauge("attempts_1d", "Attempts at pages and images.", counted, ("engine", "outcome", "problem"))
    busy = Q(outcome=Attempt.Outcome.WAITED) | Q(problem=Page.Problem.BUSY)
    yield single("busy_1d", "Answers of a service that was busy (429, 5xx).", day.filter(busy).count())
    rows = day.exclude(steps={}).order_by("-started_at").values_list("engine", "steps")[:MOST]
    took = (((engine, step), seconds) for engine, steps in rows for step, seconds in steps.items())
    yield histogram("step_seconds_1d", "Seconds of a step.", took, ("engine", "step"))


def _money() -> Iterator[Metric]:
    today = Attempt.objects.filter(started_at__gte=vitals.midnight()).order_by().values_list("engine")
    cost: Counter[Labels] = Counter()
    for engine, micro_usd in today.annotate(Sum("cost_micro_usd")):
        cost[engine,] += micro_usd
    paid = [(labels, _dollars(micro_usd)) for labels, micro_usd in cost.items()]
    yield gauge("cost_today_dollars", "Paid today, by who drew in the end.", paid, ("engine",))
    spent = Spending.objects.today()
    yield single("spent_today_dollars", "Paid and set aside today.", _dollars(spent))
    total = Spending.objects.aggregate(total=Sum("micro_usd"))["total"] or 0
    yield single("spent_dollars", "Paid and set aside since the beginning.", _dollars(total))
    if settings.DAILY_BUDGET_MICRO_USD is not None:
        budget = _dollars(settings.DAILY_BUDGET_MICRO_USD)
        yield single("budget_dollars", "What a day may cost.", budget)


def _dollars(micro_usd: int) -> float:
    return micro_usd / 1_000_000


def _services() -> Iterator[Metric]:
    known, tempos, today = vitals.services(), vitals.tempos(), timezone.localdate()
    yield single("out_of_money", "Services without credit or with a refused key.", len(known.unpaid))
    asked = [((engine,), tempo.turns) for engine, tempo in tempos.items()]
    yield gauge("service_asked_1m", "Calls for pictures within a minute.", asked, ("engine",))
    closed = [((engine,), tempo.closed_seconds) for engine, tempo in tempos.items()]
    yield gauge("service_closed_seconds", "How long it said that it will refuse.", closed, ("engine",))
    left = [((model,), (day - today).days) for model, day in known.ending.items()]
    yield gauge("model_days_left", "Days until a model is shut down.", left, ("model",))
    gone = [((model,), 1) for model in known.retired]
    yield gauge("model_retired", "Models that are gone.", gone, ("model",))
