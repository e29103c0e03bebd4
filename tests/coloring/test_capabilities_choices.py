"""Who is asked, with which parameters: the site's lists, its defaults, and what older clients say."""

import io

import pytest
from PIL import Image

from coloring import capabilities, engines, facts, references, sentences
from coloring.engines import families
from coloring.engines.painting import Reference
from coloring.wishes import Wish
from tests import factories
from tests.coloring.test_capabilities import PNG, TAKEN, refused, services, wish

__all__ = ["services"]
MINI, FLARE = "gpt-image-1-mini", "gpt-image-2.5-flare"


def chosen(**fields):
    return capabilities.choose(wish(**fields))


def test_without_a_model_the_site_chooses_and_fills_in_the_rest():
    made = chosen()
    assert (made.engine, made.models, made.prompt) == ("openai", (MINI, FLARE), "a cat")
    assert made.parameters == {"size": "1024x1024", "quality": "high", "output_format": "png"}


def test_parameters_of_the_caller_come_before_those_of_the_site():
    made = chosen(parameters={"size": "auto", "quality": "low", "output_format": "webp", "background": None})
    assert made.parameters == {"size": "auto", "quality": "low", "output_format": "webp"}


def test_defaults_that_a_model_does_not_draw_are_replaced(services):
    services.DEFAULT_IMAGE_SIZE, services.DEFAULT_IMAGE_QUALITY = "1024x1536", "hd"
    assert chosen(model=MINI).parameters["size"] == "1024x1536"
    assert chosen(model=MINI).parameters["quality"] == "high"
    assert chosen(model="dall-e-3").parameters == {"size": "1024x1024", "quality": "hd"}
    assert chosen(model="dall-e-2").parameters == {"size": "1024x1024", "quality": "standard"}
    assert chosen(model="grok-imagine-image").parameters == {}
    assert chosen(model="grok-imagine-image-2.0").parameters == {"quality": "medium"}


@pytest.mark.parametrize(
    ("model", "said", "meant"),
    [
        (MINI, "standard", "medium"),
        (MINI, "hd", "high"),
        (FLARE, "max", "max"),
        ("dall-e-3", "low", "standard"),
        ("dall-e-3", "medium", "standard"),
        ("dall-e-3", "auto", "standard"),
        ("dall-e-3", "high", "hd"),
        ("dall-e-2", "high", "standard"),
        ("dall-e-2", "hd", "standard"),
        ("grok-imagine-image-2.0", "standard", "medium"),
    ],
)
def test_words_of_older_clients_keep_their_meaning(model, said, meant):
    assert chosen(model=model, parameters={"quality": said}).parameters["quality"] == meant


def test_asking_for_nothing_is_taken_by_every_model():
    nothing = {"stream": False, "partial_images": 0, "background": None}
    assert chosen(model="grok-2-image", parameters=nothing).parameters == {}


@pytest.mark.parametrize(
    ("model", "kind", "own", "other"),
    [
        ("dall-e-3", "generate", "png", "webp"),
        ("dall-e-2", "generate", "png", "jpeg"),
        ("grok-imagine-image", "generate", "jpeg", "png"),
    ],
)
def test_the_only_format_of_a_model_may_be_asked_for_and_is_not_sent(model, kind, own, other):
    assert "output_format" not in chosen(kind=kind, model=model, parameters={"output_format": own}).parameters
    assert refused(wish(kind, model, parameters={"output_format": other})).parameter == "output_format"


def test_full_compression_of_a_png_says_nothing():
    assert "output_compression" not in chosen(parameters={"output_compression": 100}).parameters


def test_size_is_chosen_by_the_site_where_the_model_cannot():
    assert chosen(model="dall-e-3", parameters={"size": "auto"}).parameters["size"] == "1024x1024"


def test_models_of_the_list_that_do_not_take_it_are_left_out():
    assert chosen(parameters={"quality": "xhigh"}).models == (FLARE,)
    assert chosen(parameters={"size": "2048x2048"}).models == (FLARE,)
    assert chosen(kind="edit", parameters={"input_fidelity": "low"}).models == (MINI,)


def test_models_that_would_be_asked_otherwise_are_left_out(services):
    services.OPENAI_IMAGE_MODELS = (MINI, "dall-e-3")
    assert chosen().models == (MINI,)
    services.OPENAI_IMAGE_MODELS = ("dall-e-3", MINI)
    assert chosen().models == ("dall-e-3",)


def test_list_of_which_no_model_takes_it_is_refused_for_its_first():
    told = refused(wish(parameters={"style": "vivid"}))
    assert (told.model, told.parameter, told.models) == (MINI, "style", ())


def test_model_known_to_be_gone_is_left_out_of_the_list():
    facts.retired("openai", MINI)
    assert chosen().models == (FLARE,)


def test_list_that_is_gone_altogether_is_asked_all_the_same():
    for model in (MINI, FLARE):
        facts.retired("openai", model)
    assert chosen().models == (MINI, FLARE)


def test_service_without_a_key_draws_nothing(services):
    services.XAI_API_KEY = ""
    with pytest.raises(capabilities.NoServiceError) as missing:
        chosen(model="grok-imagine-image")
    assert missing.value.engine == "xai"


