"""Reads any picture that an engine may draw as gray levels."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Gray = NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP")
# Engines draw 4 million pixels at most; ten times that is no page any more.
MOST_PIXELS = 40_000_000


def gray(image: bytes) -> Gray:
    """The luminance (height x width, 0 black to 255 white) of a PNG, JPEG or WebP; what is clear is white.

    Raises ValueError when the bytes are no whole picture of these formats or have above 40 million pixels.
    """
    try:
        with Image.open(io.BytesIO(image), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(f"{picture.width} x {picture.height} pixels are too many")
            return _levels(picture)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("not a whole PNG, JPEG or WebP") from error


def _levels(picture: Image.Image) -> Gray:
    if picture.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scaling
        return np.asarray(np.asarray(picture, np.uint32) // 257, np.uint8)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    return np.asarray(picture.convert("L"))
