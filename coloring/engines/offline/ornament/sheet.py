"""One ornamental page: coloured patches in paint order, painted as black lines or in their colours."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from coloring import lettering
from coloring.engines.offline.canvas import FRAME_CORNER, FRAME_INSET, FRAME_LINE
from coloring.engines.offline.compose import SIZES
from coloring.lineart import corner

Box = tuple[float, float, float, float]

PENS = {"simple": 9.0, "normal": 6.5, "fine": 5.0}  # page px

# Bright colours that go together; the last one is the light ground.
PALETTES: tuple[tuple[str, ...], ...] = (
    ("#ef476f", "#ffd166", "#06d6a0", "#118ab2", "#9b5de5", "#fdf3d8"),
    ("#f94144", "#f8961e", "#f9c74f", "#90be6d", "#277da1", "#eaf6f6"),
    ("#7b2cbf", "#c77dff", "#ff6d9d", "#ffb3c6", "#4cc9f0", "#f6effc"),
    ("#ff7b54", "#ffb26b", "#ffd56f", "#6bbf8a", "#3d8b7d", "#fff6e5"),
    ("#3a86ff", "#8338ec", "#ff006e", "#fb8500", "#ffbe0b", "#eaf1ff"),
    ("#2a9d8f", "#8ac926", "#e9c46a", "#f4a261", "#e76f51", "#f1faee"),
)


@dataclass(frozen=True)
class Patch:
    """A closed path and its real colour; with `open` a line that has none."""

    path: str
    colour: str
    open: bool = False


@dataclass
class Sheet:
    """A page of `width` x `height` px within a frame; nothing is drawn in the box `kept`."""

    width: int
    height: int
    pen: float
    palette: tuple[str, ...]
    kept: Box | None = None
    patches: list[Patch] = field(default_factory=list)
    clips: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        return self.width / 2, self.height / 2

    def svg(self, *, coloured: bool = False) -> str:
        """Black lines on white in a frame, or flat colours without lines."""
        lined = not coloured
        inset = FRAME_INSET
        box = (
            f'x="{inset}" y="{inset}" width="{self.width - 2 * inset}" height="{self.height - 2 * inset}" '
            f'rx="{FRAME_CORNER}"'
        )
        ground = "#fff" if lined else self.palette[-1]
        frame = f'<rect {box} fill="none" stroke="#000" stroke-width="{FRAME_LINE}"/>' if lined else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
            f'<clipPath id="frame"><rect {box}/></clipPath>{self.clips}<rect {box} fill="{ground}"/>'
            f'<g clip-path="url(#frame)" stroke-linejoin="round" stroke-linecap="round">'
            f"{''.join(painted(patch, self.pen, lined=lined) for patch in self.patches)}</g>{frame}</svg>"
        )


def painted(patch: Patch, pen: float, *, lined: bool) -> str:
    """The SVG of one patch."""
    if not lined:
        return "" if patch.open else f'<path d="{patch.path}" fill="{patch.colour}"/>'
    fill = "none" if patch.open else "#fff"
    return f'<path d="{patch.path}" fill="{fill}" stroke="#000" stroke-width="{pen:.2f}"/>'


def blank(rng: random.Random, *, detail: str, orientation: str, banded: bool, modelled: bool) -> Sheet:
    """An empty page, lower by the name's band when `banded`, with the model's corner kept when `modelled`."""
    width, whole = SIZES[orientation]
    band = round(lettering.BAND * max(width, whole)) if banded else 0
    kept = None
    if modelled:
        left, top, right, bottom = corner.BOX
        kept = (left * width, top * whole - band, right * width, bottom * whole - band)
    return Sheet(width, whole - band, PENS[detail], rng.choice(PALETTES), kept)
