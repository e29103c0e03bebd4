"""Money and pace under many threads at once, each with a connection of its own."""

import threading

import pytest
from django.db import connection

from coloring import painting
from coloring.engines.base import EngineBusy
from coloring.models import Attempt, Image, Pace, Spending
from tests import factories
from tests.painters import COST
from tests.rehearsal import Rehearsal, Tier

pytestmark = pytest.mark.django_db(transaction=True)

BUDGET = 1_000_000
DEARER = 20_000  # what a picture costs in the end, where COST was expected
THREADS = 8


def draw_all(images, threads=THREADS):
    """Draw every picture, so many at once, each handed out twice as if two workers had seen it."""
    ids = iter([image.pk for image in images for _ in range(2)])
    lock = threading.Lock()

    def work():
        while True:
            with lock:
                pk = next(ids, None)
            if pk is None:
                connection.close()
                return
            painting.draw_image(pk)

    hands = [threading.Thread(target=work) for _ in range(threads)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=100)


def problems():
    """How many pictures ended with each problem; "" for those that are there."""
    ended = list(Image.objects.values_list("problem", flat=True))
    return {problem: ended.count(problem) for problem in set(ended)}


@pytest.mark.parametrize("threads", [1, THREADS])
def test_budget_of_a_dollar_is_passed_by_no_more_than_the_calls_in_flight(painter, settings, threads):
    settings.DAILY_BUDGET_MICRO_USD = BUDGET
    Spending.objects.reserve(Attempt().day, BUDGET - 15 * DEARER)
    painter.script.extend([{"cost_micro_usd": DEARER}] * 40)
    draw_all([factories.image() for _ in range(20)], threads)
    spent = Spending.objects.today()
    assert spent == BUDGET - 15 * DEARER + DEARER * problems()[""]
    assert BUDGET <= spent <= BUDGET + (threads - 1) * (DEARER - COST)
    assert problems()["budget"] == 20 - problems()[""]


def test_budget_is_never_passed_where_the_estimate_holds(painter, settings):
    settings.DAILY_BUDGET_MICRO_USD = 10 * COST + 1
    draw_all([factories.image() for _ in range(20)])
    assert Spending.objects.today() == 10 * COST
    assert problems() == {"": 10, "budget": 10}
    assert len(painter.requests) == 20


def test_pictures_handed_out_twice_at_once_are_drawn_and_paid_once(painter):
    draw_all([factories.image() for _ in range(20)])
    assert (problems(), len(painter.requests)) == ({"": 20}, 20)
    assert Spending.objects.today() == 20 * COST
    assert Attempt.objects.filter(outcome=Attempt.Outcome.READY).count() == 20


def test_refusal_that_one_call_heard_keeps_the_others_from_asking(painter):
    heard = threading.Event()

    def refuse(_request):
        heard.set()
        return EngineBusy("slow down", retry_after=30, told={"status": 429})

    painter.script.append(refuse)
    first, *others = [factories.image() for _ in range(9)]
    painting.draw_image(first.pk)
    assert heard.is_set()
    draw_all(others)
    assert set(Image.objects.values_list("state", flat=True)) == {"waiting"}
    assert set(Image.objects.exclude(pk=first.pk).values_list("busy_answers", flat=True)) == {0}
    assert Pace.objects.outlook("openai", 0).free == 0


def test_service_of_five_a_minute_is_asked_five_times_by_eight_threads(paid):
    paid.IMAGES_PER_MINUTE = 5
    with Rehearsal() as service:
        service.tier = Tier(5)
        paid.OPENAI_BASE_URL = service.url
        draw_all([factories.image() for _ in range(12)])
    states = list(Image.objects.values_list("state", flat=True))
    assert (states.count("ready"), states.count("waiting")) == (5, 7)
    assert (len(service.tier.began), service.tier.refused) == (5, 0)


def test_strict_service_refuses_who_does_not_keep_its_pace(paid):
    with Rehearsal() as service:
        service.tier = Tier(5)
        paid.OPENAI_BASE_URL = service.url
        draw_all([factories.image() for _ in range(12)])
    assert service.tier.refused > 0
    assert Pace.objects.outlook("openai", 0).seconds > 30
