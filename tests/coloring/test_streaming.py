"""Pictures as events: what comes in which order, how a stream ends, and that it takes nobody's place."""

import base64
import gc
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from coloring import painting, sentences
from coloring.api import answers, waiting_rooms
from coloring.engines.base import EngineRefused
from coloring.models import Image, Order, Partial
from coloring.models.work import Work
from tests import factories
from tests.coloring.test_image_api import CAT, IMAGES, ask, at_once, draw_all  # noqa: F401

pytestmark = pytest.mark.django_db

STREAM = CAT | {"stream": True}
DRAFT = b"\x89PNG an unfinished picture"


def events(response):
    """What a stream says, event by event, without the lines that say nothing."""
    parts = b"".join(response.streaming_content).decode().split("\n\n")
    told = [part.split("\n") for part in parts if part and not part.startswith(":")]
    assert all(len(lines) == 2 and lines[0].startswith("event: ") for lines in told)
    return [(kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for kind, data in told]


def kinds(told):
    assert all(kind == data["type"] for kind, data in told)
    return [kind for kind, _ in told]


def sketch():
    """A worker has begun every picture, and the service sent an unfinished one."""
    Image.objects.update(state=Work.State.DRAWING)
    for image in Image.objects.all():
        Partial.objects.get_or_create(image=image, index=0, defaults={"content": DRAFT})


def finish():
    Image.objects.update(state=Work.State.WAITING)
    draw_all()


@pytest.fixture
def step_by_step(paid, painter, monkeypatch):
    """A worker that sketches when somebody looks, sketches no more when they look again, and then draws."""
    acts = [sketch, sketch, finish]
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: acts.pop(0)() if acts else None)
    return painter


def test_unfinished_pictures_are_told_however_quickly_the_whole_one_came(visitor, paid, painter, monkeypatch):
    def draw_with_a_sketch(request):
        request.progress.partial(0, DRAFT)

    painter.script.append(draw_with_a_sketch)
    acts = [draw_all]
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: acts.pop(0)() if acts else None)
    told = events(ask(visitor, STREAM | {"partial_images": 1}))
    assert kinds(told) == ["image_generation.partial_image", "image_generation.completed"]
    assert not Partial.objects.exists()


def test_unfinished_pictures_come_before_the_whole_one(visitor, step_by_step):
    usage = {"total_tokens": 300}
    step_by_step.script.append({"usage": usage, "quality": "high", "background": "opaque"})
    response = ask(visitor, STREAM | {"partial_images": 1})
    assert (response.status_code, response["Content-Type"]) == (200, "text/event-stream")
    assert (response["Cache-Control"], response["X-Accel-Buffering"]) == ("no-store", "no")
    told = events(response)
    assert kinds(told) == ["image_generation.partial_image", "image_generation.completed"]
    (_, partial), (_, whole) = told
    assert base64.b64decode(partial["b64_json"]) == DRAFT
    assert base64.b64decode(whole["b64_json"]) == factories.line_art()
    assert (partial["partial_image_index"], partial["size"], partial["background"]) == (
        0,
        "1024x1024",
        "auto",
    )
    assert (whole["usage"], whole["size"], whole["quality"]) == (usage, "1024x1024", "high")
    assert (whole["output_format"], whole["background"]) == ("png", "opaque")
    assert partial["id"] == whole["id"] == Order.objects.get().public_id
    assert visitor.get(whole["url"]).content == factories.line_art()
    assert "index" not in whole


@pytest.mark.parametrize(
    ("path", "verb"),
    [("edit", "image_edit"), ("variations", "image_edit"), ("generate-from-references", "image_generation")],
)
def test_events_are_named_after_the_call(visitor, at_once, path, verb):  # noqa: F811
    form = {"image": SimpleUploadedFile("a.png", factories.line_art(), "image/png"), "stream": "true"}
    response = visitor.post(f"{IMAGES}/{path}", form | ({} if path == "variations" else CAT))
    assert kinds(events(response)) == [f"{verb}.completed"]
    assert at_once.requests[0].streams


def test_several_pictures_say_their_place_and_a_failed_one_comes_last(visitor, at_once):  # noqa: F811
    told = {"code": "moderation_blocked", "moderation_stage": "output", "categories": ["violence"]}
    at_once.script += [{}, EngineRefused("no", told=told), {}]
    *whole, (kind, last) = events(ask(visitor, STREAM | {"n": 3}))
    assert [data["index"] for _, data in whole] == [0, 2]
    assert (kind, last["type"], last["error"]["code"]) == ("error", "error", "refused")
    assert last["error"]["categories"] == ["violence"]
    assert [problem["index"] for problem in last["error"]["problems"]] == [1]


def test_error_has_the_form_that_clients_understand(visitor, at_once):  # noqa: F811
    at_once.script.append(EngineRefused("no"))
    response = ask(visitor, STREAM)
    [(kind, data)] = events(response)
    error = data["error"]
    assert (kind, error["code"], error["type"]) == ("error", "refused", "image_generation_user_error")
    assert error["param"] is None
    assert error["message"]
    assert error["request_id"] == response["X-Request-ID"]
    assert visitor.get(error["status_url"]).json()["status"] == "failed"


