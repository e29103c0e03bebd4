"""Calls of the image API that cannot be read or ask for what there is not: JSON, a reason, nothing stored."""

import json
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coloring.api import reading, requests
from coloring.api.wanted import FromWords
from coloring.models import Order
from tests import factories

pytestmark = pytest.mark.django_db

IMAGES = "/api/v1/images"
GENERATE, EDIT = f"{IMAGES}/generate", f"{IMAGES}/edit"
FROM = f"{IMAGES}/generate-from-references"
JSON = "application/json"


ENGLISH = {"accept-language": "en"}


def send(client, path, body, kind=JSON, **headers):
    return client.generic("POST", path, body, content_type=kind, headers=headers)


def refused(response):
    answer = response.json()
    assert answer["success"] is False
    assert answer["message"]
    assert answer["request_id"] == response["X-Request-ID"]
    assert response["Cache-Control"] == "no-store"
    assert not Order.objects.exists()
    return response.status_code, answer["error"]


def picture(name="a.png"):
    return SimpleUploadedFile(name, factories.line_art(), "image/png")


@pytest.mark.parametrize("path", [GENERATE, FROM])
def test_mask_where_nothing_is_edited_says_whose_edits_take_one(visitor, paid, path):
    body = {"prompt": "a cat", "mask": picture()}
    said = json.dumps({"prompt": "a cat", "mask": "x"})
    answers = [visitor.post(path, body, headers=ENGLISH), send(visitor, path, said, **ENGLISH)]
    for answer in answers:
        assert refused(answer) == (422, "invalid")
        assert "Only edits take it" in answer.json()["message"]
        assert answer.json()["parameter"] == "mask"
        assert "gpt-image-2" in answer.json()["models"]
        assert "dall-e-3" not in answer.json()["models"]


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": " "}, "prompt"),
        ({"prompt": 1}, "prompt"),
        ({"prompt": "x" * 32_001}, "prompt"),
        ({"prompt": "a\x00"}, "prompt"),
        ({"prompt": "a\ud83d"}, "prompt"),
        ({"n": 0}, "n"),
        ({"n": 11}, "n"),
        ({"n": "2"}, "n"),
        ({"n": True}, "n"),
        ({"n": 1.5}, "n"),
        ({"size": "big"}, "size"),
        ({"background": "red"}, "background"),
        ({"output_compression": 101}, "output_compression"),
        ({"partial_images": 4}, "partial_images"),
        ({"save_to_disk": "no"}, "save_to_disk"),
        ({"response_format": "gif"}, "response_format"),
        ({"sise": "1024x1024"}, "sise"),
        ({"image_urls": ["https://x"]}, "image_urls"),
        ({"\ud83d": 1}, "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_field_that_cannot_be_is_named(visitor, fields, parameter):
    body = ({} if "prompt" in fields or not fields else {"prompt": "a cat"}) | fields
    response = send(visitor, GENERATE, json.dumps(body))
    assert refused(response) == (422, "invalid")
    assert response.json()["parameter"] == parameter
    assert parameter in response.json()["message"]


def test_null_counts_as_left_out(visitor):
    body = {"prompt": "a cat", "n": None, "size": None, "nothing": None}
    assert send(visitor, GENERATE, json.dumps(body), prefer="respond-async").status_code == 202


@pytest.mark.parametrize("body", [" ", "{", "[]", "1", "null", '{"n": ' + "1" * 5000 + "}", "[" * 10_000])
def test_body_that_is_no_object_is_malformed(visitor, body):
    assert refused(send(visitor, GENERATE, body)) == (400, "malformed")


@pytest.mark.parametrize("part", ["[]", '{"a": 1}', "0"])
@pytest.mark.parametrize("path", [GENERATE, FROM, "/generate_coloring/"])
def test_body_of_countless_parts_is_not_even_parsed(visitor, monkeypatch, path, part):
    unread = SimpleNamespace(loads=lambda _body: pytest.fail("it was parsed"))
    monkeypatch.setattr(requests, "json", unread)
    body = f'{{"prompt": "a", "images_base64": [{",".join([part] * 60_000)}]}}'
    assert refused(send(visitor, path, body)) == (413, "body_too_large")


def test_thousands_of_unknown_fields_are_one_refusal(visitor, monkeypatch):
    def describe(*_args, **_named):
        pytest.fail("each was described")

    monkeypatch.setattr(FromWords, "model_validate", describe)
    body = json.dumps({"prompt": "a cat"} | {f"x{number}": 0 for number in range(10_000)})
    response = send(visitor, GENERATE, body)
    assert refused(response) == (422, "invalid")
    assert response.json()["parameter"] == "x0"


@pytest.mark.parametrize(("path", "kind"), [(GENERATE, "text/plain"), (EDIT, JSON), (GENERATE, "")])
def test_other_kinds_of_body_are_refused(visitor, path, kind):
    assert refused(send(visitor, path, '{"prompt": "a cat"}', kind)) == (415, "unsupported_media")


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "head"])
def test_other_methods_are_told_which_one_to_use(visitor, method):
    response = getattr(visitor, method)(GENERATE)
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_what_can_be_read_can_be_asked_for_its_headers(owner):
    address = f"{IMAGES}/{factories.ready_image(user=owner.user).order.public_id}"
    assert [owner.head(path).status_code for path in (address, f"{address}/0/bytes", IMAGES)] == [200] * 3
    assert owner.head(f"{address}/0/bytes").content == b""