def test_site_without_any_key_draws_by_itself(services):
    services.IMAGE_ENGINE, services.OPENAI_API_KEY, services.XAI_API_KEY = "offline", "", ""
    made = chosen()
    assert (made.engine, made.models) == ("offline", ("offline",))
    assert capabilities.models_here() == ("offline",)


def test_site_that_draws_by_itself_still_asks_a_service_that_is_named(services):
    services.IMAGE_ENGINE = "offline"
    assert capabilities.models_here()[:2] == ("offline", MINI)
    assert (chosen().engine, chosen(model=MINI).engine) == ("offline", "openai")


def test_site_that_draws_with_xai_asks_its_list(services):
    services.IMAGE_ENGINE, services.XAI_IMAGE_MODELS = "xai", ("grok-2-image", "grok-imagine-image")
    assert chosen().models == ("grok-2-image", "grok-imagine-image")
    assert chosen(parameters={"aspect_ratio": "3:4"}).models == ("grok-imagine-image",)
    assert capabilities.models_here()[0] == "grok-imagine-image"


@pytest.mark.parametrize("name", ["flux-dev", "other", "a" * 65])
def test_unknown_model_is_refused_with_those_that_are_there(name):
    told = refused(wish(model=name))
    assert (told.code, told.parameter) == ("model_unknown", "model")
    assert told.models == capabilities.models_here()
    assert {MINI, FLARE, "grok-imagine-image"} <= set(told.models)


def test_another_service_is_asked_for_models_of_its_own(services):
    services.OPENAI_BASE_URL, services.OPENAI_IMAGE_MODELS = "http://127.0.0.1:9/v1", ("flux-dev",)
    made = chosen(model="flux-pro", parameters={"quality": "superb"})
    assert (made.engine, made.models) == ("openai", ("flux-pro",))
    assert made.parameters == {"size": "1024x1024", "quality": "superb"}
    assert MINI not in capabilities.models_here()
    assert capabilities.models_here()[0] == "flux-dev"


def test_variation_is_an_edit_where_there_is_no_call_for_it():
    made = chosen(kind="variation", prompt="")
    assert (made.models, made.is_variation, made.note) == ((MINI, FLARE), False, "variation_by_edit")
    assert "variation" in made.prompt
    assert "edited" in sentences.note(made.note)
    assert chosen(kind="variation", prompt="in winter").prompt.endswith("in winter")


def test_variation_is_made_by_the_model_that_makes_them():
    made = chosen(kind="variation", prompt="", model="dall-e-2")
    assert (made.is_variation, made.note, made.prompt) == (True, "", "")
    assert refused(wish("variation", "dall-e-2", prompt="in winter")).parameter == "prompt"


def test_list_of_a_site_varies_in_one_way(services):
    services.OPENAI_IMAGE_MODELS = ("dall-e-2", MINI)
    made = chosen(kind="variation", prompt="")
    assert (made.models, made.is_variation) == (("dall-e-2",), True)


def test_dall_e_2_is_sent_square_png():
    photo = Image.new("RGB", (64, 64), "red")
    square = Reference(name="cat", content=factories.saved(photo, "JPEG"), kind="image/jpeg")
    made = chosen(kind="edit", model="dall-e-2", references=(square,))
    assert made.references[0].kind == "image/png"
    assert Image.open(io.BytesIO(made.references[0].content)).size == (64, 64)
    wide = Reference(name="cat", content=factories.photo(), kind="image/jpeg")
    with pytest.raises(references.ReferenceRefusedError):
        chosen(kind="edit", model="dall-e-2", references=(wide,))


def test_references_in_words_reach_models_that_take_none():
    made = chosen(kind="references", model="grok-2-image", references=(PNG,) * 5, describes=True)
    assert (made.models, len(made.references)) == (("grok-2-image",), 5)


def test_references_in_words_need_somebody_who_looks(services):
    services.OPENAI_API_KEY, services.IMAGE_ENGINE = "", "xai"
    with pytest.raises(capabilities.NoServiceError) as missing:
        chosen(kind="references", model="grok-2-image", describes=True)
    assert missing.value.engine == "openai"


@pytest.mark.parametrize("model", [name for name in TAKEN if name != "a-model-of-theirs"])
def test_every_choice_has_its_price_by_the_table(model):
    made = chosen(model=model)
    cost = engines.estimate(model, made.parameters, prompt=made.prompt)
    assert (cost > 0) == (model != "offline")
    assert engines.estimate(model, made.parameters, prompt=made.prompt, pictures=1) >= cost
    for size in families.of(model).sizes:
        sized = engines.estimate(model, made.parameters | {"size": size}, prompt=made.prompt)
        assert (sized > 0) == (model != "offline")


@pytest.mark.parametrize("model", ["dall-e-9", "sdxl", "herbbie-1"])
def test_name_that_nobody_knows_is_refused_before_openai_is_asked(services, model):
    services.OPENAI_BASE_URL = "https://api.openai.com/v1"
    with pytest.raises(capabilities.NotTakenError) as unknown:
        chosen(model=model)
    assert (unknown.value.code, unknown.value.parameter) == ("model_unknown", "model")
    services.OPENAI_BASE_URL = "https://images.example/v1"
    assert chosen(model=model).models == (model,)


def test_wish_stays_as_it_was():
    asked = Wish(kind="generate", prompt="a cat", parameters={"quality": "hd"})
    capabilities.choose(asked)
    assert asked.parameters == {"quality": "hd"}
