"""Real photos of every kind that phones, cameras and programs write: what the fuzzer damages.

Each carries HIDDEN in all the metadata its format has.
"""

from __future__ import annotations

import functools
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

HIDDEN = "Rue du Secret 12"
PHOTOS = Path(__file__).resolve().parent.parent.parent / "tests" / "photos"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# How many values a pixel has in PNG's colour types.
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
# Adam7: where each pass starts, column and row, and its steps.
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


@functools.cache
def all_seeds() -> dict[str, bytes]:
    """Whole files by name; the name ends with the format."""
    found = {f"{path.stem}.jpg": path.read_bytes() for path in sorted(PHOTOS.iterdir())}
    return found | _jpegs() | _pngs() | _webps() | _heics()


def scene(mode: str = "RGB", size: tuple[int, int] = (200, 136)) -> Image.Image:
    """Soft colours with edges: every part of a codec has something to do."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 30, 90, 110), (220, 60, 40))
    pen.ellipse((100, 20, 180, 100), (40, 90, 220))
    if mode in {"LA", "RGBA"}:
        picture = picture.convert(mode)
        picture.putalpha(Image.linear_gradient("L").resize(size))
    return picture.convert(mode)


def exif(orientation: int = 6) -> bytes:
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x010E] = orientation, HIDDEN, HIDDEN
    tags[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0), 29: "2026:11:20"}
    return tags.tobytes()


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d:creator>{HIDDEN}</d:creator></x:xmpmeta>'.encode()


def profile() -> bytes:
    """sRGB, with HIDDEN for its description: every profile names somebody's program or screen."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + HIDDEN.encode()


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _jpegs() -> dict[str, bytes]:
    private = {"exif": exif(), "xmp": xmp(), "icc_profile": profile(), "comment": HIDDEN}
    other = scene().transpose(Image.Transpose.ROTATE_180)
    return {
        "baseline.jpg": saved(scene(), "JPEG", **private),
        "progressive.jpg": saved(scene(), "JPEG", progressive=True, **private),
        "restarts.jpg": saved(scene(), "JPEG", restart_marker_blocks=3, subsampling=0),
        "gray.jpg": saved(scene("L"), "JPEG"),
        "print.jpg": saved(scene("CMYK"), "JPEG", progressive=True),
        "several.jpg": saved(scene(), "MPO", save_all=True, append_images=[other], exif=exif()),
    }


def _pngs() -> dict[str, bytes]:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", HIDDEN)
    text.add_itxt("XML:com.adobe.xmp", xmp().decode(), zip=True)
    text.add_text("Comment", HIDDEN * 20, zip=True)
    frames = [scene().rotate(angle) for angle in (0, 20, 40)]
    wide = np.asarray(scene(), np.uint16) * 257
    return {
        "text.png": saved(scene(), "PNG", pnginfo=text, exif=exif(), icc_profile=profile()),
        "clear.png": saved(scene("RGBA"), "PNG"),
        "gray_clear.png": saved(scene("LA"), "PNG"),
        "palette.png": saved(scene("P"), "PNG", transparency=3),
        "one_bit.png": saved(scene("1"), "PNG"),
        "gray16.png": saved(Image.fromarray(wide[:, :, 0]), "PNG"),
        "colour16.png": png(wide, bits=16),
        "interlaced.png": png(np.asarray(scene("RGBA")), interlaced=True),
        "moving.png": saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=90),
    }


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(pixels: NDArray[Any], *, bits: int = 8, interlaced: bool = False) -> bytes:
    """A PNG of height x width x channels as Pillow does not write them: 16 bits a channel, or interlaced."""
    height, width, channels = pixels.shape
    colour = next(kind for kind, count in CHANNELS.items() if count == channels)
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced)
    values = pixels.astype(f">u{bits // 8}")
    passes = PASSES if interlaced else ((0, 0, 1, 1),)
    rows = [b"\0" + row.tobytes() for x, y, right, down in passes for row in values[y::down, x::right]]
    data = chunk(b"IDAT", zlib.compress(b"".join(rows)))
    return PNG_SIGNATURE + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def _webps() -> dict[str, bytes]:
    frames = [scene().rotate(angle) for angle in (0, 20, 40)]
    private = {"exif": exif(), "xmp": xmp(), "icc_profile": profile()}
    return {
        "lossy.webp": saved(scene(), "WEBP", **private),
        "lossless.webp": saved(scene(), "WEBP", lossless=True),
        "clear.webp": saved(scene("RGBA"), "WEBP", **private),
        "moving.webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=90),
    }


def _heics() -> dict[str, bytes]:
    private = {"exif": exif(), "xmp": xmp(), "icc_profile": profile()}
    deep = (np.asarray(scene(), np.uint16) * 257).tobytes()
    file = io.BytesIO()
    pillow_heif.from_bytes(mode="RGB;16", size=scene().size, data=deep).save(file)
    return {
        "phone.heic": saved(scene(), "HEIF", **private),
        "clear.heic": saved(scene("RGBA"), "HEIF", exif=exif()),
        "tiles.heic": saved(scene(), "HEIF", tile_size=64, exif=exif()),
        "several.heic": saved(scene(), "HEIF", save_all=True, append_images=[scene().rotate(90)]),
        "thumbnail.heic": saved(scene(size=(640, 480)), "HEIF", thumbnails=[64]),
        "deep.heic": file.getvalue(),
    }
