"""Draws what an image model draws when it does well: a scene in thick closed lines on grainy paper."""

from __future__ import annotations

import io
import math
import os
from functools import cache

from PIL import Image, ImageChops, ImageDraw

INK, PAPER = (0, 0, 0), (255, 255, 255)
STROKE = 0.011  # of the short side: 11 px at 1024
VARIANTS = 4
# Paper of an image model is never quite white; it also gives the files their real weight.
GRAIN = bytes(value % 6 for value in range(256))


@cache
def png(width: int, height: int, variant: int = 0) -> bytes:
    """One of a few scenes of this size in px as an RGB PNG."""
    pen = Pen(2 * width, 2 * height)
    _scene(pen, variant % VARIANTS)
    image = pen.image.resize((width, height), Image.Resampling.LANCZOS)
    grain = Image.frombytes("L", image.size, os.urandom(width * height).translate(GRAIN))
    out = io.BytesIO()
    ImageChops.subtract(image, Image.merge("RGB", [grain] * 3)).save(out, "PNG", compress_level=1)
    return out.getvalue()


class Pen:
    """Draws in shares of the page: (0, 0) is its upper left corner, (1, 1) its lower right."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.unit = min(width, height)
        self.stroke = round(self.unit * STROKE)
        self.image = Image.new("RGB", self.size, PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.size[0], y * self.size[1]

    def circle(self, x: float, y: float, radius: float, ink=INK) -> None:
        self.pen.circle(self.at(x, y), radius * self.unit, PAPER, ink, self.stroke)

    def shape(self, *points: tuple[float, float]) -> None:
        corners = [self.at(*point) for point in points]
        self.pen.polygon(corners, PAPER)
        self.pen.line([*corners, corners[0], corners[1]], INK, self.stroke, joint="curve")

    def cloud(self, x: float, y: float) -> None:
        puffs = [(-0.07, 0.01, 0.045), (0, 0, 0.065), (0.07, 0.01, 0.045)]
        for across, down, radius in puffs:
            self.circle(x + across, y + down, radius)
        inside = self.stroke / self.unit
        for across, down, radius in puffs:
            centre = self.at(x + across, y + down)
            self.pen.circle(centre, (radius - inside) * self.unit, PAPER)


def _scene(pen: Pen, variant: int) -> None:
    side = 0.16 if variant % 2 else 0.84
    pen.circle(side, 0.15, 0.09)
    pen.circle(side, 0.15, 0.055)
    pen.cloud(0.5, 0.13)
    pen.shape(
        *[(x / 40, 0.7 + 0.03 * math.sin(x / 5 + variant)) for x in range(-2, 43)], (1.1, 1.1), (-0.1, 1.1)
    )
    _house(pen, 0.36 + 0.05 * variant)
    for x in (0.14, 0.9):
        _tree(pen, x)
    for number in range(3 + variant):
        _flower(pen, 0.12 + number * 0.76 / (2 + variant), 0.9 - 0.03 * (number % 2))


def _house(pen: Pen, x: float) -> None:
    pen.shape((x, 0.46), (x + 0.32, 0.46), (x + 0.32, 0.78), (x, 0.78))
    pen.shape((x - 0.04, 0.46), (x + 0.16, 0.26), (x + 0.36, 0.46))
    pen.shape((x + 0.12, 0.6), (x + 0.2, 0.6), (x + 0.2, 0.78), (x + 0.12, 0.78))
    for left in (x + 0.03, x + 0.23):
        pen.shape((left, 0.52), (left + 0.06, 0.52), (left + 0.06, 0.6), (left, 0.6))
    pen.circle(x + 0.16, 0.39, 0.035)


def _tree(pen: Pen, x: float) -> None:
    pen.shape((x - 0.025, 0.55), (x + 0.025, 0.55), (x + 0.03, 0.8), (x - 0.03, 0.8))
    pen.circle(x, 0.5, 0.1)
    pen.circle(x, 0.46, 0.03)


def _flower(pen: Pen, x: float, y: float) -> None:
    for turn in range(5):
        angle = turn * 2 * math.pi / 5 - math.pi / 2
        wide, high = pen.size
        pen.circle(
            x + 0.036 * math.cos(angle) * pen.unit / wide,
            y + 0.036 * math.sin(angle) * pen.unit / high,
            0.026,
        )
    pen.circle(x, y, 0.024)
