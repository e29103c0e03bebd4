"""What each family of OpenAI's models can do and what it costs; the only place that knows models apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SQUARE, PORTRAIT, LANDSCAPE = "1024x1024", "1024x1536", "1536x1024"
_FIXED_SIZES = (SQUARE, PORTRAIT, LANDSCAPE)

# Free sizes, from the service's own refusals: multiples of 16, from 1:3 to 3:1, 0.66 to 8.3 million px.
_STEP, _MOST_OBLONG, _FEWEST_PIXELS, _MOST_PIXELS = 16, 3, 655_360, 3840 * 2160


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Micro-dollars a token, which is the same number as dollars a million tokens."""

    text_in: float
    image_in: float
    out: float


@dataclass(frozen=True, kw_only=True)
class ImageFamily:
    """`sizes` is empty where any size within the limits is drawn.

    `tokens` are the output tokens of a square picture of 1024 px, by quality, worst first.
    `fidelity` is the input_fidelity that keeps most of a photo; "" where it is refused or without effect.
    """

    sizes: tuple[str, ...]
    tokens: Mapping[str, int]
    prices: Prices
    edits: bool = True
    fidelity: str = ""
    photo_tokens: int = 600

    def size(self, wanted: str, orientation: str) -> str:
        """The size to ask for: `wanted` for a square page if the family draws it, else its own."""
        if orientation != "square":
            return PORTRAIT if orientation == "portrait" else LANDSCAPE
        return wanted if self.draws(wanted) else SQUARE

    def draws(self, size: str) -> bool:
        """Whether "WIDTHxHEIGHT" is a size of this family."""
        if self.sizes:
            return size in self.sizes
        numbers = re.fullmatch(r"(\d{2,4})x(\d{2,4})", size)
        if not numbers:
            return False
        width, height = int(numbers[1]), int(numbers[2])
        return (
            width % _STEP == height % _STEP == 0
            and max(width, height) <= _MOST_OBLONG * min(width, height)
            and _FEWEST_PIXELS <= width * height <= _MOST_PIXELS
        )

    def quality(self, wanted: str) -> str:
        """`wanted` if the family knows it; DALL-E's words by their meaning; anything else is "high"."""
        wanted = {"standard": "medium", "hd": "high"}.get(wanted, wanted)
        return wanted if wanted in self.tokens else "high"

    def output_tokens(self, quality: str, size: str) -> int:
        """What a picture of this quality and size costs in tokens, by the tables that were published."""
        width, height = (int(side) for side in size.split("x"))
        return round(self.tokens[quality] * width * height / 1024**2)


_NEW_PRICES = Prices(text_in=5, image_in=8, out=30)
_NEW_TOKENS = {"low": 196, "medium": 1756, "high": 7024}
_25_TOKENS = {"low": 196, "medium": 439, "high": 1756, "xhigh": 3122, "max": 7024}
_26_TOKENS = {"low": 686, "medium": 1537, "high": 1756, "xhigh": 3122, "max": 7024}
_OLD_TOKENS = {"low": 272, "medium": 1056, "high": 4160}

# Prices as of 2026-11-20. 1-mini: its model page ($2 text in, $2.50 image in, $8 out a million), the tokens
# as users measured them. 1 and 1.5: the pricing page for 1.5. 2 and later: the pricing page ($5, $8, $30);
# the tokens of 2 follow from its $0.006, $0.053, $0.211 a picture, those of 2.5 are its users', and 2.6 was
# seen to take 3 to 4 times as many as 2.5 at low and medium, and the same at high.
IMAGE_FAMILIES = {
    "1-mini": ImageFamily(
        sizes=_FIXED_SIZES, tokens=_OLD_TOKENS, prices=Prices(text_in=2, image_in=2.5, out=8)
    ),
    "1": ImageFamily(
        sizes=_FIXED_SIZES,
        tokens=_OLD_TOKENS,
        prices=Prices(text_in=5, image_in=8, out=32),
        fidelity="high",
        photo_tokens=6000,
    ),
    "2": ImageFamily(sizes=(), tokens=_NEW_TOKENS, prices=_NEW_PRICES),
    "2.5": ImageFamily(sizes=(), tokens=_25_TOKENS, prices=_NEW_PRICES),
    "2.6": ImageFamily(sizes=(), tokens=_26_TOKENS, prices=_NEW_PRICES),
}
_NEWEST_IMAGES = "2.6"
_SAME_AS = {"1.5": "1"}


