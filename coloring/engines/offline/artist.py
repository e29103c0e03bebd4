"""The offline artist: draws themes from the library and photos by image processing, at no cost."""

from __future__ import annotations

import resvg_py

from coloring import lineart
from coloring.engines.base import Commission, Drawing, EngineRefused, EngineUnknown
from coloring.engines.offline import casting, compose, photo, words
from coloring.engines.offline.casting import Cast

NAME = "offline"
THEME_MODEL = "herbbie-scenes-1"
PHOTO_MODEL = "herbbie-photo-1"
SCALE = 2  # of the page's 1024 units: 2048 px on the long side


class OfflineEngine:
    """Draws by itself; the same seed always draws the same page."""

    draws_here = True

    def draw(self, commission: Commission) -> Drawing:
        """A PNG, black on white, 2048 px on its long side for a theme.

        Raises EngineRefused for a theme that is not for children, EngineUnknown when nothing in it is known.
        """
        if commission.photo is not None:
            drawn = photo.draw(commission.photo, detail=commission.detail)
            return Drawing(image=drawn.image, colours=drawn.colours, engine=NAME, model=PHOTO_MODEL)
        return Drawing(image=_scene(commission), engine=NAME, model=THEME_MODEL)


def refuses(theme: str) -> bool:
    """Whether a theme is not for children."""
    return words.read(theme).refused


def knows(theme: str) -> bool:
    """Whether something of a theme can be drawn here."""
    return casting.cast(theme, words.read(theme), compose.dice(theme, "")) is not None


def _scene(commission: Commission) -> bytes:
    reading = words.read(commission.theme)
    if reading.refused:
        raise EngineRefused("the theme is not for children")
    cast = casting.cast(commission.theme, reading, compose.dice(commission.theme, commission.seed))
    if cast is None:
        raise EngineUnknown("no word of the theme is known")
    return _best(cast, commission)


def _best(cast: Cast, commission: Commission) -> bytes:
    """The first composition that a child can colour, or the best of all tries."""
    best, score = b"", float("-inf")
    for attempt in range(len(compose.CALMER)):
        svg = compose.page(
            cast,
            detail=commission.detail,
            orientation=commission.orientation,
            seed=f"{commission.theme}/{commission.seed}",
            attempt=attempt,
        )
        image = render(svg, SCALE)
        measures = lineart.measure(image)
        if measures.passes:
            return image
        if measures.score > score:
            best, score = image, measures.score
    return best


def render(svg: str, scale: int) -> bytes:
    """PNG bytes of a page at `scale` px per unit."""
    width = int(svg.partition('viewBox="0 0 ')[2].split(" ", 1)[0])
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width * scale, background="#ffffff", skip_system_fonts=True
        )
    )
