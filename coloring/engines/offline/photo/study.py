"""One photo looked at once, then drawn in one or several ways until the page can be coloured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter

from coloring import lineart
from coloring.engines.base import EngineBlank
from coloring.engines.offline.photo import (
    areas,
    faces,
    fillers,
    flow,
    page,
    portrait,
    raster,
    regions,
    strokes,
    tone,
    trace,
)
from coloring.engines.offline.photo.faces import Face
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import REFERENCE_SIDE, Style
from coloring.lineart import binary

TRIES = 5

MOST_SOFT = 0.6
"""Soft edges may be so long, as a share of the dark lines; more of them is texture."""

BORDERS = 1.2
"""Length of the borders of areas, as a share of that of the dark lines; most of them lie on these."""

FACE_CORE = 0.78
"""Share of a face's oval that is surely skin, eyes, nose and mouth: no border of an area goes through it."""

PALE, WIDE = 0.043, 0.82
"""Less ink, or a larger area, passes the gate only just, and perhaps no longer once the page is cleaned."""

FAINTEST = 2.0
"""Borders of areas with less contrast (gradient in Lab per px) are drawn only where the page needs them."""

GAP, WIDE_GAP = 28, 48
"""The longest gap in px that a line is led over, at first and on a page that is too open."""

BOLD = 1.25
"""A pale page is drawn with a pen so much wider."""

CROWDED = {"too_much_ink", "unreachable", "solid_black"}


def wishes(measures: lineart.Measures) -> set[str]:
    """The faults of a page, and what is nearly one."""
    nearly = {"too_little_ink": measures.ink < PALE, "open": measures.largest > WIDE}
    return {*measures.faults, *(fault for fault, found in nearly.items() if found)}


@dataclass(frozen=True)
class Plan:
    """One way to draw: factors on the style's ink, pen and smallest area, and what is left out or put in.

    `loose` is the length in px of the shortest loose stroke, `faintest` the least contrast of a border,
    `gap` the longest gap in px that a line is led over.
    `full` tells that more ink was too much already: what is missing then comes from `fillers`.
    """

    ink: float = 1.0
    pen: float = 1.0
    smallest: float = 1.0
    loose: float = 56
    faintest: float = FAINTEST
    gap: float = GAP
    fillers: int = 0
    full: bool = False

    def after(self, faults: set[str]) -> Plan:
        """The next thing to try after a page with these faults."""
        if CROWDED & faults:
            return replace(self, ink=0.75 * min(1.0, self.ink), smallest=max(1.6, self.smallest), full=True)
        if "specks" in faults:
            return replace(self, loose=self.loose * 1.5)
        pen = BOLD if "too_little_ink" in faults else self.pen
        if faults == {"too_little_ink"} and self.pen < BOLD:
            return replace(self, pen=pen)
        if faults == {"open"} and self.gap == GAP:
            return replace(self, gap=WIDE_GAP)
        if self.faintest == FAINTEST and not self.full:
            return replace(
                self, pen=pen, ink=1.3 * self.ink, smallest=0.7, faintest=0.6 * FAINTEST, gap=WIDE_GAP
            )
        return replace(self, fillers=self.fillers + 10)


@dataclass(frozen=True)
class Study:
    """What was seen: the calmed tones, the answers to dark lines, and the faces with what they cover."""

    style: Style
    shape: tuple[int, ...]
    lab: tone.Lab
    dark: flow.Field
    soft: flow.Field
    contrast: flow.Field
    people: list[Face]
    oval: Ink
    portraits: list[list[trace.Curve]]

    @classmethod
    def of(cls, picture: tone.Picture, style: Style) -> Study:
        """Look at a picture; raises EngineBlank when nothing is on it."""
        fitted = tone.fit(picture, style.side)
        lab = tone.to_lab(fitted)
        if tone.is_empty(lab):
            raise EngineBlank("nothing can be seen on the photo")
        people = faces.find(fitted)
        oval = faces.ovals(fitted.shape, people)
        lab = tone.calm(tone.stretch(lab))
        dark = strokes.dark_answer(lab)
        dark[oval > 0] = -1
        portraits = [portrait.paths(fitted, face, oval, style) for face in people]
        soft, contrast = strokes.soft_answer(lab), flow.of(raster.blurred(lab, 2), 2).strength
        return cls(style, fitted.shape, lab, dark, soft, contrast, people, oval, portraits)

    def best_page(self) -> bytes:
        """The first page that passes the gate with some room, or the best one of a few."""
        plan, found = Plan(), []
        for _ in range(TRIES):
            drawn = self._draw(plan)
            measures = lineart.measure(drawn)
            faults = wishes(measures)
            found.append((measures.score, -len(faults), drawn))
            if not faults:
                break
            plan = plan.after(faults)
        return max(found, key=itemgetter(0, 1))[2]

    def _draw(self, plan: Plan) -> bytes:
        style = replace(self.style, pen=plan.pen * self.style.pen)
        skeleton = self._skeleton(plan)
        curves = trace.curves(skeleton, sigma=style.px(3.2))
        curves += fillers.scatter(skeleton, self.oval, style, count=plan.fillers)
        return page.paint(page.svg(curves, self.portraits, self.shape, style), self.shape)

    def _skeleton(self, plan: Plan) -> Ink:
        style = self.style
        inner = faces.ovals(self.lab.shape, self.people, FACE_CORE)
        length = plan.ink * style.ink * REFERENCE_SIDE / style.pen
        borders = regions.contours(
            self.lab,
            inner,
            faces.interest(self.lab.shape, self.people),
            side=style.side // 2,
            smallest=plan.smallest * style.smallest,
            length=BORDERS * length,
        )
        most = length * min(self.lab.shape[:2])
        lines = strokes.dark_lines(self.dark, style, length=most)
        soft = strokes.soft_edges(self.soft, lines | self.oval, style, length=MOST_SOFT * most)
        thin = soft | strokes.borders_beside(
            borders, lines | soft, self.contrast, style, faintest=plan.faintest
        )
        centre = areas.without_loose(strokes.skeleton(lines, thin, style), style, shortest=0)
        joined = binary.bridge(centre, style.px(plan.gap))
        joined[self.oval > 0] = 0
        return areas.without_loose(joined, style, shortest=plan.loose)
