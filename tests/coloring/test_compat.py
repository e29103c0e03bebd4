"""OpenAI's own SDK, pointed at Herbbie: what it asks, gets, streams, and how it is told no."""

import base64
import io

import httpx2
import openai
import pytest
from PIL import Image

from coloring.api import envelopes, waiting_rooms
from coloring.api.requests import RefusedError
from coloring.engines.base import EngineRefused
from coloring.models import Order
from scripts.live import Site
from tests import factories
from tests.coloring.test_image_api import at_once  # noqa: F401
from tests.coloring.test_image_api_schema import answered
from tests.rehearsal import Rehearsal

GENERATIONS, EDITS = "/api/v1/images/generations", "/api/v1/images/edits"
MINI = "gpt-image-1-mini"
MOST = 9  # pictures a day: more than all tests here draw, less than one of them asks for


@pytest.fixture(scope="module")
def rehearsed():
    with Rehearsal() as service:
        yield service


@pytest.fixture(scope="module")
def site(tmp_path_factory, rehearsed):
    key = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": rehearsed.url, "PAGES_PER_DAY": str(MOST)}
    with Site(tmp_path_factory.mktemp("compat"), **key) as site:
        yield site


@pytest.fixture(scope="module")
def key(site):
    """A key of an account of the running site."""
    return site.made_key()


@pytest.fixture
def service(rehearsed):
    rehearsed.journal.clear()
    yield rehearsed
    rehearsed.open.set()


@pytest.fixture
def sdk(site, key):
    return openai.OpenAI(base_url=f"{site.url}/api/v1", api_key=key, max_retries=0, timeout=60)


def picture(colour="teal", mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "PNG")
    return ("picture.png", out.getvalue(), "image/png")


def drawn(answer):
    """The size of the only picture of an answer or an event."""
    item = answer if hasattr(answer, "b64_json") else answer.data[0]
    return Image.open(io.BytesIO(base64.b64decode(item.b64_json))).size


def test_sdk_generates(sdk, service):
    answer = sdk.images.generate(model=MINI, prompt="a fox", size="1024x1024", quality="low", user="me")
    assert (drawn(answer), answer.size, answer.quality) == ((1024, 1024), "1024x1024", "low")
    assert (answer.output_format, answer.background) == ("png", "opaque")
    assert answer.usage.total_tokens > 0
    [call] = service.journal
    assert (call.fields["prompt"], call.fields["quality"]) == ("a fox", "low")


def test_sdk_gets_an_address_when_it_asks_for_one(sdk, service, key):
    answer = sdk.images.generate(model=MINI, prompt="an owl", response_format="url")
    assert answer.data[0].b64_json is None
    shown = httpx2.get(answer.data[0].url, headers={"Authorization": f"Bearer {key}"})
    assert Image.open(io.BytesIO(shown.content)).size == (1024, 1024)
    assert httpx2.get(answer.data[0].url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_sdk_edits_one_picture_or_several(sdk, service, count):
    files = [picture(colour) for colour in ("teal", "orange", "navy")[:count]]
    answer = sdk.images.edit(model=MINI, image=files if count > 1 else files[0], prompt="with hats")
    assert drawn(answer) == (1024, 1024)
    assert len(service.journal[0].images) == count


def test_sdk_edits_where_the_mask_is_clear(sdk, service):
    mask = picture((0, 0, 0, 0), "RGBA")
    answer = sdk.images.edit(model=MINI, image=picture("plum"), mask=mask, prompt="a hat")
    assert drawn(answer) == (1024, 1024)
    assert len(service.journal[0].images) == 2


def test_partial_pictures_reach_the_sdk_while_the_service_still_draws(sdk, service):
    service.open.clear()
    ask = {"model": MINI, "prompt": "a heron", "quality": "low", "partial_images": 1}
    with sdk.images.generate(stream=True, **ask) as stream:
        partial = next(stream)
        assert (partial.type, partial.partial_image_index) == ("image_generation.partial_image", 0)
        assert drawn(partial) == (1024, 1024)
        service.open.set()
        [whole] = stream
    assert (whole.type, drawn(whole)) == ("image_generation.completed", (1024, 1024))
    assert whole.usage.total_tokens > 0


def test_refusal_in_a_stream_is_an_error_with_its_code(sdk, service):
    service.fail("moderation_blocked")
    with pytest.raises(openai.APIError) as refused:
        list(sdk.images.edit(model=MINI, image=picture("red"), prompt="no", stream=True))
    assert (refused.value.code, refused.value.param) == ("refused", None)
    assert refused.value.type == "image_generation_user_error"


def test_stream_passes_everything_between_us_and_the_caller_at_once(site, service, key):
    """No compression, no length, and the first line before anything is drawn."""
    service.open.clear()
    body = {"model": MINI, "prompt": "a mole", "stream": True}
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "gzip"}
    address = f"{site.url}/api/v1/images/generate"
    with httpx2.stream("POST", address, json=body, headers=headers, timeout=60) as answer:
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
        assert (answer.headers["Cache-Control"], answer.headers["X-Accel-Buffering"]) == ("no-store", "no")
        assert not {"Content-Encoding", "Content-Length"} & set(answer.headers)
        lines = answer.iter_lines()
        assert next(lines).startswith(": ")
        service.open.set()
        assert "event: image_generation.completed" in list(lines)