def image_family(model: str) -> ImageFamily:
    """The family of an image model's name; one that is unknown to the table is of the newest."""
    if model.startswith("chatgpt-image"):
        return IMAGE_FAMILIES["1"]
    version = re.match(r"gpt-image-(\d+(?:\.\d+)?(?:-mini)?)(?=-|$)", model)
    name = version[1] if version else ""
    return IMAGE_FAMILIES.get(_SAME_AS.get(name, name), IMAGE_FAMILIES[_NEWEST_IMAGES])


@dataclass(frozen=True, kw_only=True)
class VisionFamily:
    """A reasoning model thinks in paid tokens before it answers, and takes an effort."""

    reasons: bool
    photo_tokens: int
    prices: Prices

    @property
    def most_tokens(self) -> int:
        """Room for a description of some 150 tokens, and for the thinking before it."""
        return 4000 if self.reasons else 500


# As of 2026-11-20. gpt-4o-mini: $0.15 in, $0.60 out a million; 2833 tokens a photo at detail "low".
# gpt-6-luna: its model page, $0.10 and $0.50; its tokens a photo are not published.
_MINI_EYES = VisionFamily(
    reasons=False, photo_tokens=2833, prices=Prices(text_in=0.15, image_in=0.15, out=0.60)
)
_NEWEST_EYES = VisionFamily(
    reasons=True, photo_tokens=3000, prices=Prices(text_in=0.10, image_in=0.10, out=0.50)
)


def vision_family(model: str) -> VisionFamily:
    """The family of a vision model's name: GPT-4 answers at once, all that came later thinks first."""
    return _MINI_EYES if model.startswith("gpt-4") else _NEWEST_EYES


def cost(prices: Prices, *, text_in: int = 0, image_in: int = 0, out: int = 0) -> int:
    """Micro-dollars for so many tokens."""
    return round(text_in * prices.text_in + image_in * prices.image_in + out * prices.out)


def drawing_cost(model: str, usage: object) -> int | None:
    """Micro-dollars of the usage that came with a picture; None when there is none or it makes no sense."""
    details = getattr(usage, "input_tokens_details", None)
    text, image = getattr(details, "text_tokens", None), getattr(details, "image_tokens", None)
    out = getattr(usage, "output_tokens", None)
    if not (isinstance(text, int) and isinstance(image, int) and isinstance(out, int)):
        return None
    return cost(image_family(model).prices, text_in=text, image_in=image, out=out)


def drawing_estimate(model: str, *, size: str, quality: str, prompt: str, photo: bool) -> int:
    """Micro-dollars that a picture costs by the tables, for when no answer tells."""
    family = image_family(model)
    return cost(
        family.prices,
        text_in=_tokens(prompt),
        image_in=family.photo_tokens if photo else 0,
        out=family.output_tokens(quality, size),
    )


def look_cost(model: str, usage: object) -> int | None:
    """Micro-dollars of the usage that came with a description; None when there is none."""
    read, written = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    if not (isinstance(read, int) and isinstance(written, int)):
        return None
    return cost(vision_family(model).prices, text_in=read, out=written)


def look_estimate(model: str, instructions: str) -> int:
    """Micro-dollars that one look may cost at most, for when no answer tells."""
    family = vision_family(model)
    return cost(
        family.prices,
        text_in=_tokens(instructions),
        image_in=family.photo_tokens,
        out=family.most_tokens,
    )


def _tokens(text: str) -> int:
    """About four characters make a token."""
    return len(text) // 4 + 1
