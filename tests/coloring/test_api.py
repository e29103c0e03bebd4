"""The JSON endpoints: what programs send, what they get, what is refused."""

import pytest

from coloring import tasks
from coloring.api import waiting_rooms
from coloring.models import Page, Photo
from tests import factories

pytestmark = pytest.mark.django_db


def generate(client, body, **headers):
    return client.post("/generate_coloring/", body, content_type="application/json", headers=headers)


@pytest.fixture
def at_once(drawers, monkeypatch):
    """A worker that has drawn every page by the time somebody looks."""
    monkeypatch.setattr(
        waiting_rooms.time, "sleep", lambda _: [tasks.draw_page(page.pk) for page in Page.objects.all()]
    )


def test_theme_is_accepted_with_an_address_to_ask(visitor):
    response = generate(visitor, {"theme": "espace"})
    answer = response.json()
    assert response.status_code == 202
    assert (answer["success"], answer["status"], answer["image_url"]) == (True, "waiting", None)
    assert answer["id"] == Page.objects.get().public_id
    assert visitor.get(answer["status_url"]).json()["status"] == "waiting"


def test_form_is_as_good_as_json(visitor):
    assert visitor.post("/generate_coloring/", {"theme": "espace", "detail": "fine"}).status_code == 202
    assert Page.objects.get().detail == "fine"


def test_waiting_answers_with_the_finished_page(visitor, at_once):
    response = generate(visitor, {"theme": "espace"}, prefer="wait=60")
    answer = response.json()
    assert response.status_code == 200
    assert response["Preference-Applied"] == "wait=60"
    assert answer["status"] == "ready"
    assert answer["engine"] == "offline"
    assert answer["cost_usd"] == 0
    assert set(answer) >= {"image_url", "model", "quality", "size", "seconds", "measures"}
    assert visitor.get(answer["image_url"]).content.startswith(b"\x89PNG")


def test_waiting_in_vain_answers_202(visitor, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: None)
    clock = iter(range(100))
    monkeypatch.setattr(waiting_rooms.time, "monotonic", lambda: next(clock))
    response = generate(visitor, {"theme": "espace"}, prefer="respond-async, wait=5")
    assert (response.status_code, response.json()["status"]) == (202, "waiting")


def test_more_waiting_requests_than_threads_are_answered_at_once(visitor, monkeypatch):
    monkeypatch.setattr(waiting_rooms.PLACES, "acquire", lambda blocking: False)
    assert generate(visitor, {"theme": "espace"}, prefer="wait=60").status_code == 202


def test_failed_page_says_why_in_the_callers_language(owner):
    page = factories.page(user=owner.user, state="failed", problem="unpaid")
    answer = owner.get(f"/pages/{page.public_id}/status/", headers={"accept-language": "en"}).json()
    assert (answer["success"], answer["status"], answer["problem"]) == (False, "failed", "unpaid")
    assert answer["message"].startswith("Our drawing service is taking a break")


def test_photo_in_the_request_is_drawn_at_home(visitor):
    response = visitor.post("/convert_photo_to_coloring/", {"photo": factories.saved_upload()})
    assert response.status_code == 202
    assert (Page.objects.get().mode, Page.objects.get().consented_at) == ("home", None)


def test_photo_sent_before_is_used_once(visitor):
    sent = visitor.post("/upload_photo/", {"photo": factories.saved_upload()})
    assert sent.status_code == 201
    body = {"photo_path": sent.json()["photo_path"]}
    convert = "/convert_photo_to_coloring/"
    assert visitor.post(convert, body, content_type="application/json").status_code == 202
    assert Page.objects.get().photo.name == body["photo_path"]
    assert visitor.post(convert, body, content_type="application/json").status_code == 404
    assert Photo.objects.count() == 1


def test_paid_way_needs_consent_in_json_too(visitor, paid):
    sent = visitor.post("/upload_photo/", {"photo": factories.saved_upload()}).json()["photo_path"]
    body = {"photo_path": sent, "mode": "faithful"}
    convert = "/convert_photo_to_coloring/"
    assert visitor.post(convert, body, content_type="application/json").json()["error"] == "consent_missing"
    response = visitor.post(convert, body | {"consent": "on"}, content_type="application/json")
    assert response.status_code == 202


