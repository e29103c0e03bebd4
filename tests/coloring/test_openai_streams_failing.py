"""Streams that end badly: what came is counted, what was perhaps paid is never asked for again."""

import httpx2
import pytest

from coloring.engines.base import (
    EngineBusy,
    EngineError,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnpaid,
)
from tests.coloring.streaming import COST, PARTIAL, WHOLE, Service, completed, failed, partial, picture


@pytest.fixture(autouse=True)
def key(settings):
    settings.OPENAI_API_KEY = "sk-test"
    settings.OPENAI_TIMEOUT = 20.0


def error_of(service, **fields) -> EngineError:
    with pytest.raises(EngineError) as caught:
        service.paint(parameters={"quality": "low", "size": "32x32"}, **fields)
    return caught.value


@pytest.mark.parametrize(
    ("error", "kind", "retry_after"),
    [
        ({"type": "image_generation_user_error", "code": "moderation_blocked"}, EngineRefused, None),
        ({"type": "image_generation_server_error", "code": "image_generation_failed"}, EngineBusy, None),
        ({"type": "server_error"}, EngineBusy, None),
        ({"type": "service_unavailable_error", "code": "server_is_overloaded"}, EngineBusy, None),
        ({"code": "rate_limit_exceeded", "message": "Please try again in 12s."}, EngineBusy, 12),
        ({"type": "insufficient_quota", "code": "credit_balance_exhausted"}, EngineUnpaid, None),
        ({"type": "invalid_request_error", "param": "size"}, EngineRejected, None),
        (
            {"type": "image_generation_user_error", "param": "model", "code": "invalid_value"},
            EngineRetired,
            None,
        ),
    ],
)
def test_error_in_the_stream_costs_the_parts_that_came(error, kind, retry_after):
    raised = error_of(Service(partial(0), failed(**error)))
    assert (type(raised), raised.cost_micro_usd) == (kind, PARTIAL)
    assert raised.told == {name: words for name, words in error.items() if name != "message"}
    assert getattr(raised, "retry_after", None) == retry_after


def test_refusal_in_the_stream_says_of_what():
    details = {"moderation_stage": "output", "categories": ["violence/graphic", "no such thing!"]}
    error = error_of(Service(failed(code="moderation_blocked", moderation_details=details)))
    told = {"code": "moderation_blocked", "moderation_stage": "output", "categories": ["violence/graphic"]}
    assert error.told == told


ESTIMATE = 2 + 2 * PARTIAL


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        ((partial(0),), EngineLost),
        ((), EngineLost),
        ((partial(0), httpx2.ReadError("reset")), EngineLost),
        ((partial(0), httpx2.RemoteProtocolError("cut")), EngineLost),
        ((completed()[:-900],), EngineLost),
        ((b"data: no json\n\n",), EngineError),
        ((b"data: [1]\n\n",), EngineLost),
        ((failed(type="something_new"),), EngineError),
        ((b"<html>no stream</html>",), EngineLost),
    ],
)
def test_stream_without_its_end_was_perhaps_paid(pieces, kind):
    error = error_of(Service(*pieces))
    assert (type(error), error.cost_micro_usd) == (kind, pytest.approx(ESTIMATE, abs=10))


@pytest.mark.parametrize("content", [b"no picture", WHOLE[:-100], picture((64, 32))])
def test_end_of_a_stream_without_the_picture_was_surely_paid(content):
    error = error_of(Service(completed(content)))
    assert (type(error), error.cost_micro_usd) == (EngineError, COST)


def test_deadline_holds_for_the_whole_stream(settings):
    settings.OPENAI_TIMEOUT = 0.6
    service = Service(*[partial(0), 0.05] * 1000, completed())
    error = error_of(service)
    assert (type(error), error.cost_micro_usd) == (EngineLost, pytest.approx(ESTIMATE, abs=10))
    assert service.body.closed
