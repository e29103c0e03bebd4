"""What models can do and what they cost."""

from types import SimpleNamespace

import pytest

from coloring.engines import families
from coloring.engines.openai import models


def usage(text=0, image=0, out=0):
    details = SimpleNamespace(text_tokens=text, image_tokens=image)
    return SimpleNamespace(input_tokens_details=details, output_tokens=out)


def test_usage_is_priced_in_micro_dollars():
    assert models.drawing_cost("gpt-image-1-mini", usage(100, 400, 4160)) == 200 + 1000 + 33_280
    assert models.drawing_cost("gpt-image-2.5-flare", usage(100, 400, 1756)) == 500 + 3200 + 52_680


def test_fractions_of_a_micro_dollar_are_rounded_once():
    seen = SimpleNamespace(prompt_tokens=3003, completion_tokens=101)
    assert models.look_cost("gpt-4o-mini", seen) == round(3003 * 0.15 + 101 * 0.60)
    assert models.look_cost("gpt-6-luna", seen) == round(3003 * 0.10 + 101 * 0.50)


@pytest.mark.parametrize("nothing", [None, object(), usage(text=None), usage(out="many")])
def test_usage_that_says_nothing_is_no_price(nothing):
    assert models.drawing_cost("gpt-image-1-mini", nothing) is None
    assert models.look_cost("gpt-4o-mini", nothing) is None


@pytest.mark.parametrize(
    ("model", "quality", "dollars"),
    [
        ("gpt-image-1-mini", "low", 0.002),
        ("gpt-image-1-mini", "high", 0.033),
        ("gpt-image-2", "low", 0.006),
        ("gpt-image-2", "medium", 0.053),
        ("gpt-image-2", "high", 0.211),
        ("gpt-image-2.5-flare", "medium", 0.013),
        ("gpt-image-2.5-flare", "high", 0.053),
        ("gpt-image-2.6-flare", "high", 0.053),
    ],
)
def test_estimates_agree_with_the_published_prices(model, quality, dollars):
    estimate = models.drawing_estimate(model, size="1024x1024", quality=quality, prompt="")
    assert estimate / 1_000_000 == pytest.approx(dollars, abs=0.0006)


@pytest.mark.parametrize("size", ["auto", ""])
@pytest.mark.parametrize("quality", ["auto", ""])
def test_what_the_service_chooses_is_taken_for_the_dearest(size, quality):
    for model, tokens in (("gpt-image-1-mini", 4160 * 8), ("gpt-image-2.5-flare", 1756 * 30)):
        estimate = models.drawing_estimate(model, size=size, quality=quality, prompt="")
        assert estimate == pytest.approx(1.5 * tokens, rel=0.001)


@pytest.mark.parametrize(
    ("model", "size", "quality", "dollars"),
    [
        ("dall-e-2", "256x256", "", 0.016),
        ("dall-e-2", "1024x1024", "standard", 0.020),
        ("dall-e-2", "", "", 0.020),
        ("dall-e-3", "", "", 0.040),
        ("dall-e-3", "1792x1024", "", 0.080),
        ("dall-e-3", "auto", "hd", 0.080),
        ("dall-e-3", "1024x1792", "hd", 0.120),
        ("grok-2-image", "", "", 0.070),
        ("offline", "", "", 0),
    ],
)
def test_models_that_are_paid_by_the_picture_have_a_price_for_it(model, size, quality, dollars):
    estimate = models.drawing_estimate(model, size=size, quality=quality, prompt="x" * 999, photos=1)
    assert estimate == dollars * 1_000_000


@pytest.mark.parametrize(
    ("prompt", "tokens"), [("x" * 4000, 1001), ("猫" * 4000, 4001), ("é" * 40 + "x" * 40, 51)]
)
def test_words_in_other_letters_are_more_tokens(prompt, tokens):
    plain = {"model": "gpt-image-2.5-flare", "size": "1024x1024", "quality": "low"}
    words = models.drawing_estimate(**plain, prompt=prompt) - models.drawing_estimate(**plain, prompt="")
    assert words == (tokens - 1) * 5


def test_each_unfinished_picture_costs_a_hundred_tokens():
    plain = {"model": "gpt-image-1-mini", "size": "1024x1024", "quality": "low", "prompt": ""}
    estimates = [models.drawing_estimate(**plain, partials=count) for count in (0, 1, 3)]
    assert estimates == [estimates[0], estimates[0] + 800, estimates[0] + 2400]
    assert models.partial_cost("gpt-image-1-mini") == 800
    assert models.partial_cost("dall-e-3") == 0


def test_photo_and_larger_page_cost_more():
    plain = {"model": "gpt-image-1-mini", "quality": "high", "prompt": "x"}
    square = models.drawing_estimate(**plain, size="1024x1024")
    assert models.drawing_estimate(**plain, size="1024x1024", photos=1) > square
    assert models.drawing_estimate(**plain, size="1024x1536") == pytest.approx(1.5 * square, rel=0.01)


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("gpt-image-1-mini", "gpt-image-1-mini"),
        ("gpt-image-1-mini-2025-10-06", "gpt-image-1-mini"),
        ("gpt-image-1", "gpt-image-1"),
        ("gpt-image-1.5", "gpt-image-1"),
        ("chatgpt-image-latest", "gpt-image-1"),
        ("gpt-image-2-2026-04-21", "gpt-image-2"),
        ("gpt-image-2.5-sunburst", "gpt-image-2.5"),
        ("gpt-image-2.6-flare", "gpt-image-2.6"),
        ("gpt-image-2.7-flare", "gpt-image-2.6"),
        ("gpt-image-10", "gpt-image-2.6"),
        ("something-else", "other"),
        ("dall-e-3", "dall-e-3"),
        ("grok-2-image-1212", "grok-2-image"),
        ("grok-imagine-image-quality", "grok-imagine-image-2.0"),
        ("grok-imagine-image", "grok-imagine-image"),
        ("offline", "offline"),
    ],
)
def test_names_find_their_family(model, family):
    assert families.of(model) is families.FAMILIES[family]


def test_orientation_decides_the_size():
    mini = families.of("gpt-image-1-mini")
    assert mini.size("1024x1024", "square") == "1024x1024"
    assert mini.size("1024x1024", "portrait") == "1024x1536"
    assert mini.size("1024x1024", "landscape") == "1536x1024"


@pytest.mark.parametrize("size", ["2048x2048", "512x512", "auto", "", "0x0"])
def test_size_that_the_family_refuses_is_never_asked_for(size):
    assert families.of("gpt-image-1-mini").size(size, "square") == "1024x1024"


def test_newer_families_draw_any_size_within_limits():
    flare = families.of("gpt-image-2.5-flare")
    assert flare.size("2048x2048", "square") == "2048x2048"
    for size in ("1000x1000", "512x512", "3840x3840", "3072x512"):
        assert flare.size(size, "square") == "1024x1024"


@pytest.mark.parametrize(
    ("wanted", "mini", "flare"),
    [
        ("high", "high", "high"),
        ("low", "low", "low"),
        ("hd", "high", "high"),
        ("standard", "medium", "medium"),
        ("xhigh", "high", "xhigh"),
        ("auto", "high", "high"),
    ],
)
def test_quality_is_put_into_the_words_of_the_family(wanted, mini, flare):
    assert families.of("gpt-image-1-mini").quality(wanted) == mini
    assert families.of("gpt-image-2.5-flare").quality(wanted) == flare


def test_only_later_vision_models_reason():
    assert not models.vision_family("gpt-4o-mini").reasons
    assert models.vision_family("gpt-6-luna").reasons
    assert models.vision_family("gpt-7-whatever").reasons
