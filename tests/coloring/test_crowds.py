"""Two thousand pictures for programs in the queue: looking at it stays cheap, and parents notice nothing."""

from concurrent.futures import Future
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coloring import easels, tasks
from coloring.easels import AT_HOME, Easels
from coloring.models import Image, Order, Pace, Turn
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """200 orders of ten pictures that are due, beside some that are over."""
    factories.ready_image()
    wish = {
        "kind": "generate",
        "engine": "openai",
        "asked_models": ["model-a"],
        "session": "program",
        "n": 10,
    }
    orders = Order.objects.bulk_create(Order(prompt=f"lighthouse {number}", **wish) for number in range(200))
    return Image.objects.bulk_create(
        Image(order=order, index=index) for order in orders for index in range(10)
    )


@pytest.fixture
def begun(monkeypatch, settings):
    """The pictures that were begun, by their ids; each is done at once."""
    settings.IMAGES_AT_ONCE = 16
    ids = []
    monkeypatch.setattr(easels, "draw", ids.append)
    return ids


def test_look_at_a_full_queue_takes_a_handful_of_queries_each_by_its_index(crowd, begun):
    one = Easels()
    with CaptureQueriesContext(connection) as queries:
        one.hand_out()
    one.hands.shutdown(wait=True)
    assert sorted(begun) == [image.pk for image in crowd[:16]]
    assert len(queries) <= 4
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            plans = [cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}").fetchall() for query in queries]
        steps = [step for plan in plans for *_, step in plan]
        assert [step for step in steps if "SCAN" in step] == []
        assert sum("INDEX image_due" in step for step in steps) == 2 * 3


def test_nothing_is_asked_while_no_easel_is_free(crowd, settings, django_assert_num_queries):
    settings.IMAGES_AT_ONCE = 1
    one = Easels()
    one.at_work = {crowd[0].pk: Future()}
    with django_assert_num_queries(0):
        one.hand_out()


def test_health_asks_no_more_when_the_queue_is_full(crowd, client, django_assert_max_num_queries):
    client.get("/health")
    with django_assert_max_num_queries(7):
        told = client.get("/health").json()
    assert told["queue"]["images"]["waiting"] == 2000


def test_page_is_handed_out_whatever_programs_wait_for(crowd, django_assert_max_num_queries):
    page = factories.page(asked_engine="offline", theme="la lettre A")
    with django_assert_max_num_queries(1):
        due = [pk for pk, *_ in Reconciler().due(timedelta(0))]
    assert due == [page.pk]


def test_page_has_the_next_turn_of_its_service_before_all_pictures(crowd, begun, settings, drawers):
    def draw(commission):
        commission.progress.reserve(36_000, pictures=1)
        return factories.line_art()

    settings.IMAGES_PER_MINUTE = 3
    drawers["openai"].script.extend([draw] * 2)
    for _ in range(3):
        Pace.objects.take("openai", 3)
    page = factories.page(asked_engine="openai")
    Turn.objects.update(at=timezone.now() - timedelta(seconds=30))
    tasks.draw_page(page.pk)
    Turn.objects.filter(taken=True).update(at=timezone.now() - timedelta(seconds=62))
    Turn.objects.filter(taken=False).update(at=timezone.now())
    one = Easels()
    one.hand_out()
    one.hands.shutdown(wait=True)
    assert len(begun) == 2
    type(page).objects.update(due_at=timezone.now())
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert (page.state, page.engine) == ("ready", "openai")


def test_pictures_drawn_here_leave_a_hand_to_parents(begun):
    made = [factories.image(factories.order(engine="offline")) for _ in range(AT_HOME + 2)]
    one = Easels()
    one.hand_out()
    assert list(one.at_work) == [image.pk for image in made[:AT_HOME]]
