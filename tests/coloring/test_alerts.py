"""What the owner is written about, how often, and that nothing of it harms the worker."""

import logging
import smtplib
import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from coloring import alerts, facts, pictures, troubles
from coloring.engines.base import EngineUnpaid
from coloring.models import Alert, Page, ServiceFact, Spending
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named_owner(settings):
    settings.OWNER_EMAIL = "owner@example.org"
    settings.DAILY_BUDGET_MICRO_USD = None
    settings.OPENAI_IMAGE_MODELS, settings.OPENAI_VISION_MODELS = ("model-a", "model-b"), ("model-v",)


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


# --- how often


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
        late()
        alerts.tell()
        return found

    monkeypatch.setattr(troubles, "standing", meanwhile)
    assert told() == 1
    assert told() == 0


def test_worker_that_died_before_its_mail_leaves_it_to_the_next_one(monkeypatch, clock):
    late()

    def killed(claimed):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(alerts, "_write", killed)
        with pytest.raises(SystemExit):
            alerts.tell()
    assert told() == 0
    clock(minutes=6)
    assert told() == 1


# --- the mail


def test_mail_is_in_the_sites_language_and_in_english(paid):
    paid.ALLOWED_HOSTS = [".example.org", "herbbie.example"]
    facts.note("openai", EngineUnpaid("no credit"))
    alerts.tell()
    [sent] = mail.outbox
    assert sent.to == ["owner@example.org"]
    assert "http://herbbie.example" in sent.subject
    assert "\n" not in sent.subject
    french, english = sent.body.split("\n-- \n")
    assert "openai says that there is no credit left" in english
    assert "OPENAI_API_KEY" in french
    assert "&" not in sent.body


def test_every_trouble_has_its_words(settings, monkeypatch):
    settings.OPENAI_API_KEY, settings.DAILY_BUDGET_MICRO_USD = "sk-test", 2_500_000
    Spending.objects.create(day=timezone.localdate(), micro_usd=2_500_000)
    facts.note("openai", EngineUnpaid("no credit"))
    facts.retired("openai", "model-a")
    ServiceFact.objects.create(engine="openai", kind="ending", model="model-b", on=date(2026, 1, 7))
    monkeypatch.setattr(type(pictures.store()), "works", lambda self: False)
    late()
    for _ in range(10):
        factories.page(state="failed", problem="crashed", finished_at=timezone.now())
    page = factories.page(state="failed", problem="refused", hidden_at=timezone.now(), child_name="Léa")
    alerts.tell()
    english = mail.outbox[0].body.split("\n-- \n")[1]
    assert english.count("\n* ") == len(troubles.standing()) == 9
    for words in (
        "openai says",
        "2.50 of 2.50 US dollars",
        "budget of 2.50 US dollars",
        "model-a is gone",
        "model-b will be shut down on Jan. 7, 2026",
        "(files)",
        "1 page waits, for 6 minutes",
        "10 pages crashed",
        f"/admin/coloring/page/?q={page.public_id}",
    ):
        assert words in english
    assert "Léa" not in english


# --- when the mail does not go out


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError(), smtplib.SMTPException()])
def test_mail_that_does_not_go_out_is_tried_again_in_the_next_round(monkeypatch, error):
    late()

    def away(self):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(alerts.EmailMessage, "send", away)
        assert told() == 0
        assert told() == 0
    assert [told() for _ in range(2)] == [1, 0]


def test_without_an_owner_the_log_tells_once_a_day(settings, caplog):
    settings.OWNER_EMAIL = ""
    late()
    assert told() == told() == 0
    [line] = [line for line in caplog.records if line.name == "herbbie.alert"]
    assert (line.levelno, line.trouble) == (logging.ERROR, "late")


def test_round_that_fails_ends_and_the_next_one_may_begin(monkeypatch, caplog):
    def broken():
        raise RuntimeError("broken")

    monkeypatch.setattr(alerts, "tell", broken)
    for _ in range(2):
        alerts.start()
        [thread] = [thread for thread in threading.enumerate() if thread.name == "alerts"] or [None]
        if thread:
            thread.join(10)
        assert alerts._busy.acquire(timeout=10)
        alerts._busy.release()
    assert caplog.text.count("nobody could look for troubles") == 2


def test_worker_begins_a_round_a_minute_and_never_waits_for_it(monkeypatch):
    begun, now = [], [1000.0]
    monkeypatch.setattr("coloring.reconciler.time.monotonic", lambda: now[0])
    monkeypatch.setattr(alerts, "start", lambda: begun.append(now[0]))
    reconciler = Reconciler()
    for seconds in (0, 30, 31, 60, 61):
        now[0] = 1000.0 + seconds
        reconciler.alert()
    assert begun == [1060.0]


def test_slow_mail_server_holds_up_no_second_round(monkeypatch):
    begun, go_on = [], threading.Event()

    def slow():
        begun.append(threading.current_thread().name)
        go_on.wait(10)

    monkeypatch.setattr(alerts, "tell", slow)
    alerts.start()
    alerts.start()
    go_on.set()
    assert alerts._busy.acquire(timeout=10)
    alerts._busy.release()
    assert begun == ["alerts"]
