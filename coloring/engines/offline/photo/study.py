"""One photo looked at once, then drawn in one or several ways until the page can be coloured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np

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
    texture,
    tone,
    trace,
)
from coloring.engines.offline.photo.faces import Face
from coloring.engines.offline.photo.strokes import Ink
from coloring.engines.offline.photo.style import REFERENCE_SIDE, Style
from coloring.lineart import binary

TRIES = 5

BORDERS = 1.2
"""Length of the borders of areas, as a share of that of the dark lines; most of them lie on these."""

FACE_CORE = 0.78
"""Share of a face's oval that is surely skin, eyes, nose and mouth: no border of an area goes through it."""

HEAD = 1.6
"""A head with its hair is so many times as wide as the oval of its face: nothing is scattered on it."""

FEW = 13
"""Fewer areas than this on a page are too few for a child, though the gate lets them pass."""

PALE, WIDE = 0.043, 0.82
"""Less ink, or a larger area, passes the gate only just, and perhaps no longer once the page is cleaned."""

FAINTEST = 0.9
"""Borders of areas with less contrast (gradient in Lab per px) are drawn only where the page needs them."""

GAP, WIDE_GAP = 28, 48
"""The longest gap in px that a line is led over, at first and on a page that is too open."""

BOLD = 1.25
"""A pale page is drawn with a pen so much wider."""

CROWDED = {"too_much_ink", "unreachable", "solid_black"}


def wishes(measures: lineart.Measures) -> set[str]:
    """The faults of a page, and what is nearly one."""
    nearly = {
        "too_little_ink": measures.ink < PALE,
        "open": measures.largest > WIDE,
        "few_areas": measures.areas < FEW,
    }
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
        return replace(self, fillers=self.fillers + 7)


@dataclass(frozen=True)
class Study:
    """What was seen: the calmed tones, the answer to dark lines, and the faces with what they cover."""

    style: Style
    shape: tuple[int, ...]
    lab: tone.Lab
    dark: flow.Field
    contrast: flow.Field
    people: list[Face]
    oval: Ink
    rims: Ink
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
        lab = texture.without(tone.calm(tone.stretch(lab)))
        dark = strokes.dark_answer(lab)
        dark[oval > 0] = -1
        rims = _rims(lab, [face for face in people if portrait.is_small(face, style) and not face.turned])
        portraits = [portrait.paths(fitted, face, oval, style) for face in people]
        contrast = flow.of(raster.blurred(lab, 2), 2).strength
        return cls(style, fitted.shape, lab, dark, contrast, people, oval, rims, portraits)

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
        heads = faces.ovals(self.shape, self.people, HEAD)
        if plan.fillers:
            skeleton |= fillers.horizon(skeleton, self.oval, style)
        curves = trace.curves(skeleton, sigma=style.px(3.2))
        curves += fillers.scatter(skeleton, heads, style, count=plan.fillers)
        return page.paint(curves, self.portraits, self.shape, style)

    def _skeleton(self, plan: Plan) -> Ink:
        style = self.style
        cores = faces.ovals(self.lab.shape, self.people, FACE_CORE)
        length = plan.ink * style.ink * REFERENCE_SIDE / style.pen
        borders = regions.contours(
            self.lab,
            cores,
            faces.interest(self.lab.shape, self.people),
            side=style.side // 2,
            smallest=plan.smallest * style.smallest,
            length=BORDERS * length,
        )
        borders = strokes.clear_borders(borders, self.contrast, style, faintest=plan.faintest)
        most = length * min(self.lab.shape[:2])
        inner = strokes.beside(strokes.dark_lines(self.dark, style, length=most), borders, style)
        centre = areas.without_loose(strokes.skeleton(borders | inner, style), style, shortest=0)
        centre[self.oval > 0] = 0
        joined = binary.bridge(centre | self.rims, style.px(plan.gap))
        joined[(self.oval & (1 - self.rims)) > 0] = 0
        return areas.without_loose(joined, style, shortest=plan.loose)


def _rims(lab: tone.Lab, people: list[Face]) -> Ink:
    """The outlines of small faces, the nearer (larger) ones in front."""
    rims = np.zeros(lab.shape[:2], np.uint8)
    for face in sorted(people, key=lambda face: face.box[2]):
        rims[faces.ovals(lab.shape, [face]) > 0] = 0
        rims |= portrait.rim(lab, face)
    return rims