def test_refused_parameter_is_named(sdk, service):
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        sdk.images.generate(model=MINI, prompt="a fox", size="33x33")
    assert (refused.value.code, refused.value.param) == ("invalid_value", "size")
    assert refused.value.type == "invalid_request_error"
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        sdk.images.generate(model=MINI, prompt="a fox", stream=True, extra_body={"wings": 2})
    assert refused.value.param == "wings"
    assert service.journal == []


def test_picture_that_the_service_refuses_is_told_with_its_code(sdk, service):
    service.fail("moderation_blocked")
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        sdk.images.generate(model=MINI, prompt="a monster")
    assert refused.value.code == "refused"


def test_unknown_key_and_odd_bodies_are_told_apart(site, sdk, service):
    stranger = sdk.with_options(api_key="hb_" + "x" * 43)
    with pytest.raises(openai.AuthenticationError) as refused:
        stranger.images.generate(prompt="a fox")
    assert refused.value.code == "key_unknown"
    with pytest.raises(openai.BadRequestError) as refused:
        sdk.images.generate(prompt="a fox", extra_headers={"Idempotency-Key": "x" * 300})
    assert refused.value.code == "key_malformed"


def test_day_that_is_used_up_is_not_asked_again(sdk, service):
    with pytest.raises(openai.RateLimitError) as refused:
        sdk.with_options(max_retries=2).images.generate(model=MINI, prompt="ten foxes", n=10)
    assert (refused.value.code, refused.value.type) == ("quota", "insufficient_quota")
    assert refused.value.response.headers["x-should-retry"] == "false"


def test_picture_that_takes_long_is_picked_up_by_asking_again(sdk, service):
    service.open.clear()
    ask = {"model": MINI, "prompt": "a hare", "extra_headers": {"Prefer": "wait=1"}}
    with pytest.raises(openai.InternalServerError) as waited:
        sdk.images.generate(**ask)
    assert (waited.value.status_code, waited.value.code) == (503, "still_drawing")
    assert waited.value.body["status_url"] in waited.value.message
    assert int(waited.value.response.headers["Retry-After"]) > 0
    service.open.set()
    assert drawn(sdk.images.generate(model=MINI, prompt="a hare")) == (1024, 1024)
    assert len(service.journal) == 1


def test_site_without_credit_says_so(sdk, service):
    service.fail("no_credit")
    with pytest.raises(openai.APIStatusError) as refused:
        sdk.images.generate(model=MINI, prompt="a wolf")
    assert (refused.value.status_code, refused.value.code) == (402, "unpaid")


def test_sdk_lists_the_models(sdk):
    listed = {model.id: model.owned_by for model in sdk.models.list()}
    assert listed[MINI] == "openai"


@pytest.mark.django_db
def test_some_pictures_failed_and_the_others_are_answered(visitor, at_once):  # noqa: F811
    at_once.script += [{"revised_prompt": "a big cat"}, EngineRefused("no"), {}]
    body = {"prompt": "a cat", "n": 3}
    response = visitor.post(GENERATIONS, body, content_type="application/json")
    assert answered(response, GENERATIONS) == 200
    answer = response.json()
    assert [item["revised_prompt"] for item in answer["data"]] == ["a big cat", None]
    assert base64.b64decode(answer["data"][1]["b64_json"]) == factories.line_art()
    assert answer["created"] == int(Order.objects.get().created_at.timestamp())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "status", "code"), [("get", 405, "method_not_allowed"), ("post", 415, "unsupported_media")]
)
def test_every_refusal_there_has_the_form_of_openais(visitor, method, status, code):
    response = visitor.generic(method.upper(), EDITS, "{}", "application/json")
    assert answered(response, EDITS) == status
    error = response.json()["error"]
    assert (response.status_code, error["code"], error["type"]) == (status, code, "invalid_request_error")
    assert {"message", "param", "request_id"} <= set(error)
    assert response["Cache-Control"] == "no-store"
    assert waiting_rooms.PLACES._value == 5


@pytest.mark.parametrize(
    ("code", "asks_again"), [("lost", False), ("broken", False), ("service_key", False), ("busy", True)]
)
def test_client_asks_again_by_itself_only_where_nothing_can_be_paid_twice(code, asks_again):
    answer = envelopes.response(RefusedError(code, "words"))
    assert ("X-Should-Retry" not in answer.headers) is asks_again
