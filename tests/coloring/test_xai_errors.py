"""Every way in which xAI fails becomes one of our errors, with what it may have cost."""

import base64
import json

import httpx2
import pytest

from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineForbidden,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnpaid,
)
from coloring.engines.painting import ImageRequest
from coloring.engines.xai.engine import XaiEngine
from tests import factories

IMAGINE = "grok-imagine-image"
KEY = "Incorrect API key provided: xa***et. You can obtain an API key from https://console.x.ai."
DEAD = "The model grok-2-image has been fully deprecated. Please use grok-imagine-image."
EMPTY = "Your team 16f2 has either used all available credits or reached its monthly spending limit."


@pytest.fixture(autouse=True)
def key(settings):
    settings.XAI_API_KEY = "xai-test"
    settings.XAI_BASE_URL = "https://api.x.ai/v1"
    settings.OPENAI_TIMEOUT = 20.0


def engine(*answers: httpx2.Response) -> XaiEngine:
    given = iter(answers)
    return XaiEngine(httpx2.MockTransport(lambda request: next(given)))


def refusal(status: int, error: object, code: str = "invalid-argument", **response) -> httpx2.Response:
    return httpx2.Response(status, json={"code": code, "error": error}, **response)


def picture(data: list) -> httpx2.Response:
    return httpx2.Response(200, json={"data": data, "usage": {"cost_in_usd_ticks": 210_000_000}})


def request(**fields) -> ImageRequest:
    wish = {"models": (IMAGINE,), "prompt": "a secret dragon", "progress": factories.Told()}
    return ImageRequest(**wish | fields)


def error_of(*answers: httpx2.Response, **fields) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine(*answers).paint(request(**fields))
    return caught.value


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, KEY), EngineUnpaid),
        (refusal(401, "No credentials provided", "unauthenticated:no-credentials"), EngineUnpaid),
        (refusal(429, EMPTY, "Some resource has been exhausted"), EngineUnpaid),
        (refusal(403, EMPTY, "permission-denied"), EngineUnpaid),
        (refusal(403, "You may not use this model.", "permission-denied"), EngineForbidden),
        (refusal(500, DEAD, "internal"), EngineRetired),
        (refusal(404, "The model grok-9 does not exist", "not-found"), EngineRetired),
        (refusal(400, "Generated image rejected by content moderation."), EngineRefused),
        (refusal(400, "Argument not supported: size"), EngineRejected),
        (
            refusal(400, "Argument not supported: size", "Client specified an invalid argument"),
            EngineRejected,
        ),
        (refusal(422, "image: invalid type: string, expected struct ImageUrl"), EngineRejected),
        (httpx2.Response(415, text="Expected request with `Content-Type: application/json`"), EngineRejected),
        (refusal(429, "Too many requests", "resource-exhausted"), EngineBusy),
        (refusal(500, "Internal error", "internal"), EngineBusy),
        (httpx2.Response(502, text="<html>Bad Gateway</html>"), EngineBusy),
    ],
)
def test_refusal_costs_nothing_and_quotes_nothing(answer, kind):
    error = error_of(answer)
    assert type(error) is kind
    assert error.cost_micro_usd == 0
    assert error.told["status"] == answer.status_code
    for quoted in ("secret", "team", "xa***et", "rejected by"):
        assert quoted not in f"{error}{error.told}"


def test_codes_of_the_flat_body_are_told_but_no_sentence():
    assert error_of(refusal(400, "Argument not supported: size")).told["code"] == "invalid-argument"
    assert "code" not in error_of(refusal(400, "no", "Client specified an invalid argument")).told


def test_busy_service_says_for_how_long():
    assert error_of(refusal(429, "Too many requests", headers={"retry-after": "3"})).retry_after == 3


@pytest.mark.parametrize("body", [[], "text", 7, None, {"code": 5, "error": {"a": ["b"]}}, {"detail": "no"}])
@pytest.mark.parametrize("status", [400, 500])
def test_odd_bodies_are_errors_like_others(status, body):
    kind = EngineRejected if status == 400 else EngineBusy
    assert type(error_of(httpx2.Response(status, json=body))) is kind


@pytest.mark.parametrize(
    "data",
    [
        [],
        [{}],
        ["text"],
        [{"b64_json": None}],
        [{"b64_json": "!!!"}],
        [{"b64_json": base64.b64encode(b"no picture").decode()}],
        [{"b64_json": base64.b64encode(factories.photo()[:5000]).decode()}],
    ],
)
def test_answer_without_a_whole_picture_was_paid_as_it_says(data):
    error = error_of(picture(data))
    assert (type(error), error.cost_micro_usd) == (EngineError, 21_000)


@pytest.mark.parametrize("answer", [httpx2.Response(200, text="{"), httpx2.Response(200, json=["a"])])
def test_unreadable_answer_was_perhaps_paid(answer):
    error = error_of(answer)
    assert (type(error), error.cost_micro_usd) == (EngineError, 20_000)


def test_line_that_was_cut_is_lost_and_perhaps_paid():
    def cut(request):
        raise httpx2.ReadError("cut")

    with pytest.raises(EngineLost) as caught:
        XaiEngine(httpx2.MockTransport(cut)).paint(request())
    assert caught.value.cost_micro_usd == 20_000


def test_dead_model_costs_one_refused_call_and_the_next_draws_at_once():
    asked = []

    def answer(sent):
        asked.append(json.loads(sent.content)["model"])
        item = {"b64_json": base64.b64encode(factories.photo()).decode()}
        return refusal(500, DEAD, "internal") if asked[-1] == "grok-2-image" else picture([item])

    wish = request(models=("grok-2-image", IMAGINE))
    painting = XaiEngine(httpx2.MockTransport(answer)).paint(wish)
    assert asked == ["grok-2-image", IMAGINE]
    assert (painting.model, painting.cost_micro_usd) == (IMAGINE, 21_000)
    assert wish.progress.gone == ["grok-2-image"]


@pytest.mark.parametrize("key", ["", "  ", "xäi"])
def test_key_that_cannot_be_one_is_sent_nowhere(settings, key):
    settings.XAI_API_KEY = key
    assert type(error_of()) is EngineUnpaid
