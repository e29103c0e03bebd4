"""Judges what was sent as a picture: real base64 of a whole PNG, JPEG or WebP, as it was asked for."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass
from typing import Any

import openai
from PIL import Image

from coloring.engines.base import EngineError

FORMATS = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A whole picture; `format` is "png", "jpeg" or "webp", the sides are in px."""

    image: bytes
    format: str
    width: int
    height: int


def picture(answer: object, size: str = "", kind: str = "") -> Picture:
    """The picture of an event, or the first one of an images answer.

    `size` is the "WIDTHxHEIGHT" that it must have, `kind` its format, "" for any.
    Raises EngineError, whose cost the caller fills in: a bad picture was paid for like a good one.
    """
    found = whole(_decoded(_base64(answer)))
    if kind and found.format != kind:
        raise EngineError(f"the picture is a {found.format} instead of a {kind}")
    if size and f"{found.width}x{found.height}" != size:
        raise EngineError(f"the picture is {found.width}x{found.height} px instead of {size}")
    return found


def item(answer: object) -> object:
    """What holds the base64 of the picture: an event itself, or the first entry of an answer's data."""
    if getattr(answer, "b64_json", None):
        return answer
    data = getattr(answer, "data", None)
    if not isinstance(data, list) or not data:
        raise EngineError("the answer holds no picture")
    return data[0]


def said(answer: object, name: str) -> str:
    """What an answer, or a part of it, says of its picture by this name; "" for nothing."""
    words = getattr(answer, name, None)
    return words if isinstance(words, str) else ""


def usage(answer: object) -> dict[str, Any]:
    """The tokens that were used, as the service told them; {} when it did not."""
    told = getattr(answer, "usage", None)
    return told.to_dict(warnings=False) if isinstance(told, openai.BaseModel) else {}


def _base64(answer: object) -> str:
    text = said(item(answer), "b64_json")
    if not text:
        raise EngineError("the answer holds no base64")
    return text


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise EngineError("the base64 is broken") from error


def whole(image: bytes) -> Picture:
    """A picture that decodes to its last row; raises EngineError for anything else."""
    try:
        with Image.open(io.BytesIO(image), formats=FORMATS) as opened:
            opened.load()
            width, height = opened.size
            return Picture(image=image, format=(opened.format or "").lower(), width=width, height=height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError("the bytes are no whole picture") from error
