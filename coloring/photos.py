"""Opens photos that strangers upload: checked, upright, small, in plain sRGB, and free of all metadata."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import BinaryIO

import numpy as np
import pillow_heif
from PIL import Image, ImageCms, ImageOps

pillow_heif.register_heif_opener()

LONG_SIDE = 1536  # px; engines look at no more
QUALITY = 90
SMALLEST_SIDE = 64  # px; below it nothing can be recognised
# Phones take up to 50 million pixels only when asked to; 40 million decode to 120 MB.
MOST_PIXELS = 40_000_000
# Decoding 40 million clear pixels takes 400 MB for a moment, 12 million 240: two at a time in one process.
_DECODERS = BoundedSemaphore(2)

# What the formats allowed by name are called by Pillow.
_DECODERS_BY_NAME = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "heic": "HEIF",
    "heif": "HEIF",
}
# How files begin, without a format of this module's own: bytes to be found at an offset.
_BEGINNINGS = (
    ("JPEG", 0, b"\xff\xd8\xff"),
    ("PNG", 0, b"\x89PNG\r\n\x1a\n"),
    ("WEBP", 8, b"WEBP"),
    ("GIF", 0, b"GIF8"),
    ("TIFF", 0, b"II*\x00"),
    ("TIFF", 0, b"MM\x00*"),
    ("PDF", 0, b"%PDF-"),
    ("EPS", 0, b"%!PS"),
    ("PSD", 0, b"8BPS"),
    ("ICO", 0, b"\x00\x00\x01\x00"),
    ("JPEG XL", 0, b"\xff\x0a"),
    ("JPEG XL", 4, b"JXL "),
    ("JPEG 2000", 4, b"jP  "),
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1")
# What Pillow and its decoders raise on damaged files.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, RuntimeError, struct.error)


class PhotoRefused(Exception):
    """The upload is no photo that can be used; `code` says why.

    empty            there are no bytes
    too_large        more bytes than allowed
    not_a_picture    some other kind of file
    unsupported      a picture of a format that is not allowed
    truncated        the file is damaged or cut off
    too_many_pixels  more than 40 million
    too_small        shorter than 64 px on a side, or so after shrinking a very long picture
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Photo:
    """An upright sRGB JPEG without metadata; `width` and `height` in px, at most 1536."""

    jpeg: bytes
    width: int
    height: int


def open_photo(upload: BinaryIO | bytes, *, max_bytes: int, formats: tuple[str, ...]) -> Photo:
    """Read an upload of at most `max_bytes` whose content (not its name) is of one of `formats`.

    `formats` are names such as "png", "jpg", "jpeg", "webp", "heic". Raises PhotoRefused.
    """
    data = _read(upload, max_bytes)
    decoder = _decoder(data, formats)
    with _DECODERS:
        picture = _decoded(data, decoder)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=QUALITY)
    return Photo(jpeg=out.getvalue(), width=picture.width, height=picture.height)


def _read(upload: BinaryIO | bytes, max_bytes: int) -> bytes:
    data = upload if isinstance(upload, bytes) else upload.read(max_bytes + 1)
    if not data:
        raise PhotoRefused("empty")
    if len(data) > max_bytes:
        raise PhotoRefused("too_large")
    return data


def _decoder(data: bytes, formats: tuple[str, ...]) -> str:
    """The one decoder that may touch these bytes, chosen by how they begin."""
    found = _format(data)
    if found is None:
        raise PhotoRefused("not_a_picture")
    if found not in {_DECODERS_BY_NAME.get(name.lower()) for name in formats}:
        raise PhotoRefused("unsupported")
    return found


def _format(data: bytes) -> str | None:
    for name, offset, beginning in _BEGINNINGS:
        if data.startswith(beginning, offset):
            return name
    if data[4:8] == b"ftyp":
        return _container_format(data)
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "BMP"
    return "SVG" if b"<svg" in data[:1024].lower() else None


def _container_format(data: bytes) -> str | None:
    """HEIF, AVIF or no picture (a film, for instance), by the brands of an ISO media file."""
    brands = data[8 : min(max(16, int.from_bytes(data[:4], "big")), 256)]
    if b"avif" in brands or b"avis" in brands:
        return "AVIF"
    return "HEIF" if brands[:4] in _HEIF_BRANDS else None


def _decoded(data: bytes, decoder: str) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=(decoder,)) as picture:
            _check_size(picture.width, picture.height)
            return _plain(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoRefused("too_many_pixels") from error
    except _DAMAGE as error:
        raise PhotoRefused("truncated") from error


def _check_size(width: int, height: int) -> None:
    """Before any pixel is decoded: a bomb of 14 kB can hold 120 million."""
    if width * height > MOST_PIXELS:
        raise PhotoRefused("too_many_pixels")
    shrunk = min(1.0, LONG_SIDE / max(width, height))
    if min(width, height) * shrunk < SMALLEST_SIDE:
        raise PhotoRefused("too_small")


def _plain(picture: Image.Image) -> Image.Image:
    """The picture shrunk, upright, in sRGB, as a fresh image that carries nothing but pixels.

    A JPEG is shrunk while it is decoded, before it takes its full memory.
    """
    profile = picture.info.get("icc_profile")
    picture = _resizable(picture)
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    picture = _upright(picture)
    picture = _srgb(_on_white(picture), profile)
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    return fresh


def _resizable(picture: Image.Image) -> Image.Image:
    """The picture in a mode of 8 bits a channel that can be resized smoothly."""
    if picture.mode.startswith("I"):  # 16 bits, which Pillow would clip instead of scaling
        scaled = Image.fromarray((np.asarray(picture, np.uint32) // 257).astype(np.uint8))
        scaled.info = picture.info
        return scaled
    if picture.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held; pillow_heif has turned HEIC already and says so in its tag."""
    try:
        return ImageOps.exif_transpose(picture)
    except (*_DAMAGE, TypeError):  # metadata may be damaged where pixels are not
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture
    picture = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB; a colour profile that is broken or of another kind of picture is ignored."""
    if not profile:
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert("RGB")
    return converted or picture.convert("RGB")
