"""What OpenAI's vision models can do, and what its pictures and descriptions cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coloring.engines import families
from coloring.engines.families import SQUARE, Family, Prices

# Seen: each partial picture of a stream is billed as so many output tokens.
PARTIAL_TOKENS = 100


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
    prices = families.of(model).prices
    return cost(prices, text_in=text, image_in=image, out=out) if prices else None


def drawing_estimate(
    model: str, *, size: str, quality: str, prompt: str, photos: int = 0, partials: int = 0
) -> int:
    """Micro-dollars that a picture costs by the tables, for when no answer tells.

    What the service is to choose by itself ("auto" or "") is taken for the dearest that it may choose: high
    quality, the largest fixed size. Models that are paid by the picture choose nothing.
    """
    family = families.of(model)
    is_open = size in {"", "auto"}
    if not family.prices:
        return family.flat_price(quality or "standard", SQUARE if is_open else size)
    drawn = family.output_tokens(family.quality(quality), _largest(family) if is_open else size)
    return cost(
        family.prices,
        text_in=_tokens(prompt),
        image_in=photos * family.photo_tokens,
        out=drawn + PARTIAL_TOKENS * partials,
    )


def partial_cost(model: str) -> int:
    """Micro-dollars of one unfinished picture."""
    prices = families.of(model).prices
    return cost(prices, out=PARTIAL_TOKENS) if prices else 0


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


def _largest(family: Family) -> str:
    return max(family.sizes, key=lambda size: math.prod(map(int, size.split("x"))))


def _tokens(text: str) -> int:
    """About four characters make a token; of those beyond ASCII each may be one."""
    rare = sum(not character.isascii() for character in text)
    return (len(text) - rare) // 4 + rare + 1
