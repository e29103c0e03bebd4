"""The xAI engine: what exactly it sends for pages and pictures, and what it makes of good answers."""

import base64
import io
import json

import httpx2
import pytest
from PIL import Image

from coloring.engines.base import Commission, EngineBusy, EngineOverBudget, EngineRetired
from coloring.engines.painting import ImageRequest, Reference
from coloring.engines.xai.engine import XaiEngine
from tests import factories

OLD, IMAGINE, SECOND = "grok-2-image", "grok-imagine-image", "grok-imagine-image-2.0"
PROMPT = "A line drawing of a dragon."


@pytest.fixture(autouse=True)
def key(settings):
    settings.XAI_API_KEY = "xai-test-secret"
    settings.XAI_BASE_URL = "https://api.x.ai/v1"
    settings.OPENAI_TIMEOUT = 20.0


def jpeg(size=(1024, 1024)) -> bytes:
    return factories.saved(Image.new("RGB", size, "white"), "JPEG")


def answer(image: bytes | None = None, **more) -> httpx2.Response:
    item = {
        "b64_json": base64.b64encode(image or jpeg()).decode(),
        "mime_type": "image/jpeg",
        "revised_prompt": "",
    }
    usage = {"usage": {"cost_in_usd_ticks": 200_000_000}}
    return httpx2.Response(200, json={"data": [item]} | usage | more, headers={"x-request-id": "req_7"})


