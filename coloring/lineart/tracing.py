"""Turns a finished page into smooth outlines: for SVG, and for paper."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coloring.lineart import corner, curves, reading
from coloring.lineart.curves import Numbers, Path

# Smaller pages are enlarged to this first, so that their stairs are no longer than what smoothing takes away.
_LONG_SIDE = 2048
_BLUR = 1.4  # px; takes most of the stairs off, while lines and white slits of 2 px still survive it
_RIM = 4  # px of white all around, so that every edge is closed
_SHORTEST_RING = 8  # points; what is smaller is a speck of less than 5 px
_COLOURS = 128  # of the colored model: ten are in it, the others are its soft edges
_RIM_OF_CORNER = 0.006  # share of the long side: corners are found no more exactly
_UNITS = 10  # of the numbers in an SVG file, for each px
# For each level of a blurred edge, how many standard deviations of the blur away it is, uphill.
_DISTANCES = np.array([-NormalDist().inv_cdf(0.5 + (level - 127.5) / 257) for level in range(256)])


@dataclass(frozen=True)
class Corner:
    """The colored model: its place on the page in px and its picture, with a palette."""

    x: int
    y: int
    image: Image.Image


@dataclass(frozen=True)
class Tracing:
    """A page of width x height px: its edges as rings of points, enlarged by `factor`."""

    width: int
    height: int
    corner: Corner | None
    points: Numbers
    lengths: NDArray[np.intp]
    factor: float

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Outlines of the black areas in px from the page's upper left corner.

        All together, filled by the even-odd rule, they are the ink outside of the corner.
        """
        fitted = curves.fit(self.points, self.lengths)
        return tuple(np.clip(path / self.factor, 0, (self.width, self.height)) for path in fitted)


def trace(page: bytes) -> str:
    """A finished page (PNG, JPEG or WebP) as SVG; the colored model is embedded as a picture.

    The same page always gives the same text. Raises ValueError for bytes that are no picture.
    """
    tracing = outlines(page)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{tracing.width}" height="{tracing.height}" '
        f'viewBox="0 0 {tracing.width} {tracing.height}">'
        f'<path fill="#fff" d="M0 0H{tracing.width}V{tracing.height}H0Z"/>'
        f"{_embedded(tracing.corner)}"
        f'<path fill-rule="evenodd" transform="scale({1 / _UNITS})" d="{_data(tracing.paths)}"/></svg>'
    )


def outlines(page: bytes) -> Tracing:
    """The outlines of a finished page (PNG, JPEG or WebP), sharp at corners and smooth elsewhere.

    Edges are found at once, and made smooth when `paths` are asked for. Specks under 5 px are left out.
    Raises ValueError for bytes that are no picture.
    """
    picture = reading.opened(page)
    width, height = picture.size
    ink = np.asarray(np.asarray(picture.convert("L")) < 128, np.uint8)
    model = _corner(picture)
    if model is not None:
        right, bottom = model.x + model.image.width, model.y + model.image.height
        ink[model.y : bottom, model.x : right] = 0
    factor = max(1.0, _LONG_SIDE / max(width, height))
    return Tracing(width, height, model, *_rings(_soft(ink, factor), _BLUR * factor), factor)


def _corner(picture: Image.Image) -> Corner | None:
    """The colored model of a page, if there is one."""
    if picture.mode in {"1", "L"}:
        return None
    rgb = picture.convert("RGB")
    box = corner.find(np.asarray(rgb))
    if box is None:
        return None
    rows, columns = corner.within(
        (picture.height, picture.width), box, round(_RIM_OF_CORNER * max(picture.size))
    )
    model = rgb.crop((columns.start, rows.start, columns.stop, rows.stop))
    return Corner(columns.start, rows.start, model.quantize(_COLOURS, dither=Image.Dither.NONE))


def _soft(ink: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """The ink from 0 to 255 with a soft edge, enlarged, in a white rim."""
    soft = ink * np.uint8(255)
    if factor > 1:
        size = (round(ink.shape[1] * factor), round(ink.shape[0] * factor))
        soft = np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    rimmed = cv2.copyMakeBorder(soft, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(
        cv2.GaussianBlur(rimmed, (0, 0), _BLUR * factor, borderType=cv2.BORDER_CONSTANT), np.uint8
    )


def _rings(soft: NDArray[np.uint8], blur: float) -> tuple[Numbers, NDArray[np.intp]]:
    """The points of all edges, in px of the soft page without its rim, and the length of each ring."""
    mask = np.asarray(soft > 127, np.uint8)
    found, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    rings = [ring[:, 0] for ring in found if len(ring) >= _SHORTEST_RING]
    if not rings:
        return np.empty((0, 2)), np.empty(0, np.intp)
    lengths = np.array([len(ring) for ring in rings], np.intp)
    return _on_edge(soft, np.concatenate(rings), blur) - _RIM + 0.5, lengths


def _on_edge(soft: NDArray[np.uint8], pixels: NDArray[np.int32], blur: float) -> Numbers:
    """The pixels along an edge moved to where the edge is, to a tenth of a px.

    Across a straight edge the levels are a normal distribution, so that a level tells how far it is.
    """
    flat, row = soft.ravel(), soft.shape[1]
    at = pixels[:, 1].astype(np.intp) * row + pixels[:, 0]
    level = [flat[at + step].astype(np.float64) for step in (-1, 1, -row, row)]
    slope = np.stack([level[1] - level[0], level[3] - level[2]], axis=1)
    steepness = np.maximum(np.hypot(slope[:, 0], slope[:, 1]), 1)
    return np.asarray(pixels + slope * (blur * _DISTANCES[flat[at]] / steepness)[:, None])


def _embedded(corner: Corner | None) -> str:
    if corner is None:
        return ""
    out = io.BytesIO()
    corner.image.save(out, "PNG", optimize=True)
    width, height = corner.image.size
    return (
        f'<image x="{corner.x}" y="{corner.y}" width="{width}" height="{height}" '
        f'href="data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"/>'
    )


def _data(paths: Iterable[Path]) -> str:
    """Path data in relative whole units, which are short."""
    return "".join(map(_ring_data, paths))


def _ring_data(path: Path) -> str:
    units = np.rint(path * _UNITS).astype(np.int64)
    # Every point of a curve is relative to where the curve begins.
    origins = np.repeat(units[:-1:3], 3, axis=0)
    numbers = " ".join(map(str, (units[1:] - origins).ravel().tolist())).replace(" -", "-")
    return f"M{units[0, 0]} {units[0, 1]}c{numbers}z"
