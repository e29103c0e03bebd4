"""What services say when they draw nothing, and what a program is told: every known error has its answer."""

import pytest

from coloring import capabilities, charging, ordering, sentences
from coloring.api import examples, faults
from coloring.api.schemas import Refusal
from coloring.models import Image
from coloring.references import ReferenceRefusedError
from coloring.refusals import STATUS

IR, IU = "invalid_request_error", "image_generation_user_error"
MONEY = "insufficient_quota"
PARAMETER = {"status": 400, "type": IR, "param": "size", "code": "invalid_value"}
BLOCKED = {"code": "moderation_blocked", "moderation_stage": "output", "categories": ["violence"]}

# What became of a picture, what the service said, and the status and code for the program.
ROWS = [
    ("retired", {"status": 400, "type": IU, "param": "model", "code": "invalid_value"}, 503, "retired"),
    ("retired", {"status": 404, "type": IR, "code": "model_not_found"}, 503, "retired"),
    ("rejected", PARAMETER, 422, "rejected"),
    ("rejected", PARAMETER | {"type": IU, "code": "invalid_png_output_compression"}, 422, "rejected"),
    ("rejected", {"status": 400, "type": IU, "code": "invalid_image_file"}, 422, "rejected"),
    ("refused", {"status": 400, "type": IU, **BLOCKED}, 422, "refused"),
    ("refused", BLOCKED, 422, "refused"),
    ("busy", {"status": 429, "type": "input-images", "code": "rate_limit_exceeded"}, 429, "service_rate"),
    ("busy", {"status": 429, "type": "requests", "code": "rate_limit_exceeded"}, 429, "service_rate"),
    ("busy", {"status": 429, "type": "tokens", "code": "rate_limit_exceeded"}, 429, "service_rate"),
    ("busy", {"status": 429, "type": "rate_limit_error", "code": "slow_down"}, 429, "service_rate"),
    (
        "busy",
        {"status": 503, "type": "service_unavailable_error", "code": "server_is_overloaded"},
        503,
        "busy",
    ),
    ("busy", {"status": 502}, 503, "busy"),
    ("busy", {}, 503, "busy"),
    ("busy", {"type": "image_generation_server_error", "code": "image_generation_failed"}, 503, "busy"),
    (
        "unpaid",
        {"status": 429, "type": "insufficient_quota", "code": "credit_balance_exhausted"},
        402,
        "unpaid",
    ),
    ("unpaid", {"status": 429, "code": "organization_spend_limit_exceeded"}, 402, "unpaid"),
    ("unpaid", {"status": 400, "code": "billing_hard_limit_reached"}, 402, "unpaid"),
    ("unpaid", {"status": 402}, 402, "unpaid"),
    ("unpaid", {"status": 401, "type": IR, "code": "invalid_api_key"}, 503, "service_key"),
    ("unpaid", {"status": 400}, 503, "service_key"),
    ("forbidden", {"status": 403, "type": IR}, 503, "forbidden"),
    ("budget", {}, 402, "budget"),
    ("lost", {"status": 504}, 503, "lost"),
    ("broken", {}, 503, "broken"),
    ("crashed", {}, 503, "crashed"),
    ("unknown_theme", {}, 422, "unknown_theme"),
    ("cancelled", {}, 409, "cancelled"),
]


@pytest.mark.parametrize(("problem", "told", "status", "code"), ROWS)
def test_every_error_of_a_service_has_its_answer(problem, told, status, code):
    fault = faults.of_picture(problem, told, named=False)
    assert (fault.status, fault.code) == (status, code)
    assert fault.message
    assert fault.status in examples.REFUSALS
    assert ("Retry_After" in fault.headers) == (code in {"busy", "service_rate"})
    Refusal.model_validate(
        {"success": False, "error": fault.code, "message": "x", "request_id": "", **fault.told}
    )


def test_every_problem_of_a_picture_is_in_the_table():
    assert {problem for problem, *_ in ROWS} == set(Image.Problem)


def test_model_that_is_gone_is_the_callers_to_change_if_they_named_it(db):
    fault = faults.of_picture("retired", {}, named=True)
    assert (fault.status, fault.code, fault.told["parameter"]) == (422, "model_gone", "model")
    assert fault.told["models"]


def test_refusal_says_what_the_moderation_named():
    told = faults.of_picture("refused", BLOCKED, named=False).told
    assert (told["moderation_stage"], told["categories"]) == ("output", ["violence"])


def test_rejected_parameter_is_named():
    assert faults.of_picture("rejected", PARAMETER, named=False).told["parameter"] == "size"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (capabilities.NotTakenError(parameter="size", model="m"), 422, "unknown_parameter"),
        (capabilities.NotTakenError(parameter="model", model="m", code="model_gone"), 422, "model_gone"),
        (capabilities.NoServiceError("xai"), 503, "no_service"),
        (charging.OverBudgetError(), 402, "budget"),
        (ordering.KeyReusedError(), 409, "key_reused"),
        (ReferenceRefusedError("too_large", 3), 413, "too_large"),
        (ReferenceRefusedError("url_refused", 0), 422, "url_refused"),
    ],
)
def test_every_way_to_refuse_a_call_has_its_answer(error, status, code):
    fault = faults.of_call(error)
    assert (fault.status, fault.code) == (status, code)
    assert "%" not in fault.message


def test_place_of_the_refused_picture_is_told_the_first_one_too():
    answer = faults.of_call(ReferenceRefusedError("mask_size", 0)).response()
    assert b'"index": 0' in answer.content


def test_every_code_for_programs_has_a_status_and_a_sentence():
    for code in sentences.NOT_TAKEN:
        assert STATUS[code] == 422
