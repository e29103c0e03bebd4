"""Opens pictures that strangers send: checked, upright, small, in plain sRGB, and free of all metadata."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import IO

import pillow_heif
from PIL import Image

from coloring.photos import beginnings, memory, orientation, pixels, stripping
from coloring.photos.pixels import PHOTO, Shape
from coloring.photos.refusals import PhotoRefused

__all__ = ["Photo", "PhotoRefused", "Shape", "open_photo", "opening"]

# What else a HEIC may hold is never looked at.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

QUALITY = 90
SMALLEST_SIDE = 64  # px; below it nothing can be recognised
# Phones take up to 50 million pixels only when asked to.
MOST_PIXELS = 40_000_000
# Two processors; whoever waits has not been read from disk yet.
_DECODERS = BoundedSemaphore(2)
_MEMORY = memory.Memory(memory.MOST_BYTES)
# What Pillow and its decoders raise on damaged files; AssertionError for a palette that is missing, for one.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, kw_only=True)
class Photo:
    """An upright sRGB JPEG without metadata; `width` and `height` in px, at most 1536."""

    jpeg: bytes
    width: int
    height: int


def open_photo(upload: IO[bytes] | bytes, *, max_bytes: int, formats: tuple[str, ...]) -> Photo:
    """Read an upload of at most `max_bytes` whose content (not its name) is of one of `formats`.

    `formats` are names such as "png", "jpg", "jpeg", "webp", "heic". Raises PhotoRefused.
    """
    with opening(upload, max_bytes=max_bytes, formats=formats, shape=PHOTO) as (picture, _decoder):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=QUALITY)
    return Photo(jpeg=out.getvalue(), width=picture.width, height=picture.height)


@contextmanager
def opening(
    upload: IO[bytes] | bytes, *, max_bytes: int, formats: tuple[str, ...], shape: Shape
) -> Iterator[tuple[Image.Image, str]]:
    """The picture in an upload, RGB or RGBA and nothing but pixels, and what Pillow calls its format.

    Only two are open at a time: it is to be written anew before the next one. Raises PhotoRefused.
    """
    with _DECODERS:
        data = _read(upload, max_bytes)
        decoder = beginnings.decoder(data, formats)
        data, exif = stripping.strip(data, decoder)
        yield _decoded(data, exif, decoder, shape), decoder


def _read(upload: IO[bytes] | bytes, max_bytes: int) -> bytes:
    data = upload if isinstance(upload, bytes) else upload.read(max_bytes + 1)
    if not data:
        raise PhotoRefused("empty")
    if len(data) > max_bytes:
        raise PhotoRefused("too_large")
    return data


def _decoded(data: bytes, exif: bytes, decoder: str, shape: Shape) -> Image.Image:
    """The picture in these bytes, upright and of this shape."""
    try:
        with Image.open(io.BytesIO(data), formats=(decoder,)) as picture:
            _check_size(picture.width, picture.height, shape)
            with _MEMORY.held(memory.needed(picture, is_whole=shape.is_exact)):
                return _plain(picture, exif, shape)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise PhotoRefused("too_many_pixels") from error
    except _DAMAGE as error:
        raise PhotoRefused("truncated") from error


def _check_size(width: int, height: int, shape: Shape) -> None:
    """Before any pixel is decoded: a bomb of 14 kB can hold 120 million."""
    longest = max(width, height)
    if width * height > MOST_PIXELS or (shape.is_exact and longest > shape.long_side):
        raise PhotoRefused("too_many_pixels")
    if min(width, height) * shape.shrinks(longest) < SMALLEST_SIDE:
        raise PhotoRefused("too_small")


def _plain(picture: Image.Image, exif: bytes, shape: Shape) -> Image.Image:
    """pillow_heif turns HEIC by itself, whatever its EXIF says."""
    profile = picture.info.get("icc_profile")
    upright = orientation.upright(pixels.shrunk(picture, shape.long_side), exif)
    return pixels.clear(upright, profile) if shape.has_alpha else pixels.flat(upright, profile)
