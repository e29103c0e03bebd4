"""Puts the colored model on a page: the same scene, small and in its real colours, in the lower right."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw

from coloring.lineart import areas, corner, frame, painting, reading
from coloring.lineart.areas import Area
from coloring.lineart.reading import Colours

# Shares of the page's long side: the model stays clear of the page's frame, and a crayon passes around it.
_EDGE = 0.024
_INSET = 0.016
_CLEAR = 0.012
_LINE = 0.0024
_ROUND = 0.016

_BLACK, _WHITE = 0, 1  # in the palette
_COLOURS = 62  # beside black and white, so that the palette has 64
_OTHER, _MIXED = 48, 0.15  # levels by which a pixel's colour is another one; the share of such in an area
_GLEAM = 60  # px at 1024; a white dot this small is a gleam in an eye, and stays white


def add_model(page_png: bytes, page_areas: Sequence[Area], colours: bytes = b"") -> bytes:
    """The finished page with its colored model: a palette PNG, black and white but for the model.

    `page_areas` are those of the page. What is too small to be among them gets its colour from `colours`,
    the same picture in flat colours, or without it from its neighbours. A page that has a colored corner
    already comes back as it is. Raises ValueError for bytes that are no picture.
    """
    pixels = reading.colours(page_png)
    if areas.coloured_corner(pixels):
        return page_png
    levels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    small = areas.at_drawing_size(levels)
    painted = _painted(small, _field(small, page_areas, colours))
    return _png(_placed(levels, painted))


def _field(levels: reading.Levels, page_areas: Sequence[Area], colours: bytes) -> Colours:
    """The colour of each pixel of the page, as if it had no lines."""
    white = (levels >= 128).astype(np.uint8)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(white, connectivity=4)
    tones = np.array([(255, 255, 255), *(painting.rgb(area.colour) for area in page_areas)], np.uint8)
    known = _known(np.asarray(pieces, np.int32), len(stats), page_areas)
    if colours:
        return _with_scenery(known, tones, reading.colours(colours))
    field = tones[painting.grown(known)] if known.any() else tones[known]
    field[(stats[:, cv2.CC_STAT_AREA] < _GLEAM)[pieces]] = 255
    return field


def _with_scenery(known: painting.Labels, tones: Colours, colours: Colours) -> Colours:
    """Flat colours for the areas that have one; the picture itself for those that it paints in several.

    Sky and meadow are one area wherever their line is interrupted.
    """
    height, width = known.shape
    picture = cv2.resize(colours, (width, height), interpolation=cv2.INTER_AREA)
    flat = tones[known]
    other = np.asarray(cv2.absdiff(picture, flat), np.uint8).max(axis=2) > _OTHER
    counts = np.bincount(known.ravel(), minlength=len(tones))
    mixed = np.bincount(known.ravel(), other.ravel(), len(tones)) > _MIXED * counts
    mixed[0] = True
    return np.where(mixed[known][..., None], picture, flat)


def _known(pieces: painting.Labels, count: int, page_areas: Sequence[Area]) -> painting.Labels:
    """The number from 1 of the area that each pixel belongs to, 0 for none; of `count` pieces of white."""
    height, width = pieces.shape
    numbers = np.zeros(count, np.int32)
    for number, area in enumerate(page_areas, 1):
        y, x = min(height - 1, int(area.y * height)), min(width - 1, int(area.x * width))
        numbers[pieces[y, x]] = number
    numbers[0] = 0
    return np.asarray(numbers[pieces], np.int32)


def _painted(levels: reading.Levels, field: Colours) -> Colours:
    """What is within the page's frame, in colours, with its lines on top."""
    ink = (levels < 128).astype(np.uint8)
    page = frame.inside(ink)
    x, y, width, height = cv2.boundingRect(page)
    scene = np.where(page[..., None] > 0, field, np.uint8(255)) * (levels[..., None] / np.float32(255))
    return np.asarray(scene[y : y + height, x : x + width], np.uint8)


def _placed(levels: reading.Levels, painted: Colours) -> Image.Image:
    """The page as a palette picture, with the painted scene in a rounded frame in its corner."""
    side = max(levels.shape)
    line, clear, radius = (round(share * side) for share in (_LINE, _CLEAR, _ROUND))
    box = _spot(levels.shape, painted)
    scene = Image.fromarray(painted).resize((box[2] - box[0] + 1, box[3] - box[1] + 1), Image.Resampling.BOX)
    page, coloured = _indexed(levels, scene)
    pen = ImageDraw.Draw(page)
    around = (box[0] - clear, box[1] - clear, box[2] + clear, box[3] + clear)
    pen.rounded_rectangle(around, radius + clear, fill=_WHITE)
    mask = Image.new("1", scene.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, scene.width - 1, scene.height - 1), radius, fill=1)
    page.paste(coloured, box[:2], mask)
    pen.rounded_rectangle(box, radius, outline=_BLACK, width=line)
    return page


def _spot(shape: Sequence[int], painted: Colours) -> tuple[int, int, int, int]:
    """Left, top, right and bottom px, all inside, that the scene takes: as large as fits into the corner."""
    (height, width), side = shape, max(shape)
    rows, columns = areas.within(shape, corner.BOX)
    edge, inset = round(_EDGE * side), round(_INSET * side)
    right, bottom = min(columns.stop, width - edge) - inset, min(rows.stop, height - edge) - inset
    most = (right - columns.start - inset, bottom - rows.start - inset)
    factor = min(most[0] / painted.shape[1], most[1] / painted.shape[0])
    across, down = round(painted.shape[1] * factor), round(painted.shape[0] * factor)
    return right - across, bottom - down, right - 1, bottom - 1


def _indexed(levels: reading.Levels, scene: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Page and scene as pictures of one palette, black and white first."""
    usual = scene.quantize(_COLOURS, Image.Quantize.MEDIANCUT).getpalette() or []
    page = Image.fromarray((levels >= 128).astype(np.uint8))
    page.putpalette([0, 0, 0, 255, 255, 255, *usual[: 3 * _COLOURS]])
    return page, scene.quantize(palette=page, dither=Image.Dither.NONE)


def _png(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True)
    return out.getvalue()
