"""The contract for pictures that programs order: one request in, one picture out, the errors of `base`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from coloring.engines.base import Progress, Silent


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A picture to draw from, upright and without metadata; `kind` is its type, such as "image/png"."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True, kw_only=True)
class ImageRequest:
    """One picture as a program ordered it; plain values, so that it can be made anywhere.

    `models` are asked in turn: one that the caller named, or the site's list. `parameters` are those of the
    image API that the caller set and the family takes, by their names there, checked; "size" may be "auto".
    `user` is a hash that tells callers apart, or "". With `references` it is an edit, `mask` says where;
    `variation` asks for the service's own call for variations where there is one. `streams` asks for the
    picture in parts. `seed`, the picture's id, names it in the log and makes the offline artist repeatable.
    """

    models: tuple[str, ...]
    prompt: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    user: str = ""
    references: tuple[Reference, ...] = ()
    mask: Reference | None = None
    variation: bool = False
    partial_images: int = 0
    streams: bool = False
    seed: str = ""
    progress: Progress = field(default_factory=Silent, compare=False)


@dataclass(frozen=True, kw_only=True)
class Painting:
    """What was drawn: a whole PNG, JPEG or WebP, checked; its cost in millionths of a US dollar.

    `format` is "png", "jpeg" or "webp"; `size`, `quality` and `background` are what the service says it
    drew; `usage` is as the service told it, {} when it did not.
    """

    image: bytes
    format: str
    width: int
    height: int
    engine: str
    model: str
    quality: str = ""
    background: str = ""
    revised_prompt: str = ""
    usage: Mapping[str, Any] = field(default_factory=dict)
    cost_micro_usd: int = 0
    request_id: str = ""


class Painter(Protocol):
    """An engine that draws what programs order."""

    def paint(self, request: ImageRequest) -> Painting: ...
