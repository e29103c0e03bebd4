"""Every claim leaves a row that says how it ended and what it cost; a day's budget is never overdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from coloring import claims, tasks
from coloring.engines.base import EngineBusy, EngineLost, EngineOverBudget, EngineRefused
from coloring.models import Attempt, DailyCount, Page, Spending
from tests import factories

pytestmark = pytest.mark.django_db

PICTURE = 36_000
LOOK = 400


def paid_page(**fields):
    return factories.page(asked_engine="openai", **fields)


def drawn(page):
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    return page


def gray():
    return factories.png(factories.Image.new("L", (1024, 1024), 128))


def test_finished_page_leaves_one_attempt_with_its_cost_and_steps(drawers, paid):
    page = drawn(paid_page())
    attempt = Attempt.objects.get()
    assert (attempt.page, attempt.number, attempt.outcome) == (page, 1, Attempt.Outcome.READY)
    assert (attempt.engine, attempt.model) == ("openai", "openai-model")
    assert attempt.cost_micro_usd == page.cost_micro_usd == PICTURE
    assert set(attempt.steps) == {"reading", "drawing", "checking", "cleaning", "storing"}
    assert all(seconds >= 0 for seconds in attempt.steps.values())
    assert attempt.ended_at >= attempt.started_at


def test_each_claim_of_a_busy_service_is_an_attempt_of_its_own(drawers, paid):
    drawers["openai"].script.append(EngineBusy("later", retry_after=0.0))
    page = drawn(paid_page())
    Page.objects.update(due_at=timezone.now())
    drawn(page)
    told = Attempt.objects.order_by("number").values_list("number", "outcome", "problem", "cost_micro_usd")
    assert list(told) == [(1, "waited", "busy", 0), (2, "ready", "", PICTURE)]


def test_step_in_is_one_attempt_with_the_problem_and_what_was_paid(drawers, paid):
    drawers["openai"].script.append(EngineLost("no answer", cost_micro_usd=PICTURE))
    drawn(paid_page())
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.problem, attempt.engine) == ("ready", "lost", "offline")
    assert attempt.cost_micro_usd == PICTURE


def test_failed_page_leaves_a_failed_attempt(drawers, paid):
    drawers["openai"].script.append(EngineRefused("no"))
    drawn(paid_page())
    assert Attempt.objects.values_list("outcome", "problem").get() == ("failed", "refused")


def test_surprise_leaves_a_failed_attempt(drawers):
    drawers["offline"].script.append(RuntimeError("bug"))
    drawn(factories.page())
    assert Attempt.objects.values_list("outcome", "problem").get() == ("failed", "crashed")


def test_worker_that_died_is_told_by_the_next_claim_and_its_call_stays_at_risk(drawers, paid):
    page = paid_page()
    dead = Page.objects.claim(page.pk)
    assert Attempt.objects.reserve(dead.claim_token, 50_000)
    Page.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    drawn(page)
    told = Attempt.objects.order_by("number").values_list("outcome", "cost_micro_usd", "at_risk_micro_usd")
    assert list(told) == [("died", 0, 50_000), ("ready", PICTURE, 0)]
    assert Spending.objects.today() == 50_000 + PICTURE


def test_worker_that_was_taken_for_dead_is_outrun_but_its_cost_counts(drawers, paid):
    page = paid_page()
    slow = Page.objects.claim(page.pk)
    Attempt.objects.reserve(slow.claim_token, 50_000)
    Page.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    drawn(page)
    slow.add_cost(PICTURE)
    assert not slow.finish(picture="late.png")
    first = Attempt.objects.get(number=1)
    assert (first.outcome, first.cost_micro_usd, first.at_risk_micro_usd) == ("died", PICTURE, 0)
    assert Spending.objects.today() == 2 * PICTURE
    page.refresh_from_db()
    assert page.cost_micro_usd == 2 * PICTURE


def test_cost_outlives_its_page(drawers, paid):
    drawn(paid_page()).delete()
    attempt = Attempt.objects.get()
    assert (attempt.page, attempt.cost_micro_usd) == (None, PICTURE)


def test_settled_call_frees_what_was_reserved_beyond_its_price():
    page = Page.objects.claim(paid_page().pk)
    Attempt.objects.reserve(page.claim_token, 90_000)
    assert Spending.objects.today() == 90_000
    page.add_cost(PICTURE)
    assert Spending.objects.today() == PICTURE


def test_call_that_cost_nothing_frees_all_that_was_reserved():
    page = Page.objects.claim(paid_page().pk)
    Attempt.objects.reserve(page.claim_token, 90_000)
    page.add_cost(0)
    assert Spending.objects.today() == 0
    assert Attempt.objects.get().at_risk_micro_usd == 0


def test_reservations_of_two_calls_never_overdraw_the_day(settings):
    settings.DAILY_BUDGET_MICRO_USD = 100_000
    pages = [Page.objects.claim(paid_page().pk) for _ in range(3)]
    granted = [Attempt.objects.reserve(page.claim_token, 40_000) for page in pages]
    assert granted == [True, True, False]
    assert Spending.objects.today() == 80_000


def test_budget_of_nothing_allows_no_call(settings):
    settings.DAILY_BUDGET_MICRO_USD = 0
    page = Page.objects.claim(paid_page().pk)
    assert not Attempt.objects.reserve(page.claim_token, 1)


def test_without_a_budget_everything_is_allowed_and_counted():
    page = Page.objects.claim(paid_page().pk)
    assert Attempt.objects.reserve(page.claim_token, 10**9)
    assert Spending.objects.today() == 10**9


def test_page_over_the_budget_is_drawn_offline_says_so_and_is_free(drawers, paid):
    drawers["openai"].script.append(EngineOverBudget("spent"))
    page = paid_page(charged_to="user:1")
    DailyCount.objects.take("user:1", 5)
    drawn(page)
    assert (page.state, page.engine, page.problem) == ("ready", "offline", "budget")
    assert page.cost_micro_usd == 0
    assert DailyCount.objects.get().used == 0


def test_reserving_beyond_the_budget_stops_the_call(settings):
    settings.DAILY_BUDGET_MICRO_USD = 1000
    page = Page.objects.claim(paid_page().pk)
    with pytest.raises(EngineOverBudget):
        claims.RowProgress(page, "openai", tasks.log).reserve(2000)


def test_second_try_after_a_poor_picture_counts_both(drawers, paid):
    drawers["openai"].script.append(gray())
    page = drawn(paid_page())
    assert page.cost_micro_usd == Attempt.objects.get().cost_micro_usd == 2 * PICTURE


def test_look_and_drawing_of_a_photo_are_one_attempt(drawers, paid):
    page = factories.photo_page(asked_engine="openai", mode="faithful")
    drawn(page)
    attempt = Attempt.objects.get()
    assert attempt.cost_micro_usd == LOOK + PICTURE
    assert "looking" in attempt.steps


def test_page_that_kills_its_worker_again_and_again_is_given_up(drawers):
    page = factories.page()
    for _ in range(5):
        Page.objects.claim(page.pk).at_step("cleaning")
        Page.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    drawn(page)
    assert (page.state, page.problem) == ("failed", "crashed")
    assert not drawers["offline"].commissions


def test_page_whose_workers_died_while_it_waited_for_the_service_is_drawn(drawers):
    page = factories.page(asked_engine="openai")
    for _ in range(8):
        Page.objects.claim(page.pk).at_step("drawing")
        Page.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    drawn(page)
    assert (page.state, page.engine) == ("ready", "openai")
