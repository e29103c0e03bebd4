"""The offline artist: draws themes from the library and photos by image processing, at no cost."""

from __future__ import annotations

import io
from collections.abc import Callable

import cv2
import numpy as np
import resvg_py
from PIL import Image, ImageOps

from coloring import lettering, lineart
from coloring.engines.base import Commission, Drawing, EngineRefused, EngineUnknown
from coloring.engines.offline import casting, compose, ornament, photo, refusals, words
from coloring.engines.offline.casting import Cast
from coloring.engines.painting import ImageRequest, Painting

NAME = "offline"
THEME_MODEL = "herbbie-scenes-1"
PHOTO_MODEL = "herbbie-photo-1"
LONG_SIDE = 2048  # px
# Painting takes its time by the pixel: enlarged smoothly, these lines look like those of a larger page.
RENDERED_SIDE = 1280  # px
COLOURS_SIDE = 512  # px
# The sizes of the image API, in px.
PAINTED = {"square": (1024, 1024), "portrait": (1024, 1536), "landscape": (1536, 1024)}
MIDDLE = 128  # between black and white
PACKING = 3  # of 9; more takes ten times as long and saves a tenth


class OfflineEngine:
    """Draws by itself; the same seed always draws the same page."""

    draws_here = True

    def draw(self, commission: Commission) -> Drawing:
        """For a theme a 1-bit PNG, 2048 px on its long side, and its colours.

        With a child's name the page leaves room for the band above it, with a colored model for that corner.

        Raises EngineRefused for a theme that is not for children, EngineUnknown when nothing in it is known.
        """
        if commission.photo is not None:
            drawn = photo.draw(commission.photo, detail=commission.detail)
            return Drawing(image=drawn.image, colours=drawn.colours, engine=NAME, model=PHOTO_MODEL)
        return _scene(commission)

    def paint(self, request: ImageRequest) -> Painting:
        """A coloring page of the prompt, read as a theme, in one of the three sizes: an 8-bit gray PNG.

        Raises EngineRefused and EngineUnknown as `draw` does.
        """
        size = request.parameters.get("size", "")
        fitting = (name for name, (across, down) in PAINTED.items() if size == f"{across}x{down}")
        orientation = next(fitting, "square")
        drawing = self.draw(Commission(theme=request.prompt, orientation=orientation, seed=request.seed))
        width, height = PAINTED[orientation]
        image = fitted(lineart.clean(drawing.image), width, height)
        return Painting(
            image=image, format="png", width=width, height=height, engine=NAME, model=drawing.model
        )


def fitted(page: bytes, width: int, height: int) -> bytes:
    """A page as a PNG of this size in px, smaller with smooth lines, white where its sides differ."""
    with Image.open(io.BytesIO(page)) as opened:
        whole = ImageOps.pad(opened.convert("L"), (width, height), Image.Resampling.LANCZOS, color=255)
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def refuses(theme: str) -> bool:
    """Whether a theme is not for children."""
    return refusals.refuses(theme)


def knows(theme: str) -> bool:
    """Whether something of a theme can be drawn here."""
    if ornament.of(theme):
        return True
    return casting.cast(words.read(theme), compose.dice(theme, "")) is not None


def _scene(commission: Commission) -> Drawing:
    reading = words.read(commission.theme)
    wish = ornament.of(commission.theme, commission.child_name)
    name = wish.text if wish and wish.kind == "name" else ""
    if refusals.refuses_name(name) if name else reading.refused:
        raise EngineRefused("the theme is not for children")
    chances = compose.dice(commission.theme, commission.seed)
    wanted = wish or casting.cast(reading, chances)
    if wanted is None:
        raise EngineUnknown("no word of the theme is known")
    page, image = _best(wanted, commission)
    colours = render(page.svg(coloured=True), page.width, page.height, COLOURS_SIDE)
    return Drawing(image=image, colours=colours, engine=NAME, model=THEME_MODEL, is_named=bool(name))


def _best(wanted: Cast | ornament.Wish, commission: Commission) -> tuple[ornament.Page, bytes]:
    """The first composition that a child can colour, or the best of all tries."""
    tries: list[tuple[float, ornament.Page, bytes]] = []
    for attempt in range(len(compose.CALMER)):
        page = _composed(wanted, commission, attempt)
        image = printed(page)
        measures = lineart.measure(image)
        tries.append((measures.score, page, image))
        if measures.passes:
            break
    return max(tries, key=lambda one: one[0])[1:]


def _composed(wanted: Cast | ornament.Wish, commission: Commission, attempt: int) -> ornament.Page:
    draw: Callable[..., ornament.Page] = (
        ornament.page if isinstance(wanted, ornament.Wish) else compose.canvas
    )
    return draw(
        wanted,
        detail=commission.detail,
        orientation=commission.orientation,
        seed=f"{commission.theme}/{commission.seed}",
        attempt=attempt,
        named=bool(lettering.outline(commission.child_name).contours),
        modelled=commission.colored_model,
    )


def printed(page: ornament.Page) -> bytes:
    """A 1-bit PNG of a page in black lines, LONG_SIDE px on its long side."""
    drawn = render(page.svg(), page.width, page.height, RENDERED_SIDE)
    levels = cv2.imdecode(np.frombuffer(drawn, np.uint8), cv2.IMREAD_GRAYSCALE)
    scale = LONG_SIDE / max(page.width, page.height)
    size = (round(page.width * scale), round(page.height * scale))
    full = cv2.resize(np.asarray(levels), size, interpolation=cv2.INTER_CUBIC)
    out = io.BytesIO()
    Image.fromarray(full >= MIDDLE).save(out, "PNG", compress_level=PACKING)
    return out.getvalue()


def render(svg: str, width: int, height: int, long_side: int) -> bytes:
    """PNG bytes of a drawing of `width` x `height` units, `long_side` px on its longer side."""
    across = round(width * long_side / max(width, height))
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=across, background="#ffffff", skip_system_fonts=True)
    )
