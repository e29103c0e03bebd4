"""Every error that the image API was seen to answer, and what a program is told of it."""

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
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.painting import ImageRequest

IR, IU = "invalid_request_error", "image_generation_user_error"
LIMIT = (
    "Rate limit reached for x on input-images per min: Limit 5, Used 5, Requested 1. Please try again in 12s."
)
MANY = "You've exceeded the rate limit, please slow down and try again after 6.937 seconds."
UNSAFE = "Your request was rejected by the safety system. safety_violations=[sexual]."
GONE = "The model 'dall-e-2' does not exist."
VERIFY = "Your organization must be verified to use the model `x`."
LONG = "string_above_max_length"
COMPRESSED = "invalid_png_output_compression"

# status, type, param, code, and what the service says where that is read.
TABLE = [
    (400, IU, "model", "invalid_value", GONE, EngineRetired),
    (404, IR, None, "model_not_found", "", EngineRetired),
    (400, IR, "model", "missing_required_parameter", "", EngineRejected),
    (400, IR, "response_format", "unknown_parameter", "", EngineRejected),
    (400, IR, "style", "unknown_parameter", "", EngineRejected),
    (400, IR, "input_fidelity", "unknown_parameter", "", EngineRejected),
    (400, IR, "prompt", "empty_string", "", EngineRejected),
    (400, IR, "prompt", LONG, "", EngineRejected),
    (400, IR, "n", "integer_below_min_value", "", EngineRejected),
    (400, IR, "n", "integer_above_max_value", "", EngineRejected),
    (400, IR, "n", "invalid_type", "", EngineRejected),
    (400, IR, "quality", "invalid_value", "", EngineRejected),
    (400, IU, "size", "invalid_value", "", EngineRejected),
    (400, IR, "background", "invalid_value", "", EngineRejected),
    (400, IU, "background", "invalid_value", "", EngineRejected),
    (400, IR, "output_compression", COMPRESSED, "", EngineRejected),
    (400, IU, "input_fidelity", "invalid_input_fidelity_model", "", EngineRejected),
    (400, IR, "image", "unsupported_file_mimetype", "", EngineRejected),
    (400, IR, "image[0]", "unsupported_file_mimetype", "", EngineRejected),
    (400, IR, "image", "duplicate_parameter", "", EngineRejected),
    (400, IU, None, "invalid_image_file", "", EngineRejected),
    (400, IU, "mask", "invalid_mask_image_format", "", EngineRejected),
    (400, IR, None, "image_parse_error", "", EngineRejected),
    (400, IR, None, "invalid_image_format", "", EngineRejected),
    (400, IR, "input", "invalid_value", "", EngineRejected),
    (400, IR, "input", "too_many_images", "", EngineRejected),
    (413, IR, None, None, "", EngineRejected),
    (415, IR, None, None, "", EngineRejected),
    (422, IR, None, None, "", EngineRejected),
    (400, IU, None, "moderation_blocked", UNSAFE, EngineRefused),
    (429, "input-images", None, "rate_limit_exceeded", LIMIT, EngineBusy),
    (429, "requests", None, "rate_limit_exceeded", "Please try again in 534ms.", EngineBusy),
    (429, "tokens", None, "rate_limit_exceeded", "Please try again in 1m30s.", EngineBusy),
    (429, IR, None, "rate_limit_exceeded", MANY, EngineBusy),
    (429, "rate_limit_error", None, "slow_down", "", EngineBusy),
    (429, "insufficient_quota", None, "credit_balance_exhausted", "", EngineUnpaid),
    (429, "insufficient_quota", None, "organization_spend_limit_exceeded", "", EngineUnpaid),
    (429, "insufficient_quota", None, "project_spend_limit_exceeded", "", EngineUnpaid),
    (429, "insufficient_quota", None, "organization_usage_limit_exceeded", "", EngineUnpaid),
    (429, "insufficient_quota", None, "insufficient_quota", "", EngineUnpaid),
    (400, "billing_limit_user_error", None, "billing_hard_limit_reached", "", EngineUnpaid),
    (503, "service_unavailable_error", None, "server_is_overloaded", "", EngineBusy),
    (500, "image_generation_server_error", None, "image_generation_failed", "", EngineBusy),
    (500, "server_error", None, None, "", EngineBusy),
    (403, IR, None, None, VERIFY, EngineForbidden),
    (401, IR, None, "invalid_api_key", "Incorrect API key provided: sk-t***st.", EngineUnpaid),
]
PROBLEMS = {
    EngineRetired: "retired",
    EngineRejected: "rejected",
    EngineRefused: "refused",
    EngineBusy: "busy",
    EngineUnpaid: "unpaid",
    EngineForbidden: "forbidden",
}
WAITS = {LIMIT: 12, "Please try again in 534ms.": 0.534, "Please try again in 1m30s.": 90, MANY: 6.937}


