"""Puts the colored model on a page: the same scene, small and in its real colours, in the lower right."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from coloring.lineart import areas, corner, frame, painting, reading
from coloring.lineart.areas import Area
from coloring.lineart.reading import Colours

Spot = tuple[int, int, int, int]
Room = tuple[float, float]  # the shares of the page's width and height at which its frame begins again, or 1

# Shares of the page's long side: the model stays clear of the page's frame, and a crayon passes around it.
_INSET = 0.0145
_CLEAR = 0.012
_LINE = 0.0024
_ROUND = 0.016

_FOUND = 3  # px; frames are found no more exactly

_BLACK, _WHITE = 0, 1  # in the palette
_COLOURS = 62  # beside black and white, so that the palette has 64
_OTHER, _MIXED = 48, 0.15  # levels by which a pixel's colour is another one; the share of such in an area
_LEAST = 0.06  # share of the page's long side: 17 mm on A4; a smaller model shows nothing
_PACKING = 7  # of 9, which packs a quarter smaller in six times the time
_GLEAM = 60  # px at 1024; a white dot this small is a gleam in an eye, and stays white


def add_model(page_png: bytes, page_areas: Sequence[Area], colours: bytes = b"") -> bytes:
    """The finished page with its colored model: a palette PNG, black and white but for the model.

    `page_areas` are those of the page. What is not among them, small or under the model, gets its colour from
    `colours`, the same picture in flat colours, or without it one of our own. A page that has a colored
    corner already, is not in black and white, or is too narrow comes back as it is. Raises ValueError for
    bytes that are no picture.
    """
    pixels = reading.pixels(reading.opened(page_png))
    if pixels.ndim == 3:
        if corner.find(pixels):
            return page_png
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    if cv2.countNonZero(cv2.inRange(pixels, np.array([1]), np.array([254]))):
        return page_png
    small = areas.at_drawing_size(pixels)
    painted, room = _painted(small, _field(small, page_areas, colours))
    box = _spot(pixels.shape, painted, room)
    if min(box[2] - box[0], box[3] - box[1]) < _LEAST * max(pixels.shape):
        return page_png
    return _png(_placed(pixels, painted, box, room))


def _field(levels: reading.Levels, page_areas: Sequence[Area], colours: bytes) -> Colours:
    """The colour of each pixel of the page, as if it had no lines."""
    white = (levels >= 128).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(white, connectivity=4)
    pieces, sizes = np.asarray(labels, np.int32), stats[:, cv2.CC_STAT_AREA]
    tones, known = _known(pieces, len(sizes), page_areas)
    if colours:
        return _with_scenery(pieces, tones, known, reading.colours(colours))
    hidden = 1 + np.flatnonzero((~known & (sizes >= areas.SMALLEST))[1:])
    lively = np.array([painting.rgb(tone) for tone in painting.PALETTE], np.uint8)
    tones[hidden], known[hidden] = lively[np.arange(len(hidden)) % len(lively)], True
    field = tones[painting.grown(np.where(known[pieces], pieces, np.int32(0)))]
    field[(sizes < _GLEAM)[pieces]] = 255
    return field


def _known(
    pieces: painting.Labels, count: int, page_areas: Sequence[Area]
) -> tuple[Colours, NDArray[np.bool_]]:
    """The colours of `count` pieces of white, count x 3, and which of them are areas; piece 0 is ink."""
    height, width = pieces.shape
    tones, known = np.full((count, 3), 255, np.uint8), np.zeros(count, bool)
    for area in page_areas:
        piece = pieces[min(height - 1, int(area.y * height)), min(width - 1, int(area.x * width))]
        if piece:
            tones[piece], known[piece] = painting.rgb(area.colour), True
    return tones, known


def _with_scenery(
    pieces: painting.Labels, tones: Colours, known: NDArray[np.bool_], colours: Colours
) -> Colours:
    """Flat colours for the areas that have one; the picture itself for those that it paints in several.

    Sky and meadow are one area wherever their line is interrupted.
    """
    height, width = pieces.shape
    picture = cv2.resize(colours, (width, height), interpolation=cv2.INTER_AREA)
    flat = tones[pieces]
    red, green, blue = cv2.split(cv2.absdiff(picture, flat))
    other = np.asarray(cv2.max(cv2.max(red, green), blue)) > _OTHER
    counts = np.bincount(pieces.ravel(), minlength=len(tones))
    mixed = np.bincount(pieces.ravel(), other.ravel(), len(tones)) > _MIXED * counts
    return np.where((mixed | ~known)[pieces][..., None], picture, flat)


def _painted(levels: reading.Levels, field: Colours) -> tuple[Colours, Room]:
    """What is within the page's frame, in colours, with its lines on top; and the room it leaves."""
    ink = (levels < 128).astype(np.uint8)
    page = frame.inside(ink)
    x, y, width, height = cv2.boundingRect(page)
    field[page == 0] = 255
    scene = cv2.multiply(field, cv2.cvtColor(levels, cv2.COLOR_GRAY2RGB), scale=1 / 255)
    room = (x + width) / levels.shape[1], (y + height) / levels.shape[0]
    return np.asarray(scene[y : y + height, x : x + width], np.uint8), room


def _placed(levels: reading.Levels, painted: Colours, box: Spot, room: Room) -> Image.Image:
    """The page as a palette picture, with the painted scene in a rounded frame in its corner."""
    side = max(levels.shape)
    line, clear, radius = (round(share * side) for share in (_LINE, _CLEAR, _ROUND))
    scene = Image.fromarray(painted).resize((box[2] - box[0] + 1, box[3] - box[1] + 1), Image.Resampling.BOX)
    page, coloured = _indexed(levels, scene)
    pen = ImageDraw.Draw(page)
    # No scraps are left between the model and the frame, or the edge of the page.
    edges = [
        int(share * length) - (_FOUND if share < 1 else 0)
        for share, length in zip(room, page.size, strict=True)
    ]
    around = (box[0] - clear, box[1] - clear, *edges)
    pen.rounded_rectangle(around, radius + clear, fill=_WHITE, corners=(True, False, min(room) < 1, False))
    mask = Image.new("1", scene.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, scene.width - 1, scene.height - 1), radius, fill=1)
    page.paste(coloured, box[:2], mask)
    pen.rounded_rectangle(box, radius, outline=_BLACK, width=line)
    return page


def _spot(shape: tuple[int, ...], painted: Colours, room: Room) -> Spot:
    """Left, top, right and bottom px, all inside, that the scene takes: as large as fits into the corner."""
    (height, width), side = shape, max(shape)
    rows, columns = corner.within(shape, corner.BOX)
    inset = round(_INSET * side)
    right = min(columns.stop, int(room[0] * width)) - inset
    bottom = min(rows.stop, int(room[1] * height)) - inset
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
    page.save(out, "PNG", compress_level=_PACKING)
    return out.getvalue()
