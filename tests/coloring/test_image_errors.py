"""Every error that services are known to answer, from the wire to the program that ordered the picture."""

import httpx2
import pytest

from coloring import engines, policy
from coloring.api import waiting_rooms
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.xai.engine import XaiEngine
from coloring.models import DailyCount, Image, Spending
from tests.coloring.test_image_api import CAT, IMAGES, draw_all
from tests.coloring.test_image_api_requests import picture
from tests.coloring.test_image_api_schema import answered

pytestmark = pytest.mark.django_db

GENERATE, EDIT = f"{IMAGES}/generate", f"{IMAGES}/edit"
GROK = CAT | {"model": "grok-imagine-image"}
IR, IU = "invalid_request_error", "image_generation_user_error"
FAILED = "image_generation_server_error"
# What a service's sentence may hold and nobody may read.
SECRETS = ("sk-proj-0a1b2c", "org-lighthouse", "https://platform.example/billing")
GONE = "The model 'dall-e-2' does not exist."
UNSAFE = "Your request was rejected by the safety system. safety_violations=[sexual]."
VERIFY = "Your organization must be verified to use the model `x`."
LIMIT = "Rate limit reached on input-images per min: Limit 5, Used 5. Please try again in 12s."
MONEY = (
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "insufficient_quota",
)

# Where it is asked; the service's status, type, param, code and sentence; our status, error and parameter.
TABLE = [
    (GENERATE, 400, IU, "model", "invalid_value", GONE, 503, "retired", None),
    (GENERATE, 404, IR, None, "model_not_found", "", 503, "retired", None),
    (GENERATE, 400, IR, "model", "missing_required_parameter", "", 422, "rejected", "model"),
    (GENERATE, 400, IR, "response_format", "unknown_parameter", "", 422, "rejected", "response_format"),
    (GENERATE, 400, IR, "style", "unknown_parameter", "", 422, "rejected", "style"),
    (GENERATE, 400, IR, "input_fidelity", "unknown_parameter", "", 422, "rejected", "input_fidelity"),
    (GENERATE, 400, IR, "prompt", "empty_string", "", 422, "rejected", "prompt"),
    (GENERATE, 400, IR, "prompt", "string_above_max_length", "", 422, "rejected", "prompt"),
    (GENERATE, 400, IR, "n", "integer_below_min_value", "", 422, "rejected", "n"),
    (GENERATE, 400, IR, "n", "integer_above_max_value", "", 422, "rejected", "n"),
    (GENERATE, 400, IR, "n", "invalid_type", "", 422, "rejected", "n"),
    (GENERATE, 400, IR, "quality", "invalid_value", "", 422, "rejected", "quality"),
    (GENERATE, 400, IU, "size", "invalid_value", "", 422, "rejected", "size"),
    (GENERATE, 400, IR, "background", "invalid_value", "", 422, "rejected", "background"),
    (
        GENERATE,
        400,
        IR,
        "output_compression",
        "invalid_png_output_compression",
        "",
        422,
        "rejected",
        "output_compression",
    ),
    (EDIT, 400, IU, "input_fidelity", "invalid_input_fidelity_model", "", 422, "rejected", "input_fidelity"),
    (EDIT, 400, IR, "image", "unsupported_file_mimetype", "", 422, "rejected", "image"),
    (EDIT, 400, IR, "image[0]", "unsupported_file_mimetype", "", 422, "rejected", "image[0]"),
    (EDIT, 400, IR, "image", "duplicate_parameter", "", 422, "rejected", "image"),
    (EDIT, 400, IU, None, "invalid_image_file", "", 422, "rejected", None),
    (EDIT, 400, IU, "mask", "invalid_mask_image_format", "", 422, "rejected", "mask"),
    (EDIT, 413, IR, None, None, "", 422, "rejected", None),
    (EDIT, 415, IR, None, None, "", 422, "rejected", None),
    (EDIT, 400, IU, None, "moderation_blocked", UNSAFE, 422, "refused", None),
    (GENERATE, 400, IU, None, "moderation_blocked", UNSAFE, 422, "refused", None),
    (GENERATE, 429, "input-images", None, "rate_limit_exceeded", LIMIT, 429, "service_rate", None),
    (GENERATE, 429, "requests", None, "rate_limit_exceeded", "", 429, "service_rate", None),
    (GENERATE, 429, "tokens", None, "rate_limit_exceeded", "", 429, "service_rate", None),
    (GENERATE, 429, "rate_limit_error", None, "slow_down", "", 429, "service_rate", None),
    *((GENERATE, 429, "insufficient_quota", None, code, "", 402, "unpaid", None) for code in MONEY),
    (GENERATE, 400, "billing_limit_user_error", None, "billing_hard_limit_reached", "", 402, "unpaid", None),
    (GENERATE, 503, "service_unavailable_error", None, "server_is_overloaded", "", 503, "busy", None),
    (GENERATE, 500, FAILED, None, "image_generation_failed", "", 503, "busy", None),
    (GENERATE, 500, "server_error", None, None, "", 503, "busy", None),
    (GENERATE, 403, IR, None, None, VERIFY, 503, "forbidden", None),
    (
        GENERATE,
        401,
        IR,
        None,
        "invalid_api_key",
        "Incorrect API key provided: sk-t***.",
        503,
        "service_key",
        None,
    ),
]
INVALID = "Client specified an invalid argument"
# xAI: its status, code and sentence; our status and error.
FLAT = [
    (400, INVALID, "Incorrect API key provided: xa***et.", 503, "service_key"),
    (401, "unauthenticated:no-credentials", "No credentials provided", 503, "service_key"),
    (400, "invalid-argument", "Generated image rejected by content moderation.", 422, "refused"),
    (400, "invalid-argument", "Argument not supported: size", 422, "rejected"),
    (400, INVALID, "Argument not supported: size", 422, "rejected"),
    (422, "unprocessable", "image: invalid type: string, expected struct ImageUrl", 422, "rejected"),
    (429, "Some resource has been exhausted", "Your team has used all available credits", 402, "unpaid"),
    (403, "permission-denied", "Your team has reached its monthly spending limit", 402, "unpaid"),
    (403, "permission-denied", "You may not use this model.", 503, "forbidden"),
    (429, "resource-exhausted", "Too many requests", 429, "service_rate"),
    (404, "not-found", "The model grok-imagine-image does not exist", 422, "model_gone"),
    (500, "internal", "The model has been fully deprecated.", 422, "model_gone"),
    (500, "internal", "Internal error", 503, "busy"),
]


