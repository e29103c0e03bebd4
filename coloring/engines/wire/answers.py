"""Judges what was sent as a picture: real base64 of a whole PNG, JPEG or WebP of the size asked for."""

from __future__ import annotations

import base64
import binascii
import io

from PIL import Image

from coloring.engines.base import EngineError

FORMATS = ("PNG", "JPEG", "WEBP")


def picture(answer: object, size: str) -> bytes:
    """The bytes of the first picture of an images answer, `size` being "WIDTHxHEIGHT".

    Raises EngineError, whose cost the caller fills in: a bad picture was paid for like a good one.
    """
    image = _decoded(_base64(answer))
    width, height = _dimensions(image)
    if f"{width}x{height}" != size:
        raise EngineError(f"the picture is {width}x{height} px instead of {size}")
    return image


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


def _dimensions(image: bytes) -> tuple[int, int]:
    """Width and height in px of a picture that decodes to its last row."""
    try:
        with Image.open(io.BytesIO(image), formats=FORMATS) as opened:
            opened.load()
            return opened.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise EngineError("the bytes are no whole picture") from error
