"""What is sent for one picture: the parameters that the model's family takes, and what they may cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coloring.engines import families
from coloring.engines.base import Commission
from coloring.engines.openai import models


@dataclass(frozen=True, kw_only=True)
class Order:
    """One request for one picture; `photo` is what it is edited from, `size` "WIDTHxHEIGHT"."""

    model: str
    prompt: str
    size: str
    quality: str
    photo: bytes | None

    @property
    def fields(self) -> dict[str, Any]:
        """The parameters of the API. Those left out are refused by some family, or best by default."""
        fields = {
            "model": self.model,
            "prompt": self.prompt,
            "n": 1,
            "size": self.size,
            "quality": self.quality,
        }
        if self.photo is None:
            return fields
        fidelity = families.of(self.model).fidelity
        return fields | {"image": _file(self.photo)} | ({"input_fidelity": fidelity} if fidelity else {})

    @property
    def estimate(self) -> int:
        """Micro-dollars that it may cost."""
        return models.drawing_estimate(
            self.model,
            size=self.size,
            quality=self.quality,
            prompt=self.prompt,
            photos=int(self.photo is not None),
        )


def order(model: str, commission: Commission) -> Order:
    """The commission in the words of one model. The photo goes along in the faithful mode only."""
    family = families.of(model)
    return Order(
        model=model,
        prompt=commission.prompt,
        size=family.size(commission.size, commission.orientation),
        quality=family.quality(commission.quality),
        photo=commission.photo if commission.mode == "faithful" else None,
    )


def _file(photo: bytes) -> tuple[str, bytes, str]:
    """Name, bytes and kind: without a name the SDK sends a kind that the service refuses."""
    if photo.startswith(b"\x89PNG"):
        return "photo.png", photo, "image/png"
    return "photo.jpg", photo, "image/jpeg"
