"""Reads any picture that an engine may draw as levels from 0 (black) to 255 (white), or as colours."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Levels = NDArray[np.uint8]
Colours = NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP")
# Engines draw 4 million pixels at most; ten times that is no page any more.
MOST_PIXELS = 40_000_000


def luminance(image: bytes) -> Levels:
    """How light a PNG, JPEG or WebP looks, height x width; what is clear is white.

    Raises ValueError when the bytes are no whole picture of these formats or have above 40 million pixels.
    """
    return np.asarray(opened(image).convert("L"))


def pixels(picture: Image.Image) -> Levels | Colours:
    """The levels of a gray picture, the colours of any other."""
    return np.asarray(picture.convert("L" if picture.mode in {"L", "1"} else "RGB"))


def colours(image: bytes) -> Colours:
    """The red, green and blue of each pixel, height x width x 3. Reads and raises as luminance() does."""
    return np.asarray(opened(image).convert("RGB"))


def opened(image: bytes) -> Image.Image:
    """The picture on white paper, 8 bits a channel at most; reads and raises as luminance() does."""
    try:
        with Image.open(io.BytesIO(image), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError(f"{picture.width} x {picture.height} pixels are too many")
            return _without_gaps(picture)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("not a whole PNG, JPEG or WebP") from error


def _without_gaps(picture: Image.Image) -> Image.Image:
    """The picture on white paper, in 8 bits a channel."""
    if picture.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scaling
        return Image.fromarray((np.asarray(picture, np.uint32) // 257).astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    picture.load()
    return picture
