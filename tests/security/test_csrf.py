"""Nobody presses a button in somebody else's name, and no form that cannot be read breaks anything."""

import itertools
import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.security import world
from tests.security.routes import routes
from tests.security.table import TABLE
from tests.security.world import World, rows

pytestmark = pytest.mark.django_db

POSTS = [route.name for route in routes() if route.name in TABLE and TABLE[route.name].post]
FORMS = [name for name in POSTS if not TABLE[name].program]
PROGRAMS = [name for name in POSTS if TABLE[name].program]
EVIL = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
]
ODD = ["rot13", "base64", "idna", "undefined", "utf-16", "latin-1"]
BODIES = {
    "multipart/form-data; boundary=x": (
        b'--x\r\nContent-Disposition: form-data; name="theme"\r\n\r\nchat \xc3\xa9\r\n--x--\r\n'
    ),
    "application/x-www-form-urlencoded": b"theme=%C3%A9&x=\xff",
}


@pytest.fixture
def owner(db):
    return world.account_owner()


@pytest.fixture
def mine(owner):
    return World(owner)


def strict(owner):
    """The owner's browser, as another site makes it act: the cookies come along, the token does not."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = owner.client.cookies
    return client


def path_of(name, mine):
    rule = TABLE[name]
    return reverse(name, args=[*(rule.of(mine, "ready") if rule.of else ()), *rule.args])


def test_form_without_its_token_is_refused_and_changes_nothing(owner, mine):
    before, client = rows(), strict(owner)
    answers = {name: client.post(path_of(name, mine), TABLE[name].body(mine)).status_code for name in FORMS}
    assert answers == dict.fromkeys(FORMS, 403)
    assert rows() == before


def test_token_of_another_browser_is_none(owner, mine):
    client, other = strict(owner), Client()
    other.get("/")
    stolen = {"csrfmiddlewaretoken": other.cookies["csrftoken"].value}
    answers = {name: client.post(path_of(name, mine), stolen).status_code for name in FORMS}
    assert answers == dict.fromkeys(FORMS, 403)


def test_form_with_its_token_is_taken(owner):
    client = strict(owner)
    client.get("/")
    sent = {"theme": "espace", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(reverse("coloring:ask_theme"), sent).status_code == 302


def code_of(answer):
    """The code of a refusal, also of one in the form of OpenAI's API."""
    error = answer.json()["error"]
    return error["code"] if isinstance(error, dict) else error


def test_another_site_makes_no_program_of_a_browser(owner, mine):
    before, client = rows(), strict(owner)
    for name in PROGRAMS:
        for headers in EVIL:
            answer = client.post(path_of(name, mine), TABLE[name].body(mine), headers=headers)
            assert (answer.status_code, code_of(answer)) == (403, "cross_site"), (name, headers)
    assert rows() == before


def test_reading_changes_nothing(owner, mine):
    before = rows()
    for route in routes():
        rule = TABLE.get(route.name)
        if rule and rule.get:
            owner.client.get(path_of(route.name, mine))
            owner.client.options(path_of(route.name, mine))
    assert rows() == before


@pytest.mark.parametrize("field", ["_method", "X-HTTP-Method-Override"])
def test_method_is_the_one_that_was_sent(field, owner, mine):
    """No field and no header makes a reading of a page its deletion."""
    path = reverse("coloring:delete", args=mine.page("ready"))
    assert owner.client.get(path, {"_method": "POST"}, headers={field: "POST"}).status_code == 405
    page = reverse("coloring:page", args=mine.page("ready"))
    assert owner.client.post(page, {"_method": "DELETE"}, headers={field: "DELETE"}).status_code == 405
    mine.pages["ready"].refresh_from_db()


def test_form_in_an_odd_charset_is_refused_kindly(mine, caplog):
    """Python knows charsets that are none for text: a field read with one of them was a 500."""
    caplog.set_level(logging.CRITICAL)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for name, charset, (kind, body) in itertools.product(FORMS, ODD, BODIES.items()):
        answer = client.generic("POST", path_of(name, mine), body, f"{kind}; charset={charset}")
        assert answer.status_code == 400, (name, charset, kind)
        assert "Back to the studio" in answer.content.decode()


def test_program_with_an_odd_charset_is_answered_in_json(mine, caplog):
    caplog.set_level(logging.CRITICAL)
    client = Client(raise_request_exception=False)
    for name, charset, (kind, body) in itertools.product(PROGRAMS, ODD, BODIES.items()):
        answer = client.generic("POST", path_of(name, mine), body, f"{kind}; charset={charset}")
        assert answer.status_code < 500, (name, charset, kind)
        assert {"success", "error"} & set(answer.json())


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "nonsense"])
def test_usual_charset_in_any_spelling_is_read(charset, owner):
    """A charset that nobody knows is Django's to ignore."""
    kind, body = next(iter(BODIES.items()))
    answer = owner.client.generic("POST", "/pages/theme/", body, f"{kind}; charset={charset}")
    assert answer.status_code == 302
