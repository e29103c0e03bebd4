"""Batches over HTTP: many prompts in one call, all or none; their progress, their end, and whose they are."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from coloring import painting
from coloring.api import waiting_rooms
from coloring.engines.base import EngineRefused
from coloring.models import Batch, DailyCount, Image, Order, Spending
from coloring.models.work import Work
from tests import factories
from tests.coloring.test_image_api_schema import answered

pytestmark = pytest.mark.django_db

BATCHES = "/api/v1/batches"
PETS = {"prompts": ["a cat", "a dog", "a cow"]}
NUMBERS = ("total", "ready", "failed", "cancelled", "waiting", "drawing")


def ask(client, body=PETS, **headers):
    return client.post(BATCHES, body, content_type="application/json", headers=headers)


def draw(count=None):
    for image in Image.objects.filter(state=Work.State.WAITING).order_by("pk")[:count]:
        painting.draw_image(image.pk)


def numbers(answer):
    return tuple(answer[name] for name in NUMBERS)


def used():
    return sum(DailyCount.objects.values_list("used", flat=True))


@pytest.fixture
def site(paid, painter):
    return painter


def test_batch_is_accepted_and_told_where_to_ask(owner, site):
    response = ask(owner, PETS | {"n": 2, "quality": "low"})
    answer = response.json()
    assert (response.status_code, answer["success"], answer["status"]) == (202, True, "waiting")
    assert numbers(answer) == (6, 0, 0, 0, 6, 0)
    assert (answer["cost_usd"], answer["seconds_left"]) == (0.0, None)
    assert answer["request_params"]["quality"] == "low"
    assert answer["request_params"]["n"] == 2
    assert response["Location"] == answer["status_url"]
    assert int(response["Retry-After"]) > 0
    assert list(Order.objects.order_by("position").values_list("prompt", flat=True)) == PETS["prompts"]


def test_results_come_as_they_are_ready_in_the_order_of_the_prompts(owner, site):
    site.script += [{}, EngineRefused("no")]
    address = ask(owner).json()["status_url"]
    draw(2)
    answer = owner.get(address).json()
    assert (answer["status"], numbers(answer)) == ("drawing", (3, 1, 1, 0, 1, 0))
    told = [(item["index"], item["prompt"], item["status"]) for item in answer["items"]]
    assert told == [(0, "a cat", "ready"), (1, "a dog", "failed"), (2, "a cow", "waiting")]
    [picture] = answer["items"][0]["images"]
    assert picture["b64_json"] is None
    assert picture["filename"] in picture["file_path"]
    assert owner.get(picture["url"]).content == factories.line_art()
    assert [problem["error"] for problem in answer["items"][1]["problems"]] == ["refused"]
    assert owner.get(answer["items"][2]["status_url"]).json()["id"] == answer["items"][2]["id"]
    draw()
    answer = owner.get(address).json()
    assert (answer["status"], answer["success"], answer["seconds_left"]) == ("ready", True, 0)
    assert answer["cost_usd"] == pytest.approx(2 * 0.013)


def test_batch_of_which_nothing_could_be_drawn_failed(owner, site):
    site.script += [EngineRefused("no")] * 3
    address = ask(owner).json()["status_url"]
    draw()
    answer = owner.get(address).json()
    assert (answer["success"], answer["status"], numbers(answer)) == (False, "failed", (3, 0, 3, 0, 0, 0))
    assert used() == 0


def test_status_waits_until_it_is_over(owner, site, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: draw(1))
    address = ask(owner).json()["status_url"]
    assert owner.get(address).json()["status"] == "waiting"
    response = owner.get(address, headers={"prefer": "wait=60"})
    assert (response.json()["status"], response["Preference-Applied"]) == ("ready", "wait=60")


def test_batch_deleted_while_a_program_waits_is_not_found(owner, site, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: Batch.objects.all().delete())
    address = ask(owner).json()["status_url"]
    assert owner.get(address, headers={"prefer": "wait=60"}).status_code == 404


def test_answers_are_as_the_schema_says(owner, site):
    one, cancel = f"{BATCHES}/{{public_id}}", f"{BATCHES}/{{public_id}}/cancel"
    response = ask(owner)
    address = response.json()["status_url"]
    draw(1)
    assert answered(response, BATCHES) == 202
    assert answered(owner.get(BATCHES), BATCHES, "get") == 200
    assert answered(owner.get(address), one, "get") == 200
    assert answered(owner.post(f"{address}/cancel"), cancel) == 200
    assert answered(owner.get(address), one, "get") == 200
    assert answered(owner.delete(address), one, "delete") == 200
    assert answered(owner.get(address), one, "get") == 404
    assert answered(ask(owner, {"prompts": ["a cat", ""]}), BATCHES) == 422


@pytest.mark.parametrize("path", ["/api/v1/batches", "/api/v1/images"])
def test_lists_take_as_many_queries_for_many_as_for_one(owner, django_assert_max_num_queries, path):
    make_batches(owner, 1)
    owner.get(path)
    with django_assert_max_num_queries(12) as of_one:
        owner.get(path)
    make_batches(owner, 9)
    with django_assert_max_num_queries(len(of_one)):
        assert owner.get(path).status_code == 200


def test_hundred_prompts_are_told_in_as_many_queries_as_one(owner, django_assert_max_num_queries):
    one, many = make_batches(owner, 1) + make_batches(owner, 1, orders=100)
    with django_assert_max_num_queries(12) as of_one:
        assert len(owner.get(f"{BATCHES}/{one.public_id}").json()["items"]) == 1
    with django_assert_max_num_queries(len(of_one)):
        assert len(owner.get(f"{BATCHES}/{many.public_id}").json()["items"]) == 100


def make_batches(owner, count, orders=1):
    made = [factories.batch(user=owner.user) for _ in range(count)]
    for batch in made:
        for position in range(orders):
            factories.image(factories.order(user=owner.user, batch=batch, position=position))
    return made


# --- the same again, and what is refused


def test_same_key_is_the_same_batch_and_paid_once(owner, site):
    first, again = (ask(owner, idempotency_key="k") for _ in range(2))
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert (Batch.objects.count(), used()) == (1, 3)
    other = ask(owner, PETS | {"n": 2}, idempotency_key="k")
    assert (other.status_code, other.json()["error"]) == (409, "key_reused")
    assert ask(owner).json()["id"] != first.json()["id"]


@pytest.mark.parametrize(
    ("body", "parameter", "index"),
    [
        ({}, "prompts", None),
        ({"prompts": []}, "prompts", None),
        ({"prompts": "a cat"}, "prompts", None),
        ({"prompts": ["a cat"] * 101}, "prompts", None),
        ({"prompts": ["a cat", " "]}, "prompts.1", 1),
        ({"prompts": ["a cat", "a dog", 3]}, "prompts.2", 2),
        ({"prompts": [""]}, "prompts.0", 0),
        ({"prompts": ["a cat", "x" * 32_001]}, "prompts.1", 1),
        ({"prompts": ["a cat", "x" * 4_001], "model": "dall-e-3"}, "prompt", 1),
        (PETS | {"background": "red"}, "background", None),
        (PETS | {"model": "dall-e-3", "background": "opaque"}, "background", None),
        (PETS | {"n": 11}, "n", None),
        (PETS | {"stream": True}, "stream", None),
        (PETS | {"partial_images": 1}, "partial_images", None),
        (PETS | {"response_format": "b64_json"}, "response_format", None),
        (PETS | {"fresh": False}, "fresh", None),
        (PETS | {"mask": "x"}, "mask", None),
    ],
)
def test_one_wrong_prompt_or_parameter_refuses_all_and_is_named(owner, site, body, parameter, index):
    response = ask(owner, body)
    answer = response.json()
    assert (response.status_code, answer["parameter"], answer.get("index")) == (422, parameter, index)
    assert not Batch.objects.exists()
    assert used() == 0


def test_quota_holds_all_or_none(owner, site, settings):
    settings.PAGES_PER_DAY = 5
    response = ask(owner, PETS | {"n": 2})
    assert (response.status_code, response.json()["error"]) == (429, "quota")
    assert (Batch.objects.count(), Image.objects.count(), used()) == (0, 0, 0)
    assert ask(owner).status_code == 202


def test_budget_holds_all_or_none(owner, site, settings):
    settings.DAILY_BUDGET_MICRO_USD = 1_000_000
    assert Spending.objects.reserve(timezone.localdate(), 900_000)
    response = ask(owner, {"prompts": ["a cat"] * 100})
    assert (response.status_code, response.json()["error"]) == (402, "budget")
    assert not Batch.objects.exists()


def test_hundred_of_the_longest_prompts_are_read(owner, site, settings):
    settings.PAGES_PER_DAY = 100
    body = json.dumps({"prompts": ["é" * 32_000] * 100}, ensure_ascii=False)
    assert ask(owner, body).json()["total"] == 100


# --- before their time


def test_cancelling_leaves_out_what_waits_and_gives_it_back(owner, site):
    address = ask(owner).json()["status_url"]
    draw(1)
    claimed = Image.objects.claim(Image.objects.filter(state="waiting").order_by("pk").first().pk)
    response = owner.post(f"{address}/cancel")
    assert (response.status_code, response.json()["status"]) == (200, "drawing")
    assert numbers(response.json()) == (3, 1, 0, 1, 0, 1)
    assert used() == 2
    claimed.finish(picture=factories.stored(factories.line_art()))
    again = owner.post(f"{address}/cancel").json()
    assert (again["status"], numbers(again), used()) == ("cancelled", (3, 2, 0, 1, 0, 0), 2)
    items = owner.get(address).json()["items"]
    assert [problem["error"] for problem in items[2]["problems"]] == ["cancelled"]


def test_cancelling_what_is_over_changes_nothing(owner, site):
    address = ask(owner).json()["status_url"]
    draw()
    assert owner.post(f"{address}/cancel").json()["status"] == "ready"
    assert used() == 3


def test_deleted_batch_goes_with_all_its_pictures(owner, site):
    answer = ask(owner, idempotency_key="k").json()
    draw(1)
    picture = Image.objects.get(state="ready").picture
    response = owner.delete(answer["status_url"])
    assert (response.status_code, response.json()["id"]) == (200, answer["id"])
    assert owner.get(answer["status_url"]).status_code == 404
    assert not any(kind.objects.exists() for kind in (Batch, Order, Image))
    assert owner.get(f"/static/coloring/{picture}").status_code == 404
    assert used() == 1
    assert ask(owner, idempotency_key="k").json()["id"] != answer["id"]


def test_deleting_one_order_leaves_the_rest_and_the_last_takes_the_batch(owner, site):
    address = ask(owner).json()["status_url"]
    items = owner.get(address).json()["items"]
    assert owner.delete(items[0]["status_url"]).status_code == 200
    answer = owner.get(address).json()
    assert ([item["index"] for item in answer["items"]], answer["total"]) == ([1, 2], 2)
    for item in items[1:]:
        owner.delete(item["status_url"])
    assert owner.get(address).status_code == 404
    assert not Batch.objects.exists()


# --- whose they are


def test_strangers_find_nothing(owner, stranger, visitor, site):
    address = ask(owner).json()["status_url"]
    for other in (stranger, visitor, Client()):
        for answer in (other.get(address), other.delete(address), other.post(f"{address}/cancel")):
            assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
        assert other.get(BATCHES).json()["batches"] == []
    assert numbers(owner.get(address).json()) == (3, 0, 0, 0, 3, 0)


def test_visitor_reads_what_their_session_ordered(visitor, site):
    address = ask(visitor).json()["status_url"]
    assert visitor.get(address).json()["total"] == 3


@pytest.mark.parametrize("public_id", ["x", "0" * 31, "A" * 32, "0" * 32, "%00"])
def test_odd_ids_are_not_found(owner, public_id):
    assert owner.get(f"{BATCHES}/{public_id}").status_code == 404


def test_batches_are_listed_newest_first_page_by_page(owner, stranger, site):
    made = [ask(owner, {"prompts": ["a cat"]}).json()["id"] for _ in range(3)]
    ask(stranger)
    first = owner.get(BATCHES, {"limit": 2}).json()
    rest = owner.get(BATCHES, {"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [batch["id"] for batch in first["batches"] + rest["batches"]] == made[::-1]
    assert "items" not in first["batches"][0]
    assert rest["next_cursor"] is None


def test_list_with_an_odd_page_is_refused_by_name(owner):
    for query in ("limit=0", "limit=101", "cursor=x"):
        response = owner.get(f"{BATCHES}?{query}")
        assert (response.status_code, response.json()["parameter"]) == (422, query.split("=")[0])
    assert owner.get(BATCHES, {"cursor": "0" * 32}).status_code == 404


@pytest.mark.parametrize(("said", "status"), [("true", 202), ("false", 422)])
def test_tick_of_a_form_is_read_as_what_it_stands_for(visitor, said, status):
    answer = visitor.post(BATCHES, {"prompts": ["a cat", "a dog"], "fresh": said})
    assert answer.status_code == status
