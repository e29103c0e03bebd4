"""Every way in which OpenAI fails becomes one of our errors, with what it may have cost."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest

from coloring.engines.base import (
    Commission,
    EngineBusy,
    EngineError,
    EngineForbidden,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnpaid,
)
from coloring.engines.openai import account
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.wire import client
from tests.rehearsal import Rehearsal

MINI = "gpt-image-1-mini"
WISH = Commission(
    theme="dragon", prompt="a secret dragon", image_models=(MINI,), vision_models=("gpt-4o-mini",)
)


@pytest.fixture(autouse=True)
def key(settings):
    settings.OPENAI_API_KEY = "sk-test"
    settings.OPENAI_TIMEOUT = 20.0


@pytest.fixture
def service(settings):
    with Rehearsal() as service:
        settings.OPENAI_BASE_URL = service.url
        yield service


def error_of(engine: OpenAIEngine, wish: Commission = WISH) -> EngineError:
    with pytest.raises(EngineError) as caught:
        engine.draw(wish)
    return caught.value


def answering(status: int, error: dict | None = None, **response) -> OpenAIEngine:
    """An engine whose service always gives this answer."""
    body = (
        {"json": {"error": {"message": "", "type": None, "param": None, "code": None} | error}}
        if error
        else {}
    )
    return OpenAIEngine(httpx2.MockTransport(lambda request: httpx2.Response(status, **body | response)))


def failing(error: Exception) -> OpenAIEngine:
    def fail(request):
        raise error

    return OpenAIEngine(httpx2.MockTransport(fail))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("rate_limit", EngineBusy),
        ("slow_down", EngineBusy),
        ("overloaded", EngineBusy),
        ("server_error", EngineBusy),
        ("image_failed", EngineBusy),
        ("bad_gateway", EngineBusy),
        ("no_credit", EngineUnpaid),
        ("billing_limit", EngineUnpaid),
        ("bad_key", EngineUnpaid),
        ("forbidden", EngineForbidden),
        ("moderation_blocked", EngineRefused),
    ],
)
def test_refused_request_costs_nothing_and_is_not_repeated(service, fault, kind):
    service.fail(fault)
    error = error_of(OpenAIEngine())
    assert type(error) is kind
    assert error.cost_micro_usd == 0
    assert len(service.journal) == 1


@pytest.mark.parametrize("fault", ["reset", "truncated", "hang", "drip"])
def test_answer_that_never_came_whole_is_lost_and_perhaps_paid(service, settings, fault):
    settings.OPENAI_TIMEOUT = 1.0
    service.fail(fault)
    error = error_of(OpenAIEngine())
    assert type(error) is EngineLost
    assert error.cost_micro_usd == pytest.approx(33_300, abs=100)
    assert len(service.journal) == 1


@pytest.mark.parametrize(
    "fault",
    ["invalid_json", "invalid_base64", "not_png", "truncated_png", "wrong_size", "empty_data", "url_only"],
)
def test_answer_without_a_usable_picture_is_broken_and_paid(service, fault):
    service.fail(fault)
    error = error_of(OpenAIEngine())
    assert type(error) is EngineError
    assert error.cost_micro_usd > 33_000
    assert len(service.journal) == 1


def test_nothing_sent_is_only_busy(service, settings):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    error = error_of(OpenAIEngine())
    assert (type(error), error.cost_micro_usd) == (EngineBusy, 0)


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (httpx2.ConnectError("name or service not known"), EngineBusy),
        (httpx2.ConnectTimeout("slow"), EngineBusy),
        (httpx2.ProxyError("no"), EngineBusy),
        (httpx2.ReadTimeout("slow"), EngineLost),
        (httpx2.ReadError("reset"), EngineLost),
        (httpx2.WriteError("reset"), EngineLost),
        (httpx2.RemoteProtocolError("cut"), EngineLost),
        (httpx2.UnsupportedProtocol("nonsense"), EngineError),
    ],
)
def test_faults_of_the_line(cause, kind):
    error = error_of(failing(cause))
    assert type(error) is kind
    assert bool(error.cost_micro_usd) == (kind is EngineLost)
    assert error.__cause__ is not None


@pytest.mark.parametrize("key", ["", "  ", "sk-\u00e9", "sk-a\nb"])
def test_key_that_cannot_be_one_is_never_sent(settings, key):
    settings.OPENAI_API_KEY = key
    assert type(error_of(failing(AssertionError("sent")))) is EngineUnpaid


@pytest.mark.parametrize(
    "error",
    [
        {"param": "model", "code": "invalid_value", "message": "The model 'x' does not exist."},
        {
            "code": "model_not_found",
            "message": "The model `x` does not exist or you do not have access to it.",
        },
        {"message": "The model x has been deprecated, learn more here."},
        {"message": "`x` has been fully deprecated and is no longer available. Please use `y` instead."},
    ],
)
@pytest.mark.parametrize("status", [400, 404, 500])
def test_model_that_is_gone_is_recognised(status, error):
    assert type(error_of(answering(status, error))) is EngineRetired


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (
            400,
            {"param": "size", "code": "invalid_value", "message": "Size no longer supported by this model."},
        ),
        (400, {"param": "quality", "code": "invalid_value", "message": "'hd' is deprecated."}),
        (400, {"code": "invalid_image_file", "message": "Invalid image file for model x."}),
        (404, {"message": "Unknown request URL: POST /images/generations."}),
    ],
)
def test_other_mistakes_do_not_retire_a_model(status, error):
    kind = EngineRejected if status == 400 else EngineError
    assert type(error_of(answering(status, error))) is kind


def test_bare_404_of_a_wrong_address_does_not_retire_a_model():
    assert type(error_of(answering(404, content=b""))) is EngineError


def test_overloaded_model_is_not_gone():
    error = {"message": "The model is no longer available at this moment.", "code": "server_is_overloaded"}
    assert type(error_of(answering(503, error))) is EngineBusy


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"code": "content_policy_violation"}, EngineRefused),
        (400, {"message": "Your request was rejected by our safety system."}, EngineRefused),
        (429, {"code": "insufficient_quota"}, EngineUnpaid),
        (429, {"type": "insufficient_quota", "code": "something_new"}, EngineUnpaid),
        (429, {"code": "project_spend_limit_exceeded"}, EngineUnpaid),
        (429, {"code": "something_new"}, EngineBusy),
        (401, {}, EngineUnpaid),
        (408, {"code": "x"}, EngineBusy),
        (418, {"code": "x"}, EngineError),
    ],
)
def test_codes_say_what_to_do(status, error, kind):
    assert type(error_of(answering(status, error or {"code": None}))) is kind


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"retry-after-ms": "534", "retry-after": "1"}, "", 0.534),
        ({"retry-after": "7"}, "", 7),
        ({"retry-after": "200"}, "", 200),
        ({}, "Limit 5, Used 5. Please try again in 12s. Visit us.", 12),
        ({}, "Please try again in 534ms.", 0.534),
        ({}, "Please try again in 1m30.5s.", 90.5),
        ({}, "Please try again in 2m.", 120),
        ({}, "slow down and try again after 6.937 seconds.", 6.937),
        ({}, "Please try again later.", None),
        ({"retry-after": "soon"}, "", None),
    ],
)
def test_wait_is_what_the_service_says(headers, message, seconds):
    engine = answering(429, {"code": "rate_limit_exceeded", "message": message}, headers=headers)
    assert error_of(engine).retry_after == seconds


def test_wait_until_a_date():
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert 80 < error_of(answering(503, {"code": "x"}, headers={"retry-after": when})).retry_after <= 100


@pytest.mark.parametrize(
    "body", [b"[]", b'"hello"', b"null", b"{}", b'{"data": {}}', b'{"data": [null]}', b""]
)
def test_json_of_any_other_form_is_an_error_not_a_surprise(body):
    engine = answering(200, content=body, headers={"content-type": "application/json"})
    assert type(error_of(engine)) is EngineError
    with pytest.raises(EngineError):
        engine.look(Commission(photo=b"jpeg", vision_models=("gpt-4o-mini",)))


def test_page_of_html_with_status_200_is_an_error():
    assert type(error_of(answering(200, html="<html>welcome</html>"))) is EngineError


def test_words_of_the_service_never_reach_our_message():
    said = "a secret dragon with sk-test is invalid"
    error = error_of(answering(400, {"message": said, "code": said, "param": "prompt", "type": "user_error"}))
    assert str(error) == "status 400 user_error param=prompt"


def test_deadline_frees_the_threads_that_wait(service, settings):
    settings.OPENAI_TIMEOUT = 0.5
    service.fail("hang", times=4)
    callers = [threading.Thread(target=error_of, args=(OpenAIEngine(),)) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(20)
    assert not any(caller.is_alive() for caller in callers)


def test_cancelled_request_is_closed():
    closed = []

    class Slow(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request):
            try:
                await asyncio.sleep(60)
            finally:
                closed.append("request")

        async def aclose(self):
            closed.append("transport")

    with pytest.raises(TimeoutError):
        client.run(lambda api: api.models.retrieve("x"), account.service(), seconds=0.5, transport=Slow())
    assert closed == ["request", "transport"]