@pytest.fixture(autouse=True)
def key(settings):
    settings.OPENAI_API_KEY = "sk-test"


def error_of(status, **answer) -> EngineError:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(status, **answer))
    wish = ImageRequest(models=("gpt-image-1-mini",), prompt="a secret dragon")
    with pytest.raises(EngineError) as caught:
        OpenAIEngine(transport).paint(wish)
    return caught.value


@pytest.mark.parametrize(("status", "type_", "param", "code", "said", "kind"), TABLE)
def test_error_is_told_by_its_codes_and_costs_nothing(status, type_, param, code, said, kind):
    body = {"message": said, "type": type_, "param": param, "code": code}
    error = error_of(status, json={"error": body})
    told = {"status": status, "type": type_, "param": param, "code": code}
    assert (type(error), error.problem, error.cost_micro_usd) == (kind, PROBLEMS[kind], 0)
    assert error.told == {name: value for name, value in told.items() if value is not None}
    assert getattr(error, "retry_after", None) == WAITS.get(said)


@pytest.mark.parametrize("stage", ["input", "output"])
def test_refusal_says_at_which_stage_and_of_what(stage):
    details = {"moderation_stage": stage, "categories": ["violence", "sexual/minors", "a sentence, no code"]}
    body = {"message": UNSAFE, "type": IU, "param": None, "code": "moderation_blocked"}
    error = error_of(400, json={"error": body | {"moderation_details": details}})
    assert error.told == {
        "status": 400,
        "type": IU,
        "code": "moderation_blocked",
        "moderation_stage": stage,
        "categories": ["violence", "sexual/minors"],
    }


HTML = {"html": "<html><h1>502 Bad Gateway</h1></html>"}


@pytest.mark.parametrize(
    ("status", "answer", "kind", "is_paid"),
    [
        (404, {"content": b""}, EngineError, False),
        (404, HTML, EngineError, False),
        (502, HTML, EngineBusy, False),
        (504, HTML, EngineLost, True),
        (504, {"content": b""}, EngineLost, True),
        (500, {"content": b""}, EngineBusy, False),
        (418, {"json": []}, EngineError, False),
        (400, {"json": {"error": {"type": 7, "code": ["x"], "param": {}}}}, EngineRejected, False),
        (400, {"json": {"error": {"moderation_details": "none"}}}, EngineRejected, False),
        (400, {"json": {"error": {"moderation_details": {"categories": 3}}}}, EngineRejected, False),
    ],
)
def test_error_without_codes_tells_its_status(status, answer, kind, is_paid):
    error = error_of(status, **answer)
    assert (type(error), bool(error.cost_micro_usd)) == (kind, is_paid)
    assert error.told == {"status": status}


def test_flat_error_tells_the_code_beside_its_sentence():
    error = error_of(400, json={"code": "invalid-argument", "error": "Argument not supported: size"})
    assert (type(error), error.told) == (EngineRejected, {"status": 400, "code": "invalid-argument"})


@pytest.mark.parametrize("said", ["a secret dragon", "sk-test is wrong", "x" * 81, "é!", ""])
def test_what_is_no_code_is_told_to_nobody(said):
    details = {"moderation_stage": said, "categories": [said]}
    body = {"message": said, "type": said, "param": said, "code": said, "moderation_details": details}
    error = error_of(400, json={"error": body})
    assert (error.told, str(error)) == ({"status": 400}, "status 400")


@pytest.mark.parametrize("headers", [{"retry-after": "7"}, {"retry-after-ms": "7000"}])
def test_wait_of_the_header_goes_before_that_of_the_sentence(headers):
    body = {"message": LIMIT, "type": "input-images", "param": None, "code": "rate_limit_exceeded"}
    assert error_of(429, json={"error": body}, headers=headers).retry_after == 7


def test_answer_that_never_came_tells_nothing():
    def cut(request):
        raise httpx2.ReadError("reset")

    engine = OpenAIEngine(httpx2.MockTransport(cut))
    with pytest.raises(EngineLost) as caught:
        engine.paint(ImageRequest(models=("gpt-image-1-mini",), prompt="x", parameters={"quality": "low"}))
    assert (caught.value.told, caught.value.cost_micro_usd) == ({}, 2 + 272 * 3 // 2 * 8)
