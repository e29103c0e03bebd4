"""How often the owner is written to, whatever workers see, die or come late."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from coloring import alerts, facts, troubles
from coloring.engines.base import EngineUnpaid
from coloring.models import Alert, Page, Spending
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("named_owner")]


@pytest.fixture
def clock(monkeypatch):
    """Lets hours pass for the alerts, not for the rows."""
    passed = []
    monkeypatch.setattr(
        alerts.timezone, "now", lambda now=timezone.now: now() + sum(passed, start=timedelta(0))
    )
    return lambda **time: passed.append(timedelta(**time))


def ago(**time):
    return timezone.now() - timedelta(**time)


def told():
    """How many mails one more round sends."""
    before = len(mail.outbox)
    alerts.tell()
    return len(mail.outbox) - before


def late():
    return factories.page(created_at=ago(minutes=6))


def test_quiet_site_sends_no_mail():
    factories.page()
    assert told() == 0
    assert not Alert.objects.exists()


def test_trouble_that_lasts_is_told_once_a_day(clock):
    late()
    assert [told() for _ in range(3)] == [1, 0, 0]
    clock(hours=23)
    assert told() == 0
    clock(hours=1, minutes=1)
    assert [told() for _ in range(2)] == [1, 0]


def test_model_about_to_go_is_told_once_a_week(clock):
    facts.ending("openai", {"model-a": timezone.localdate() + timedelta(days=20)})
    assert told() == 1
    clock(days=6)
    assert told() == 0
    clock(days=1, minutes=1)
    assert told() == 1


def test_trouble_that_was_mended_is_told_at_once_when_it_comes_back(paid):
    facts.note("openai", EngineUnpaid("no credit"))
    assert told() == 1
    facts.clear_unpaid("openai")
    assert told() == 0
    assert not Alert.objects.exists()
    facts.note("openai", EngineUnpaid("no credit"))
    assert told() == 1


def test_trouble_that_comes_and_goes_is_told_once_an_hour(clock):
    late()
    assert told() == 1
    for _ in range(3):
        Page.objects.all().delete()
        assert told() == 0
        late()
        assert told() == 0
    clock(hours=1, minutes=1)
    Page.objects.all().delete()
    told()
    late()
    assert told() == 1


def test_each_reported_page_is_told_once_for_ever(clock):
    factories.ready_page(hidden_at=ago(minutes=1))
    assert [told() for _ in range(2)] == [1, 0]
    clock(days=3)
    assert told() == 0
    factories.ready_page(hidden_at=ago(minutes=1))
    assert [told() for _ in range(2)] == [1, 0]


def test_page_that_is_shown_again_and_reported_again_is_told_again():
    page = factories.ready_page(hidden_at=ago(minutes=1))
    assert told() == 1
    Page.objects.filter(pk=page.pk).update(hidden_at=None)
    assert told() == 0
    Page.objects.filter(pk=page.pk).update(hidden_at=ago(seconds=1))
    assert told() == 1


def test_budgets_of_two_days_are_told_apart(settings, clock):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    today = Spending.objects.create(day=timezone.localdate(), micro_usd=900_000)
    assert told() == 1
    clock(hours=9)
    today.delete()
    assert told() == 0
    Spending.objects.create(day=timezone.localdate(), micro_usd=900_000)
    assert told() == 1


def test_all_troubles_of_a_round_are_one_mail_and_new_ones_another():
    late()
    facts.retired("openai", "model-a")
    assert told() == 1
    facts.retired("openai", "model-b")
    assert told() == 1
    assert "model-a" in mail.outbox[0].body
    assert "model-a" not in mail.outbox[1].body


def test_two_workers_that_see_the_same_write_once(monkeypatch):
    """The second one begins while the first is still writing."""
    late()
    write = alerts._write

    def slowly(claimed):
        monkeypatch.setattr(alerts, "_write", write)
        alerts.tell()
        return write(claimed)

    monkeypatch.setattr(alerts, "_write", slowly)
    assert told() == 1


def test_worker_that_looked_too_early_forgets_nothing_that_another_has_just_told(monkeypatch):
    standing = troubles.standing

    def meanwhile():
        found = standing()
        monkeypatch.setattr(troubles, "standing", standing)
        facts.retired("openai", "model-a")
        alerts.tell()
        return found

    monkeypatch.setattr(troubles, "standing", meanwhile)
    assert told() == 1
    assert told() == 0


def dies_while_writing():
    """A worker that claims what is wrong, and is killed before its mail is out."""

    def killed(claimed):
        raise SystemExit

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alerts, "_write", killed)
        with pytest.raises(SystemExit):
            alerts.tell()


def test_worker_that_died_before_its_mail_leaves_it_to_the_next_one(clock):
    late()
    dies_while_writing()
    assert told() == 0
    clock(minutes=6)
    assert told() == 1


@pytest.mark.parametrize("earlier", [False, True])
def test_worker_that_looked_too_early_forgets_nothing_that_another_is_writing(monkeypatch, earlier):
    if earlier:
        Alert.objects.create(kind="retired", about="model-a", sent_at=ago(days=30))
    standing = troubles.standing

    def meanwhile():
        monkeypatch.setattr(troubles, "standing", standing)
        facts.retired("openai", "model-a")
        dies_while_writing()
        return []

    monkeypatch.setattr(troubles, "standing", meanwhile)
    assert told() == 0
    assert told() == 0
