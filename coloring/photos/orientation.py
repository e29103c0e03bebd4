"""Reads one number out of EXIF, how the camera was held, and leaves all else in it alone."""

from __future__ import annotations

import struct

from PIL import Image

_TAG, _SHORT = 0x0112, 3
_ORDERS = {b"II": "<", b"MM": ">"}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def upright(picture: Image.Image, exif: bytes) -> Image.Image:
    """The picture turned as its EXIF says, or as it is where that says nothing or is damaged."""
    turn = _TURNS.get(_orientation(exif.removeprefix(b"Exif\x00\x00")))
    return picture if turn is None else picture.transpose(turn)


def _orientation(tiff: bytes) -> int:
    """1 to 8 (EXIF 2.3, tag 274) from the first directory; 0 for none."""
    order = _ORDERS.get(tiff[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}L", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for index in range(count):
            tag, kind, _number, value = struct.unpack_from(f"{order}HHLH", tiff, start + 2 + 12 * index)
            if (tag, kind) == (_TAG, _SHORT):
                return int(value)
    except struct.error:
        pass
    return 0
