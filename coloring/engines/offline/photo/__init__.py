"""The photo artist: a photo in, a line drawing to colour out, by image processing alone."""

from __future__ import annotations

from threading import BoundedSemaphore

from coloring.engines.offline.photo import colours, paper, tone
from coloring.engines.offline.photo.drawn import Drawn
from coloring.engines.offline.photo.study import Study
from coloring.engines.offline.photo.style import STYLES

_desks = BoundedSemaphore(2)
"""At most two photos are drawn at a time: each takes up to 300 MB."""


def draw(image: bytes, *, detail: str = "normal") -> Drawn:
    """Draw a photo as a page to colour.

    `image` is an upright JPEG or PNG, `detail` one of simple, normal and fine. The same photo always gives
    the same page; a drawing on white paper gives its own lines. Raises EngineError when `image` is no
    picture, EngineBlank when there is nothing on it.
    """
    with _desks:
        picture = tone.read(image)
        drawing = paper.redrawn(picture, STYLES[detail]) if paper.has_paper(picture) else None
        return drawing or Drawn(Study.of(picture, STYLES[detail]).best_page(), colours.flat(picture))
