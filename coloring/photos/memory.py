"""How much memory decoding may take in one process, whatever is sent at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from PIL import Image

from coloring.photos.refusals import PhotoRefused

# With the 130 MB that a web process takes anyway it stays under 600.
MOST_BYTES = 400_000_000
# Bytes a pixel at the worst moment, measured with 8 to 40 million pixels and rounded up: a progressive JPEG
# keeps all coefficients, WebP has two canvases and two copies.
_BY_FORMAT = {"JPEG": 8, "PNG": 9, "WEBP": 17}
_CMYK = 10
# The least for a picture that is not shrunk: its copies, upright and in sRGB, are as large as itself.
_WHOLE = 22
# libheif keeps planes of 16 bits when there are more than 8: by (more than 8 bits, transparency).
_HEIF = {(False, False): 8, (False, True): 13, (True, False): 14, (True, True): 21}


class Memory:
    """Bytes that several threads share; who needs more than are left waits for the others."""

    def __init__(self, size: int) -> None:
        self.left = size
        self._freed = Condition()

    @contextmanager
    def held(self, size: int) -> Iterator[None]:
        """Holds `size` bytes, never more than there are when nobody holds any."""
        with self._freed:
            self._freed.wait_for(lambda: size <= self.left)
            self.left -= size
        try:
            yield
        finally:
            with self._freed:
                self.left += size
                self._freed.notify_all()


def needed(picture: Image.Image, *, is_whole: bool = False) -> int:
    """Bytes that decoding an opened picture takes. Raises PhotoRefused when that is more than MOST_BYTES."""
    least = _WHOLE if is_whole else 0
    size = picture.width * picture.height * max(_bytes_per_pixel(picture), least)
    if size > MOST_BYTES:
        raise PhotoRefused("too_many_pixels")
    return size


def _bytes_per_pixel(picture: Image.Image) -> int:
    if picture.format == "HEIF":
        return _HEIF[picture.info.get("bit_depth", 8) > 8, "A" in picture.mode]
    return _CMYK if picture.mode == "CMYK" else _BY_FORMAT[picture.format or ""]
