"""The OpenAI engine against a rehearsal of the service: what it sends and what it makes of good answers."""

import base64
import io
import json
import logging
from dataclasses import replace
from datetime import date

import httpx2
import pytest
from PIL import Image

from coloring import lineart
from coloring.engines.base import (
    Commission,
    EngineError,
    EngineLost,
    EngineOverBudget,
    EngineRefused,
    EngineRetired,
)
from coloring.engines.openai.dates import shutdown_dates
from coloring.engines.openai.engine import OpenAIEngine
from herbbie import logs
from tests import factories
from tests.rehearsal import Rehearsal

PROMPT = "A line drawing of a dragon."
MINI, FLARE = "gpt-image-1-mini", "gpt-image-2.5-flare"
EYES, LUNA = "gpt-4o-mini", "gpt-6-luna"


@pytest.fixture
def service(settings):
    with Rehearsal() as service:
        settings.OPENAI_API_KEY = "sk-test-secret"
        settings.OPENAI_BASE_URL = service.url
        settings.OPENAI_TIMEOUT = 20.0
        yield service


def commission(**fields) -> Commission:
    lists = {"image_models": (MINI, FLARE), "vision_models": (EYES, LUNA), "progress": factories.Told()}
    return Commission(**lists | {"theme": "dragon", "prompt": PROMPT} | fields)


def jpeg(width=640, height=480) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def drawn_from_photo(mode: str, **fields) -> Commission:
    return commission(theme="", photo=jpeg(), mode=mode, **fields)


def test_theme_is_one_exact_request(service):
    OpenAIEngine().draw(commission())
    [request] = service.journal
    assert request.path == "/v1/images/generations"
    assert request.fields == {
        "model": MINI,
        "prompt": PROMPT,
        "n": 1,
        "size": "1024x1024",
        "quality": "high",
    }
    assert request.headers["authorization"] == "Bearer sk-test-secret"


class Purse(factories.Told):
    """Holds so many micro-dollars and remembers what was reserved of them."""

    def __init__(self, held):
        super().__init__()
        self.held, self.reserved, self.pictures = held, [], []

    def reserve(self, micro_usd, *, pictures=0):
        if sum(self.reserved) + micro_usd > self.held:
            raise EngineOverBudget("spent")
        self.reserved.append(micro_usd)
        self.pictures.append(pictures)


def test_what_a_call_may_cost_is_reserved_before_it(service):
    purse = Purse(10**9)
    wish = drawn_from_photo("faithful", progress=purse)
    engine = OpenAIEngine()
    paid = [engine.look(wish).cost_micro_usd, engine.draw(wish).cost_micro_usd]
    assert purse.pictures == [0, 1]
    assert all(0 < cost <= reserved * 1.1 for cost, reserved in zip(paid, purse.reserved, strict=True))


@pytest.mark.parametrize("call", ["look", "draw"])
def test_empty_purse_means_no_request(service, call):
    wish = drawn_from_photo("faithful", progress=Purse(0))
    with pytest.raises(EngineOverBudget):
        getattr(OpenAIEngine(), call)(wish)
    assert service.journal == []


def test_drawing_is_a_whole_picture_that_passes_the_gate(service):
    drawing = OpenAIEngine().draw(commission())
    with Image.open(io.BytesIO(drawing.image)) as image:
        assert image.size == (1024, 1024)
    assert lineart.measure(lineart.clean(drawing.image)).passes
    assert (drawing.engine, drawing.model, drawing.quality) == ("openai", MINI, "high")
    assert drawing.cost_micro_usd == 300 * 2 + 4160 * 8
    assert drawing.request_id == "req_1"


@pytest.mark.parametrize(("orientation", "size"), [("portrait", "1024x1536"), ("landscape", "1536x1024")])
def test_orientation_is_asked_for(service, orientation, size):
    OpenAIEngine().draw(commission(orientation=orientation))
    assert service.journal[0].fields["size"] == size


def test_faithful_sends_the_photo_as_it_is(service):
    wish = drawn_from_photo("faithful")
    drawing = OpenAIEngine().draw(wish)
    [request] = service.journal
    assert request.path == "/v1/images/edits"
    assert request.images == (wish.photo,)
    assert request.files == (("photo.jpg", "image/jpeg"),)
    assert request.fields == {
        "model": MINI,
        "prompt": PROMPT,
        "n": "1",
        "size": "1024x1024",
        "quality": "high",
    }
    assert drawing.cost_micro_usd == 300 * 2 + 400 * 2.5 + 4160 * 8


def test_png_photo_is_called_a_png(service):
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "PNG")
    OpenAIEngine().draw(commission(photo=out.getvalue(), mode="faithful"))
    assert service.journal[0].files == (("photo.png", "image/png"),)


def test_fidelity_is_sent_only_where_it_is_taken(service):
    wish = drawn_from_photo("faithful")
    for model in (MINI, "gpt-image-1.5", FLARE):
        OpenAIEngine().draw(drawn_from_photo("faithful", image_models=(model,), progress=wish.progress))
    assert [request.fields.get("input_fidelity") for request in service.journal] == [None, "high", None]


def test_imagined_keeps_the_photo_at_home(service):
    OpenAIEngine().draw(drawn_from_photo("imagined"))
    assert service.journal[0].path == "/v1/images/generations"
    assert service.journal[0].images == ()


