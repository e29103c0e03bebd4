"""A form that is sent twice is one wish: nobody pays twice for a double click."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coloring import asking
from coloring.models import DailyCount, Page
from tests import factories

pytestmark = pytest.mark.django_db

NUMBER = "0123456789abcdef" * 2
OTHER = "f" * 32


def ask(client, number=NUMBER, theme="espace", **fields):
    return client.post(reverse("coloring:ask_theme"), {"theme": theme, "once": number, **fields}).url


def send(client, photo=None, number=NUMBER):
    data = {"photo": factories.saved_upload(photo), "once": number, "mode": "home", "detail": "normal"}
    return client.post(reverse("coloring:ask_photo"), data | {"orientation": "square"}).url


def test_form_sent_twice_is_one_page_and_is_counted_once(owner, paid):
    assert ask(owner) == ask(owner)
    assert Page.objects.count() == 1
    assert DailyCount.objects.get().used == 1


def test_same_form_with_another_wish_is_another_page(owner):
    assert len({ask(owner), ask(owner, theme="chat"), ask(owner, detail="fine")}) == 3


def test_two_forms_with_the_same_wish_are_two_pages(owner):
    assert ask(owner) != ask(owner, OTHER)


def test_number_of_somebody_else_opens_nothing(owner, stranger):
    assert ask(owner) != ask(stranger)


@pytest.mark.parametrize("number", ["", "x" * 32, "0" * 31, "0" * 33, "0" * 4000, "0" * 31 + "\n"])
def test_form_without_a_number_of_ours_is_a_page_each_time(owner, number):
    assert ask(owner, number) != ask(owner, number)


def test_visitor_who_has_a_session_is_known_by_it(visitor):
    ask(visitor, OTHER)
    assert ask(visitor) == ask(visitor)


def test_failed_page_may_be_asked_for_again_by_the_same_form(owner):
    first = ask(owner)
    Page.objects.update(state=Page.State.FAILED, problem="lost")
    assert ask(owner) != first


def test_after_a_while_the_same_form_is_a_new_wish(owner):
    first = ask(owner)
    Page.objects.update(created_at=timezone.now() - asking.ONE_CLICK - timedelta(seconds=1))
    assert ask(owner) != first


def test_photo_sent_twice_is_one_page(owner):
    assert send(owner) == send(owner)
    assert Page.objects.get().photo


def test_another_photo_in_the_same_form_is_another_page(owner):
    assert send(owner) != send(owner, factories.photo((500, 400)))


def test_another_one_clicked_twice_is_one_more_page(owner):
    page = factories.ready_page(user=owner.user)
    url = reverse("coloring:again", args=[page.public_id])
    clicks = [owner.post(url, {"once": NUMBER}).url for _ in range(2)]
    assert clicks[0] == clicks[1]
    assert Page.objects.count() == 2


def test_two_clicks_at_the_same_moment_are_one_page(owner, paid, monkeypatch):
    first = ask(owner)
    monkeypatch.setattr(type(Page.objects.all()), "asked_before", lambda self, once, since: None)
    assert ask(owner) == first
    assert DailyCount.objects.get().used == 1


def test_every_form_has_a_number_of_its_own(owner):
    page = factories.ready_page(user=owner.user)
    urls = [reverse("coloring:studio")] * 2 + [reverse("coloring:page", args=[page.public_id])]
    numbers = [owner.get(url).content.decode().split('name="once" value="')[1][:32] for url in urls]
    assert len(set(numbers)) == 3
