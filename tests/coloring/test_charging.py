"""Who pays: the day's limit of each caller, and a look at what is left of the day's budget."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from coloring import charging
from coloring.models import DailyCount, Spending


@pytest.fixture
def call(rf, db, settings):
    settings.IMAGE_ENGINE = "openai"
    settings.PAGES_PER_DAY, settings.ANONYMOUS_PAGES_PER_DAY = 5, 2

    def request(client=None, address="192.0.2.1"):
        made = rf.get("/", REMOTE_ADDR=address)
        made.user = client.user if client else AnonymousUser()
        return made

    return request


def test_caller_takes_all_or_nothing_and_is_told_under_which_name(call, owner):
    assert charging.take(call(owner), 3) == f"user:{owner.user.pk}"
    with pytest.raises(charging.OutOfPagesError):
        charging.take(call(owner), 3)
    assert charging.pages_left(call(owner)) == 2
    charging.take(call(owner), 2)
    assert charging.pages_left(call(owner)) == 0


def test_each_caller_has_a_day_of_their_own(call, owner, stranger):
    charging.take(call(owner), 5)
    assert charging.pages_left(call(stranger)) == 5
    charging.take(call(), 2)
    assert charging.pages_left(call(address="192.0.2.2")) == 2


def test_what_comes_back_may_be_taken_again_but_not_for_ever(call, owner):
    today = timezone.localdate()
    for _ in range(3):
        who = charging.take(call(owner), 5)
        DailyCount.objects.give_back(who, today, 5)
    assert charging.pages_left(call(owner)) == 5
    with pytest.raises(charging.OutOfPagesError):
        charging.take(call(owner))


def test_no_more_comes_back_than_was_taken(call, owner):
    who = charging.take(call(owner))
    DailyCount.objects.give_back(who, timezone.localdate(), 2)
    assert charging.pages_left(call(owner)) == 4


def test_pages_that_cost_nothing_are_not_limited(call, owner, settings):
    settings.IMAGE_ENGINE = "offline"
    assert charging.pages_left(call(owner)) is None


@pytest.mark.parametrize(("cost", "fits"), [(0, True), (100, True), (101, False)])
def test_budget_holds_what_is_left_of_it_and_no_more(db, settings, cost, fits):
    settings.DAILY_BUDGET_MICRO_USD = 1_000
    Spending.objects.reserve(timezone.localdate(), 900)
    if fits:
        charging.check_budget(cost)
    else:
        with pytest.raises(charging.OverBudgetError):
            charging.check_budget(cost)
    assert Spending.objects.today() == 900


def test_what_costs_nothing_fits_a_spent_budget(db, settings):
    settings.DAILY_BUDGET_MICRO_USD = 0
    charging.check_budget(0)
    settings.DAILY_BUDGET_MICRO_USD = None
    charging.check_budget(10**9)
