"""Whatever makes work or tries a secret is counted, and who does it too often is told when to come back."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from limits import RateLimitItemPerHour

from accounts import trying
from accounts.views import AskReset
from herbbie import addresses
from tests import factories
from tests.security import world
from tests.security.routes import routes
from tests.security.table import TABLE
from tests.security.world import World

pytestmark = pytest.mark.django_db

NAMES = [route.name for route in routes() if route.name in TABLE]
COUNTED = [name for name in NAMES if TABLE[name].limit and not TABLE[name].limit.startswith("free: ")]


def test_every_form_is_counted_or_says_why_not():
    silent = [name for name in NAMES if TABLE[name].post and not TABLE[name].limit]
    assert silent == [], "Say in tests/security/table.py what counts these, or why nothing has to"


def test_reasons_are_reasons():
    assert not [rule for rule in TABLE.values() if rule.limit == "free: "]


@pytest.fixture
def once(settings, monkeypatch):
    """Everything may be done once."""
    settings.RATE_LIMIT_PER_MINUTE = 1
    for name in ("LOG_INS", "SIGN_UPS", "MAILS", "LINKS", "NEW_KEYS"):
        monkeypatch.setattr(trying, name, RateLimitItemPerHour(1))


@pytest.mark.parametrize("name", COUNTED)
def test_second_time_is_too_often(name, once):
    rule = TABLE[name]
    needs_account = rule.of is not None or (
        rule.post and rule.post["visitor"] == 302 and rule.limit in {"ask", "NEW_KEYS"}
    )
    caller = world.account_owner()
    mine = World(caller)
    client = caller.client if needs_account else Client()
    args = [*(rule.of(mine, "ready") if rule.of else ()), *rule.args]
    if "photo_path" in rule.body(mine):
        client = caller.client
    ask = client.post if rule.post else client.get
    first = ask(reverse(name, args=args), rule.body(mine))
    second = ask(reverse(name, args=args), rule.body(mine))
    assert first.status_code != 429
    assert second.status_code == 429
    assert 1 <= int(second["Retry-After"]) <= 3600


BROWSER = Client()


def ask_mail(mailbox, address="192.0.2.1", **headers):
    path = reverse("accounts:password_reset")
    return BROWSER.post(path, {"email": mailbox}, REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize("mailbox", ["parent@example.org", "nobody@example.org"])
def test_mailbox_is_not_filled_from_wherever_and_whoever_has_it(mailbox):
    factories.user(email="parent@example.org")
    answers = [ask_mail(mailbox.upper(), address=f"192.0.2.{number}").status_code for number in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert len(mail.outbox) == (5 if mailbox.startswith("parent") else 0)


@pytest.mark.parametrize(("language", "sentence"), [("fr", "pause"), ("en", "Please wait a while")])
def test_too_often_is_told_kindly(language, sentence, once):
    ask_mail("parent@example.org")
    answer = ask_mail("parent@example.org", **{"accept-language": language})
    assert answer.status_code == 429
    assert sentence in answer.content.decode()


def test_answer_is_there_before_the_mail_is_sent(rf, settings):
    """A mail server takes a second: waiting for it would tell that there is an account."""
    factories.user(email="parent@example.org")
    request = rf.post("/", {"email": "parent@example.org"})
    request._dont_enforce_csrf_checks = True
    answer = AskReset.as_view()(request)
    assert answer.status_code == 302
    assert mail.outbox == []
    answer.close()
    assert [sent.to for sent in mail.outbox] == [["parent@example.org"]]


def test_mail_server_that_is_away_changes_nothing_of_the_answer(monkeypatch, caplog):
    factories.user(email="parent@example.org")
    monkeypatch.setattr("django.contrib.auth.forms.PasswordResetForm.save", lambda *_, **__: 1 / 0)
    assert ask_mail("parent@example.org").status_code == ask_mail("nobody@example.org").status_code == 302
    assert "work after an answer failed" in caplog.text


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (" 192.0.2.1 ", "192.0.2.1"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_caller_is_counted_by_line(address, line):
    assert addresses.line_of(address) == line


def test_counted_names_cannot_be_computed_without_the_key(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")
    before = addresses.counted_as(request), addresses.for_axes(request), addresses.mailbox("a@example.org")
    settings.SECRET_KEY = "another"
    after = addresses.counted_as(request), addresses.for_axes(request), addresses.mailbox("a@example.org")
    assert not set(before) & set(after)
