"""Draws the studio's tiles from the offline artist's library into static/img/tiles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from coloring import tiles
from coloring.engines.offline import inking, library, palette

FOLDER = settings.BASE_DIR / "static" / "img" / "tiles"
# Tiles are shown about this large, in CSS pixels, with a pen that stays clear of a blob.
SIDE = 120.0
PEN = 2.2
# Paper around the drawing, in drawing units: half a pen and a breath.
MARGIN = 3.0


def tile(name: str) -> str:
    """The SVG of one tile: white shapes with black lines in a square, the drawing in its middle."""
    drawing = library.get(name)
    side = max(drawing.width, drawing.height) + 2 * MARGIN
    scale = SIDE / side
    left = drawing.box[0] - (side - drawing.width) / 2
    top = drawing.box[1] - (side - drawing.height) / 2
    lines = palette.lined(inking.ink(drawing, PEN / scale, scale=scale, prefix=""))
    view = f"{left:.1f} {top:.1f} {side:.1f} {side:.1f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{lines}</svg>\n'


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for drawing in {one.drawing for one in tiles.tiles()}:
            (FOLDER / f"{drawing}.svg").write_text(tile(drawing), encoding="utf-8")