@pytest.fixture
def service(paid, monkeypatch):
    """Both services answer what `service.answer` is; workers draw while callers wait, and wait for nobody."""

    class Service:
        answer = httpx2.Response(200)

    def load(name):
        transport = httpx2.MockTransport(lambda request: Service.answer)
        return {"openai": OpenAIEngine, "xai": XaiEngine}[name](transport)

    paid.XAI_API_KEY = "xai-test"
    monkeypatch.setattr(engines, "load", load)
    monkeypatch.setattr(policy, "PATIENCE", 0)
    monkeypatch.setattr(policy, "MAX_BUSY", 0)
    monkeypatch.setattr(waiting_rooms.time, "sleep", lambda _: draw_all())
    return Service


def ask(client, path, body=CAT):
    """The answer, which the schema has to know; nothing of what the service said is in it."""
    sent = body | {"image": picture()} if path == EDIT else body
    kind = {} if path == EDIT else {"content_type": "application/json"}
    response = client.post(path, sent, **kind)
    assert answered(response, path) == response.status_code
    known = response.content.decode() + str(list(Image.objects.values()))
    for secret in (*SECRETS, "sk-test", "xai-test", "***", "Your team"):
        assert secret not in known
    return response


def check(response, status, error, *, is_paid=False):
    """The refusal says when to come back where that helps; its cost is kept, and it counts for nothing."""
    answer = response.json()
    assert (response.status_code, answer["error"]) == (status, error)
    assert [each["error"] for each in answer["problems"]] == [error]
    assert ("Retry-After" in response) == (error in {"busy", "service_rate"})
    image = Image.objects.get()
    assert (image.state, bool(image.cost_micro_usd)) == ("failed", is_paid)
    assert Spending.objects.today() == image.cost_micro_usd
    assert DailyCount.objects.get().used == 0
    return answer


