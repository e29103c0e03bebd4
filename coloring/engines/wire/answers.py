"""Judges what was sent as a picture: real base64 of a whole PNG, JPEG or WebP of the size asked for."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass

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


def picture(answer: object, size: str = "") -> Picture:
    """The first picture of an images answer; `size` is the "WIDTHxHEIGHT" that it must have, "" for any.

    Raises EngineError, whose cost the caller fills in: a bad picture was paid for like a good one.
    """
    found = whole(_decoded(_base64(answer)))
    if size and f"{found.width}x{found.height}" != size:
        raise EngineError(f"the picture is {found.width}x{found.height} px instead of {size}")
    return found


def _base64(answer: object) -> str:
    data = getattr(answer, "data", None)
    if not isinstance(data, list) or not data:
        raise EngineError("the answer holds no picture")
    text = getattr(data[0], "b64_json", None)
    if not isinstance(text, str) or not text:
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
