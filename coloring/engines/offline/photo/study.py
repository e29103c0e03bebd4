"""One photo looked at once, then drawn in one or several ways until the page can be coloured."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coloring import lineart
from coloring.engines.base import EngineBlank
from coloring.engines.offline.photo import (
    areas,
    faces,
    fillers,
    flow,
    page,
    portrait,
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

BORDERS = 0.8
"""Share of the ink for the borders of areas; lines inside the areas take what is left."""


FACE_CORE = 0.78
"""Share of a face's oval that is surely skin, eyes, nose and mouth: no border of an area goes through it."""


CROWDED = {"too_much_ink", "unreachable", "solid_black"}


@dataclass(frozen=True)
class Plan:
    """One way to draw: factors on the style's ink and smallest area, the shortest loose stroke, fillers.

    `full` tells that more ink was too much already: what is missing then comes from fillers.
    """

    ink: float = 1.0
    smallest: float = 1.0
    loose: float = 90
    fillers: int = 0
    full: bool = False

    def after(self, faults: tuple[str, ...]) -> Plan:
        """The next thing to try after a page with these faults."""
        if CROWDED & set(faults):
            return replace(self, ink=0.75 * min(1.0, self.ink), smallest=max(1.6, self.smallest), full=True)
        if "specks" in faults:
            return replace(self, loose=self.loose * 1.5)
        if self.ink < 1.8 and not self.full:
            return replace(self, ink=self.ink * 1.4, smallest=self.smallest * 0.6)
        return replace(self, fillers=self.fillers + 10)


@dataclass(frozen=True)
class Study:
    """What was seen: the calmed tones, the answers to dark lines, and the faces with what they cover."""

    style: Style
    shape: tuple[int, ...]
    lab: tone.Lab
    dark: flow.Field
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
        return cls(style, fitted.shape, lab, dark, people, oval, portraits)

    def best_page(self) -> bytes:
        """The first page that passes the gate, or the best one of a few."""
        plan = Plan()
        best = self._draw(plan)
        measures = lineart.measure(best)
        for _ in range(TRIES - 1):
            if measures.passes:
                break
            plan = plan.after(measures.faults)
            tried = self._draw(plan)
            found = lineart.measure(tried)
            if found.score > measures.score:
                best, measures = tried, found
        return best

    def _draw(self, plan: Plan) -> bytes:
        skeleton = self._skeleton(plan)
        curves = trace.curves(skeleton, sigma=self.style.px(3.2))
        curves += fillers.scatter(skeleton, self.oval, self.style, count=plan.fillers)
        return page.paint(page.svg(curves, self.portraits, self.shape, self.style), self.shape)

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
        left = length * min(self.lab.shape[:2]) - binary.thin(borders).sum()
        lines = strokes.dark_lines(self.dark, borders, style, length=max(0, left))
        centre = strokes.skeleton(borders, lines, style)
        centre[inner > 0] = 0
        return areas.without_loose(centre, style, shortest=plan.loose)
