"""Who waits is told what is new, and asks seldom when nothing can be."""

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from coloring import waiting
from coloring.models import Page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_known():
    """What one test found out about the usual time is no news to the next."""
    cache.clear()
    yield
    cache.clear()


def page_of_age(seconds, **fields):
    return factories.page(created_at=timezone.now() - timedelta(seconds=seconds), **fields)


def fragment(client, page):
    """The fragment as a browser gets it that has just opened the page."""
    return client.get(f"/pages/{page.public_id}/picture/").content.decode()


def asked_next(client, page):
    """Where that fragment asks again."""
    return html.unescape(re.search(r'hx-get="([^"]+)"', fragment(client, page))[1])


def pace(client, page):
    return int(re.search(r'hx-trigger="every (\d+)s"', fragment(client, page))[1])


def test_nothing_new_is_answered_without_a_fragment(owner):
    page = factories.page(user=owner.user)
    response = owner.get(asked_next(owner, page))
    assert (response.status_code, response.content) == (204, b"")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": Page.State.DRAWING, "claim_token": "t"},
        {"step": "cleaning"},
        {"busy_answers": 1},
        {"created_at": timezone.now() - timedelta(minutes=5)},
        {"state": Page.State.FAILED, "problem": "busy"},
        {"state": Page.State.READY, "picture": f"coloring_offline_{0:032}.png"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_the_fragment_would_show_anew_is_sent(owner, change):
    page = factories.page(user=owner.user)
    again = asked_next(owner, page)
    Page.objects.filter(pk=page.pk).update(**change)
    response = owner.get(again)
    assert response.status_code == 200
    assert 'id="picture"' in response.content.decode()


def test_usual_time_that_changes_is_no_news(owner):
    page = factories.page(user=owner.user)
    again = asked_next(owner, page)
    factories.ready_page(seconds=3)
    cache.clear()
    assert owner.get(again).status_code == 204


def test_stranger_who_knows_the_address_learns_nothing(owner, stranger, visitor):
    again = asked_next(owner, factories.page(user=owner.user))
    assert [client.get(again).status_code for client in (stranger, visitor)] == [404, 404]


@pytest.mark.parametrize(("age", "expected"), [(0, 1), (9, 1), (12, 2), (55, 2), (65, 4), (3600, 4)])
def test_the_longer_somebody_waits_the_less_often_the_browser_asks(owner, age, expected):
    assert pace(owner, page_of_age(age, user=owner.user)) == expected


@pytest.mark.parametrize(("age", "expected"), [(20, 2), (37, 1), (44, 1), (50, 2), (90, 4)])
def test_near_the_usual_end_the_browser_asks_often(owner, age, expected):
    factories.ready_page(seconds=40)
    assert pace(owner, page_of_age(age, user=owner.user)) == expected


def test_usual_time_is_that_of_the_same_kind_by_the_same_artist():
    for seconds in (2, 4, 90):
        factories.ready_page(seconds=seconds)
    factories.ready_page(seconds=500, asked_engine="openai")
    assert waiting.usual_seconds(factories.page()) == 4
    assert waiting.usual_seconds(factories.photo_page()) is None


def test_usual_time_is_looked_up_once_for_many_who_wait(django_assert_num_queries):
    first, second = factories.page(), factories.page()
    with django_assert_num_queries(1):
        assert [waiting.usual_seconds(page) for page in (first, second)] == [None, None]


def test_poll_without_news_asks_for_the_page_alone(owner, django_assert_num_queries):
    again = asked_next(owner, factories.page(user=owner.user))
    with django_assert_num_queries(1):
        owner.get(again)


def test_ticket_is_of_no_use_for_another_page(owner):
    mine, other = factories.page(user=owner.user), factories.page()
    held = asked_next(owner, mine).partition("?")[2]
    assert owner.get(f"/pages/{other.public_id}/picture/?{held}").status_code == 404


@pytest.mark.parametrize("held", ["", "waiting--calm-1", "é", "0" * 64])
def test_made_up_ticket_gets_the_fragment(owner, held):
    page = factories.page(user=owner.user)
    assert owner.get(f"/pages/{page.public_id}/picture/", {"shown": held}).status_code == 200


def test_deleted_page_is_gone_for_who_waits_for_it(owner):
    page = factories.page(user=owner.user)
    again = asked_next(owner, page)
    page.delete()
    assert owner.get(again).status_code == 404
