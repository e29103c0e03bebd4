"""What the photo artist hands out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Drawn:
    """A photo drawn: black lines on white, framed, a PNG of 2048 px on the long side; and its flat colours.

    `colours` is a PNG of 512 px in the same framing, or empty for a drawing that nobody has coloured.
    """

    image: bytes
    colours: bytes
