"""What a family of image models takes, draws and costs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

SQUARE, PORTRAIT, LANDSCAPE = "1024x1024", "1024x1536", "1536x1024"

# Free sizes, from the service's own refusals: multiples of 16, from 1:3 to 3:1, 0.66 to 8.3 million px.
_STEP, _MOST_OBLONG, _FEWEST_PIXELS, _MOST_PIXELS, _LONGEST_SIDE = 16, 3, 655_360, 3840 * 2160, 3840


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Micro-dollars a token, which is the same number as dollars a million tokens."""

    text_in: float
    image_in: float
    out: float


@dataclass(frozen=True, kw_only=True)
class Family:
    """One line of the table of capabilities.

    `engine` draws it; `models` are its names as of the table's date, for sentences. `values` are the
    parameters that its calls take besides prompt, model and n: a tuple of what each may be, or None where
    any value of the right kind will do. `edit_values` are those of edits; without any, the family makes none.
    `sizes` are what it draws besides "auto"; with `free_sizes` also every size within the limits above.
    `most_images` are the pictures that one edit may be made from; `square_png` says that they must be that.
    `tokens` are the output tokens of a square picture of 1024 px, by quality, worst first; `flat` are
    micro-dollars a picture by "quality size", "quality" or "", where tokens are not counted.
    `fidelity` is the input_fidelity that keeps most of a photo; "" where it is refused or without effect.
    """

    name: str
    engine: str
    models: tuple[str, ...]
    values: Mapping[str, tuple[object, ...] | None]
    edit_values: Mapping[str, tuple[object, ...] | None] = field(default_factory=dict)
    most_prompt: int = 32_000
    sizes: tuple[str, ...] = ()
    free_sizes: bool = False
    most_images: int = 0
    square_png: bool = False
    makes_variations: bool = False
    format: str = "png"
    tokens: Mapping[str, int] = field(default_factory=dict)
    prices: Prices | None = None
    flat: Mapping[str, int] = field(default_factory=dict)
    fidelity: str = ""
    photo_tokens: int = 600

    def takes(self, parameter: str, *, edit: bool = False) -> bool:
        return parameter in (self.edit_values if edit else self.values)

    def size(self, wanted: str, orientation: str) -> str:
        """The size of a page: `wanted` for a square one if the family draws it, else its own."""
        if orientation != "square":
            return PORTRAIT if orientation == "portrait" else LANDSCAPE
        return wanted if self.draws(wanted) else SQUARE

    def draws(self, size: str) -> bool:
        """Whether "WIDTHxHEIGHT" is a size of this family."""
        if not self.free_sizes:
            return size in self.sizes
        numbers = re.fullmatch(r"([1-9]\d{1,3})x([1-9]\d{1,3})", size)
        if not numbers:
            return False
        width, height = int(numbers[1]), int(numbers[2])
        return (
            width % _STEP == height % _STEP == 0
            and max(width, height) <= min(_LONGEST_SIDE, _MOST_OBLONG * min(width, height))
            and _FEWEST_PIXELS <= width * height <= _MOST_PIXELS
        )

    @property
    def chooses_size(self) -> bool:
        """Whether "auto" may be said of the size: models that are paid by tokens choose it by the prompt."""
        return bool(self.tokens)

    def mean(self, quality: str) -> str:
        """A quality in the family's own words, where clients written for another family say it otherwise."""
        known = self.values.get("quality") or ()
        if quality in known or not known:
            return quality
        if "medium" in known:
            return {"standard": "medium", "hd": "high"}.get(quality, quality)
        best = "hd" if "hd" in known else "standard"
        plain = dict.fromkeys(("low", "medium", "auto"), "standard")
        return (plain | {"high": best, "hd": best}).get(quality, quality)

    def quality(self, wanted: str) -> str:
        """`wanted` if the family knows it; DALL-E's words by their meaning; anything else is "high"."""
        wanted = {"standard": "medium", "hd": "high"}.get(wanted, wanted)
        return wanted if wanted in self.tokens else "high"

    def output_tokens(self, quality: str, size: str) -> int:
        """What a picture of this quality and size costs in tokens, by the tables that were published."""
        width, height = (int(side) for side in size.split("x"))
        return round(self.tokens[quality] * width * height / 1024**2)

    def flat_price(self, quality: str, size: str) -> int:
        """Micro-dollars of a picture whose tokens are not counted: the narrowest entry that fits."""
        fitting = (key for key in (f"{quality} {size}", quality, "") if key in self.flat)
        return self.flat[next(fitting)]
