"""Uploads as tests make them: small snapshots in any format, and files that lie about themselves."""

import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageDraw

from coloring import photos
from coloring.photos import PhotoRefused

SECRET = b"Rue du Secret 12"
FORMATS = ("png", "jpg", "jpeg", "webp", "heic")


def opened(upload, *, max_bytes=50_000_000, formats=FORMATS):
    return photos.open_photo(upload, max_bytes=max_bytes, formats=formats)


def refusal(upload, **options):
    """The code with which an upload is refused."""
    with pytest.raises(PhotoRefused) as refused:
        opened(upload, **options)
    return refused.value.code


def snapshot(width=320, height=200):
    """Red at the upper left, blue elsewhere."""
    picture = Image.new("RGB", (width, height), (20, 40, 200))
    ImageDraw.Draw(picture).rectangle((0, 0, width // 2 - 1, height // 2 - 1), (220, 30, 30))
    return picture


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width, height):
    """A PNG that claims a size and holds next to nothing."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def exif(orientation=1):
    """How the camera was held, where, and whose it is."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = SECRET.decode()
    tags[0x8825] = {1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}
    return tags.tobytes()


def swapped_profile():
    """An sRGB profile whose red and blue primaries are exchanged: a picture in it looks wrong unconverted."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tmpZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmpZ", b"bXYZ", 1)
