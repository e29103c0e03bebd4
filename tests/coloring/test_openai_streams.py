"""Pictures that come in parts: unfinished ones are told on the way to the whole one."""

import asyncio
import base64
import json
from itertools import pairwise

import httpx2
import pytest

from coloring.engines.base import Commission, EngineLost
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.painting import ImageRequest, Reference
from tests import factories
from tests.coloring.streaming import (
    COST,
    DRAFTS,
    MINI,
    PARTIAL,
    USAGE,
    WHOLE,
    Service,
    completed,
    event,
    partial,
    picture,
)
from tests.rehearsal import Rehearsal


@pytest.fixture(autouse=True)
def key(settings):
    settings.OPENAI_API_KEY = "sk-test"
    settings.OPENAI_TIMEOUT = 20.0


class Watching(factories.Told):
    """Remembers unfinished pictures; no loop runs while it is told, for it may write to a database."""

    def __init__(self):
        super().__init__()
        self.partials = []

    def partial(self, index, picture):
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        self.partials.append((index, picture))


def test_unfinished_pictures_are_told_before_the_whole_one():
    service, progress = Service(partial(0), partial(1), completed()), Watching()
    painting = service.paint(progress=progress)
    assert progress.partials == [(0, DRAFTS[0]), (1, DRAFTS[1])]
    assert (painting.image, painting.format, painting.request_id) == (WHOLE, "png", "req_1")
    assert (painting.quality, painting.background, painting.usage) == ("low", "opaque", USAGE)
    assert painting.cost_micro_usd == COST
    assert service.body.closed


@pytest.mark.parametrize(
    ("streams", "partials", "sent"),
    [
        (True, 0, {"stream": True, "partial_images": 0}),
        (True, 3, {"stream": True, "partial_images": 3}),
        (False, 1, {"stream": True, "partial_images": 1}),
    ],
)
def test_stream_and_its_parts_are_asked_for(streams, partials, sent):
    service = Service(completed())
    service.paint(streams=streams, partial_images=partials)
    assert json.loads(service.asked[0].content) == {"model": MINI, "prompt": "x", "n": 1} | sent


def test_edit_streams_too():
    service = Service(event("completed", "image_edit", b64_json=WHOLE, usage=USAGE))
    file = Reference(name="a.png", content=picture(), kind="image/png")
    assert service.paint(references=(file,)).image == WHOLE
    assert service.asked[0].url.path.endswith("/images/edits")
    for field, value in (("stream", "true"), ("partial_images", "2")):
        assert f'name="{field}"\r\n\r\n{value}\r\n'.encode() in service.asked[0].content


def test_each_unfinished_picture_is_reserved_for():
    class Purse(factories.Told):
        reserved = ()

        def reserve(self, micro_usd, *, pictures=0):
            self.reserved += (micro_usd,)

    purse = Purse()
    for partials in (0, 1, 3):
        Service(completed()).paint(partial_images=partials, progress=purse)
    assert [more - less for less, more in pairwise(purse.reserved)] == [PARTIAL, 2 * PARTIAL]


@pytest.mark.parametrize(
    "broken",
    [
        partial(0, content=b"no picture"),
        partial(0, content=DRAFTS[0][:-200]),
        event("partial_image", b64_json="!!!", partial_image_index=0),
        event("partial_image", b64_json=None, partial_image_index=0),
        event("partial_image", b64_json=DRAFTS[0]),
        event("partial_image", b64_json=DRAFTS[0], partial_image_index="first"),
        partial(2),
        b'data: {"type": "image_generation.something_new"}\n\n',
        b"data: {}\n\n",
        b": keep-alive\n\n",
    ],
)
def test_part_that_is_none_is_left_out_and_the_whole_picture_taken(broken):
    progress = Watching()
    painting = Service(broken, partial(1), completed()).paint(progress=progress)
    assert (progress.partials, painting.image) == ([(1, DRAFTS[1])], WHOLE)


def test_part_that_comes_twice_is_told_once():
    progress = Watching()
    Service(partial(0), partial(0), completed()).paint(progress=progress)
    assert progress.partials == [(0, DRAFTS[0])]


def test_part_that_nobody_can_keep_does_not_cost_the_whole_picture(caplog):
    class Full(factories.Told):
        def partial(self, index, picture):
            raise OSError("disk full")

    assert Service(partial(0), completed()).paint(progress=Full()).image == WHOLE
    assert "could not be kept" in caplog.text


def verdict(flagged):
    names = ("sexual/minors", "self-harm", "self-harm/intent", "self-harm/instructions", "violence/graphic")
    result = {"flagged": flagged, "categories": {}, "category_scores": dict.fromkeys(names, 0.0)}
    return httpx2.Response(200, json={"id": "1", "model": "m", "results": [result]})


def page(service, **fields):
    wish = {"image_models": (MINI,), "prompt": "x", "size": "1024x1024", "partial_images": 2} | fields
    return service.engine.draw(Commission(**wish))


LARGE = picture((1024, 1024))


def test_page_tells_its_unfinished_pictures():
    service, progress = Service(partial(0), partial(1), completed(LARGE)), Watching()
    drawing = page(service, progress=progress)
    assert [index for index, _ in progress.partials] == [0, 1]
    assert (drawing.image, drawing.cost_micro_usd) == (LARGE, COST)
    assert json.loads(service.asked[0].content)["partial_images"] == 2


def test_unfinished_picture_that_is_not_for_children_is_shown_to_none():
    service, progress = Service(partial(0), partial(1), completed(LARGE)), Watching()
    service.verdicts = [verdict(True), verdict(False)]
    drawing = page(service, progress=progress, moderation_model="omni")
    assert ([index for index, _ in progress.partials], drawing.image) == ([1], LARGE)


def test_page_of_a_model_that_cannot_stream_comes_in_one_piece():
    answer = {"created": 1, "data": [{"b64_json": base64.b64encode(LARGE).decode()}]}
    asked = []

    def answered(request):
        asked.append(json.loads(request.content))
        return httpx2.Response(200, json=answer)

    engine = OpenAIEngine(httpx2.MockTransport(answered))
    wish = Commission(image_models=("dall-e-3",), prompt="x", partial_images=2)
    assert engine.draw(wish).image == LARGE
    assert not {"stream", "partial_images"} & set(asked[0])


def test_rehearsed_service_streams_like_the_real_one(settings):
    with Rehearsal() as service:
        settings.OPENAI_BASE_URL = service.url
        progress = Watching()
        parameters = {"output_format": "webp", "quality": "low", "background": "transparent"}
        wish = {"models": (MINI,), "prompt": "x", "parameters": parameters, "progress": progress}
        painting = OpenAIEngine().paint(ImageRequest(**wish, streams=True, partial_images=2))
        service.fail("truncated")
        with pytest.raises(EngineLost):
            OpenAIEngine().paint(ImageRequest(**wish, streams=True))
    assert [index for index, _ in progress.partials] == [0, 1]
    assert (painting.format, painting.width, painting.quality) == ("webp", 1024, "low")
    assert painting.cost_micro_usd == 300 * 2 + (272 + 200) * 8