def test_error_speaks_the_callers_language(visitor, at_once):  # noqa: F811
    at_once.script += [EngineRefused("no")] * 2
    said = [
        events(ask(visitor, STREAM | {"fresh": True}, accept_language=language))[0][1]["error"]["message"]
        for language in ("fr", "en")
    ]
    assert said[0] != said[1] == sentences.problem("refused")


def test_addresses_instead_of_pictures(visitor, at_once):  # noqa: F811
    [(_, whole)] = events(ask(visitor, STREAM | {"response_format": "url"}))
    assert whole["b64_json"] is None
    assert visitor.get(whole["url"]).status_code == 200


def test_stream_that_takes_too_long_says_where_the_rest_is(visitor, paid, monkeypatch):
    clock = iter(range(0, 100_000, 12))
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: None)
    monkeypatch.setattr(waiting_rooms.time, "monotonic", lambda: next(clock))
    response = ask(visitor, STREAM)
    text = b"".join(response.streaming_content).decode()
    *beats, last, end = text.split("\n\n")
    assert end == ""
    assert len(beats) >= 2
    assert all(beat.startswith(": ") for beat in beats)
    error = json.loads(last.split("data: ")[1])["error"]
    assert error["code"] == "still_drawing"
    assert error["status_url"] in error["message"]
    assert visitor.get(error["status_url"]).json()["status"] == "waiting"


def test_the_same_again_and_the_same_key_are_told_at_once(visitor, at_once):  # noqa: F811
    [(_, first)] = events(ask(visitor, STREAM, idempotency_key="k"))
    for headers in ({}, {"idempotency_key": "k"}):
        [(kind, again)] = events(ask(visitor, STREAM, **headers))
        assert (kind, again["id"]) == ("image_generation.completed", first["id"])
    assert len(at_once.requests) == 1


def test_no_place_is_said_before_anything_is_ordered(visitor, paid, monkeypatch):
    monkeypatch.setattr(waiting_rooms.PLACES, "acquire", lambda blocking: False)
    response = ask(visitor, STREAM)
    assert (response.status_code, response.json()["error"]) == (503, "busy")
    assert int(response["Retry-After"]) > 0
    assert not Order.objects.exists()


def test_refusal_before_the_stream_is_plain_json(visitor, paid):
    paid.ANONYMOUS_PAGES_PER_DAY = 0
    response = ask(visitor, STREAM)
    assert (response.status_code, response.json()["error"]) == (429, "quota")
    assert waiting_rooms.PLACES._value == 5


def test_artist_that_does_not_stream_is_refused_by_name(visitor):
    response = ask(visitor, STREAM)
    assert (response.status_code, response.json()["parameter"]) == (422, "stream")
    assert waiting_rooms.PLACES._value == 5


def test_stream_takes_a_place_and_gives_it_back_at_its_end(visitor, at_once):  # noqa: F811
    response = ask(visitor, STREAM)
    assert waiting_rooms.PLACES._value == 4
    assert events(response)
    response.close()
    assert waiting_rooms.PLACES._value == 5


@pytest.mark.parametrize("heard", [0, 1])
def test_listener_who_goes_leaves_the_place_and_the_order(visitor, paid, heard):
    response = ask(visitor, STREAM)
    for _ in range(heard):
        next(iter(response.streaming_content))
    for hang_up in response._resource_closers:  # closing the answer would close the test's database, too
        hang_up()
    assert waiting_rooms.PLACES._value == 5
    assert Image.objects.get().state == Work.State.WAITING


def test_answer_that_is_lost_on_its_way_out_leaves_the_place(visitor, paid):
    response = ask(visitor, STREAM)
    response._resource_closers.clear()
    del response
    visitor.exc_info = None
    gc.collect()
    assert waiting_rooms.PLACES._value == 5


def test_order_deleted_meanwhile_ends_the_stream(visitor, paid, monkeypatch):
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: Order.objects.all().delete())
    [(_, data)] = events(ask(visitor, STREAM))
    assert data["error"]["code"] == "not_found"


def test_database_that_goes_away_ends_the_stream_with_a_word(visitor, paid, monkeypatch):
    response = ask(visitor, STREAM)

    def away(order):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(answers, "images_of", away)
    [(_, data)] = events(response)
    assert data["error"]["code"] == "away"


def test_sketch_that_is_gone_when_it_is_looked_at_is_left_out(visitor, step_by_step, monkeypatch):
    monkeypatch.setattr(Partial.objects, "filter", vanishing(Partial.objects.filter))
    assert kinds(events(ask(visitor, STREAM))) == ["image_generation.completed"]


def vanishing(filtered):
    """The list still names it, and then it cannot be found."""
    return lambda **asked: filtered(**asked).none() if "pk" in asked else filtered(**asked)


def test_worker_paints_in_parts_when_the_order_says_so(visitor, at_once):  # noqa: F811
    events(ask(visitor, STREAM | {"partial_images": 2}))
    assert (at_once.requests[0].streams, at_once.requests[0].partial_images) == (True, 2)
    assert painting.request_of(Image.objects.get(), None).streams
