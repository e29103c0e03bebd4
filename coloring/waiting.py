"""How long a page usually takes, and when the browser that waits for it asks again."""

from __future__ import annotations

import statistics

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from coloring.models import Page, Partial

# The usual time is the median of this many recent pages of the same engine and kind, found out this often.
RECENT = 20
KNOWN_SECONDS = 15

# Ages of a page in seconds. Most pages drawn at home are ready before the first; whoever waits beyond the
# second stands in a queue.
YOUNG, OLD = 10, 60
# So near to the usual time the page may be ready at any moment.
NEAR = 5

SHOWN = ("public_id", "state", "step", "busy_answers", "created_at", "asked_engine", "kind", "mode")


def usual_seconds(page: Page) -> int | None:
    """How long such pages took lately; None until there are some."""
    key = f"usual-seconds-{page.asked_engine}-{page.kind}"
    seconds: int | None = cache.get_or_set(key, lambda: _median_seconds(page), KNOWN_SECONDS)
    return seconds


def pace(page: Page) -> int:
    """After how many seconds the browser asks again: soon where an end is likely, else seldom."""
    age = (timezone.now() - page.created_at).total_seconds()
    usual = usual_seconds(page)
    if age < YOUNG or (usual is not None and abs(age - usual) <= NEAR):
        return 1
    return 2 if age < OLD else 4


def has_sheet(page: Page) -> bool:
    """Whether unfinished pictures may be shown on the way; a place is kept for them from the beginning."""
    return settings.PARTIAL_IMAGES > 0 and page.asked_engine == "openai" and page.mode != Page.Mode.HOME


def newest_partial(page: Page) -> int | None:
    """The number of the newest unfinished picture of a page that is being drawn."""
    if not has_sheet(page) or page.state != Page.State.DRAWING:
        return None
    number: int | None = Partial.objects.filter(page=page.pk).aggregate(newest=Max("index"))["newest"]
    return number


def ticket(page: Page, session: str, partial: int | None) -> str:
    """What the fragment of an unfinished page shows, sealed for the session that it is shown to."""
    busy = "busy" if page.busy_answers else "calm"
    shown = f"{page.state}-{page.step}-{busy}-{pace(page)}-{partial}"
    told = f"{page.public_id} {shown} {session}"
    return salted_hmac("coloring.waiting", told, algorithm="sha256").hexdigest()


def is_unchanged(public_id: str, session: str, held: str) -> bool:
    """Whether a page still is as the ticket says that this session holds; by a small query or two.

    Whoever holds it was shown the page, so nobody has to be looked up to be told that nothing is new.
    """
    pages = Page.objects.filter(public_id=public_id).only(*SHOWN) if held else ()
    return any(
        not page.is_over and constant_time_compare(held, ticket(page, session, newest_partial(page)))
        for page in pages
    )


def _median_seconds(page: Page) -> int | None:
    alike = Page.objects.ready().filter(asked_engine=page.asked_engine, kind=page.kind)
    lately = alike.exclude(seconds=None).newest_first().values_list("seconds", flat=True)[:RECENT]
    seconds = [took for took in lately if took is not None]
    return max(1, round(statistics.median(seconds))) if seconds else None
