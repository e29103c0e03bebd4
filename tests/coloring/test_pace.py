"""The limiter of all workers: the tier is never overrun, and hardly less than all of it is used."""

import itertools
import random
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from coloring.models import Pace, Turn
from coloring.models import pace as pace_module

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Clock:
    """Time that passes only when the test says so."""

    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return START + timedelta(seconds=self.seconds)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(pace_module.timezone, "now", clock.now)
    return clock


def take(per_minute, holder="", engine="openai"):
    return Pace.objects.take(engine, per_minute, holder)


def test_turns_do_not_begin_all_at_once(clock):
    taken(5, 50)
    clock.seconds = 0.25
    assert take(50) == pytest.approx(0.75)
    assert Pace.objects.outlook("openai", 50) == pace_module.Outlook(0, 0.75)
    clock.seconds = 1
    taken(5, 50)
    assert take(50) > 0


def test_parent_waits_for_no_second(clock):
    taken(5, 50)
    assert take(50, "page:1") == 0.0


def taken(count, per_minute):
    """Take so many turns, each of which is free."""
    assert [take(per_minute) for _ in range(count)] == [0.0] * count


def most_in_a_minute(moments):
    return max(sum(first <= other < first + 60 for other in moments) for first in moments)


def test_as_many_as_the_tier_allows_begin_at_once_and_no_more(clock):
    taken(5, 5)
    assert take(5) == pytest.approx(61)


def test_turns_get_free_one_by_one_as_they_were_taken(clock):
    taken(1, 2)
    clock.seconds = 20
    taken(1, 2)
    clock.seconds = 60
    assert take(2) == pytest.approx(1)
    clock.seconds = 61
    taken(1, 2)
    assert take(2) == pytest.approx(20)


def test_without_a_known_tier_everybody_may_call(clock):
    taken(300, 0)


def test_services_are_counted_each_by_itself(clock):
    taken(1, 1)
    assert take(1, engine="xai") == 0.0
    assert take(1) > 0


def test_kept_turn_is_not_given_to_somebody_else(clock):
    taken(1, 1)
    assert take(1, "page:1") == pytest.approx(61)
    clock.seconds = 63
    assert take(1) > 0
    assert take(1, "page:1") == 0.0


def test_kept_turns_follow_each_other(clock):
    taken(2, 2)
    clock.seconds = 10
    waits = [take(2, f"page:{number}") for number in range(3)]
    assert waits == pytest.approx([51, 51, 61])
    clock.seconds = 61
    assert [take(2, "page:2"), take(2, "page:0"), take(2, "page:1")] == [pytest.approx(61), 0.0, 0.0]


def test_asking_twice_keeps_one_turn(clock):
    taken(2, 2)
    for seconds in (0, 10, 20):
        clock.seconds = seconds
        assert take(2, "page:1") == pytest.approx(61 - seconds)
    assert Turn.objects.filter(taken=False).count() == 1


def test_whoever_comes_late_has_its_turn_all_the_same_and_moves_nobody_back(clock):
    taken(2, 2)
    clock.seconds = 5
    assert [take(2, "page:1"), take(2, "page:2")] == pytest.approx([56, 56])
    clock.seconds = 69
    assert take(2, "page:1") == 0.0
    assert take(2) > 0
    assert take(2, "page:2") == 0.0


def test_turn_of_somebody_who_died_is_free_again(clock):
    taken(1, 1)
    take(1, "page:1")
    clock.seconds = 70
    assert take(1) > 0
    clock.seconds = 71
    assert take(1) == 0.0


def test_refusal_keeps_everybody_away_for_as_long_as_the_service_asks(clock):
    Pace.objects.close("openai", 12)
    assert take(0) == pytest.approx(12)
    assert take(5) == pytest.approx(12)
    assert take(0, engine="xai") == 0.0
    clock.seconds = 12
    assert (take(0), take(5)) == (0.0, 0.0)


def test_shorter_refusal_does_not_open_what_a_longer_one_closed(clock):
    Pace.objects.close("openai", 30)
    Pace.objects.close("openai", 2)
    assert take(0) == pytest.approx(30)


def test_no_refusal_closes_a_service_for_more_than_an_hour(clock):
    Pace.objects.close("openai", 86_400)
    assert take(0) == pytest.approx(3600)


def test_kept_turns_outlast_a_refusal(clock):
    taken(1, 1)
    take(1, "page:1")
    clock.seconds = 50
    Pace.objects.close("openai", 40)
    assert take(1, "page:1") == pytest.approx(40)
    clock.seconds = 92
    assert take(1) > 0
    assert take(1, "page:1") == 0.0


def test_outlook_tells_what_is_free_and_takes_nothing(clock):
    assert Pace.objects.outlook("openai", 5) == pace_module.Outlook(5)
    taken(3, 5)
    assert Pace.objects.outlook("openai", 5).free == 2
    taken(2, 5)
    assert Pace.objects.outlook("openai", 5) == pace_module.Outlook(0, 61)
    clock.seconds = 61
    assert Pace.objects.outlook("openai", 5).free == 5


def test_outlook_of_a_closed_service_is_nothing_until_it_opens(clock):
    Pace.objects.close("openai", 12)
    assert Pace.objects.outlook("openai", 0) == pace_module.Outlook(0, 12.0)
    clock.seconds = 13
    assert Pace.objects.outlook("openai", 0).free > 100


def test_outlook_leaves_out_turns_that_are_kept_and_due(clock):
    taken(2, 2)
    take(2, "page:1")
    clock.seconds = 61
    assert Pace.objects.outlook("openai", 2).free == 1


def test_tier_is_used_fully_and_never_overrun_and_nobody_waits_for_ever(clock):
    """Ten minutes of pictures that come on every tick, and of pages that come late or die."""
    chance, limit = random.Random(3), 6
    began, pages, served, due = [], itertools.count(), [], []
    for tick in range(600):
        clock.seconds = tick * 1.0
        if chance.random() < 0.03:
            due.append((clock.seconds, clock.seconds, f"page:{next(pages)}"))
        for entry in [entry for entry in due if entry[0] <= clock.seconds]:
            due.remove(entry)
            if chance.random() < 0.1:
                continue
            wait = take(limit, entry[2])
            if wait:
                due.append((clock.seconds + wait + chance.uniform(0, 5), entry[1], entry[2]))
            else:
                began.append(clock.seconds)
                served.append(clock.seconds - entry[1])
        if Pace.objects.outlook("openai", limit).free > 0 and not take(limit):
            began.append(clock.seconds)
    assert most_in_a_minute(began) <= limit
    assert len(began) >= 0.9 * limit * 10
    assert max(served) <= 80
    assert len(began) - len(served) > limit * 5


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_share_one_tier():
    waits, together = [], threading.Barrier(4)

    def work():
        together.wait(timeout=10)
        waits.extend(take(5) for _ in range(5))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert waits.count(0.0) == 5
    assert len(waits) == 20
