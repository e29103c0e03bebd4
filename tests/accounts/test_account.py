"""My account: at a glance, another password, logged out everywhere, and gone."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from tests import factories

PASSWORD = "crayons-et-papier"
FRESH = "des-crayons-tout-neufs"
SCREENS = ["account", "change_password", "delete"]


@pytest.fixture
def elsewhere(owner):
    """The same user on another device."""
    client = Client()
    client.force_login(owner.user)
    return client


def is_logged_in(client):
    return client.get(reverse("accounts:account")).status_code == 200


def change(client, old=PASSWORD, new=FRESH):
    return client.post(reverse("accounts:change_password"), {"old_password": old, "new_password": new})


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_screen_renders_in_both_languages(owner, name, language):
    answer = owner.get(reverse(f"accounts:{name}"), headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["logged_out", "deleted"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_goodbye_is_said_without_a_session(visitor, name, language):
    answer = visitor.get(reverse(f"accounts:{name}"), headers={"accept-language": language})
    assert f'<html lang="{language}">' in answer.content.decode()
    assert "session" not in visitor.cookies


@pytest.mark.parametrize("name", [*SCREENS, "log_out_everywhere"])
def test_visitor_is_asked_to_log_in(visitor, name):
    for answer in (visitor.get(reverse(f"accounts:{name}")), visitor.post(reverse(f"accounts:{name}"))):
        assert answer.status_code == 405 or answer.url.startswith(reverse("accounts:login"))


def test_account_names_the_address_and_each_device_once(owner, elsewhere, stranger):
    answer = owner.get(reverse("accounts:account"))
    assert owner.user.email in answer.content.decode()
    assert {device.pk for device in answer.context["devices"]} == {
        owner.session.session_key,
        elsewhere.session.session_key,
    }
    assert answer.content.decode().count('class="device-here"') == 1


def test_new_password_works_here_and_ends_every_other_session(owner, elsewhere, stranger):
    assert change(owner).url == reverse("accounts:account")
    owner.user.refresh_from_db()
    assert owner.user.check_password(FRESH)
    assert is_logged_in(owner)
    assert not is_logged_in(elsewhere)
    assert is_logged_in(stranger)
    assert list(owner.user.sessions.values_list("pk", flat=True)) == [owner.session.session_key]


@pytest.mark.parametrize(
    ("old", "new"), [("wrong", FRESH), (PASSWORD, "short"), (PASSWORD, "password123"), ("", FRESH)]
)
def test_password_stays_when_the_old_one_is_wrong_or_the_new_one_weak(owner, elsewhere, old, new):
    answer = change(owner, old, new)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert FRESH not in answer.content.decode()
    owner.user.refresh_from_db()
    assert owner.user.check_password(PASSWORD)
    assert is_logged_in(elsewhere)


def test_wrong_old_password_counts_as_a_failed_log_in(owner):
    failed = []

    def note(sender, credentials, **_):
        failed.append(credentials["username"])

    from_django = "django.contrib.auth.signals.user_login_failed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{from_django}.send", note)
        change(owner, "guessed")
    assert failed == [owner.user.email]


def test_password_of_somebody_else_proves_nothing(owner, stranger):
    stranger.user.set_password("le-mot-du-voisin")
    stranger.user.save()
    assert change(owner, "le-mot-du-voisin").status_code == 400


def test_new_password_by_mail_ends_the_sessions_of_whoever_knew_the_old_one(owner, visitor, mailoutbox):
    visitor.post(reverse("accounts:password_reset"), {"email": owner.user.email})
    link = next(word for word in mailoutbox[0].body.split() if "/reset/" in word)
    form = visitor.get(link.removeprefix("http://testserver"), follow=True).redirect_chain[-1][0]
    visitor.post(form, {"new_password1": FRESH, "new_password2": FRESH})
    assert not is_logged_in(owner)
    assert is_logged_in(visitor)
    assert list(owner.user.sessions.values_list("pk", flat=True)) == [visitor.session.session_key]


def test_log_out_everywhere_ends_every_session_of_this_account_alone(owner, elsewhere, stranger):
    assert owner.post(reverse("accounts:log_out_everywhere")).url == reverse("accounts:logged_out")
    assert [is_logged_in(client) for client in (owner, elsewhere, stranger)] == [False, False, True]
    assert not owner.user.sessions.exists()


def test_log_out_everywhere_needs_a_post(owner):
    assert owner.get(reverse("accounts:log_out_everywhere")).status_code == 405
    assert is_logged_in(owner)


def test_account_is_deleted_with_the_password_and_never_without(owner, stranger):
    factories.ready_page(user=owner.user)
    for wrong in ("", "wrong"):
        answer = owner.post(reverse("accounts:delete"), {"old_password": wrong})
        assert answer.status_code == 400
    assert User.objects.filter(pk=owner.user.pk).exists()
    answer = owner.post(reverse("accounts:delete"), {"old_password": PASSWORD})
    assert answer.url == reverse("accounts:deleted")
    assert answer.cookies["session"]["max-age"] == 0
    assert list(User.objects.all()) == [stranger.user]
    assert not is_logged_in(owner)
    assert is_logged_in(stranger)


def test_deletion_that_fails_deletes_nothing(owner, monkeypatch):
    page = factories.ready_page(user=owner.user)

    def broken(user, *_, **__):
        page.delete()
        raise RuntimeError

    monkeypatch.setattr(User, "delete", broken)
    with pytest.raises(RuntimeError):
        owner.post(reverse("accounts:delete"), {"old_password": PASSWORD})
    assert owner.user.pages.count() == 1
    assert Session.objects.filter(user=owner.user).count() == 1


def test_says_how_many_pages_go(owner):
    for _ in range(3):
        factories.ready_page(user=owner.user)
    text = owner.get(reverse("accounts:delete"), headers={"accept-language": "en"}).content.decode()
    assert "your 3 pages" in text
