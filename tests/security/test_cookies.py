"""Every cookie that production sets: for this host, by https, out of the reach of scripts."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_every_cookie_is_for_this_host_alone(over_https):
    factories.user(email="parent@example.org", password="un-crayon-bien-taille")
    over_https.get("/")
    over_https.post(reverse("set_language"), {"language": "en", "next": "/"})
    over_https.post(reverse("coloring:ask_theme"), {"theme": "espace"})
    sent = {"username": "parent@example.org", "password": "un-crayon-bien-taille"}
    over_https.post(reverse("accounts:login"), sent)
    cookies = over_https.cookies
    assert set(cookies) == {"__Host-session", "__Host-csrftoken", "__Host-language"}
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_visitor_who_only_looks_gets_no_session(over_https):
    over_https.get("/")
    over_https.get("/gallery/")
    assert "__Host-session" not in over_https.cookies


def test_message_of_what_was_done_is_in_no_cookie(over_https):
    user = factories.user()
    over_https.force_login(user)
    page = factories.ready_page(user=user)
    over_https.post(reverse("coloring:delete", args=[page.public_id]))
    assert "messages" not in over_https.cookies
    assert "supprimé" in over_https.get("/gallery/").content.decode()
