"""What is sent for one picture: the parameters that the model's family takes, and what they may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coloring.engines import families
from coloring.engines.base import Commission
from coloring.engines.openai import models


@dataclass(frozen=True, kw_only=True)
class Order:
    """One request for one picture.

    `verb` is the SDK's name of the call, `fields` are its parameters. `size` is the "WIDTHxHEIGHT" and
    `format` the "png", "jpeg" or "webp" that must come back, "" for any. `partials` are the unfinished
    pictures of a stream. `estimate` are the micro-dollars that it may cost.
    """

    model: str
    verb: str
    fields: Mapping[str, Any]
    size: str
    format: str = ""
    quality: str = ""
    streams: bool = False
    partials: int = 0
    estimate: int


def order(model: str, commission: Commission) -> Order:
    """A page in the words of one model. The photo goes along in the faithful mode only."""
    family = families.of(model)
    size = family.size(commission.size, commission.orientation)
    quality = family.quality(commission.quality)
    photo = commission.photo if commission.mode == "faithful" else None
    partials = commission.partial_images if family.takes("stream", edit=photo is not None) else 0
    fields = {"model": model, "prompt": commission.prompt, "n": 1, "size": size, "quality": quality}
    return Order(
        model=model,
        verb="generate" if photo is None else "edit",
        fields=fields | _photo(photo, family.fidelity) | streaming(partials > 0, partials),
        size=size,
        quality=quality,
        streams=partials > 0,
        partials=partials,
        estimate=models.drawing_estimate(
            model,
            size=size,
            quality=quality,
            prompt=commission.prompt,
            photos=int(photo is not None),
            partials=partials,
        ),
    )


def streaming(streams: bool, partials: int) -> dict[str, Any]:
    """The parameters of a stream; none where the picture is to come in one piece."""
    return {"stream": True, "partial_images": partials} if streams else {}


def _photo(photo: bytes | None, fidelity: str) -> dict[str, Any]:
    """Name, bytes and kind: without a name the SDK sends a kind that the service refuses."""
    if photo is None:
        return {}
    is_png = photo.startswith(b"\x89PNG")
    file = ("photo.png", photo, "image/png") if is_png else ("photo.jpg", photo, "image/jpeg")
    return {"image": file} | ({"input_fidelity": fidelity} if fidelity else {})
