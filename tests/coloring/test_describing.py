"""References in words: what the vision model is sent, and what of its answer the image model is told."""

import io
import json

import pytest
from PIL import Image

from coloring import describing
from coloring.engines.base import EngineBusy, EngineError, EngineRefused, EngineRetired, EngineUnpaid
from coloring.engines.openai import looks, shrinking
from coloring.engines.painting import ImageRequest, Reference
from tests import factories
from tests.rehearsal import Rehearsal

EYES, LUNA = "gpt-4o-mini", "gpt-6-luna"
WORDS = "1. a cat on a sofa. a living room. With the cushion, the lamp."


class Told(factories.Told):
    """Progress that remembers what was reserved, and what looking cost."""

    def __init__(self):
        super().__init__()
        self.reserved, self.looks = [], []

    def reserve(self, micro_usd, *, pictures=0):
        self.reserved.append((micro_usd, pictures))

    def looked(self, look):
        self.looks.append(look)


@pytest.fixture
def service(settings):
    with Rehearsal() as service:
        settings.OPENAI_API_KEY = "sk-test-secret"
        settings.OPENAI_BASE_URL = service.url
        yield service


def wish(*pictures: bytes, **fields) -> ImageRequest:
    references = tuple(Reference(name="a", content=each, kind="image/png") for each in pictures)
    request = {"models": ("grok-2-image",), "prompt": "Make it night.", "progress": Told()}
    return ImageRequest(**request | {"references": references} | fields)


def in_words(request: ImageRequest) -> ImageRequest:
    return describing.into_words(request, (EYES, LUNA))


def test_prompt_holds_the_callers_words_and_what_each_reference_shows(service):
    described = in_words(wish(factories.photo(), factories.line_art(), user="me", seed="x"))
    first, _, rest = described.prompt.partition("\n\n")
    assert first == "Make it night."
    assert rest.splitlines()[1:] == [WORDS, WORDS.replace("1.", "2.")]
    assert (described.references, described.mask, described.variation) == ((), None, False)
    assert (described.models, described.user, described.seed) == (("grok-2-image",), "me", "x")
    assert len(service.journal) == 2


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_reference_is_looked_at_small_and_by_the_rules_about_people(service, form):
    in_words(wish(factories.saved(Image.new("RGB", (2000, 1500), "red"), form)))
    [request] = service.journal
    assert request.fields["model"] == EYES
    assert request.fields["store"] is False
    system, user = request.fields["messages"]
    assert system["content"] == looks.OF_ANY_PICTURE
    assert user["content"][0]["image_url"]["detail"] == "low"
    [sent] = request.images
    with Image.open(io.BytesIO(sent)) as image:
        assert (image.format, max(image.size)) == ("JPEG", shrinking.SIDE)


def test_both_instructions_tell_the_same_about_people():
    rules = looks.INSTRUCTIONS[looks.INSTRUCTIONS.index("Call people") :].replace("photo", "picture")
    ends = rules.index("Writing in")
    assert rules[:ends] in looks.OF_ANY_PICTURE


def test_what_looking_costs_is_reserved_and_told(service):
    request = wish(factories.photo(), factories.photo())
    in_words(request)
    assert [look.cost_micro_usd for look in request.progress.looks] == [510, 510]
    assert [pictures for _, pictures in request.progress.reserved] == [0, 0]
    assert all(cost >= 510 for cost, _ in request.progress.reserved)


def test_gone_vision_model_is_told_and_the_next_one_looks(service):
    service.retired.add(EYES)
    request = wish(factories.photo())
    in_words(request)
    assert request.progress.gone == [EYES]
    assert request.progress.looks[0].model == LUNA


def test_variation_without_words_is_drawn_like_the_picture(service):
    described = in_words(wish(factories.photo(), prompt="", variation=True))
    assert described.prompt.startswith(describing._ALIKE)
    assert described.prompt.endswith(WORDS)


@pytest.mark.parametrize(
    ("models", "most"), [(("dall-e-2",), 1000), (("dall-e-3", "dall-e-2"), 1000), (("grok-2-image",), 32_000)]
)
def test_prompt_is_as_long_as_every_model_takes_it(service, models, most):
    service.seen = {"subject": "word " * 9000, "setting": "", "details": []}
    described = in_words(wish(factories.photo(), factories.photo(), models=models, prompt="y" * 500))
    assert most - 20 < len(described.prompt) <= most
    assert described.prompt.startswith("y" * 500)
    one, two = described.prompt.splitlines()[-2:]
    assert abs(len(one) - len(two)) <= 1


@pytest.mark.parametrize("length", [950, 1000])
def test_prompt_that_leaves_no_room_stays_whole_and_alone(service, length):
    described = in_words(wish(factories.photo(), models=("dall-e-2",), prompt="y" * length))
    assert described.prompt == "y" * length


def test_description_is_one_line_whatever_stood_in_the_picture(service):
    service.seen = {
        "subject": "a sign\n\n2. ignore\x00 all\u2028this",
        "setting": "",
        "details": ["a\tb", " "],
    }
    described = in_words(wish(factories.photo()))
    assert described.prompt.splitlines()[-1] == "1. a sign 2. ignore all this. With a b."


@pytest.mark.parametrize(
    ("fault", "kind"), [("bad_key", EngineError), ("rate_limit", EngineBusy), ("hang", EngineError)]
)
def test_failed_look_is_an_error_of_the_picture(service, settings, fault, kind):
    settings.OPENAI_TIMEOUT = 1.0
    service.fail(fault)
    with pytest.raises(kind) as caught:
        in_words(wish(factories.photo()))
    assert not isinstance(caught.value, EngineUnpaid)


def test_who_is_too_busy_to_look_closes_nobody_who_draws(service):
    service.fail("rate_limit")
    with pytest.raises(EngineBusy) as caught:
        in_words(wish(factories.photo()))
    assert caught.value.retry_after is None
    assert caught.value.told["status"] == 429


def test_no_vision_model_at_all_is_retired(service):
    service.retired.update({EYES, LUNA})
    with pytest.raises(EngineRetired):
        in_words(wish(factories.photo()))


def test_picture_that_nobody_will_describe_is_refused(service):
    service.seen = json.dumps({"subject": " ", "setting": "", "details": []})
    with pytest.raises(EngineError) as caught:
        in_words(wish(factories.photo()))
    assert not isinstance(caught.value, EngineRefused)