@pytest.mark.parametrize(
    ("path", "status", "type_", "param", "code", "said", "ours", "error", "parameter"), TABLE
)
def test_error_of_openai_reaches_the_program(
    visitor, service, path, status, type_, param, code, said, ours, error, parameter
):
    body = {"message": " ".join([said, *SECRETS]), "type": type_, "param": param, "code": code}
    service.answer = httpx2.Response(
        status, json={"error": body}, headers={"openai-organization": SECRETS[1]}
    )
    answer = check(ask(visitor, path), ours, error)
    assert answer.get("parameter") == parameter


@pytest.mark.parametrize(("status", "code", "said", "ours", "error"), FLAT)
def test_error_of_xai_reaches_the_program(visitor, service, status, code, said, ours, error):
    service.answer = httpx2.Response(status, json={"code": code, "error": " ".join([said, *SECRETS])})
    check(ask(visitor, GENERATE, GROK), ours, error)


def test_model_that_the_program_named_is_told_to_be_gone(visitor, service):
    body = {"message": GONE, "type": IU, "param": "model", "code": "invalid_value"}
    service.answer = httpx2.Response(400, json={"error": body})
    answer = check(ask(visitor, GENERATE, CAT | {"model": "gpt-image-1-mini"}), 422, "model_gone")
    assert answer["parameter"] == "model"
    assert answer["models"]


@pytest.mark.parametrize("stage", ["input", "output"])
def test_program_is_told_what_the_moderation_found_and_when(visitor, service, stage):
    details = {"moderation_stage": stage, "categories": ["violence", SECRETS[2]]}
    body = {"message": UNSAFE, "type": IU, "param": None, "code": "moderation_blocked"}
    service.answer = httpx2.Response(400, json={"error": body | {"moderation_details": details}})
    answer = check(ask(visitor, GENERATE), 422, "refused")
    assert (answer["moderation_stage"], answer["categories"]) == (stage, ["violence"])


@pytest.mark.parametrize(
    ("status", "answer", "ours", "error", "is_paid"),
    [
        (404, {"content": b""}, 503, "broken", False),
        (502, {"html": f"<h1>Bad Gateway {SECRETS}</h1>"}, 503, "busy", False),
        (504, {"html": f"<h1>Gateway Timeout {SECRETS}</h1>"}, 503, "lost", True),
        (200, {"content": b'{"data": ['}, 503, "broken", True),
        (200, {"html": f"<h1>Welcome to {SECRETS}</h1>"}, 503, "broken", True),
        (200, {"json": {"created": 1, "data": []}}, 503, "broken", True),
        (200, {"json": {"created": 1, "data": [{"b64_json": None}]}}, 503, "broken", True),
        (200, {"json": {"created": 1, "data": [{"b64_json": "iVBORw0KGgo="}]}}, 503, "broken", True),
    ],
)
def test_answer_without_codes_reaches_the_program(visitor, service, status, answer, ours, error, is_paid):
    service.answer = httpx2.Response(status, **answer)
    check(ask(visitor, GENERATE), ours, error, is_paid=is_paid)


def test_line_that_was_cut_may_have_been_paid(visitor, service, monkeypatch):
    def cut(request):
        raise httpx2.ReadError("reset by org-lighthouse")

    monkeypatch.setattr(engines, "load", lambda name: OpenAIEngine(httpx2.MockTransport(cut)))
    check(ask(visitor, GENERATE), 503, "lost", is_paid=True)


def test_busy_service_is_waited_for_before_the_program_is_refused(visitor, service, monkeypatch):
    clock = iter(range(0, 10_000, 40))
    monkeypatch.setattr(waiting_rooms.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(policy, "PATIENCE", 3600)
    service.answer = httpx2.Response(429, json={"error": {"code": "rate_limit_exceeded"}})
    response = ask(visitor, GENERATE)
    assert (response.status_code, response.json()["status"]) == (202, "waiting")
    assert DailyCount.objects.get().used == 1
