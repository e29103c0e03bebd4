"""Requests of programs that cannot be read or make no sense: always JSON, always a reason, nothing stored."""

import json

import pytest

from coloring.api import waiting_rooms
from coloring.models import Page
from tests import factories

pytestmark = pytest.mark.django_db

PATHS = ["/generate_coloring/", "/convert_photo_to_coloring/", "/upload_photo/"]
TEXTS = [("/generate_coloring/", "theme"), ("/convert_photo_to_coloring/", "photo_path")]
FORM = "multipart/form-data; boundary=x"
BASE64 = '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n{}\r\n\r\n!\r\n--x--\r\n'
PART = '--x\r\nContent-Disposition: form-data; name="theme"\r\n\r\nchat\r\n--x--\r\n'

UNREADABLE = {
    "no boundary": ("a=1", "multipart/form-data"),
    "bad base64": (BASE64.format("Content-Transfer-Encoding: base64"), FORM),
    "18 files": ("".join(BASE64.format("X-No: 1")[:-7] for _ in range(18)) + "--x--\r\n", FORM),
    "1500 fields": ("a=1&" * 1500, "application/x-www-form-urlencoded"),
    "a form in UTF-16": ("theme=chat", "application/x-www-form-urlencoded; charset=utf-16"),
    "a charset of no text": (PART, f"{FORM}; charset=hex"),
    "a charset for addresses": (PART, f"{FORM}; charset=idna"),
    "broken JSON": ('{"theme": ', "application/json"),
    "deep JSON": ("[" * 40_000, "application/json"),
    "deep JSON in a field": ('{"theme":' * 40_000, "application/json"),
    "no UTF-8": (b'{"theme": "\xff"}', "application/json"),
}


def send(client, path, body, kind, **headers):
    """A body as it is: the test client encodes nothing."""
    return client.generic("POST", path, body, content_type=kind, headers=headers)


def error_of(response):
    answer = response.json()
    assert answer["success"] is False
    assert answer["message"]
    assert response["Cache-Control"] == "no-store"
    assert not Page.objects.exists()
    return response.status_code, answer["error"]


@pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE.keys())
@pytest.mark.parametrize("path", PATHS)
def test_body_that_cannot_be_read_is_malformed(visitor, path, body, kind):
    assert error_of(send(visitor, path, body, kind)) == (400, "malformed")


@pytest.mark.parametrize("method", ["get", "put", "delete", "head", "options", "patch"])
@pytest.mark.parametrize("path", PATHS)
def test_other_methods_are_told_which_one_to_use(visitor, path, method):
    response = getattr(visitor, method)(path)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert method == "head" or error_of(response) == (405, "method_not_allowed")


def test_status_is_only_read(owner):
    address = f"/pages/{factories.page(user=owner.user).public_id}/status/"
    response = owner.post(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["error"] == "method_not_allowed"
    assert owner.head(address).status_code == 200


@pytest.mark.parametrize("text", ["chat \ud83d", "\udfff", "chat\x00"])
@pytest.mark.parametrize(("path", "field"), TEXTS)
def test_text_that_no_database_keeps_is_invalid(visitor, path, field, text):
    body = json.dumps({field: text})
    assert error_of(send(visitor, path, body, "application/json")) == (400, "invalid")


def test_half_a_character_in_a_form_is_invalid(visitor):
    body = PART.replace("chat", "chat \\ud83d")
    assert error_of(send(visitor, PATHS[0], body, f"{FORM}; charset=unicode_escape")) == (400, "invalid")


@pytest.mark.parametrize("value", [True, False])
@pytest.mark.parametrize(("path", "field"), TEXTS)
def test_tick_is_no_text(visitor, path, field, value):
    body = json.dumps({field: value})
    assert error_of(send(visitor, path, body, "application/json")) == (400, "invalid")


@pytest.mark.parametrize("word", [False, None, "false", "False", "0", "no", "off", ""])
def test_coloured_model_that_nobody_asks_for_is_no_obstacle(visitor, word):
    body = json.dumps({"theme": "espace", "colored_model": word})
    assert send(visitor, PATHS[0], body, "application/json").status_code == 202


@pytest.mark.parametrize("word", [True, "true", "True", "1", "on", "yes"])
def test_coloured_model_that_is_asked_for_is_kept(visitor, word):
    body = json.dumps({"theme": "espace", "colored_model": word})
    assert send(visitor, PATHS[0], body, "application/json").status_code == 202
    assert Page.objects.get().colored_model


@pytest.mark.parametrize("word", ["maybe", "oui", "2"])
def test_coloured_model_that_is_not_understood_is_not_dropped_in_silence(visitor, word):
    body = json.dumps({"theme": "espace", "colored_model": word})
    assert error_of(send(visitor, PATHS[0], body, "application/json")) == (400, "invalid")


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "//", "nonsense"])
def test_origin_that_is_none_is_another_site(owner, origin):
    response = send(owner, PATHS[0], '{"theme": "espace"}', "application/json", origin=origin)
    assert error_of(response) == (403, "cross_site")


@pytest.mark.parametrize("path", PATHS)
def test_body_of_unsaid_length_is_refused_rather_than_taken_for_empty(visitor, path):
    headers = {"transfer-encoding": "chunked"}
    response = send(visitor, path, '{"theme": "espace"}', "application/json", **headers)
    assert error_of(response) == (411, "length_required")


def test_page_deleted_while_a_program_waits_is_not_found(visitor, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: Page.objects.all().delete())
    response = send(visitor, PATHS[0], '{"theme": "espace"}', "application/json", prefer="wait=60")
    assert error_of(response) == (404, "not_found")
    assert waiting_rooms.PLACES._value == 5


@pytest.mark.parametrize("public_id", ["x", "%00" * 32, "0" * 32, "é" * 32])
def test_status_of_no_page_is_not_found(owner, public_id):
    assert error_of(owner.get(f"/pages/{public_id}/status/")) == (404, "not_found")
