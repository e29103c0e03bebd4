"""The table of capabilities and prices, as of 2026-11-20: one entry for each family of image models.

Prices: 1-mini its model page ($2 text in, $2.50 image in, $8 out a million), the tokens as users measured
them. 1 and 1.5: the pricing page for 1.5. 2 and later: the pricing page ($5, $8, $30); the tokens of 2
follow from its $0.006, $0.053, $0.211 a picture, those of 2.5 are its users', and 2.6 was seen to take 3 to 4
times as many as 2.5 at low and medium, and the same at high. DALL-E: the pricing page of its last year.
grok-2-image $0.07, grok-imagine-image $0.02 a picture; 2.0 is not published, and taken for the dearer.
"""

from __future__ import annotations

from datetime import date

from coloring.engines.families.family import LANDSCAPE, PORTRAIT, SQUARE, Family, Prices

_FIXED_SIZES = (SQUARE, PORTRAIT, LANDSCAPE)
_QUALITIES = ("low", "medium", "high", "auto")
_MORE_QUALITIES = ("low", "medium", "high", "xhigh", "max", "auto")
_NEW_PRICES = Prices(text_in=5, image_in=8, out=30)
_RATIOS = (
    "1:1",
    "3:4",
    "4:3",
    "9:16",
    "16:9",
    "2:3",
    "3:2",
    "9:19.5",
    "19.5:9",
    "9:20",
    "20:9",
    "1:2",
    "2:1",
)

# What every GPT Image model takes; edits ask for no moderation.
_GPT_EDIT: dict[str, tuple[object, ...] | None] = {
    "size": None,
    "quality": _QUALITIES,
    "background": ("transparent", "opaque", "auto"),
    "output_format": ("png", "jpeg", "webp"),
    "output_compression": None,
    "stream": (True, False),
    "partial_images": (0, 1, 2, 3),
    "user": None,
    "mask": None,
}
_GPT = {name: values for name, values in _GPT_EDIT.items() if name != "mask"} | {
    "moderation": ("auto", "low")
}

