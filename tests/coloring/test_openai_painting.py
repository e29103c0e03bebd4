"""What programs order from OpenAI, on the wire: every parameter as it was set, every reference as a file."""

import base64
import hashlib
import io
import json
from email import message_from_bytes
from types import SimpleNamespace

import httpx2
import pytest
from PIL import Image

from coloring.engines import families
from coloring.engines.base import EngineError, EngineForbidden, EngineOverBudget, EngineRetired
from coloring.engines.openai.engine import OpenAIEngine
from coloring.engines.painting import ImageRequest, Reference
from tests import factories

MINI, FLARE, DALLE_2, DALLE_3 = "gpt-image-1-mini", "gpt-image-2.5-flare", "dall-e-2", "dall-e-3"
DETAILS = {"text_tokens": 10, "image_tokens": 0}
USAGE = {"input_tokens": 10, "input_tokens_details": DETAILS, "output_tokens": 272, "total_tokens": 282}


@pytest.fixture(autouse=True)
def key(settings):
    settings.OPENAI_API_KEY = "sk-test"
    settings.OPENAI_TIMEOUT = 20.0


def picture(size=(32, 32), kind="PNG", mode="RGB") -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(out, kind)
    return out.getvalue()


def reference(index=0, kind="png") -> Reference:
    content = picture(kind=kind.upper())
    return Reference(name=f"{index}.{kind}", content=content, kind=f"image/{kind}")


