"""The image API over HTTP: what programs send, what they get, and how long they wait for it."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coloring import painting
from coloring.api import waiting_rooms
from coloring.engines.base import EngineRefused
from coloring.models import Image, Order
from coloring.models.work import Work
from tests import factories

pytestmark = pytest.mark.django_db

IMAGES = "/api/v1/images"
CAT = {"prompt": "a cat"}


def ask(client, body, path="generate", **headers):
    return client.post(f"{IMAGES}/{path}", body, content_type="application/json", headers=headers)


def draw_all():
    for image in Image.objects.filter(state=Work.State.WAITING).order_by("index"):
        painting.draw_image(image.pk)


@pytest.fixture
def at_once(paid, painter, monkeypatch):
    """A worker that has drawn everything by the time somebody looks again."""
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: draw_all())
    return painter


@pytest.fixture
def never(paid, monkeypatch):
    """No worker draws, and time flies."""
    clock = iter(range(0, 100_000, 30))
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: None)
    monkeypatch.setattr(waiting_rooms.time, "monotonic", lambda: next(clock))


def test_answer_comes_when_the_picture_is_there(visitor, at_once):
    response = ask(visitor, CAT)
    answer = response.json()
    assert response.status_code == 200
    assert (answer["success"], answer["status"], answer["repeated"]) == (True, "ready", False)
    [picture] = answer["images"]
    assert base64.b64decode(picture["b64_json"]) == factories.line_art()
    assert (picture["index"], picture["revised_prompt"], picture["format"]) == (0, None, "png")
    assert picture["filename"] in picture["file_path"]
    assert answer["cost_usd"] == pytest.approx(0.013)
    assert answer["request_params"] | CAT == answer["request_params"]
    assert "Preference-Applied" not in response


def test_pictures_by_address_are_not_in_the_answer(visitor, at_once):
    [picture] = ask(visitor, CAT | {"response_format": "url"}).json()["images"]
    assert picture["b64_json"] is None
    shown = visitor.get(picture["url"])
    assert (shown.content, shown["Content-Type"]) == (factories.line_art(), "image/png")
    assert "private" in shown["Cache-Control"]
    assert shown["X-Content-Type-Options"] == "nosniff"
    again = visitor.get(picture["url"], headers={"if-none-match": shown["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_older_response_format_is_an_output_format(visitor, at_once):
    [picture] = ask(visitor, CAT | {"response_format": "webp"}).json()["images"]
    assert picture["b64_json"]
    assert at_once.requests[0].parameters["output_format"] == "webp"


def test_two_formats_that_contradict_each_other_are_refused(visitor, paid):
    response = ask(visitor, CAT | {"response_format": "webp", "output_format": "png"})
    assert (response.status_code, response.json()["parameter"]) == (422, "response_format")


def test_async_answers_at_once_with_where_to_ask(visitor, at_once):
    response = ask(visitor, CAT, prefer="respond-async")
    answer = response.json()
    assert (response.status_code, answer["status"], answer["images"]) == (202, "waiting", [])
    assert response["Preference-Applied"] == "respond-async"
    assert int(response["Retry-After"]) >= 1
    draw_all()
    later = visitor.get(answer["status_url"]).json()
    assert later["status"] == "ready"
    assert base64.b64decode(later["images"][0]["b64_json"]) == factories.line_art()


@pytest.mark.parametrize(("prefer", "applied"), [("wait=5", "wait=5"), ("wait=999", "wait=100"), ("", None)])
def test_waiting_in_vain_answers_202(visitor, never, prefer, applied):
    response = ask(visitor, CAT, prefer=prefer)
    assert (response.status_code, response.get("Preference-Applied")) == (202, applied)
    assert waiting_rooms.PLACES._value == 5


def test_more_waiting_requests_than_places_are_answered_at_once(visitor, paid, monkeypatch):
    monkeypatch.setattr(waiting_rooms.PLACES, "acquire", lambda blocking: False)
    response = ask(visitor, CAT, prefer="wait=60")
    assert (response.status_code, "Preference-Applied" in response) == (202, False)


def test_status_waits_when_it_is_asked_to(visitor, at_once):
    address = ask(visitor, CAT, prefer="respond-async").json()["status_url"]
    assert visitor.get(address).json()["status"] == "waiting"
    response = visitor.get(address, headers={"prefer": "wait=60"})
    assert (response.json()["status"], response["Preference-Applied"]) == ("ready", "wait=60")


def test_some_pictures_failed_and_the_others_are_there(visitor, at_once):
    at_once.script += [{}, EngineRefused("no"), {}]
    response = ask(visitor, CAT | {"n": 3})
    answer = response.json()
    assert (response.status_code, answer["success"]) == (200, True)
    assert [picture["index"] for picture in answer["images"]] == [0, 2]
    assert [(problem["index"], problem["error"]) for problem in answer["problems"]] == [(1, "refused")]


def test_all_pictures_failed_and_the_status_says_so(visitor, at_once):
    told = {"code": "moderation_blocked", "moderation_stage": "input", "categories": ["violence"]}
    at_once.script += [EngineRefused("no", told=told), EngineRefused("no", told=told)]
    response = ask(visitor, CAT | {"n": 2})
    answer = response.json()
    assert (response.status_code, answer["success"], answer["error"]) == (422, False, "refused")
    assert (answer["moderation_stage"], answer["categories"]) == ("input", ["violence"])
    assert [problem["index"] for problem in answer["problems"]] == [0, 1]
    assert visitor.get(answer["status_url"]).json()["status"] == "failed"


def test_usage_of_all_pictures_is_added_up(visitor, at_once):
    used = {"usage": {"total_tokens": 300, "input_tokens_details": {"text_tokens": 9}}}
    at_once.script += [used, used]
    usage = ask(visitor, CAT | {"n": 2}).json()["usage"]
    assert usage == {"total_tokens": 600, "input_tokens_details": {"text_tokens": 18}}


def test_the_same_again_is_answered_from_what_was_drawn(visitor, at_once):
    first, second = ask(visitor, CAT).json(), ask(visitor, CAT).json()
    assert (second["id"], second["repeated"]) == (first["id"], True)
    assert len(at_once.requests) == 1
    assert ask(visitor, CAT | {"fresh": True}).json()["id"] != first["id"]


def test_key_with_the_same_call_is_one_order_and_with_another_a_conflict(visitor, at_once):
    first = ask(visitor, CAT | {"fresh": True}, idempotency_key="k 1").json()
    assert ask(visitor, CAT | {"fresh": True}, idempotency_key="k 1").json()["id"] == first["id"]
    other = ask(visitor, {"prompt": "a dog"}, idempotency_key="k 1")
    assert (other.status_code, other.json()["error"]) == (409, "key_reused")


@pytest.mark.parametrize("key", ["", "é", "x" * 256, "a\tb"])
def test_key_of_another_form_is_refused(visitor, paid, key):
    response = ask(visitor, CAT, idempotency_key=key)
    assert (response.status_code, response.json()["error"]) == (400, "key_malformed")
    assert not Order.objects.exists()


def test_what_is_not_kept_has_no_path(visitor, at_once):
    [picture] = ask(visitor, CAT | {"save_to_disk": False}).json()["images"]
    assert picture["file_path"] is None
    assert not Order.objects.get().is_kept


def test_quota_is_told(visitor, paid):
    paid.ANONYMOUS_PAGES_PER_DAY = 1
    response = ask(visitor, CAT | {"n": 2})
    assert (response.status_code, response.json()["error"]) == (429, "quota")
    assert 0 < int(response["Retry-After"]) <= 25 * 60 * 60
    assert not Order.objects.exists()


def test_parameter_that_no_model_takes_names_those_that_do(visitor, paid):
    response = ask(visitor, CAT | {"model": "dall-e-3", "background": "opaque"})
    answer = response.json()
    assert (response.status_code, answer["parameter"]) == (422, "background")
    assert "gpt-image-2.5-flare" in answer["models"]


def test_orders_are_listed_newest_first_page_by_page(owner, stranger):
    made = [factories.ready_image(user=owner.user).order.public_id for _ in range(3)]
    factories.ready_image(user=stranger.user)
    first = owner.get(IMAGES, {"limit": 2}).json()
    rest = owner.get(IMAGES, {"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [order["id"] for order in first["orders"] + rest["orders"]] == made[::-1]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=x", "cursor=%00"])
def test_list_with_an_odd_page_is_refused_by_name(owner, query):
    response = owner.get(f"{IMAGES}?{query}")
    assert (response.status_code, response.json()["parameter"]) == (422, query.split("=")[0])


def test_deleted_order_is_gone_with_its_picture(owner):
    image = factories.ready_image(user=owner.user)
    address = f"{IMAGES}/{image.order.public_id}"
    assert owner.delete(address).json()["id"] == image.order.public_id
    assert owner.get(address).status_code == 404
    assert not Image.objects.exists()


def test_order_deleted_while_a_program_waits_is_not_found(visitor, paid, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: Order.objects.all().delete())
    assert ask(visitor, CAT).status_code == 404
    assert waiting_rooms.PLACES._value == 5


def test_busy_service_is_told_apart_from_a_used_up_rate(visitor, at_once, monkeypatch):
    monkeypatch.setattr(
        painting, "draw_image", fail_with("busy", {"status": 503, "code": "server_is_overloaded"})
    )
    down = ask(visitor, CAT | {"fresh": True})
    monkeypatch.setattr(painting, "draw_image", fail_with("busy", {"status": 429, "type": "input-images"}))
    rate = ask(visitor, CAT | {"fresh": True})
    assert [down.status_code, rate.status_code] == [503, 429]
    assert int(down["Retry-After"]) > int(rate["Retry-After"]) > 0
    assert [down.json()["error"], rate.json()["error"]] == ["busy", "service_rate"]


def fail_with(problem, told):
    failed = {"state": Work.State.FAILED, "problem": problem, "told": told}
    return lambda pk: Image.objects.filter(pk=pk).update(**failed)


def test_pictures_of_a_form_are_sent_to_the_model(visitor, at_once):
    files = [SimpleUploadedFile("a.png", factories.line_art(), "image/png") for _ in range(2)]
    response = visitor.post(f"{IMAGES}/edit", {"prompt": "a hat", "n": "1", "image": files})
    assert response.status_code == 200, response.json()
    assert len(at_once.requests[0].references) == 2


def test_variation_says_that_it_is_an_edit(visitor, at_once):
    file = SimpleUploadedFile("a.png", factories.line_art(), "image/png")
    answer = visitor.post(f"{IMAGES}/variations", {"image": file}).json()
    assert answer["success"]
    assert "variation" in answer["note"]


def test_base64_in_json_may_be_larger_than_other_json(visitor, at_once):
    noise = factories.line_art() + bytes(2_000_000)
    body = {"prompt": "our dog", "images_base64": [base64.b64encode(noise).decode()]}
    response = ask(visitor, body, "generate-from-references")
    assert response.status_code == 200, response.json()
    assert len(at_once.requests[0].references) == 1
    padded = ask(visitor, json.dumps(CAT) + " " * 2_000_000)
    assert (padded.status_code, padded.json()["error"]) == (413, "body_too_large")
