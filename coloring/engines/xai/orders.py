"""What is sent to xAI for one picture: the parameters that the model's family takes, and what it costs."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coloring.engines import families
from coloring.engines.base import Commission
from coloring.engines.families import Family
from coloring.engines.painting import ImageRequest, Reference

# The sheets of coloring pages in the words of the service, which takes no sizes.
RATIOS = {"square": "1:1", "portrait": "2:3", "landscape": "3:2"}


@dataclass(frozen=True, kw_only=True)
class Order:
    """One call for one picture: an edit of `references` where there are any.

    `parameters` are of the caller's, by the service's names; those that the family does not take stay away.
    """

    model: str
    prompt: str
    parameters: Mapping[str, Any]
    references: tuple[Reference, ...] = ()
    user: str = ""

    @property
    def path(self) -> str:
        return "/images/edits" if self.references else "/images/generations"

    @property
    def taken(self) -> dict[str, Any]:
        """The parameters that go along."""
        family, edit = family_of(self.model), bool(self.references)
        return {name: value for name, value in self.parameters.items() if family.takes(name, edit=edit)}

    @property
    def body(self) -> dict[str, Any]:
        """The JSON of the call; its pictures are objects, one of them under another name than more."""
        fields = {
            "model": self.model,
            "prompt": self.prompt,
            "n": 1,
            "response_format": "b64_json",
            **self.taken,
        }
        if self.user:
            fields["user"] = self.user
        images = [_image(reference) for reference in self.references]
        if len(images) > 1:
            return fields | {"images": images}
        return fields | ({"image": images[0]} if images else {})

    @property
    def quality(self) -> str:
        """The quality that was asked for, "" where the service chooses."""
        return str(self.taken.get("quality", ""))

    @property
    def estimate(self) -> int:
        """Micro-dollars that it may cost."""
        return family_of(self.model).flat_price(self.quality, "")


def of_page(model: str, commission: Commission) -> Order:
    """The commission in the words of one model. The photo goes along in the faithful mode only."""
    photo = commission.photo if commission.mode == "faithful" else None
    return Order(
        model=model,
        prompt=commission.prompt,
        parameters={
            "aspect_ratio": RATIOS[commission.orientation],
            "quality": _quality(model, commission.quality),
        },
        references=(Reference(name="photo", content=photo, kind=_kind(photo)),) if photo else (),
    )


def of_request(model: str, request: ImageRequest) -> Order:
    """What a program ordered, in the words of one model."""
    return Order(
        model=model,
        prompt=request.prompt,
        parameters=request.parameters,
        references=request.references,
        user=request.user,
    )


def taking(models: Iterable[str], pictures: int) -> tuple[str, ...]:
    """The models of a list that make an edit from so many pictures; all of them for none."""
    return tuple(model for model in models if pictures <= family_of(model).most_images)


def family_of(model: str) -> Family:
    """The family of a model; a name that the table knows nothing of is asked for as little as the oldest."""
    family = families.of(model)
    return family if family.engine == "xai" else families.FAMILIES["grok-2-image"]


def _quality(model: str, wanted: str) -> str:
    """`wanted` if the family draws it, else its best: what a page is asked in are OpenAI's words."""
    known = family_of(model).values.get("quality") or ("",)
    return str(wanted if wanted in known else known[-1])


def _kind(photo: bytes) -> str:
    return "image/png" if photo.startswith(b"\x89PNG") else "image/jpeg"


def _image(reference: Reference) -> dict[str, str]:
    return {"url": f"data:{reference.kind};base64,{base64.b64encode(reference.content).decode()}"}
