"""API keys of an account: shown once, kept as hashes, one's own alone, revoked at once, and gone with it."""

import hashlib
import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import keys, leaving
from accounts.models import ApiKey
from coloring import readable, retention

pytestmark = pytest.mark.django_db

KEYS = reverse("accounts:keys")
IN_ENGLISH = {"accept-language": "en"}


def make(client, name="n8n"):
    """The key as the screen shows it."""
    answer = client.post(KEYS, {"name": name})
    assert answer.status_code == 201
    [key] = re.findall(r">(hb_[\w-]{43})</textarea>", answer.content.decode())
    return key


def revoke(client, key):
    return client.post(reverse("accounts:revoke_key", args=[key.pk]))


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["keys", "revoke_keys", "revoke_key"])
def test_every_screen_renders_in_both_languages(owner, name, language):
    row, _key = keys.make(owner.user.pk, "n8n")
    path = reverse(f"accounts:{name}", args=[row.pk] if name == "revoke_key" else [])
    answer = owner.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text_of(answer)
    assert "no-store" in answer["Cache-Control"]


def test_key_is_shown_once_and_stored_by_no_browser(owner):
    answer = owner.post(KEYS, {"name": "n8n"})
    [key] = re.findall(r"hb_[\w-]{43}", text_of(answer))
    assert "no-store" in answer["Cache-Control"]
    assert not any(key in value for value in answer.headers.values())
    assert key not in json.dumps(dict(owner.session.items()))
    again = text_of(owner.get(KEYS))
    assert key not in again
    assert key[:9] in again


def test_no_column_of_any_table_holds_the_key(owner):
    key = make(owner)
    assert ApiKey.objects.get().digest == hashlib.sha256(key.encode()).hexdigest()
    secret = key[keys.SHOWN :]
    tables = [
        model for app in ("accounts", "coloring", "admin") for model in apps.get_app_config(app).get_models()
    ]
    for model in tables:
        assert secret not in repr(list(model._default_manager.values())), model


def test_two_keys_have_nothing_in_common(owner):
    first, second = make(owner), make(owner)
    assert first != second
    assert keys.user_by(first).user == keys.user_by(second).user == owner.user


def test_screen_names_my_keys_and_nobody_elses(owner, stranger):
    make(owner, "my <b>script</b>")
    make(stranger, "theirs")
    text = text_of(owner.get(KEYS, headers=IN_ENGLISH))
    assert "my &lt;b&gt;script&lt;/b&gt;" in text
    assert "theirs" not in text
    assert "Not used yet." in text


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_key_without_a_proper_name_is_not_made(owner, name):
    answer = owner.post(KEYS, {"name": name})
    assert answer.status_code == 400
    assert answer.context["form"].errors["name"]
    assert not ApiKey.objects.exists()


def test_twenty_living_keys_are_the_most(owner, stranger):
    for _ in range(keys.MOST):
        row, _key = keys.make(owner.user.pk, "n8n")
    refused = owner.post(KEYS, {"name": "one more"}, headers=IN_ENGLISH)
    assert refused.status_code == 400
    assert "(20)" in text_of(refused)
    assert ApiKey.objects.count() == keys.MOST
    make(stranger)
    revoke(owner, row)
    make(owner)


def test_revoked_key_opens_nothing_at_once_and_the_others_stay(owner):
    gone, stays = make(owner), make(owner)
    row = keys.user_by(gone)
    assert revoke(owner, row).url == KEYS
    assert keys.user_by(gone) is None
    assert keys.user_by(stays).user == owner.user
    assert gone[:9] not in text_of(owner.get(KEYS))
    assert revoke(owner, row).status_code == 404


def test_looking_at_the_question_revokes_nothing(owner):
    key = make(owner)
    row = keys.user_by(key)
    for path in (reverse("accounts:revoke_key", args=[row.pk]), reverse("accounts:revoke_keys")):
        assert owner.get(path).status_code == 200
    assert keys.user_by(key)


