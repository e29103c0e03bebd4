"""Flattens the SVG body of one icon into its painted shapes, in paint order."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from drawings import paints
from drawings.paints import Paint

INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "fill-rule",
    "clip-rule",
    "fill-opacity",
    "stroke-opacity",
)
GEOMETRY = frozenset(
    ("d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "points", "x1", "x2", "y1", "y2")
)
PAINTED = frozenset(("path", "circle", "ellipse", "rect", "polygon", "polyline", "line"))
CONTAINERS = frozenset(("svg", "g", "symbol"))
WRAPPING = ("transform", "clip-path")
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Painted:
    """One painted shape: `kind` is "fill" or "stroke", `xml` the element without paint."""

    kind: str
    xml: str
    paint: Paint
    stroke_width: float


@dataclass(frozen=True, slots=True)
class _Place:
    """What a shape inherits from the elements around it."""

    style: dict[str, str]
    opacity: float = 1.0
    wraps: tuple[str, ...] = ()  # attributes of the groups around it, outermost first


class Parser:
    """Reads one body; `shapes` and `clips` (the clipPath elements in use) are the result."""

    def __init__(self, body: str) -> None:
        text = f"<svg>{body.replace('xlink:href', 'href')}</svg>"
        self.root = ElementTree.fromstring(text)  # noqa: S314 - its checksum was verified
        self.by_id = {e.get("id", ""): e for e in self.root.iter() if e.get("id")}
        self.shapes: list[Painted] = []
        self.used_clips: dict[str, None] = {}
        self._walk(self.root, _Place({}), 0)

    @property
    def clips(self) -> str:
        return "".join(self._flat_clip(i) for i in self.used_clips if i in self.by_id)

    def _walk(self, element: ElementTree.Element, outer: _Place, depth: int) -> None:
        if depth > DEEPEST:
            return
        place = self._place(element, outer)
        if element.tag in CONTAINERS and (element.tag != "symbol" or depth > 1):
            for child in element:
                self._walk(child, place, depth + 1)
        elif element.tag == "use":
            self._use(element, place, depth)
        elif element.tag in PAINTED:
            self._paint(element, place)

    def _place(self, element: ElementTree.Element, outer: _Place) -> _Place:
        style = outer.style | {k: element.attrib[k] for k in INHERITED if k in element.attrib}
        wrap = " ".join(f'{k}="{element.attrib[k]}"' for k in WRAPPING if k in element.attrib)
        if "clip-path" in element.attrib:
            self.used_clips[re.sub(r".*#|\)", "", element.attrib["clip-path"])] = None
        wraps = (*outer.wraps, wrap) if wrap else outer.wraps
        return _Place(style, outer.opacity * float(element.get("opacity", 1)), wraps)

    def _use(self, element: ElementTree.Element, place: _Place, depth: int) -> None:
        target = self.by_id.get(element.get("href", "#")[1:])
        if target is None:
            return
        if element.get("x") or element.get("y"):
            moved = f'transform="translate({element.get("x", 0)},{element.get("y", 0)})"'
            place = _Place(place.style, place.opacity, (*place.wraps, moved))
        self._walk(target, place, depth + 1)

    def _paint(self, element: ElementTree.Element, place: _Place) -> None:
        xml, style = _bare(element, place), place.style
        width = float(style.get("stroke-width", 1))
        for kind, value in (("fill", style.get("fill", "black")), ("stroke", style.get("stroke", "none"))):
            paint = paints.read(value, self.by_id)
            if paint is not None:
                alpha = paint.alpha * place.opacity * float(style.get(f"{kind}-opacity", 1))
                self.shapes.append(Painted(kind, xml, Paint(paint.color, alpha), width))

    def _flat_clip(self, name: str) -> str:
        clip = copy.deepcopy(self.by_id[name])
        for index, child in enumerate(list(clip)):
            if child.tag == "use":
                target = copy.deepcopy(self.by_id[child.get("href", "#")[1:]])
                target.attrib.pop("id", None)
                clip[index] = target
        return ElementTree.tostring(clip, encoding="unicode").strip()


def _bare(element: ElementTree.Element, place: _Place) -> str:
    """The element with its geometry alone, inside the transforms and clips that hold for it."""
    kept = {k: v for k, v in element.attrib.items() if k in GEOMETRY}
    if "fill-rule" in place.style:
        kept["fill-rule"] = place.style["fill-rule"]
    attributes = " ".join(f'{name}="{value}"' for name, value in kept.items())
    xml = f"<{element.tag} {attributes}/>"
    for wrap in reversed(place.wraps):
        xml = f"<g {wrap}>{xml}</g>"
    return xml
