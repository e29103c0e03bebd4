"""Services that speak like OpenAI's: addresses for pictures, no usage, names of their own, odd errors."""

import asyncio
import base64
import json

import httpx2
import pytest

from coloring.engines.base import (
    Commission,
    EngineBusy,
    EngineError,
    EngineLost,
    EngineRefused,
    EngineRejected,
    EngineRetired,
    EngineUnpaid,
)
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.painting import ImageRequest
from coloring.engines.wire import links
from coloring.engines.xai.engine import XaiEngine
from tests import factories

MODEL = "flux-of-the-house"
HERE = "http://paint.example:8080/v1"
PNG = factories.line_art()


@pytest.fixture(autouse=True)
def service(settings):
    settings.OPENAI_API_KEY, settings.XAI_API_KEY = "sk-secret", "xai-secret"
    settings.OPENAI_BASE_URL = settings.XAI_BASE_URL = HERE
    settings.OPENAI_TIMEOUT = 20.0
    return settings


def request(**fields) -> ImageRequest:
    wish = {"models": (MODEL,), "prompt": "a secret dragon", "parameters": {"size": "1024x1024"}}
    return ImageRequest(**wish | {"progress": factories.Told()} | fields)


class Wire:
    """Answers the call with one entry of data, and every address with the same response."""

    def __init__(self, item, picture=None, **more):
        self.item, self.more, self.asked = item, more, []
        self.picture = picture or httpx2.Response(200, content=PNG)
        self.transport = httpx2.MockTransport(self._answer)

    def _answer(self, sent):
        self.asked.append(sent)
        if sent.method == "GET":
            if isinstance(self.picture, Exception):
                raise self.picture
            return self.picture
        return httpx2.Response(200, json={"data": [self.item]} | self.more)

    @property
    def fetched(self):
        return [str(sent.url) for sent in self.asked if sent.method == "GET"]


@pytest.mark.parametrize("engine", [OpenAIEngine, XaiEngine])
@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://pictures.example/a.png?sig=1", "https://pictures.example/a.png?sig=1"),
        ("http://paint.example:8080/files/a.png", "http://paint.example:8080/files/a.png"),
        ("/files/a.png", "http://paint.example:8080/files/a.png"),
        ("files/a.png", "http://paint.example:8080/v1/files/a.png"),
        ("//paint.example:8080/a.png", "http://paint.example:8080/a.png"),
    ],
)
def test_address_is_opened_without_the_key(engine, url, address):
    wire = Wire({"url": url})
    assert engine(wire.transport).paint(request()).image == PNG
    assert wire.fetched == [address]
    assert "secret" in wire.asked[0].headers["authorization"]
    assert "authorization" not in wire.asked[1].headers
    assert "secret" not in f"{wire.asked[1].headers}"


@pytest.mark.parametrize(
    "url",
    [
        "http://paint.example/files/a.png",
        "http://paint.example:6379/",
        "http://169.254.169.254/latest",
        "ftp://paint.example:8080/a.png",
        "file:///etc/passwd",
        "http://paint.example:8080@evil.example/a.png",
    ],
)
def test_address_that_is_none_of_ours_to_open_is_left_alone(url):
    wire = Wire({"url": url})
    with pytest.raises(EngineError) as caught:
        OpenAIEngine(wire.transport).paint(request())
    assert type(caught.value) is EngineError
    assert caught.value.cost_micro_usd > 0
    assert wire.fetched == []


@pytest.mark.parametrize("url", ["", None, 7, ["https://x.example"], {"a": 1}])
def test_entry_without_bytes_and_without_address_is_no_picture(url):
    wire = Wire({"url": url})
    with pytest.raises(EngineError):
        OpenAIEngine(wire.transport).paint(request())
    assert wire.fetched == []


def test_data_url_is_the_picture_itself():
    wire = Wire({"url": f"data:image/png;base64,{base64.b64encode(PNG).decode()}"})
    assert OpenAIEngine(wire.transport).paint(request()).image == PNG
    assert wire.fetched == []


def test_bytes_are_taken_where_both_are_there():
    wire = Wire({"b64_json": base64.b64encode(PNG).decode(), "url": "https://pictures.example/a.png"})
    assert OpenAIEngine(wire.transport).paint(request()).image == PNG
    assert wire.fetched == []


