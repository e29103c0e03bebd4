"""What the owner's mail says, and that a mail which does not go out harms nobody."""

import logging
import smtplib
import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from coloring import alerts, facts, pictures, troubles
from coloring.engines.base import EngineUnpaid
from coloring.models import ServiceFact, Spending
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("named_owner")]


def late():
    return factories.page(created_at=timezone.now() - timedelta(minutes=6))


def told():
    """How many mails one more round sends."""
    before = len(mail.outbox)
    alerts.tell()
    return len(mail.outbox) - before


def test_mail_is_in_the_sites_language_and_in_english(paid):
    paid.ALLOWED_HOSTS = [".example.org", "herbbie.example"]
    facts.note("openai", EngineUnpaid("no credit"))
    alerts.tell()
    [sent] = mail.outbox
    assert sent.to == ["owner@example.org"]
    assert "http://herbbie.example" in sent.subject
    assert "\n" not in sent.subject
    french, english = sent.body.split("\n----------\n")
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
    english = mail.outbox[0].body.split("\n----------\n")[1]
    assert english.count("\n* ") == len(troubles.standing()) == 9
    for words in (
        "openai says",
        "2.50 of 2.50 US dollars",
        "budget of 2.50 US dollars",
        "model-a is gone",
        "model-b will be shut down on Jan. 7, 2026",
        "(files)",
        "1 page waits, for 6 minutes",
        "10 pages or pictures for programs crashed",
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
