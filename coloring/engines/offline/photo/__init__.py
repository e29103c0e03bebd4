"""The photo artist: a photo in, a line drawing to colour out, by image processing alone."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from coloring.engines.offline.photo import colours, paper, tone
from coloring.engines.offline.photo.study import Study
from coloring.engines.offline.photo.style import STYLES

_desks = BoundedSemaphore(2)
"""At most two photos are drawn at a time: each takes up to 300 MB."""


@dataclass(frozen=True)
class Drawn:
    """A photo drawn: black lines on white, framed, a PNG of 2048 px on the long side; and its flat colours.

    `colours` is a PNG of 512 px in the same framing, or empty for a drawing that nobody has coloured.
    """

    image: bytes
    colours: bytes


def draw(image: bytes, *, detail: str = "normal") -> Drawn:
    """Draw a photo as a page to colour.

    `image` is an upright JPEG or PNG, `detail` one of simple, normal and fine. The same photo always gives
    the same page; a drawing on white paper gives its own lines. Raises EngineError when `image` is no
    picture, EngineBlank when there is nothing on it.
    """
    with _desks:
        picture = tone.read(image)
        if paper.is_drawing(picture):
            return Drawn(paper.redraw(picture, STYLES[detail]), b"")
        return Drawn(Study.of(picture, STYLES[detail]).best_page(), colours.flat(picture))