class Service:
    """Answers every request with one picture, and keeps what it was sent as fields and files."""

    def __init__(self, content=None, **answer):
        content = picture() if content is None else content
        self.answer = {"created": 1, "data": [{"b64_json": base64.b64encode(content).decode()}]} | answer
        self.requests = []
        self.engine = OpenAIEngine(httpx2.MockTransport(self._answered))

    def _answered(self, request):
        self.requests.append(request)
        return httpx2.Response(200, json=self.answer, headers={"x-request-id": "req_1"})

    def paint(self, **fields):
        wish = {"models": (MINI,), "prompt": "a dragon"} | fields
        return self.engine.paint(ImageRequest(**wish))

    @property
    def sent(self):
        """Address, fields, and (field, file name, type, bytes) of each file of the only request."""
        [request] = self.requests
        path = request.url.path.removeprefix("/v1/images/")
        if "json" in request.headers["content-type"]:
            return SimpleNamespace(path=path, fields=json.loads(request.content), files=[])
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + request.content).get_payload()
        told = [(part.get_param("name", header="content-disposition"), part) for part in parts]
        files = [
            (name, part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
            for name, part in told
            if part.get_filename()
        ]
        words = {n: part.get_payload(decode=True).decode() for n, part in told if not part.get_filename()}
        return SimpleNamespace(path=path, fields=words, files=files)


def test_words_are_one_request_for_one_picture():
    service = Service(usage=USAGE, quality="low", background="opaque")
    painting = service.paint(parameters={"quality": "low", "size": "32x32"})
    assert service.sent.path == "generations"
    assert service.sent.fields == {
        "model": MINI,
        "prompt": "a dragon",
        "n": 1,
        "quality": "low",
        "size": "32x32",
    }
    assert (painting.format, painting.width, painting.height) == ("png", 32, 32)
    assert (painting.engine, painting.model, painting.request_id) == ("openai", MINI, "req_1")
    assert (painting.quality, painting.background) == ("low", "opaque")
    assert painting.cost_micro_usd == 10 * 2 + 272 * 8
    assert painting.usage == USAGE


def told(family, *, edit):
    """One value of every parameter that a family takes."""
    values = dict(family.edit_values if edit else family.values)
    free = {"size": "32x32", "output_compression": 55, "quality": "high", "style": "vivid"}
    apart = {"user", "stream", "partial_images", "mask"}
    return {
        name: allowed[-1] if allowed else free[name] for name, allowed in values.items() if name not in apart
    }


OURS = [family for family in families.FAMILIES.values() if family.engine == "openai"]


@pytest.mark.parametrize(
    ("name", "edit"),
    [(family.name, False) for family in OURS] + [(each.name, True) for each in OURS if each.edit_values],
)
def test_every_parameter_that_a_family_takes_is_sent_as_it_was_set(name, edit):
    family = families.FAMILIES[name]
    parameters = told(family, edit=edit)
    asked = family.models[0] if family.models else "somebody-elses"
    kind = parameters.get("output_format", "png")
    service = Service(picture(kind=kind.upper()))
    references = (reference(),) if edit else ()
    service.paint(models=(asked,), parameters=parameters, references=references)
    ours = {"prompt": "a dragon", "model": asked, "n": 1}
    ours |= {"response_format": "b64_json"} if name.startswith("dall-e") else {}
    sent = service.sent.fields
    assert sent == {key: str(value) if edit else value for key, value in (ours | parameters).items()}


@pytest.mark.parametrize("count", [1, 4, 16])
def test_every_reference_arrives_with_its_name_its_type_and_its_bytes(count):
    references = tuple(reference(index, ("png", "jpeg", "webp")[index % 3]) for index in range(count))
    service = Service()
    service.paint(references=references)
    assert service.sent.path == "edits"
    field = "image" if count == 1 else "image[]"
    assert service.sent.files == [(field, each.name, each.kind, each.content) for each in references]
    assert len({hashlib.sha256(content).digest() for *_, content in service.sent.files}) == count


def test_mask_goes_with_the_picture_that_it_is_for():
    mask = Reference(name="mask.png", content=picture(mode="RGBA"), kind="image/png")
    service = Service()
    service.paint(references=(reference(), reference(1)), mask=mask)
    assert [name for name, *_ in service.sent.files] == ["image[]", "image[]", "mask"]
    assert service.sent.files[-1] == ("mask", "mask.png", "image/png", mask.content)


def test_variation_is_the_services_own_call_where_the_model_has_one():
    service = Service()
    service.paint(
        models=(DALLE_2,),
        prompt="unused",
        parameters={"size": "32x32"},
        references=(reference(),),
        variation=True,
        user="abc",
    )
    assert service.sent.path == "variations"
    assert service.sent.fields == {
        "model": DALLE_2,
        "n": "1",
        "size": "32x32",
        "response_format": "b64_json",
        "user": "abc",
    }
    assert [name for name, *_ in service.sent.files] == ["image"]


def test_variation_is_an_edit_where_the_model_has_no_such_call():
    service = Service()
    service.paint(prompt="a variation", references=(reference(),), variation=True)
    assert (service.sent.path, service.sent.fields["prompt"]) == ("edits", "a variation")


def test_call_for_variations_that_is_no_longer_there_is_retired():
    engine = OpenAIEngine(httpx2.MockTransport(lambda request: httpx2.Response(404)))
    wish = ImageRequest(models=(DALLE_2,), prompt="", references=(reference(),), variation=True)
    with pytest.raises(EngineRetired) as caught:
        engine.paint(wish)
    assert (caught.value.told, caught.value.cost_micro_usd) == ({"status": 404}, 0)


@pytest.mark.parametrize(
    ("model", "name"),
    [(MINI, "safety_identifier"), (FLARE, "safety_identifier"), (DALLE_3, "user"), ("flux", "user")],
)
def test_who_asks_is_told_by_the_name_that_the_model_has_for_it(model, name):
    service = Service()
    service.paint(models=(model,), user="abc")
    assert {key: value for key, value in service.sent.fields.items() if value == "abc"} == {name: "abc"}


def test_what_the_request_says_itself_is_not_a_parameter_of_it():
    service = Service()
    service.paint(parameters={"user": "a name", "stream": False, "partial_images": 0}, user="hash")
    assert service.sent.fields == {
        "model": MINI,
        "prompt": "a dragon",
        "n": 1,
        "safety_identifier": "hash",
    }


def test_words_that_the_service_put_better_are_told():
    item = {"b64_json": base64.b64encode(picture()).decode(), "revised_prompt": "a green dragon"}
    painting = Service(data=[item]).paint(models=(DALLE_3,))
    assert painting.revised_prompt == "a green dragon"


@pytest.mark.parametrize("size", ["auto", None])
def test_service_that_may_choose_the_size_may_send_any(size):
    painting = Service(picture((48, 32))).paint(parameters={"size": size} if size else {})
    assert (painting.width, painting.height) == (48, 32)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_picture_of_each_format_is_taken_as_that(kind):
    painting = Service(picture(kind=kind.upper())).paint(parameters={"output_format": kind})
    assert painting.format == kind


@pytest.mark.parametrize(
    ("parameters", "content"),
    [
        ({}, picture(kind="JPEG")),
        ({"output_format": "webp"}, picture()),
        ({"size": "64x64"}, picture()),
        ({}, b"<html>no picture</html>"),
        ({}, picture((256, 256))[:-100]),
        ({}, b""),
    ],
)
def test_picture_that_is_not_what_was_asked_for_is_broken_and_paid(parameters, content):
    with pytest.raises(EngineError) as caught:
        Service(content, usage=USAGE).paint(parameters=parameters)
    assert type(caught.value) is EngineError
    assert caught.value.cost_micro_usd == 10 * 2 + 272 * 8


def test_format_of_somebody_elses_model_is_its_own_affair_until_it_is_asked_for():
    service = Service(picture(kind="JPEG"))
    assert service.paint(models=("flux",)).format == "jpeg"
    with pytest.raises(EngineError):
        service.paint(models=("flux",), parameters={"output_format": "png"})


def test_picture_without_usage_costs_what_the_tables_say():
    painting = Service().paint(models=(DALLE_3,), parameters={"quality": "hd"})
    assert (painting.cost_micro_usd, painting.usage) == (80_000, {})


class Purse(factories.Told):
    def __init__(self, held):
        super().__init__()
        self.held, self.reserved = held, []

    def reserve(self, micro_usd, *, pictures=0):
        self.reserved.append((micro_usd, pictures))
        if micro_usd > self.held:
            raise EngineOverBudget("spent")


def test_one_picture_and_all_that_it_may_cost_are_reserved_before_the_call():
    service, purse = Service(), Purse(0)
    with pytest.raises(EngineOverBudget):
        service.paint(references=(reference(),) * 4, prompt="x" * 400, progress=purse)
    assert service.requests == []
    largest = 4160 * 3 // 2
    assert purse.reserved == [(101 * 2 + 4 * 600 * 2.5 + largest * 8, 1)]


def refusing(*answers):
    """An engine whose service gives these errors in turn, then a picture."""
    left = [httpx2.Response(status, json={"error": error}) for status, error in answers]
    good = Service().answer
    transport = httpx2.MockTransport(lambda _: left.pop(0) if left else httpx2.Response(200, json=good))
    return OpenAIEngine(transport)


GONE = {"message": "", "type": "image_generation_user_error", "param": "model", "code": "invalid_value"}
CLOSED = {"message": "must be verified", "type": "invalid_request_error", "param": None, "code": None}


def test_next_model_of_a_list_is_asked_after_one_that_is_gone_and_one_that_is_closed():
    progress = factories.Told()
    engine = refusing((400, GONE), (403, CLOSED))
    painting = engine.paint(ImageRequest(models=(DALLE_2, FLARE, MINI), prompt="x", progress=progress))
    assert (painting.model, progress.gone) == (MINI, [DALLE_2])


@pytest.mark.parametrize(
    ("status", "error", "kind", "code"),
    [(400, GONE, EngineRetired, "invalid_value"), (403, CLOSED, EngineForbidden, None)],
)
def test_model_that_the_caller_named_says_itself_why_it_cannot_be_used(status, error, kind, code):
    with pytest.raises(EngineRetired) as caught:
        refusing((status, error)).paint(ImageRequest(models=(MINI,), prompt="x"))
    assert type(caught.value) is kind
    assert (caught.value.told["status"], caught.value.told.get("code")) == (status, code)
