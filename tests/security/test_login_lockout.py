"""Who guesses passwords has to wait; who owns the account does not, and nothing tells whose it is."""

import logging
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from herbbie import addresses
from tests import factories

pytestmark = pytest.mark.django_db

MAILBOX, PASSWORD = "parent@example.org", "un-crayon-bien-taille"
HOME, CAFE = "192.0.2.1", "198.51.100.7"
TRIES = 10
TRYING = SimpleNamespace()


@pytest.fixture(autouse=True)
def parent(db):
    return factories.user(email=MAILBOX, password=PASSWORD)


@pytest.fixture(autouse=True)
def browser(monkeypatch):
    """One for all tries of a test, without a memory: what is counted is kept in no cookie."""
    monkeypatch.setattr(TRYING, "client", Client(), raising=False)


def log_in(password, mailbox=MAILBOX, address=HOME, **headers):
    TRYING.client.cookies.clear()
    sent = {"username": mailbox, "password": password}
    return TRYING.client.post(reverse("accounts:login"), sent, REMOTE_ADDR=address, headers=headers)


def guess(times=TRIES, **who):
    return [log_in(f"guess {number}", **who) for number in range(times)][-1]


def test_tenth_wrong_password_is_told_to_wait_and_so_is_the_right_one_then():
    assert guess(TRIES - 1).status_code == 200
    assert guess(1).status_code == 429
    late = log_in(PASSWORD)
    assert late.status_code == 429
    assert late["Retry-After"] == "900"
    assert "_auth_user_id" not in late.client.session


@pytest.mark.parametrize(("language", "sentence"), [("fr", "pause"), ("en", "Time for a little pause")])
def test_wait_is_told_kindly_in_the_language_of_the_reader(language, sentence):
    guess()
    answer = log_in(PASSWORD, **{"accept-language": language})
    assert sentence in answer.content.decode()
    assert f'<html lang="{language}">' in answer.content.decode()


def test_right_password_after_nine_wrong_ones_works_and_wipes_the_slate():
    guess(TRIES - 1)
    assert log_in(PASSWORD).status_code == 302
    assert guess(TRIES - 1).status_code == 200


def test_owner_of_the_account_gets_in_from_elsewhere():
    guess(TRIES * 2)
    assert log_in(PASSWORD, address=CAFE).status_code == 302


def test_another_account_is_reached_from_the_same_address():
    factories.user(email="aunt@example.org", password=PASSWORD)
    guess()
    assert log_in(PASSWORD, mailbox="aunt@example.org").status_code == 302


def test_after_a_quarter_of_an_hour_it_goes_on():
    guess()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert log_in(PASSWORD).status_code == 302


def test_trying_during_the_wait_does_not_prolong_it():
    guess()
    began = AccessAttempt.objects.get().attempt_time
    guess(3)
    assert AccessAttempt.objects.get().attempt_time == began


def test_other_spelling_of_the_mailbox_is_the_same_account():
    for number in range(TRIES):
        log_in(f"guess {number}", mailbox=MAILBOX.upper() if number % 2 else f" {MAILBOX}")
    assert log_in(PASSWORD).status_code == 429


def test_whole_ipv6_line_is_one_caller():
    """A customer has 2**64 addresses: each could guess ten times."""
    for number in range(TRIES):
        log_in("guess", address=f"2001:db8:1:2::{number:x}")
    assert log_in(PASSWORD, address="2001:db8:1:2:ffff::1").status_code == 429
    assert log_in(PASSWORD, address="2001:db8:1:3::1").status_code == 302


def test_header_that_names_an_address_is_believed_from_our_proxy_alone(settings):
    for number in range(TRIES):
        log_in("guess", **{"x-real-ip": f"203.0.113.{number}", "x-forwarded-for": f"203.0.113.{number}"})
    assert log_in(PASSWORD, **{"x-real-ip": "203.0.113.99"}).status_code == 429
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    assert log_in(PASSWORD, **{"x-real-ip": "203.0.113.99"}).status_code == 302


def test_every_process_counts_together():
    """The count is in the rows: neither a cache nor a cookie holds any of it."""
    guess(TRIES - 1)
    cache.clear()
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == TRIES - 1
    assert guess(1).status_code == 429


def words_of(answer):
    """The page without its tokens and without what was typed."""
    return re.sub(r"[A-Za-z0-9]{64}|parent@|nobody@", "", answer.content.decode())


def test_unknown_mailbox_is_answered_as_a_known_one_all_the_way():
    for number in range(TRIES + 1):
        known, unknown = log_in(f"guess {number}"), log_in(f"guess {number}", mailbox="nobody@example.org")
        assert known.status_code == unknown.status_code
        assert (
            len(known.content) == len(unknown.content) - len("nobody") + len("parent") or number >= TRIES - 1
        )
    assert known.status_code == 429


def test_unknown_mailbox_costs_as_much_work_as_a_known_one(monkeypatch):
    """Hashing takes a fraction of a second: who skips it tells that there is no such account."""
    hashed = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *told: hashed.append(1) or plain(*told))
    log_in("guess")
    for_known = len(hashed)
    log_in("guess", mailbox="nobody@example.org")
    assert for_known == len(hashed) - for_known == 1


def test_closed_account_is_not_told_from_a_wrong_password(parent):
    parent.is_active = False
    parent.save()
    assert "ne vont pas ensemble" in log_in(PASSWORD).content.decode()


def test_administration_has_no_door_of_its_own(visitor, parent):
    parent.is_staff = parent.is_superuser = True
    parent.save()
    answer = visitor.post("/admin/login/", {"username": MAILBOX, "password": PASSWORD})
    assert answer.status_code == 302
    assert "_auth_user_id" not in visitor.session


def test_pages_are_drawn_for_somebody_who_is_locked_out(visitor):
    guess()
    answer = visitor.post("/generate_coloring/", {"theme": "espace"}, REMOTE_ADDR=HOME)
    assert answer.status_code == 202


def test_rows_hold_neither_mailbox_nor_address_nor_password():
    """Some people type their password where the mailbox belongs."""
    log_in("hunter2-in-the-right-field", mailbox="hunter2-in-the-wrong-field@example.org")
    [row] = AccessAttempt.objects.values()
    told = str(row)
    assert "hunter2" not in told
    assert HOME not in told
    assert row["username"] == addresses.mailbox("hunter2-in-the-wrong-field@example.org")


def test_log_names_nobody(caplog):
    caplog.set_level(logging.DEBUG)
    guess()
    log_in(PASSWORD, address=CAFE)
    assert "login failure" in caplog.text
    assert not [told for told in (MAILBOX, PASSWORD, "guess 1", HOME, CAFE) if told in caplog.text]


def test_rows_go_when_they_count_no_more():
    guess(2)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))
    log_in(PASSWORD, address=CAFE)
    assert not AccessAttempt.objects.exists()


def test_one_line_may_not_try_many_accounts_for_ever():
    """Ten guesses each at ten thousand accounts would be ten thousand times ten guesses."""
    answers = [log_in("guess", mailbox=f"parent{number}@example.org").status_code for number in range(61)]
    assert answers == [200] * 60 + [429]
    assert log_in(PASSWORD, address=CAFE).status_code == 302
