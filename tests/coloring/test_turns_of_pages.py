"""Parents' pages share the tier with programs: their turn is kept for them, and none waits for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import tasks
from coloring.models import DailyCount, Pace, Spending, Turn
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_a_minute(settings, drawers):
    """A tier of one picture a minute, and a service that asks for its turn before each drawing."""
    settings.IMAGES_PER_MINUTE = 1

    def draw(commission):
        commission.progress.reserve(36_000, pictures=1)
        return factories.line_art()

    drawers["openai"].script.extend([draw] * 5)
    return settings


def drawn():
    page = factories.page(asked_engine="openai", charged_to="user:1")
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    return page


def began(seconds):
    """The one turn of this minute was taken so long ago."""
    Pace.objects.take("openai", 1)
    Turn.objects.update(at=timezone.now() - timedelta(seconds=seconds))


def test_page_waits_exactly_for_its_turn_and_that_is_no_busy_answer(one_a_minute):
    began(30)
    page = drawn()
    assert (page.state, page.busy_answers, Spending.objects.today()) == ("waiting", 0, 0)
    assert 29 < (page.due_at - timezone.now()).total_seconds() <= 31
    assert Turn.objects.get(taken=False).holder == f"page:{page.pk}"


def test_kept_turn_of_a_page_is_its_own(one_a_minute):
    began(30)
    page = drawn()
    Turn.objects.update(at=timezone.now() - timedelta(seconds=62))
    Turn.objects.filter(taken=False).update(at=timezone.now())
    assert Pace.objects.take("openai", 1) > 0
    type(page).objects.update(due_at=timezone.now())
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert (page.state, page.engine) == ("ready", "openai")


def test_page_whose_turn_is_far_away_is_drawn_by_the_offline_artist_for_nothing(one_a_minute):
    DailyCount.objects.take("user:1", 5)
    began(30)
    drawn()
    page = drawn()
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "busy")
    assert (page.cost_micro_usd, Spending.objects.today(), DailyCount.objects.get().used) == (0, 0, 0)


def test_moment_is_waited_for_on_the_spot(one_a_minute, monkeypatch):
    slept = []
    waits = iter([1.5, 0.0])
    monkeypatch.setattr(Pace.objects, "take", lambda *_: next(waits))
    monkeypatch.setattr("coloring.claims.time.sleep", slept.append)
    assert (drawn().state, slept) == ("ready", [1.5])