@pytest.mark.parametrize(
    "picture",
    [
        httpx2.Response(404),
        httpx2.Response(302, headers={"location": "http://169.254.169.254/"}),
        httpx2.Response(200, text="<html>no picture</html>"),
        httpx2.Response(200, content=PNG[: len(PNG) // 2]),
        httpx2.Response(200, content=b""),
        httpx2.ConnectError("refused"),
        httpx2.ReadError("cut"),
    ],
)
def test_address_without_a_picture_was_paid_and_is_never_asked_twice(picture):
    wire = Wire({"url": "https://pictures.example/a.png"}, picture)
    with pytest.raises(EngineError) as caught:
        OpenAIEngine(wire.transport).paint(request())
    assert type(caught.value) is EngineError
    assert caught.value.cost_micro_usd > 0
    assert len(wire.fetched) == 1
    assert "pictures.example" not in str(caught.value)


def test_picture_is_fetched_within_bounds(monkeypatch):
    monkeypatch.setattr(links, "MOST_BYTES", len(PNG) - 1)
    wire = Wire({"url": "https://pictures.example/a.png"})
    with pytest.raises(EngineError, match="too large"):
        OpenAIEngine(wire.transport).paint(request())


def test_fetching_has_the_deadline_of_the_call(service):
    class Dripping(httpx2.AsyncByteStream):
        async def __aiter__(self):
            while True:
                yield b"x"
                await asyncio.sleep(0.02)

    service.OPENAI_TIMEOUT = 0.3
    wire = Wire({"url": "https://pictures.example/a.png"}, httpx2.Response(200, stream=Dripping()))
    with pytest.raises(EngineLost) as caught:
        OpenAIEngine(wire.transport).paint(request())
    assert caught.value.cost_micro_usd > 0


def test_answer_without_usage_is_priced_by_the_table():
    wire = Wire({"url": "/a.png"})
    painting = OpenAIEngine(wire.transport).paint(request())
    assert painting.cost_micro_usd > 0
    assert (painting.model, painting.usage, painting.format) == (MODEL, {}, "png")


def test_service_of_its_own_is_asked_for_what_the_caller_asked():
    wire = Wire({"url": "/a.png"})
    OpenAIEngine(wire.transport).paint(request(parameters={"size": "1024x1024", "style": "ink"}))
    body = json.loads(wire.asked[0].content)
    assert {"size": "1024x1024", "style": "ink", "model": MODEL}.items() <= body.items()


def test_page_is_drawn_with_a_service_of_its_own_that_nobody_moderates():
    wire = Wire({"url": "/a.png"})
    wish = Commission(theme="dragon", prompt="a dragon", image_models=(MODEL,), progress=factories.Told())
    drawing = OpenAIEngine(wire.transport).draw(wish)
    assert (drawing.image, drawing.model) == (PNG, MODEL)
    assert [sent.url.path for sent in wire.asked] == ["/v1/images/generations", "/a.png"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx2.Response(400, json={"detail": "prompt was rejected by our content policy"}), EngineRefused),
        (httpx2.Response(400, json={"message": "Invalid API key"}), EngineUnpaid),
        (httpx2.Response(402, text="pay"), EngineUnpaid),
        (httpx2.Response(401, text=""), EngineUnpaid),
        (httpx2.Response(404, json={"detail": "model flux does not exist"}), EngineRetired),
        (httpx2.Response(404, json={"error": {"message": "x", "code": 404, "type": None}}), EngineError),
        (httpx2.Response(404, text="<html>Not Found</html>"), EngineError),
        (httpx2.Response(422, json={"detail": [{"loc": ["body", "size"], "msg": "bad"}]}), EngineRejected),
        (httpx2.Response(429, json={"error": "slow", "code": 429}), EngineBusy),
        (httpx2.Response(500, json={"error": {"message": None, "code": [1], "param": {}}}), EngineBusy),
        (httpx2.Response(500, json=["no"]), EngineBusy),
        (httpx2.Response(503, content=b"\xff\xfe"), EngineBusy),
    ],
)
def test_odd_errors_are_understood_as_far_as_they_go(answer, kind):
    engine = OpenAIEngine(httpx2.MockTransport(lambda sent: answer))
    with pytest.raises(EngineError) as caught:
        engine.paint(request())
    assert type(caught.value) is kind
    assert caught.value.cost_micro_usd == 0
    assert caught.value.told["status"] == answer.status_code
