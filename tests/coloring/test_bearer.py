"""Bearer keys: every JSON endpoint and the pictures open to them, and no cookie says anything beside one."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from limits import RateLimitItemPerMinute

from accounts import keys, trying
from accounts.models import Session
from coloring import tasks
from coloring.api import requests
from coloring.models import DailyCount, Page, Photo
from tests import factories
from tests.security import world
from tests.security.routes import routes
from tests.security.table import TABLE, Rule
from tests.security.world import World

pytestmark = pytest.mark.django_db

PROGRAMS = [route.name for route in routes() if route.name in TABLE and TABLE[route.name].program]
WRONG = [
    "Bearer",
    "Bearer ",
    "Bearer something",
    f"Bearer hb_{'x' * 43}",
    f"Bearer hb_{'é' * 43}",
    f"Bearer hb_{'x' * 4000}",
    "Basic aGI6aGI=",
    "hb_",
    "",
]


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    """No worker draws in these tests: a call for pictures is answered at once."""
    monkeypatch.setattr(requests, "LONGEST_WAIT", 0)


@pytest.fixture
def key(owner):
    return keys.make(owner.user.pk, "n8n")[1]


def shown(key, **headers):
    return {"authorization": f"Bearer {key}", **headers}


def ask(client, headers):
    return client.post("/generate_coloring/", {"theme": "espace"}, "application/json", headers=headers)


def path_of(name, mine):
    rule: Rule = TABLE[name]
    return reverse(name, args=[*(rule.of(mine, "ready") if rule.of else ()), *rule.args])


def call(client, name, mine, **headers):
    method = "post" if TABLE[name].post else "get"
    body = TABLE[name].body(mine) if TABLE[name].post else None
    return getattr(client, method)(path_of(name, mine), body, headers=headers)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_endpoint_knows_the_user_of_a_key(name):
    owner = world.account_owner()
    mine = World(owner)
    key = keys.make(owner.user.pk, "n8n")[1]
    answer = call(Client(), name, mine, **shown(key))
    assert answer.status_code == TABLE[name].status("POST" if TABLE[name].post else "GET", "owner")
    assert not answer.cookies


@pytest.mark.parametrize("name", [name for name in PROGRAMS if TABLE[name].of])
@pytest.mark.parametrize("owner_of", [world.account_owner, world.session_owner])
def test_no_key_opens_or_changes_what_another_has(name, owner_of):
    mine, key = World(owner_of()), keys.make(factories.user().pk, "n8n")[1]
    before = world.rows()
    for method in ("GET", "POST", "DELETE"):
        if TABLE[name].answers(method):
            answer = Client().generic(method, path_of(name, mine), headers=shown(key))
            assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    after = world.rows()
    assert {row: after[row] for row in before if row[0] != "accounts.ApiKey"} == {
        row: before[row] for row in before if row[0] != "accounts.ApiKey"
    }


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("sent", WRONG)
def test_every_endpoint_refuses_what_is_no_key_of_ours(name, sent):
    owner = world.account_owner()
    answer = call(owner.client, name, World(owner), authorization=sent)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    error = answer.json()["error"]
    assert (error if isinstance(error, str) else error["code"]) == "key_unknown"


def test_page_asked_for_with_a_key_is_read_with_it_to_the_last_picture(key, owner, visitor, drawers):
    told = ask(visitor, shown(key)).json()
    page = Page.objects.get()
    assert (page.user, page.session) == (owner.user, "")
    tasks.draw_page(page.pk)
    status = visitor.get(told["status_url"], headers=shown(key)).json()
    picture = visitor.get(status["image_url"], headers=shown(key))
    assert picture.content.startswith(b"\x89PNG")
    assert "Authorization" in picture["Vary"]
    assert visitor.get(status["image_url"]).status_code == 404
    assert visitor.get(told["status_url"]).status_code == 404


def test_photo_sent_with_a_key_is_drawn_with_it(key, owner, visitor):
    name = visitor.post("/upload_photo/", {"photo": factories.saved_upload()}, headers=shown(key)).json()
    answer = visitor.post("/convert_photo_to_coloring/", name, "application/json", headers=shown(key))
    assert answer.status_code == 202
    assert Photo.objects.get().user == owner.user


def test_key_of_another_opens_nothing_of_mine(owner, stranger, visitor):
    page = factories.ready_page(user=owner.user)
    other = shown(keys.make(stranger.user.pk, "theirs")[1])
    for path in (
        reverse("coloring:status", args=[page.public_id]),
        reverse("coloring:picture_file", args=[page.picture]),
    ):
        assert visitor.get(path, headers=other).status_code == 404
        assert owner.get(path, headers=other).status_code == 404, "the cookie says nothing beside a key"


def test_no_session_is_looked_up_made_or_changed_beside_a_key(key, owner, stranger):
    """The browser of the stranger shows the owner's key: what it makes is the owner's."""
    before = list(Session.objects.values())
    for client in (stranger, Client()):
        assert ask(client, shown(key)).status_code == 202
        assert settings.SESSION_COOKIE_NAME not in client.cookies or client is stranger
    assert list(Session.objects.values()) == before
    assert set(Page.objects.values_list("user", flat=True)) == {owner.user.pk}


def test_pages_of_a_session_are_not_read_with_a_key_beside_its_cookie(key, visitor):
    mine = ask(visitor, {}).json()
    assert visitor.get(mine["status_url"]).status_code == 200
    assert visitor.get(mine["status_url"], headers=shown(key)).status_code == 404


def test_key_spends_the_pages_of_its_account(key, owner, visitor, paid):
    paid.PAGES_PER_DAY, paid.ANONYMOUS_PAGES_PER_DAY = 1, 0
    assert [ask(visitor, shown(key)).status_code for _ in range(2)] == [202, 429]
    assert DailyCount.objects.get().who == f"user:{owner.user.pk}"


@pytest.mark.parametrize(
    "origin", [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_key_may_come_from_anywhere_but_no_page_of_another_site_may_read_the_answer(key, visitor, origin):
    answer = ask(visitor, shown(key, **origin))
    assert answer.status_code == 202
    assert not [name for name in answer.headers if name.startswith("Access-Control")]
    assert ask(visitor, origin).status_code == 403
    assert ask(visitor, {"authorization": f"Bearer hb_{'x' * 43}", **origin}).status_code == 401


def test_revoked_key_and_the_key_of_a_closed_account_open_nothing_from_then_on(key, owner, visitor):
    page = factories.ready_page(user=owner.user)
    picture = reverse("coloring:picture_file", args=[page.picture])
    assert visitor.get(picture, headers=shown(key)).status_code == 200
    owner.user.is_active = False
    owner.user.save()
    assert ask(visitor, shown(key)).status_code == 401
    owner.user.is_active = True
    owner.user.save()
    assert ask(visitor, shown(key)).status_code == 202
    owner.user.api_keys.all().revoke()
    assert ask(visitor, shown(key)).status_code == 401
    refused = visitor.get(picture, headers=shown(key))
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_key_opens_no_screen(key, visitor):
    for name in ("accounts:account", "accounts:keys", "accounts:delete", "coloring:export"):
        assert visitor.get(reverse(name), headers=shown(key)).status_code == 302, name


def test_wrong_keys_of_one_line_are_counted_and_right_ones_go_on_working(key, owner, visitor, monkeypatch):
    monkeypatch.setattr(trying, "WRONG_KEYS", RateLimitItemPerMinute(2))
    wrong, page = shown("hb_wrong"), factories.ready_page(user=owner.user)
    answers = [ask(visitor, wrong) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    picture = reverse("coloring:picture_file", args=[page.picture])
    assert visitor.get(picture, headers=wrong).status_code == 429
    assert ask(visitor, shown(key)).status_code == 202
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert ask(elsewhere, wrong).status_code == 401


def test_name_of_the_scheme_is_written_in_any_case(key, visitor):
    for sent in (f"bearer {key}", f"BEARER   {key} "):
        assert ask(visitor, {"authorization": sent}).status_code == 202


def test_picture_that_is_kept_for_a_year_is_kept_for_one_key(key, owner, visitor):
    order = factories.ready_image(user=owner.user).order
    kept = visitor.get(reverse("workshop:image_bytes", args=[order.public_id, 0]), headers=shown(key))
    assert "immutable" in kept["Cache-Control"]
    assert "Authorization" in kept["Vary"]
