"""What a program wants drawn, read and checked for its form; whether a model takes it is asked later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coloring.engines.painting import Reference


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One call of the image API.

    `kind` is one of `Order.Kind`. `model` is "" where the caller leaves the choice to the site. `parameters`
    holds exactly those parameters of the image API that the caller set, by their names there ("size",
    "quality", "background", "output_format", "output_compression", "moderation", "input_fidelity", "style",
    "partial_images", "stream", "user", "aspect_ratio", "resolution"). `describes` puts the references into
    words for a model that takes none. `is_fresh` asks for a new drawing even of what was drawn before.
    """

    kind: str
    prompt: str = ""
    model: str = ""
    n: int = 1
    parameters: Mapping[str, Any] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    mask: Reference | None = None
    describes: bool = False
    is_kept: bool = True
    is_fresh: bool = False
