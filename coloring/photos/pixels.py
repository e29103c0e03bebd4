"""Shrinks pictures of every mode and brings them to sRGB, never doubling a large one in memory."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms

# Reducing by a whole number leaves at least so many times the final size to the better filter, as in Pillow.
_GAP = 2
_STRIP = 32  # rows after reduction
# The largest profiles of printers have 3 MB; a table of 50 MB would be loaded for nothing.
_MOST_PROFILE = 4_000_000
_OPAQUE = 255


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What becomes of a picture: at most `long_side` px long, shrunk to that or, if it `is_exact`, refused.

    What is clear stays clear where the shape `has_alpha`, else it lies on white.
    """

    long_side: int
    is_exact: bool = False
    has_alpha: bool = False

    def shrinks(self, longest: int) -> float:
        """What the sides of a picture are multiplied by, from its longest one in px."""
        return min(1.0, self.long_side / longest)


PHOTO = Shape(long_side=1536)  # engines look at no more of a photo to be drawn after


def shrunk(picture: Image.Image, long_side: int) -> Image.Image:
    """At most `long_side` px on a side, of 8 bits a channel. A JPEG is shrunk while it is decoded."""
    longest = max(picture.size)
    if longest > _GAP * long_side:
        room = [math.ceil(side * _GAP * long_side / longest) for side in picture.size]
        picture.draft(None, (room[0], room[1]))
    factor = max(picture.size) // (_GAP * long_side)
    picture = _reduced(picture, factor) if factor > 1 else _eight_bit(picture)
    picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS, reducing_gap=None)
    return picture


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    """Shrunk by a whole number, strip by strip: filters and conversions work on copies."""
    width, height = picture.size
    rows = _STRIP * factor
    mode = _eight_bit(picture.crop((0, 0, 1, 1))).mode
    whole = Image.new(mode, (math.ceil(width / factor), math.ceil(height / factor)))
    for top in range(0, height, rows):
        strip = _eight_bit(picture.crop((0, top, width, min(top + rows, height))))
        whole.paste(strip.reduce(factor), (0, top // factor))
    return whole


def _eight_bit(picture: Image.Image) -> Image.Image:
    """The picture in a mode of 8 bits a channel that can be resized smoothly."""
    if picture.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scaling
        return Image.fromarray((np.asarray(picture, np.uint32) // 257).astype(np.uint8))
    if picture.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def clear(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB as `flat`, but with its alpha; what was hidden under clear pixels is white."""
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    if alpha is None or alpha.getextrema()[0] == _OPAQUE:
        return flat(picture, profile)
    colours = _srgb(picture.convert("L" if picture.mode == "LA" else "RGB"), profile)
    fresh = Image.new("RGB", picture.size, "white")
    fresh.paste(colours, mask=alpha.point([0] + [_OPAQUE] * _OPAQUE))
    fresh.putalpha(alpha)
    return fresh


def flat(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, what is clear lying on white, as a fresh image that carries nothing but pixels."""
    picture = _srgb(_on_white(picture), profile)
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture
    picture = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB; a colour profile that is broken, huge or of another kind of picture is ignored."""
    if not profile or len(profile) > _MOST_PROFILE:
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert("RGB")
    return converted or picture.convert("RGB")
