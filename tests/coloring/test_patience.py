"""A database that is away for a moment costs no page and no money."""

import pytest
from django.db import InterfaceError, OperationalError, transaction

from coloring import tasks
from coloring.models import Attempt, Page, patience
from tests import factories


class Failing:
    """Raises these errors, one a call, and then answers."""

    __name__ = "failing"

    def __init__(self, *errors):
        self.errors, self.calls = list(errors), 0

    def __call__(self):
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "written"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(patience, "PAUSE_SECONDS", 0)


@pytest.mark.django_db(transaction=True)
def test_write_is_done_again_until_the_database_is_back():
    write = Failing(OperationalError("the connection is lost"), InterfaceError("connection already closed"))
    assert patience.patient(write)() == "written"
    assert write.calls == 3


@pytest.mark.django_db(transaction=True)
def test_other_errors_and_a_database_that_stays_away_are_told(monkeypatch):
    with pytest.raises(ValueError, match="odd"):
        patience.patient(Failing(ValueError("odd")))()
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", -1)
    with pytest.raises(OperationalError):
        patience.patient(Failing(OperationalError("away")))()


@pytest.mark.django_db(transaction=True)
def test_part_of_a_transaction_is_never_done_again_alone():
    write = Failing(OperationalError("away"))
    with pytest.raises(OperationalError), transaction.atomic():
        patience.patient(write)()
    assert write.calls == 1


@pytest.mark.django_db
def test_claim_whose_answer_was_lost_is_still_ours_and_one_attempt():
    page = factories.page()
    first = Page.objects.claim(page.pk, "our-token")
    again = Page.objects.claim(page.pk, "our-token")
    assert again.claim_token == first.claim_token == "our-token"
    assert again.attempts == 1
    assert Attempt.objects.count() == 1
    assert Page.objects.claim(page.pk, "their-token") is None


@pytest.mark.django_db
def test_page_is_left_to_its_lease_when_the_database_stays_away(monkeypatch, drawers):
    page = factories.page()

    def away(*_):
        raise OperationalError("away")

    monkeypatch.setattr(tasks, "_keep", away)
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert page.state == Page.State.DRAWING


@pytest.mark.django_db(transaction=True)
def test_picture_that_was_paid_for_is_kept_when_the_database_comes_back(monkeypatch, drawers, paid):
    finish = Page.finish
    away = [OperationalError("terminating connection"), OperationalError("not yet accepting connections")]

    def unlucky(page, *args, **result):
        if away:
            raise away.pop()
        return finish(page, *args, **result)

    monkeypatch.setattr(Page, "finish", unlucky)
    page = factories.page(asked_engine="openai")
    tasks.draw_page(page.pk)
    page.refresh_from_db()
    assert page.state == Page.State.READY
    assert len(drawers["openai"].commissions) == 1
    assert not away