@pytest.mark.parametrize(
    "path", ["", "nothing", "images/x", "images/%00", "images/" + "0" * 32, "images/x/0/bytes"]
)
def test_what_is_not_there_is_not_found_in_json(visitor, path):
    assert refused(visitor.get(f"/api/v1/{path}")) == (404, "not_found")


def test_another_site_makes_no_program_of_a_browser(visitor):
    response = send(visitor, GENERATE, '{"prompt": "a cat"}', origin="https://evil.example")
    assert refused(response) == (403, "cross_site")


def test_unknown_key_is_told_before_anything_is_read(visitor):
    response = send(visitor, GENERATE, "{", authorization="Bearer hb_nothing")
    assert refused(response) == (401, "key_unknown")


def test_calls_are_counted_before_they_are_read(visitor, settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    send(visitor, GENERATE, "{")
    response = send(visitor, GENERATE, "{")
    assert refused(response) == (429, "rate_limited")
    assert int(response["Retry-After"]) >= 1


def test_body_of_unsaid_length_is_refused(visitor):
    response = send(visitor, GENERATE, '{"prompt": "a"}', **{"transfer-encoding": "chunked"})
    assert refused(response) == (411, "length_required")


def test_too_many_requests_with_pictures_at_a_time_are_told_to_come_back(visitor, paid, monkeypatch):
    monkeypatch.setattr(reading.TURNS, "acquire", lambda timeout: False)
    response = visitor.post(EDIT, {"prompt": "a hat", "image": picture()})
    assert refused(response) == (503, "crowded")
    assert int(response["Retry-After"]) >= 1


def test_turn_is_given_back_after_a_refusal(visitor, paid):
    for _ in range(4):
        assert visitor.post(EDIT, {"prompt": "a hat", "image": b"no file"}).status_code == 422
    assert reading.TURNS._value == 2


@pytest.mark.parametrize(
    ("form", "parameter"),
    [
        ({"prompt": ["a", "b"]}, "prompt"),
        ({"prompt": "a", "photo": picture()}, "photo"),
        ({"prompt": "a", "mask": [picture(), picture()]}, "mask"),
        ({"prompt": "a", "n": "two"}, "n"),
        ({"prompt": "a", "stream": "perhaps"}, "stream"),
    ],
)
def test_field_of_a_form_that_cannot_be_is_named(visitor, paid, form, parameter):
    response = visitor.post(EDIT, form)
    assert refused(response) == (422, "invalid")
    assert response.json()["parameter"] == parameter


def test_form_without_its_picture_says_so(visitor, paid):
    response = visitor.post(EDIT, {"prompt": "a hat"})
    assert refused(response) == (422, "missing")
    assert response.json()["parameter"] == "image"


def test_pictures_are_heavy_together(visitor, paid):
    paid.MAX_FILE_SIZE = int(len(factories.line_art()) * 1.5)
    response = visitor.post(EDIT, {"prompt": "a hat", "image": [picture(), picture()]})
    assert refused(response) == (413, "too_large")
    assert response.json()["index"] == 1


def test_file_that_is_no_picture_is_told_by_its_place(visitor, paid):
    broken = SimpleUploadedFile("b.png", b"<html>", "image/png")
    response = visitor.post(EDIT, {"prompt": "a hat", "image": [picture(), broken]})
    assert refused(response) == (415, "not_a_picture")
    assert response.json()["index"] == 1


def test_base64_that_is_none_is_refused(visitor, paid):
    response = send(visitor, FROM, json.dumps({"prompt": "a dog", "images_base64": ["%%%"]}))
    assert refused(response) == (422, "base64")


def test_addresses_inside_are_not_fetched(visitor, paid):
    response = send(visitor, FROM, json.dumps({"prompt": "a dog", "image_urls": ["http://127.0.0.1/a.png"]}))
    assert refused(response) == (422, "url_refused")


def test_model_of_a_service_without_a_key_is_told(visitor, paid):
    paid.XAI_API_KEY = ""
    response = send(visitor, GENERATE, json.dumps({"prompt": "a", "model": "grok-imagine-image"}))
    assert refused(response) == (503, "no_service")