def test_key_of_somebody_else_does_not_exist(owner, stranger, visitor):
    key = make(owner)
    path = reverse("accounts:revoke_key", args=[keys.user_by(key).pk])
    assert [stranger.get(path).status_code, stranger.post(path).status_code] == [404, 404]
    assert visitor.post(path).url.startswith(reverse("accounts:login"))
    assert stranger.post(reverse("accounts:revoke_keys")).status_code == 302
    assert keys.user_by(key)


def test_number_that_no_table_holds_is_no_key(owner):
    assert owner.get(f"{KEYS}{10**30}/revoke/").status_code == 404


def test_all_keys_of_the_account_are_revoked_together(owner, stranger):
    mine, theirs = [make(owner), make(owner)], make(stranger)
    assert owner.post(reverse("accounts:revoke_keys")).url == KEYS
    assert [keys.user_by(key) for key in mine] == [None, None]
    assert keys.user_by(theirs)


def test_another_password_and_the_end_of_all_sessions_leave_keys_alone_and_the_screen_says_so(owner):
    key = make(owner)
    assert "Log out everywhere" in text_of(owner.get(KEYS, headers=IN_ENGLISH))
    change = {"old_password": "crayons-et-papier", "new_password": "des-crayons-tout-neufs"}
    assert owner.post(reverse("accounts:change_password"), change).status_code == 302
    owner.post(reverse("accounts:log_out_everywhere"))
    assert keys.user_by(key).user == owner.user


def test_use_is_noted_once_a_minute(owner):
    key = make(owner)
    keys.user_by(key)
    first = ApiKey.objects.get().last_used_at
    assert first
    keys.user_by(key)
    assert ApiKey.objects.get().last_used_at == first
    long_ago = timezone.now() - timedelta(minutes=2)
    ApiKey.objects.update(last_used_at=long_ago)
    keys.user_by(key)
    assert ApiKey.objects.get().last_used_at > first
    assert "Last used on" in text_of(owner.get(KEYS, headers=IN_ENGLISH))


def test_trying_a_revoked_key_is_no_use_of_it(owner):
    key = make(owner)
    owner.post(reverse("accounts:revoke_keys"))
    assert keys.user_by(key) is None
    assert ApiKey.objects.get().last_used_at is None


@pytest.mark.parametrize(
    "token", ["", "hb_", "hb_" + "x" * 42, "x" * 46, "hb_" + "é" * 43, "hb_" + "x" * 43 + "\n"]
)
def test_what_has_not_the_form_of_a_key_is_not_even_looked_up(token, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert keys.user_by(token) is None


def test_closed_account_has_no_keys_until_it_is_open_again(owner):
    key = make(owner)
    type(owner.user).objects.update(is_active=False)
    assert keys.user_by(key) is None
    type(owner.user).objects.update(is_active=True)
    assert keys.user_by(key)


def test_keys_go_with_the_account_and_nobody_elses(owner, stranger):
    key, theirs = make(owner), make(stranger)
    leaving.leave(owner.user.pk)
    assert keys.user_by(key) is None
    assert [row.user for row in ApiKey.objects.all()] == [stranger.user]
    assert keys.user_by(theirs)


def test_export_tells_names_and_dates_and_no_hash(owner, stranger):
    key = make(owner, "my script")
    make(stranger, "theirs")
    keys.user_by(key)
    told = readable.account(owner.user.pk)
    [mine] = told["api_keys"]
    assert (mine["name"], mine["revoked_at"]) == ("my script", None)
    assert mine["last_used_at"]
    assert ApiKey.objects.get(user=owner.user).digest not in repr(told)


def test_revoked_keys_are_forgotten_after_a_month(owner):
    old, young = make(owner), make(owner)
    owner.post(reverse("accounts:revoke_keys"))
    ApiKey.objects.filter(digest=keys.digest(old)).update(revoked_at=timezone.now() - timedelta(days=31))
    living = make(owner)
    retention.run()
    left = set(ApiKey.objects.values_list("digest", flat=True))
    assert left == {keys.digest(young), keys.digest(living)}


def test_form_without_its_token_makes_no_key(owner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner.user)
    assert strict.post(KEYS, {"name": "n8n"}).status_code == 403
    assert not ApiKey.objects.exists()
