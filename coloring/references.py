"""Pictures that programs send to draw from: checked like photos, upright, free of metadata, written anew."""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import IO

from django.conf import settings
from PIL import Image

from coloring import fetching, photos
from coloring.engines.painting import Reference

__all__ = [
    "MOST",
    "ReferenceRefusedError",
    "from_base64",
    "from_urls",
    "mask",
    "opened",
    "square_png",
    "uploaded",
]

MOST = 16  # pictures that one call of the image API takes
_SMALL = photos.Shape(long_side=2048, has_alpha=True)  # px; services look at no more
_EXACT = photos.Shape(long_side=4096, has_alpha=True, is_exact=True)
_QUALITY = 92
# Bytes. Sixteen pictures travel in one request and lie in one transaction; a PNG beyond that is a photo.
_MOST_PNG, _MOST_EXACT_PNG = 6_000_000, 24_000_000
# What the services take as a mask, and dall-e-2 as a picture: less than 4 MB.
_MOST_SQUARE_PNG = 4_000_000
_SQUARE_SIDE = 1024  # px; dall-e-2 draws no larger
_LEVEL = 3  # a third of the time of the usual 6, for a tenth more bytes
_FEW_COLOURS = 1024  # photos have more, however small they are
_HEADER = re.compile(r"data:(?:image/[\w.+-]+|application/octet-stream);base64,", re.IGNORECASE)


class ReferenceRefusedError(Exception):
    """A picture that cannot be drawn from; `code` is one of `refusals.STATUS`, `index` says which, from 0.

    Those of `photos.PhotoRefused`, and:
    base64               a text that is no base64, or a data URL of something else
    url_refused          an address that is none, that must not be asked or whose name nobody knows
    url_failed           an address that did not answer in time, or not with a picture
    url_too_large        an address that answered with more bytes than allowed
    too_many_references  more than sixteen
    mask_size            a mask of another size than the first picture
    mask_alpha           a mask without any clear area
    not_square           for a model that takes square pictures alone
    """

    def __init__(self, code: str, index: int = 0) -> None:
        super().__init__(code, index)
        self.code = code
        self.index = index


def opened(upload: IO[bytes] | bytes, *, exact: bool = False, index: int = 0) -> Reference:
    """One picture that was sent, as PNG where it is clear in part, flat art or was a PNG, else as JPEG.

    It is shrunk to 2048 px on the long side. `exact` keeps its size, for a mask, and refuses more than 4096.
    `index` is its place among the pictures of the call, from 0. Raises ReferenceRefusedError.
    """
    try:
        with _opening(upload, _EXACT if exact else _SMALL) as (picture, decoder):
            content = _written(picture, is_png=exact or _is_sharp(picture, decoder), exact=exact)
    except photos.PhotoRefused as refused:
        raise ReferenceRefusedError(refused.code, index) from refused
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    name = f"reference_{index + 1}.{'png' if kind == 'png' else 'jpg'}"
    return Reference(name=name, content=content, kind=f"image/{kind}")


def uploaded(
    uploads: Iterable[IO[bytes] | bytes], *, exact: bool = False, first: int = 0
) -> tuple[Reference, ...]:
    """Each picture in turn; `first` is the place of the first one among all the pictures of the call.

    With a mask the first of the call has to be `exact`; the others never are. Raises ReferenceRefusedError.
    """
    found: list[Reference] = []
    for index, upload in enumerate(uploads, first):
        if index >= MOST:
            raise ReferenceRefusedError("too_many_references", index)
        found.append(opened(upload, exact=exact and index == 0, index=index))
    return tuple(found)


def from_base64(texts: Sequence[str], *, exact: bool = False, first: int = 0) -> tuple[Reference, ...]:
    """The same of data URLs and plain base64 of MAX_FILE_SIZE bytes in all. Raises ReferenceRefusedError."""
    _count(texts, first)
    left = settings.MAX_FILE_SIZE
    for index, text in enumerate(texts, first):
        left -= len(text) * 3 // 4
        if left < 0:
            raise ReferenceRefusedError("too_large", index)
    return uploaded(
        (_decoded(text, index) for index, text in enumerate(texts, first)), exact=exact, first=first
    )


def from_urls(urls: Sequence[str], *, exact: bool = False, first: int = 0) -> tuple[Reference, ...]:
    """The same of public addresses, fetched all at once within 15 s. Raises ReferenceRefusedError."""
    _count(urls, first)
    try:
        with fetching.fetched(urls) as files:
            return uploaded(files, exact=exact, first=first)
    except fetching.FetchError as failed:
        raise ReferenceRefusedError(failed.code, first + failed.index) from failed