@pytest.mark.parametrize("word", [True, "on", "true", "1"])
def test_consent_is_given_by_a_yes(visitor, paid, word):
    sent = visitor.post("/upload_photo/", {"photo": factories.saved_upload()}).json()["photo_path"]
    body = {"photo_path": sent, "mode": "faithful", "consent": word}
    response = visitor.post("/convert_photo_to_coloring/", body, content_type="application/json")
    assert response.status_code == 202
    assert Page.objects.get().consented_at


@pytest.mark.parametrize("word", ["no", "off", "0", "non", "refused", "false", "", " ", "null", "on off"])
def test_any_other_word_is_no_consent(visitor, paid, word):
    body = {"photo": factories.saved_upload(), "mode": "faithful", "consent": word}
    response = visitor.post("/convert_photo_to_coloring/", body)
    assert (response.status_code, response.json()["error"]) == (422, "consent_missing")
    assert not Page.objects.exists()


@pytest.mark.parametrize("word", [False, None, "no"])
def test_any_other_value_in_json_is_no_consent(visitor, paid, word):
    sent = visitor.post("/upload_photo/", {"photo": factories.saved_upload()}).json()["photo_path"]
    body = {"photo_path": sent, "mode": "faithful", "consent": word}
    response = visitor.post("/convert_photo_to_coloring/", body, content_type="application/json")
    assert (response.status_code, response.json()["error"]) == (422, "consent_missing")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({}, 400, "theme_missing"),
        ({"theme": "   "}, 400, "theme_missing"),
        ({"theme": "x" * 201}, 400, "theme_too_long"),
        ({"theme": "12 !? 34"}, 422, "theme_wordless"),
        ({"theme": "zzqxw"}, 422, "unknown_theme"),
        ({"theme": ["espace"]}, 400, "invalid"),
        ({"theme": "espace", "detail": "enormous"}, 400, "invalid"),
        ({"theme": "espace", "name": "A" * 25}, 422, "name_too_long"),
        ({"theme": "espace", "name": "Zoé7"}, 422, "name_letters"),
        ({"theme": "espace", "name": "connard"}, 422, "name_refused"),
        ({"theme": "espace", "name": True}, 400, "invalid"),
        ("not json", 400, "malformed"),
        ([], 400, "malformed"),
    ],
)
def test_bad_request_is_refused_kindly_and_stores_nothing(visitor, body, status, error):
    response = generate(visitor, body)
    answer = response.json()
    assert (response.status_code, answer["error"], answer["success"]) == (status, error, False)
    assert answer["message"]
    assert not Page.objects.exists()


def test_message_is_in_the_callers_language(visitor):
    french = generate(visitor, {}, **{"accept-language": "fr"}).json()["message"]
    english = generate(visitor, {}, **{"accept-language": "en"}).json()["message"]
    assert english.startswith("Tell us what to draw")
    assert french != english


def test_other_kinds_of_body_are_not_read(visitor):
    response = visitor.post("/generate_coloring/", "theme=espace", content_type="text/plain")
    assert response.status_code == 415


def test_body_of_a_megabyte_of_json_is_too_large(visitor):
    assert generate(visitor, {"theme": "x" * 1_100_000}).status_code == 413


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_refused(visitor, method):
    assert getattr(visitor, method)("/generate_coloring/").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_another_site_cannot_ask_in_somebodys_name(owner, headers):
    assert generate(owner, {"theme": "espace"}, **headers).status_code == 403
    assert not Page.objects.exists()


def test_own_site_may_ask(owner):
    headers = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
    assert generate(owner, {"theme": "espace"}, **headers).status_code == 202


def test_key_that_nobody_gave_out_is_refused(visitor):
    response = generate(visitor, {"theme": "espace"}, authorization="Bearer something")
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_rate_limit_is_told_in_json(visitor, settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    generate(visitor, {"theme": "espace"})
    response = generate(visitor, {"theme": "espace"})
    assert (response.status_code, response.json()["error"]) == (429, "rate_limited")
    assert response["Retry-After"]


def test_quota_of_paid_pages_is_told_in_json(visitor, paid):
    paid.ANONYMOUS_PAGES_PER_DAY = 0
    response = generate(visitor, {"theme": "espace"})
    assert (response.status_code, response.json()["error"]) == (429, "quota")
    assert not Page.objects.exists()