_MINI = Family(
    name="gpt-image-1-mini",
    engine="openai",
    models=("gpt-image-1-mini",),
    values=_GPT,
    edit_values=_GPT_EDIT | {"input_fidelity": ("low",)},
    sizes=_FIXED_SIZES,
    most_images=16,
    tokens={"low": 272, "medium": 1056, "high": 4160},
    prices=Prices(text_in=2, image_in=2.5, out=8),
)
_ONE = Family(
    name="gpt-image-1",
    engine="openai",
    models=("gpt-image-1", "gpt-image-1.5", "chatgpt-image-latest"),
    values=_GPT,
    edit_values=_GPT_EDIT | {"input_fidelity": ("low", "high")},
    sizes=_FIXED_SIZES,
    most_images=16,
    tokens={"low": 272, "medium": 1056, "high": 4160},
    prices=Prices(text_in=5, image_in=8, out=32),
    fidelity="high",
    photo_tokens=6000,
)
_TWO = Family(
    name="gpt-image-2",
    engine="openai",
    models=("gpt-image-2",),
    values=_GPT,
    edit_values=_GPT_EDIT,
    sizes=_FIXED_SIZES,
    free_sizes=True,
    most_images=16,
    tokens={"low": 196, "medium": 1756, "high": 7024},
    prices=_NEW_PRICES,
)
_TWO_FIVE = Family(
    name="gpt-image-2.5",
    engine="openai",
    models=("gpt-image-2.5-flare", "gpt-image-2.5-sunburst"),
    values=_GPT | {"quality": _MORE_QUALITIES},
    edit_values=_GPT_EDIT | {"quality": _MORE_QUALITIES},
    sizes=_FIXED_SIZES,
    free_sizes=True,
    most_images=16,
    tokens={"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024},
    prices=_NEW_PRICES,
)
_TWO_SIX = Family(
    name="gpt-image-2.6",
    engine="openai",
    models=("gpt-image-2.6-flare", "gpt-image-2.6-sunburst"),
    values=_GPT | {"quality": _MORE_QUALITIES},
    edit_values=_GPT_EDIT | {"quality": _MORE_QUALITIES},
    sizes=_FIXED_SIZES,
    free_sizes=True,
    most_images=16,
    tokens={"low": 686, "medium": 1537, "high": 1756, "xhigh": 3122, "max": 7024},
    prices=_NEW_PRICES,
)
_DALLE_2 = Family(
    name="dall-e-2",
    engine="openai",
    models=("dall-e-2",),
    values={"size": None, "quality": ("standard",), "user": None},
    edit_values={"size": None, "user": None, "mask": None},
    most_prompt=1_000,
    sizes=("256x256", "512x512", SQUARE),
    most_images=1,
    square_png=True,
    makes_variations=True,
    flat={"standard 256x256": 16_000, "standard 512x512": 18_000, "": 20_000},
)
_DALLE_3 = Family(
    name="dall-e-3",
    engine="openai",
    models=("dall-e-3",),
    values={"size": None, "quality": ("standard", "hd"), "style": ("vivid", "natural"), "user": None},
    most_prompt=4_000,
    sizes=(SQUARE, "1792x1024", "1024x1792"),
    flat={"standard 1024x1024": 40_000, "standard": 80_000, "hd 1024x1024": 80_000, "": 120_000},
)
_GROK_2 = Family(
    name="grok-2-image",
    engine="xai",
    models=("grok-2-image",),
    values={"user": None},
    format="jpeg",
    flat={"": 70_000},
)
_IMAGINE = Family(
    name="grok-imagine-image",
    engine="xai",
    models=("grok-imagine-image",),
    values={"user": None, "aspect_ratio": _RATIOS, "resolution": ("1k", "2k")},
    edit_values={"user": None, "aspect_ratio": _RATIOS, "resolution": ("1k", "2k")},
    most_images=3,
    format="jpeg",
    flat={"": 20_000},
)
_IMAGINE_2 = Family(
    name="grok-imagine-image-2.0",
    engine="xai",
    models=("grok-imagine-image-2.0",),
    values={**_IMAGINE.values, "quality": ("low", "medium")},
    edit_values={**_IMAGINE.edit_values, "quality": ("low", "medium")},
    most_images=5,
    format="jpeg",
    flat={"": 70_000},
)
# Herbbie's own artist draws coloring pages, at no cost, from words that it knows.
_OFFLINE = Family(
    name="offline",
    engine="offline",
    models=("offline",),
    values={"size": None, "output_format": ("png",)},
    most_prompt=200,
    sizes=_FIXED_SIZES,
    flat={"": 0},
)
# A service that speaks like OpenAI and draws with models of its own: it is asked for what the caller asked,
# and says itself what it does not take. Taken for as dear as the dearest of OpenAI's at high quality.
_OTHER = Family(
    name="other",
    engine="openai",
    models=(),
    values=_GPT | {"quality": None, "style": None},
    edit_values=_GPT_EDIT | {"quality": None, "input_fidelity": ("low", "high")},
    sizes=_FIXED_SIZES,
    free_sizes=True,
    most_images=16,
    tokens=_TWO_SIX.tokens,
    prices=_NEW_PRICES,
)

FAMILIES = {
    family.name: family
    for family in (
        _MINI,
        _ONE,
        _TWO,
        _TWO_FIVE,
        _TWO_SIX,
        _DALLE_2,
        _DALLE_3,
        _GROK_2,
        _IMAGINE,
        _IMAGINE_2,
        _OFFLINE,
        _OTHER,
    )
}
NEWEST = _TWO_SIX
SAME_AS = {
    "gpt-image-1.5": "gpt-image-1",
    "grok-imagine-image-quality": "grok-imagine-image-2.0",
    "grok-imagine-image-pro": "grok-imagine-image-2.0",
}
# The last days of models as their services announced them; whether one still answers, it says itself.
LAST_DAYS = {
    "grok-2-image": date(2026, 2, 24),
    "dall-e-2": date(2026, 5, 12),
    "dall-e-3": date(2026, 5, 12),
    "gpt-image-1": date(2026, 10, 23),
    "gpt-image-1-mini": date(2026, 12, 1),
    "gpt-image-1.5": date(2026, 12, 1),
    "chatgpt-image-latest": date(2026, 12, 1),
}
