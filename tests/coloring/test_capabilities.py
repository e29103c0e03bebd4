"""Every family and every parameter of the image API: what is taken, and how the rest is refused."""

import pytest
from django.utils import translation

from coloring import capabilities, facts
from coloring.engines import families
from coloring.engines.painting import Reference
from coloring.wishes import Wish
from tests import factories

# A right value and a wrong one of each parameter; "user" may be any text.
PARAMETERS = {
    "size": ("1024x1024", "17x17"),
    "quality": ("high", "ultra"),
    "background": ("opaque", "pink"),
    "output_format": ("png", "gif"),
    "output_compression": (40, 101),
    "moderation": ("low", "high"),
    "input_fidelity": ("low", "medium"),
    "style": ("vivid", ""),
    "stream": (True, "yes"),
    "partial_images": (2, 4),
    "user": ("child-7", ""),
    "aspect_ratio": ("3:4", "5:7"),
    "resolution": ("2k", "4k"),
    "colour": ("red", "red"),  # no parameter of any model
}
GENERATE, EDIT = "generate", "edit"
KINDS = (GENERATE, EDIT)
GPT = {"size", "quality", "background", "output_format", "output_compression", "stream"}
GPT |= {"partial_images", "user"}
GROK = {"user", "aspect_ratio", "resolution"}
# By model: what generating takes, what editing takes; None where it makes no edits.
TAKEN = {
    "gpt-image-1-mini": (GPT | {"moderation"}, GPT | {"input_fidelity"}),
    "gpt-image-1": (GPT | {"moderation"}, GPT | {"input_fidelity"}),
    "gpt-image-2": (GPT | {"moderation"}, GPT),
    "gpt-image-2.5-flare": (GPT | {"moderation"}, GPT),
    "gpt-image-2.6-flare": (GPT | {"moderation"}, GPT),
    "dall-e-2": ({"size", "quality", "user"}, {"size", "user"}),
    "dall-e-3": ({"size", "quality", "style", "user"}, None),
    "grok-2-image": ({"user"}, None),
    "grok-imagine-image": (GROK, GROK),
    "grok-imagine-image-2.0": (GROK | {"quality"}, GROK | {"quality"}),
    "offline": ({"size", "output_format"}, None),
    "a-model-of-theirs": (GPT | {"moderation", "style"}, GPT | {"input_fidelity"}),
}
NEIGHBOURS = {"partial_images": {"stream": True}, "output_compression": {"output_format": "webp"}}
JPEG = {"output_format": "jpeg"}
PNG = Reference(name="cat", content=factories.line_art(), kind="image/png")


@pytest.fixture(autouse=True)
def services(settings, db):
    """A site with keys of both services."""
    settings.IMAGE_ENGINE, settings.OPENAI_API_KEY, settings.XAI_API_KEY = "openai", "sk-test", "xai-test"
    settings.OPENAI_IMAGE_MODELS = ("gpt-image-1-mini", "gpt-image-2.5-flare")
    settings.XAI_IMAGE_MODELS = ("grok-imagine-image",)
    settings.DEFAULT_IMAGE_SIZE, settings.DEFAULT_IMAGE_QUALITY = "1024x1024", "high"
    with translation.override("en"):
        yield settings


def wish(kind=GENERATE, model="", **fields):
    pictures = {} if kind == GENERATE else {"references": (PNG,)}
    return Wish(**({"kind": kind, "model": model, "prompt": "a cat"} | pictures | fields))


def refused(asked):
    with pytest.raises(capabilities.NotTakenError) as error:
        capabilities.choose(asked)
    return error.value


def calls():
    for model, taken in TAKEN.items():
        yield from ((model, kind, names) for kind, names in zip(KINDS, taken, strict=True) if names)


def test_table_of_the_tests_knows_every_family():
    assert {families.of(model).name for model in TAKEN} == set(families.FAMILIES)


@pytest.mark.parametrize(("model", "kind", "taken"), list(calls()))
def test_each_parameter_is_taken_or_refused_by_name(services, model, kind, taken):
    if model == "a-model-of-theirs":
        services.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"
    for name, (right, wrong) in PARAMETERS.items():
        if (model, name) == ("grok-imagine-image-2.0", "quality"):
            right = "medium"
        if name not in taken:
            right = "webp" if name == "output_format" else right  # a model's own format is no refusal
            check_refused(wish(kind, model, parameters={name: right}), name, "unknown_parameter")
            continue
        beside = NEIGHBOURS.get(name, {})
        chosen = capabilities.choose(wish(kind, model, parameters={**beside, name: right}))
        assert chosen.models == (model,)
        assert chosen.parameters[name] == families.of(model).mean(right)
        if model == "a-model-of-theirs" and name == "quality":
            continue  # it says itself which it takes
        check_refused(wish(kind, model, parameters={**beside, name: wrong}), name, "invalid_value")


def check_refused(asked, name, code):
    told = refused(asked)
    assert (told.code, told.parameter, told.model) == (code, name, asked.model)
    assert name in told.sentence()
    assert asked.model in told.sentence()


@pytest.mark.parametrize(
    ("model", "parameter", "value", "takers"),
    [
        ("grok-imagine-image", "size", "1024x1024", {"gpt-image-1-mini", "gpt-image-2"}),
        ("gpt-image-2", "aspect_ratio", "3:4", {"grok-imagine-image", "grok-imagine-image-2.0"}),
        ("gpt-image-1-mini", "quality", "xhigh", {"gpt-image-2.5-flare", "gpt-image-2.6-flare"}),
        ("gpt-image-1-mini", "size", "2048x2048", {"gpt-image-2", "gpt-image-2.5-flare"}),
        ("grok-2-image", "resolution", "2k", {"grok-imagine-image"}),
        ("dall-e-3", "background", "transparent", {"gpt-image-1-mini"}),
    ],
)
def test_refusal_names_living_models_that_take_it(model, parameter, value, takers):
    told = refused(wish(model=model, parameters={parameter: value}))
    assert takers <= set(told.models)
    assert not {"gpt-image-1", "dall-e-2", "dall-e-3", "grok-2-image"} & set(told.models)
    for taker in told.models:
        assert capabilities.choose(wish(model=taker, parameters={parameter: value})).models == (taker,)
        assert taker in told.sentence()