def mask(upload: IO[bytes] | bytes, first: Reference) -> Reference:
    """Where to draw anew: the clear part of a picture as large as the first one, which was opened `exact`.

    Nothing but its alpha is kept. Black and white alone are not taken: some programs draw anew where a mask
    is white, others where it is black. Raises ReferenceRefusedError, with index 0.
    """
    try:
        with _opening(upload, _EXACT) as (picture, _decoder):
            if "A" not in picture.getbands() or picture.getchannel("A").getextrema()[0] != 0:
                raise ReferenceRefusedError("mask_alpha")
            if picture.size != _picture(first).size:
                raise ReferenceRefusedError("mask_size")
            content = _alpha_alone(picture.getchannel("A"))
    except photos.PhotoRefused as refused:
        raise ReferenceRefusedError(refused.code) from refused
    return Reference(name="mask.png", content=content, kind="image/png")


def square_png(reference: Reference, index: int = 0) -> Reference:
    """A picture, or its mask, as dall-e-2 takes them: a square PNG with alpha of less than 4 MB.

    One that is not square is refused: it is neither distorted nor cut, and a border that is added would be
    drawn into. All are shrunk to 1024 px alike, so that a mask fits its picture.
    Raises ReferenceRefusedError.
    """
    picture = _picture(reference)
    if picture.width != picture.height:
        raise ReferenceRefusedError("not_square", index)
    picture = picture.convert("RGBA")
    picture.thumbnail((_SQUARE_SIDE, _SQUARE_SIDE), Image.Resampling.LANCZOS)
    content = _png(picture)
    if len(content) >= _MOST_SQUARE_PNG:
        raise ReferenceRefusedError("too_many_pixels", index)
    name = f"{reference.name.rpartition('.')[0]}.png"
    return Reference(name=name, content=content, kind="image/png")


def _opening(
    upload: IO[bytes] | bytes, shape: photos.Shape
) -> AbstractContextManager[tuple[Image.Image, str]]:
    formats = settings.ALLOWED_IMAGE_FORMATS
    return photos.opening(upload, max_bytes=settings.MAX_FILE_SIZE, formats=formats, shape=shape)


def _is_sharp(picture: Image.Image, decoder: str) -> bool:
    """Whether JPEG would blur what was sharp: a PNG, or flat art in WebP."""
    return decoder == "PNG" or (decoder == "WEBP" and picture.getcolors(_FEW_COLOURS) is not None)


def _written(picture: Image.Image, *, is_png: bool, exact: bool) -> bytes:
    """As PNG or JPEG; a clear picture whose PNG would be too large is halved, unless it is `exact`."""
    most = _MOST_EXACT_PNG if exact else _MOST_PNG
    is_clear = "A" in picture.getbands()
    if not (is_clear or is_png):
        return _jpeg(picture)
    content = _png(picture)
    if len(content) <= most:
        return content
    if not is_clear:
        return _jpeg(picture)
    if exact:
        raise photos.PhotoRefused("too_many_pixels")
    return _png(picture.reduce(2))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=_LEVEL)
    return out.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _picture(reference: Reference) -> Image.Image:
    """One that was written here."""
    return Image.open(io.BytesIO(reference.content))


def _alpha_alone(alpha: Image.Image) -> bytes:
    """A black PNG with this alpha; in two steps alone if it would be too large. Raises PhotoRefused."""
    for channel in (alpha, alpha.point([0] * 128 + [255] * 128)):
        picture = Image.new("RGBA", alpha.size)
        picture.putalpha(channel)
        content = _png(picture)
        if len(content) < _MOST_SQUARE_PNG:
            return content
    raise photos.PhotoRefused("too_many_pixels")


def _decoded(text: str, index: int) -> bytes:
    """Strictly: what is left out or added is rather damage than style. Raises ReferenceRefusedError."""
    header = _HEADER.match(text)
    written = text[header.end() :] if header else text
    try:
        content = binascii.a2b_base64(written, strict_mode=True)
    except ValueError as error:
        raise ReferenceRefusedError("base64", index) from error
    if len(written) % 4:
        raise ReferenceRefusedError("base64", index)
    return content


def _count(sent: Sequence[str], first: int) -> None:
    if first + len(sent) > MOST:
        raise ReferenceRefusedError("too_many_references", MOST)