def test_retired_model_hands_over_to_the_next_at_once(service):
    service.retired.add(MINI)
    wish = commission()
    drawing = OpenAIEngine().draw(wish)
    assert [request.fields["model"] for request in service.journal] == [MINI, FLARE]
    assert (drawing.model, wish.progress.gone) == (FLARE, [MINI])


def test_model_that_is_closed_to_the_account_is_passed_over_but_not_called_retired(service):
    service.forbidden.add(MINI)
    wish = commission()
    assert OpenAIEngine().draw(wish).model == FLARE
    assert wish.progress.gone == []


def test_no_model_left_is_an_error_of_its_own(service):
    service.retired |= {MINI, FLARE}
    wish = commission()
    with pytest.raises(EngineRetired):
        OpenAIEngine().draw(wish)
    assert wish.progress.gone == [MINI, FLARE]
    with pytest.raises(EngineRetired):
        OpenAIEngine().draw(commission(image_models=()))


def test_quality_of_the_next_model_is_one_it_knows(service):
    service.retired.add(FLARE)
    drawing = OpenAIEngine().draw(commission(image_models=(FLARE, MINI), quality="xhigh"))
    assert [request.fields["quality"] for request in service.journal] == ["xhigh", "high"]
    assert drawing.quality == "high"


def test_dripping_answer_is_cut_at_the_deadline(service, settings):
    settings.OPENAI_TIMEOUT = 1.0
    service.fail("drip")
    with pytest.raises(EngineLost) as caught:
        OpenAIEngine().draw(commission())
    assert caught.value.cost_micro_usd > 33_000
    assert len(service.journal) == 1


def test_photo_is_looked_at_in_one_request(service):
    wish = drawn_from_photo("faithful")
    look = OpenAIEngine().look(wish)
    [request] = service.journal
    assert request.path == "/v1/chat/completions"
    assert request.images == (wish.photo,)
    assert request.fields["messages"][1]["content"][0]["image_url"]["detail"] == "low"
    assert request.fields["response_format"]["type"] == "json_schema"
    assert request.fields["store"] is False
    assert (look.subject, look.setting, look.model) == ("a cat on a sofa", "a living room", EYES)
    assert look.details == ("the cushion", "the lamp")
    assert look.cost_micro_usd == 3000 * 0.15 + 100 * 0.60


def test_reasoning_model_is_given_room_to_think_and_no_temperature(service):
    service.retired.add(EYES)
    wish = drawn_from_photo("imagined")
    assert OpenAIEngine().look(wish).model == LUNA
    assert wish.progress.gone == [EYES]
    asked = service.journal[1].fields
    assert asked["max_completion_tokens"] >= 2000
    assert not {"temperature", "max_tokens"} & set(asked)


def test_more_details_than_six_are_cut(service):
    service.seen = {"subject": "a dog", "setting": "", "details": list("abcdefgh")}
    assert OpenAIEngine().look(drawn_from_photo("imagined")).details == tuple("abcdef")


@pytest.mark.parametrize(
    "said", ["I see a dog.", '{"subject": "a dog"}', '{"subject": " ", "setting": "", "details": []}']
)
def test_description_that_cannot_be_read_is_an_error(service, said):
    service.seen = said
    with pytest.raises(EngineError) as caught:
        OpenAIEngine().look(drawn_from_photo("imagined"))
    assert type(caught.value) is EngineError
    assert caught.value.cost_micro_usd > 0


def test_refusal_to_describe_is_a_refusal(settings):
    settings.OPENAI_API_KEY = "sk-test"
    message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    answer = {"id": "1", "object": "chat.completion", "created": 1, "model": EYES, "choices": [choice]}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=answer))
    with pytest.raises(EngineRefused):
        OpenAIEngine(transport).look(drawn_from_photo("imagined"))


def test_each_call_is_one_line_of_the_log_without_secrets(service, caplog):
    caplog.set_level(logging.INFO, logger="herbbie.engine")
    service.fail("moderation_blocked")
    with pytest.raises(EngineRefused):
        OpenAIEngine().draw(commission())
    wish = replace(drawn_from_photo("faithful"), seed="the-page")
    OpenAIEngine().draw(wish)
    refused, drawn = (logs.Line().format(record) for record in caplog.records)
    assert "moderation_blocked" in refused
    assert "problem=refused" in refused
    assert f"page=the-page draw done engine=openai model={MINI}" in drawn
    assert "service_request=req_2" in drawn
    for secret in (PROMPT, "secret", base64.b64encode(wish.photo).decode()[:40]):
        assert secret not in refused + drawn


def test_dates_of_models_are_asked_for(service):
    service.dates = {MINI: "2026-12-01"}
    service.retired.add("gpt-image-1")
    dates = shutdown_dates([MINI, FLARE, "gpt-image-1"])
    assert dates == {MINI: date(2026, 12, 1), FLARE: None}
    assert service.journal == []


def test_dates_that_cannot_be_had_are_none(service, settings):
    settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    assert shutdown_dates([MINI]) == {}
    settings.OPENAI_API_KEY = ""
    assert shutdown_dates([MINI]) == {}


def test_unreadable_date_counts_as_none_to_be_had(settings):
    settings.OPENAI_API_KEY = "sk-test"
    body = json.dumps({"id": MINI, "object": "model", "created": 1, "owned_by": "x", "shutdown_date": "soon"})
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=body))
    assert shutdown_dates([MINI], transport) == {}