class Service:
    """Remembers what it was asked and gives the answers of a list, then good ones."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []
        self.engine = XaiEngine(httpx2.MockTransport(self._answer))

    def _answer(self, request):
        self.asked.append(request)
        return self.answers.pop(0) if self.answers else answer()

    @property
    def bodies(self):
        return [json.loads(request.content) for request in self.asked]

    @property
    def paths(self):
        return [request.url.path for request in self.asked]


def commission(**fields) -> Commission:
    wish = {"prompt": PROMPT, "image_models": (IMAGINE,), "progress": factories.Told()}
    return Commission(**wish | fields)


def request(**fields) -> ImageRequest:
    return ImageRequest(**{"models": (IMAGINE,), "prompt": PROMPT, "progress": factories.Told()} | fields)


def references(count: int) -> tuple[Reference, ...]:
    return tuple(Reference(name="a", content=b"%d" % number, kind="image/png") for number in range(count))


def test_oldest_model_is_asked_for_nothing_but_a_picture():
    service = Service()
    wish = request(models=(OLD,), user="somebody", parameters={"aspect_ratio": "2:3", "size": "1024x1024"})
    service.engine.paint(wish)
    assert service.paths == ["/v1/images/generations"]
    assert service.bodies == [
        {"model": OLD, "prompt": PROMPT, "n": 1, "response_format": "b64_json", "user": "somebody"}
    ]
    assert service.asked[0].headers["authorization"] == "Bearer xai-test-secret"
    assert service.asked[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("model", "goes_along"),
    [
        (IMAGINE, {"aspect_ratio": "16:9", "resolution": "2k"}),
        (SECOND, {"aspect_ratio": "16:9", "resolution": "2k", "quality": "low"}),
        ("grok-imagine-image-quality", {"aspect_ratio": "16:9", "resolution": "2k", "quality": "low"}),
        ("grok-imagine-image-pro", {"aspect_ratio": "16:9", "resolution": "2k", "quality": "low"}),
        ("a-name-of-their-own", {}),
    ],
)
def test_parameters_go_along_where_the_family_takes_them(model, goes_along):
    service = Service()
    service.engine.paint(
        request(
            models=(model,),
            parameters={
                "aspect_ratio": "16:9",
                "resolution": "2k",
                "quality": "low",
                "size": "auto",
                "background": "auto",
            },
        )
    )
    [body] = service.bodies
    assert body == {"model": model, "prompt": PROMPT, "n": 1, "response_format": "b64_json"} | goes_along


def test_painting_is_what_came(settings):
    usage = {"cost_in_usd_ticks": 700_000_000, "more": {"a": 1}}
    service = Service(answer(jpeg((832, 1248)), model=SECOND, usage=usage))
    painting = service.engine.paint(request(models=("grok-imagine-image-quality",)))
    assert Image.open(io.BytesIO(painting.image)).size == (832, 1248)
    assert (painting.format, painting.width, painting.height) == ("jpeg", 832, 1248)
    assert (painting.engine, painting.model, painting.request_id) == ("xai", SECOND, "req_7")
    assert painting.cost_micro_usd == 70_000
    assert painting.usage == usage


@pytest.mark.parametrize("usage", [None, {}, {"cost_in_usd_ticks": "much"}, {"cost_in_usd_ticks": -5}, 7])
def test_answer_that_tells_no_cost_is_priced_by_the_table(usage):
    assert Service(answer(usage=usage)).engine.paint(request()).cost_micro_usd == 20_000
    assert Service(answer(usage=usage)).engine.paint(request(models=(OLD,))).cost_micro_usd == 70_000


@pytest.mark.parametrize("told", [None, 7, "", "two words", "x" * 65])
def test_name_that_cannot_be_a_model_is_not_believed(told):
    assert Service(answer(model=told)).engine.paint(request()).model == IMAGINE


def test_words_that_the_model_made_of_the_prompt_are_told():
    item = {"b64_json": base64.b64encode(jpeg()).decode(), "revised_prompt": "A dragon, drawn."}
    assert Service(answer(data=[item])).engine.paint(request()).revised_prompt == "A dragon, drawn."


def test_one_reference_is_an_object_and_several_are_a_list():
    service = Service()
    service.engine.paint(request(references=references(1), user="somebody"))
    service.engine.paint(request(references=references(3), parameters={"aspect_ratio": "3:2"}))
    assert service.paths == ["/v1/images/edits"] * 2
    urls = [
        {"url": f"data:image/png;base64,{base64.b64encode(each).decode()}"} for each in (b"0", b"1", b"2")
    ]
    rest = {"model": IMAGINE, "prompt": PROMPT, "n": 1, "response_format": "b64_json"}
    assert service.bodies[0] == rest | {"image": urls[0], "user": "somebody"}
    assert service.bodies[1] == rest | {"images": urls, "aspect_ratio": "3:2"}


@pytest.mark.parametrize(
    ("count", "asked"), [(1, [IMAGINE]), (3, [IMAGINE]), (4, [SECOND]), (5, [SECOND]), (6, [])]
)
def test_references_go_to_a_model_that_takes_so_many(count, asked):
    service = Service()
    wish = request(models=(OLD, IMAGINE, SECOND), references=references(count))
    if asked:
        service.engine.paint(wish)
    else:
        with pytest.raises(EngineRetired):
            service.engine.paint(wish)
    assert [body["model"] for body in service.bodies] == asked
    assert wish.progress.gone == []


@pytest.mark.parametrize(
    ("orientation", "ratio"), [("square", "1:1"), ("portrait", "2:3"), ("landscape", "3:2")]
)
def test_sheet_of_a_page_is_a_ratio(orientation, ratio):
    service = Service()
    drawing = service.engine.draw(commission(orientation=orientation))
    assert service.bodies[0]["aspect_ratio"] == ratio
    assert (drawing.engine, drawing.model, drawing.quality) == ("xai", IMAGINE, "")
    assert (drawing.cost_micro_usd, drawing.request_id) == (20_000, "req_7")


@pytest.mark.parametrize(("wanted", "asked"), [("high", "medium"), ("medium", "medium"), ("low", "low")])
def test_page_has_the_best_quality_that_the_model_knows(wanted, asked):
    service = Service()
    drawing = service.engine.draw(commission(image_models=(SECOND,), quality=wanted))
    assert (service.bodies[0]["quality"], drawing.quality) == (asked, asked)


def test_faithful_page_is_edited_from_the_photo_by_a_model_that_edits():
    service, photo = Service(), factories.photo()
    service.engine.draw(commission(photo=photo, mode="faithful", image_models=(OLD, IMAGINE)))
    [body] = service.bodies
    assert (service.paths, body["model"]) == (["/v1/images/edits"], IMAGINE)
    assert body["image"]["url"] == f"data:image/jpeg;base64,{base64.b64encode(photo).decode()}"


def test_imagined_page_keeps_the_photo_at_home():
    service = Service()
    service.engine.draw(commission(photo=factories.photo(), mode="imagined"))
    assert service.paths == ["/v1/images/generations"]
    assert set(service.bodies[0]) == {"model", "prompt", "n", "response_format", "aspect_ratio"}


class Purse(factories.Told):
    """Remembers what was reserved, and refuses with the error it was given."""

    def __init__(self, error=None):
        super().__init__()
        self.error, self.reserved = error, []

    def reserve(self, micro_usd, *, pictures=0):
        self.reserved.append((micro_usd, pictures))
        if self.error:
            raise self.error


def test_each_picture_is_reserved_before_it_is_asked_for():
    purse = Purse()
    engine = Service().engine
    engine.paint(request(models=(OLD,), progress=purse))
    engine.draw(commission(progress=purse))
    assert purse.reserved == [(70_000, 1), (20_000, 1)]


@pytest.mark.parametrize("error", [EngineOverBudget("spent"), EngineBusy("not its turn")])
def test_nothing_is_sent_when_it_may_not_be(error):
    service = Service()
    with pytest.raises(type(error)):
        service.engine.paint(request(progress=Purse(error)))
    assert service.asked == []
