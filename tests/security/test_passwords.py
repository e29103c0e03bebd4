"""Passwords as ASVS 5.0 asks for them, and the sessions that they open."""

import re
from datetime import datetime, timedelta

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sessions import Session
from tests import factories

pytestmark = pytest.mark.django_db

MAILBOX, PASSWORD = "parent@example.org", "un-crayon-bien-taille"


def sign_up(password, mailbox=MAILBOX):
    return Client().post(reverse("accounts:signup"), {"email": mailbox, "password": password})


def log_in(password, client=None, mailbox=MAILBOX):
    client = client or Client()
    client.post(reverse("accounts:login"), {"username": mailbox, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "password",
    [
        "tigre vert",
        "petitetortue",
        "9031746285",
        "ÉLÉPHANTEAU",
        "🦊🦉🐢🦄🐙🐝🦀🐳",
        "  deux espaces  ",
        "x" * 61 + " yz",
        "une très longue phrase " * 12,
    ],
)
def test_password_of_any_letters_and_length_is_taken_and_kept_as_it_is(password):
    assert sign_up(password).status_code == 302
    assert log_in(password)
    for other in (password.strip() + "!", password.swapcase(), password[:-1], password.strip()):
        assert other == password or not log_in(other)


@pytest.mark.parametrize(
    "password", ["sept727", "password", "12345678", "iloveyou", "qwertyuiop", "football1", "parent@example"]
)
def test_short_known_and_own_words_are_no_passwords(password):
    assert sign_up(password).status_code == 400
    assert not User.objects.exists()


def test_list_of_known_passwords_is_long_enough():
    """ASVS 6.2.4: at least the 3,000 most used of those that are long enough."""
    assert len([word for word in CommonPasswordValidator().passwords if len(word) >= 8]) >= 3000


@pytest.mark.parametrize("name", ["signup", "login"])
def test_password_field_is_masked_and_open_to_password_managers(visitor, name):
    text = visitor.get(reverse(f"accounts:{name}")).content.decode()
    [field] = [tag for tag in re.findall(r"<input[^>]*>", text) if 'name="password"' in tag]
    assert 'type="password"' in field
    assert re.search(r'autocomplete="(new|current)-password"', field)
    assert not re.search(r"maxlength|onpaste|readonly", field)


def test_passwords_are_hashed_slowly():
    """OWASP's figure for PBKDF2 with SHA-256 is 600,000 rounds."""
    assert global_settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_password_is_changed_by_who_knows_the_old_one_alone(owner):
    new = {"new_password": "des-crayons-tout-neufs"}
    path = reverse("accounts:change_password")
    assert owner.post(path, new | {"old_password": "a guess"}).status_code == 400
    assert owner.post(path, new).status_code == 400
    assert owner.post(path, new | {"old_password": "crayons-et-papier"}).status_code == 302
    owner.user.refresh_from_db()
    assert owner.user.check_password("des-crayons-tout-neufs")


def test_there_is_no_account_but_those_that_somebody_made():
    assert not User.objects.exists()


def test_session_that_somebody_prepared_is_not_the_one_after_log_in(visitor):
    """Who plants a session in a browser must not own what its user does then."""
    factories.user(email=MAILBOX, password=PASSWORD)
    visitor.post("/pages/theme/", {"theme": "espace"})
    planted = visitor.session.session_key
    assert log_in(PASSWORD, visitor)
    assert visitor.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_made_up_session_is_not_taken_over(visitor):
    visitor.cookies["session"] = "m4deupbysomebodyelse0123456789ab"
    visitor.post("/pages/theme/", {"theme": "espace"})
    assert visitor.session.session_key != "m4deupbysomebodyelse0123456789ab"


def test_session_that_ended_opens_nothing_more(owner):
    key = owner.session.session_key
    owner.post(reverse("accounts:logout"))
    thief = Client()
    thief.cookies["session"] = key
    assert thief.get(reverse("accounts:account")).status_code == 302


def test_session_of_a_closed_account_opens_nothing_more(owner):
    assert owner.get(reverse("accounts:account")).status_code == 200
    User.objects.filter(pk=owner.user.pk).update(is_active=False)
    assert owner.get(reverse("accounts:account")).status_code == 302


def test_session_of_a_deleted_account_is_deleted_with_it(owner):
    owner.user.delete()
    assert not Session.objects.exists()
    assert owner.get(reverse("accounts:account")).status_code == 302


def test_session_key_cannot_be_guessed(owner):
    """32 signs of 36 are 165 bits; ASVS 7.2.3 asks for 128."""
    assert len(owner.session.session_key) == 32
    assert len(VALID_KEY_CHARS) == 36


def test_no_address_holds_a_session(owner):
    text = owner.get(reverse("accounts:account")).content.decode()
    assert owner.session.session_key not in text


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:evil(1)",
        "/\\evil.example",
        "http:evil.example",
    ],
)
def test_nobody_is_sent_on_to_another_site(visitor, there):
    factories.user(email=MAILBOX, password=PASSWORD)
    sent = {"username": MAILBOX, "password": PASSWORD, "next": there}
    asked = [
        visitor.post(reverse("set_language"), {"language": "en", "next": there}),
        visitor.post(reverse("accounts:login"), sent),
        visitor.get(reverse("accounts:login"), {"next": there}),
    ]
    assert [answer.status_code for answer in asked] == [302] * 3
    assert not [answer["Location"] for answer in asked if "evil" in answer["Location"]]


def test_reset_link_is_of_no_use_after_three_days(visitor, monkeypatch):
    user = factories.user(email=MAILBOX, password=PASSWORD)
    made = datetime(2026, 5, 1, 12)  # noqa: DTZ001 (Django counts without zones here)
    monkeypatch.setattr(default_token_generator, "_now", lambda: made)
    token = default_token_generator.make_token(user)
    assert default_token_generator.check_token(user, token)
    monkeypatch.setattr(default_token_generator, "_now", lambda: made + timedelta(days=3, seconds=1))
    assert not default_token_generator.check_token(user, token)
