"""Makes pictures small before they are sent to be looked at."""

from __future__ import annotations

import io

from PIL import Image

from coloring.engines.wire import answers

# What cannot be seen in so many px is not what a picture is about, and the upload is ten times smaller.
SIDE = 768


def shrunk(picture: bytes) -> bytes:
    """The picture as a JPEG of at most SIDE px, on white where it is transparent."""
    with Image.open(io.BytesIO(picture), formats=answers.FORMATS) as image:
        image.thumbnail((SIDE, SIDE))
        drawn = image.convert("RGBA")
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=85)
    return out.getvalue()