def test_refusal_names_no_model_of_a_service_without_key(services):
    services.XAI_API_KEY = ""
    assert refused(wish(parameters={"aspect_ratio": "3:4"})).models == ()


@pytest.mark.parametrize(
    ("model", "asked", "words"),
    [
        ("grok-imagine-image", {"parameters": {"size": "1024x1024"}}, "aspect_ratio"),
        ("grok-2-image", {"parameters": {"style": "vivid"}}, "in the prompt"),
        ("grok-2-image", {"parameters": {"quality": "high"}}, "in the prompt"),
        ("grok-2-image", {"kind": "references"}, 'references: "describe"'),
        ("grok-imagine-image", {"kind": "references", "references": (PNG,) * 4}, 'references: "describe"'),
        ("gpt-image-2", {"parameters": {"aspect_ratio": "3:4"}}, "Use size"),
        ("grok-imagine-image", {"parameters": {"output_format": "png"}}, "always JPEG"),
        ("grok-imagine-image", {"kind": EDIT, "mask": PNG}, "prompt"),
        ("gpt-image-2", {"parameters": {"size": "17x17"}}, "multiples of 16"),
        ("gpt-image-2", {"parameters": {"partial_images": 2}}, "stream"),
    ],
)
def test_refusal_says_what_to_do_instead(model, asked, words):
    told = refused(wish(model=model, **asked))
    assert words in told.hint
    assert told.hint in told.sentence()


@pytest.mark.parametrize("model", ["", "gpt-image-2", "dall-e-3", "grok-imagine-image"])
@pytest.mark.parametrize("asked", [{"parameters": {"input_fidelity": "high"}}, {"mask": PNG}])
def test_what_only_edits_take_names_the_models_whose_edits_take_it(model, asked):
    told = refused(wish(model=model, **asked))
    assert told.sentence().startswith(f"{told.model} does not take {told.parameter} in this call.")
    assert told.sentence().endswith("Only edits take it.")
    takes_it = {"gpt-image-1-mini", "gpt-image-1.5"} | ({"gpt-image-2"} if "mask" in asked else set())
    assert takes_it == {"gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2"}.intersection(told.models)
    assert not {"dall-e-3", "grok-imagine-image", "grok-2-image"}.intersection(told.models)


@pytest.mark.parametrize(
    ("asked", "code", "parameter"),
    [
        ({"prompt": ""}, "missing", "prompt"),
        ({"prompt": " \n\t"}, "missing", "prompt"),
        ({"prompt": "a" * 32_001}, "too_long", "prompt"),
        ({"prompt": "a" * 1_001, "model": "dall-e-2"}, "too_long", "prompt"),
        ({"prompt": "a" * 4_001, "model": "dall-e-3"}, "too_long", "prompt"),
        ({"n": 0}, "invalid_value", "n"),
        ({"n": 11}, "invalid_value", "n"),
        ({"references": (PNG,)}, "unknown_parameter", "references"),
        ({"mask": PNG}, "unknown_parameter", "mask"),
        ({"kind": EDIT, "references": ()}, "missing", "image"),
        ({"kind": EDIT, "references": (PNG,) * 17}, "too_many", "image"),
        ({"kind": EDIT, "references": (PNG,) * 4, "model": "grok-imagine-image"}, "too_many", "image"),
        ({"kind": "references", "references": (PNG,) * 17}, "too_many", "references"),
        ({"kind": EDIT, "references": (PNG,) * 2, "model": "dall-e-2"}, "too_many", "image"),
        ({"kind": EDIT, "model": "dall-e-3"}, "unknown_parameter", "image"),
        ({"kind": "variation", "references": (PNG,) * 2}, "too_many", "image"),
        ({"kind": "references", "mask": PNG}, "unknown_parameter", "mask"),
        ({"parameters": {"background": "transparent"} | JPEG}, "invalid_value", "background"),
        ({"parameters": {"output_compression": 50}}, "invalid_value", "output_compression"),
        ({"parameters": {"output_compression": True} | JPEG}, "invalid_value", "output_compression"),
        ({"parameters": {"stream": 1}}, "invalid_value", "stream"),
        ({"parameters": {"partial_images": True, "stream": True}}, "invalid_value", "partial_images"),
    ],
)  # fmt: skip
def test_what_no_model_draws_is_refused(asked, code, parameter):
    told = refused(wish(**asked))
    assert (told.code, told.parameter) == (code, parameter)
    assert parameter in told.sentence()


def test_most_of_everything_is_taken():
    assert capabilities.choose(wish(prompt="a" * 32_000, n=10))
    assert len(capabilities.choose(wish(EDIT, references=(PNG,) * 16)).references) == 16
    assert capabilities.choose(wish(prompt="a" * 1_000, model="dall-e-2"))


def test_gone_model_is_refused_with_those_that_are_there():
    facts.retired("openai", "gpt-image-1-mini")
    told = refused(wish(model="gpt-image-1-mini"))
    assert (told.code, told.parameter) == ("model_gone", "model")
    assert "gpt-image-2.5-flare" in told.models
    assert "gpt-image-1-mini" not in told.models
