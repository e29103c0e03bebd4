"""Signing up, in and out, and a new password by mail."""

import re

import pytest
from django.urls import reverse

from accounts.forms import SignUpForm
from accounts.models import User
from tests import factories

PASSWORD = "un-crayon-bien-taille"


@pytest.fixture
def parent(db):
    return factories.user(email="parent@example.org", password=PASSWORD)


def sign_up(client, email="New@Example.org", password=PASSWORD):
    return client.post(reverse("accounts:signup"), {"email": email, "password": password})


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("accounts:login"), {"username": email, "password": password})


def is_logged_in(client):
    return "_auth_user_id" in client.session


def test_sign_up_makes_an_account_and_logs_in(visitor):
    answer = sign_up(visitor)
    assert answer.status_code == 302
    assert answer.url == reverse("coloring:gallery")
    assert User.objects.get().email == "new@example.org"
    assert is_logged_in(visitor)


def test_sign_up_keeps_what_the_session_holds(visitor):
    session = visitor.session
    session["studio"] = "secret"
    session.save()
    sign_up(visitor)
    assert visitor.session["studio"] == "secret"


def test_pages_of_the_session_join_the_new_account(visitor):
    session = visitor.session
    session["studio"] = "0" * 32
    session.save()
    page = factories.ready_page(session="0" * 32)
    sign_up(visitor)
    page.refresh_from_db()
    assert page.user == User.objects.get()


@pytest.mark.parametrize("email", ["parent@example.org", "PARENT@example.ORG"])
def test_taken_address_gets_one_kind_sentence_and_no_second_account(visitor, parent, email):
    answer = sign_up(visitor, email)
    assert answer.status_code == 400
    assert answer.content.decode().count('class="errorlist') == 1
    assert User.objects.count() == 1
    assert not is_logged_in(visitor)


def test_address_taken_between_asking_and_saving_gets_the_same_sentence(visitor, parent, monkeypatch):
    monkeypatch.setattr(SignUpForm, "clean_email", lambda form: form.cleaned_data["email"])
    answer = sign_up(visitor, parent.email)
    assert answer.status_code == 400
    assert answer.context["form"].errors["email"]
    assert not is_logged_in(visitor)


@pytest.mark.parametrize("password", ["short", "password123", "new-example"])
def test_weak_password_is_refused(visitor, password):
    answer = sign_up(visitor, "new-example@example.org", password)
    assert answer.status_code == 400
    assert not User.objects.exists()


def test_refused_sign_up_keeps_the_address_and_not_the_password(visitor):
    text = sign_up(visitor, "new@example.org", "short").content.decode()
    assert 'value="new@example.org"' in text
    assert 'value="short"' not in text


@pytest.mark.parametrize("name", ["signup", "login"])
def test_somebody_logged_in_is_sent_to_the_gallery(owner, name):
    assert owner.get(reverse(f"accounts:{name}")).url == reverse("coloring:gallery")


@pytest.mark.parametrize("email", ["parent@example.org", "Parent@Example.ORG"])
def test_log_in_ignores_the_case_of_the_address(visitor, parent, email):
    assert log_in(visitor, email).url == reverse("coloring:gallery")
    assert is_logged_in(visitor)


@pytest.mark.parametrize("email", ["parent@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_read_the_same(visitor, parent, email):
    text = log_in(visitor, email, "wrong-password").content.decode()
    assert "ne vont pas ensemble" in text
    assert not is_logged_in(visitor)


def test_log_in_goes_where_it_was_asked_to_but_never_to_another_site(visitor, parent):
    form = {"username": parent.email, "password": PASSWORD}
    answer = visitor.post(reverse("accounts:login"), form | {"next": "https://evil.example/"})
    assert answer.url == reverse("coloring:gallery")


def test_log_out_needs_a_post(owner):
    assert owner.get(reverse("accounts:logout")).status_code == 405
    assert is_logged_in(owner)
    assert owner.post(reverse("accounts:logout")).url == reverse("coloring:studio")
    assert not is_logged_in(owner)


def link_in(mail):
    return re.search(r"http://testserver(/\S+)", mail.body)[1]


@pytest.mark.parametrize(
    ("language", "subject"),
    [("fr", "Un nouveau mot de passe pour Herbbie"), ("en", "A new password for Herbbie")],
)
def test_reset_mail_speaks_the_language_of_the_parent(visitor, parent, mailoutbox, language, subject):
    visitor.post(
        reverse("accounts:password_reset"),
        {"email": "PARENT@example.org"},
        headers={"accept-language": language},
    )
    assert [mail.subject for mail in mailoutbox] == [subject]
    assert mailoutbox[0].to == [parent.email]


def test_reset_link_sets_a_new_password_once(visitor, parent, mailoutbox):
    visitor.post(reverse("accounts:password_reset"), {"email": parent.email})
    link = link_in(mailoutbox[0])
    form = visitor.get(link, follow=True)
    fresh = {"new_password1": "des-crayons-tout-neufs", "new_password2": "des-crayons-tout-neufs"}
    answer = visitor.post(form.redirect_chain[-1][0], fresh)
    assert answer.url == reverse("accounts:password_reset_complete")
    assert is_logged_in(visitor)
    parent.refresh_from_db()
    assert parent.check_password("des-crayons-tout-neufs")
    visitor.logout()
    assert "n’est plus valable" in visitor.get(link, follow=True).content.decode()


def test_unknown_address_gets_the_same_answer_and_no_mail(visitor, mailoutbox):
    answer = visitor.post(reverse("accounts:password_reset"), {"email": "nobody@example.org"})
    assert answer.url == reverse("accounts:password_reset_done")
    assert mailoutbox == []


@pytest.mark.parametrize(
    "name", ["signup", "login", "password_reset", "password_reset_done", "password_reset_complete"]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_screen_renders_in_both_languages(visitor, name, language):
    answer = visitor.get(reverse(f"accounts:{name}"), headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


def test_language_switch_is_remembered(visitor):
    answer = visitor.post(reverse("set_language"), {"language": "en", "next": "/accounts/login/"})
    assert answer.url == "/accounts/login/"
    assert "Good to see you again" in visitor.get(answer.url).content.decode()


def test_admin_makes_and_changes_users_by_address(client, db):
    client.force_login(User.objects.create_superuser("admin@example.org", PASSWORD))
    form = {
        "email": "Aunt@Example.org",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = client.post(reverse("admin:accounts_user_add"), form)
    aunt = User.objects.get(email="aunt@example.org")
    assert answer.status_code == 302
    assert aunt.check_password(PASSWORD)
    assert client.get(reverse("admin:accounts_user_change", args=[aunt.pk])).status_code == 200
    assert "aunt@example.org" in client.get(reverse("admin:accounts_user_changelist")).content.decode()
