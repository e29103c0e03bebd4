"""A traced page shows the same picture, smooth at every size, and never says more than the page."""

import io
import math
import re

import numpy as np
import pytest
import resvg_py
from PIL import Image, ImageDraw

from coloring import lineart
from coloring.lineart import tracing


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def page(paint, size=(2048, 2048), fine=4):
    """A 1-bit page that was drawn at four times its size, so that its edges are where they should be."""
    large = Image.new("L", (size[0] * fine, size[1] * fine), 255)
    paint(ImageDraw.Draw(large), fine)
    return png(large.resize(size, Image.Resampling.BOX).point(lambda level: 255 * (level >= 128), "1"))


def disk(pen, k):
    pen.ellipse((100 * k, 100 * k, 500 * k - 1, 500 * k - 1), fill=0)


def scribble(pen, k):
    """Forty rings and forty slanted lines of 10 px: a page full of curves, crossings and corners."""
    dice = np.random.default_rng(7)
    for x, y, radius in dice.uniform((150, 150, 30), (1900, 1900, 140), (40, 3)):
        pen.ellipse(
            [k * v for v in (x - radius, y - radius, x + radius, y + radius)], outline=0, width=10 * k
        )
    for ends in dice.uniform(100, 1950, (40, 4)):
        pen.line([k * v for v in ends], 0, 10 * k)


def rendered(svg, width):
    return np.asarray(Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width)))))


def black(svg, width=2048):
    return rendered(svg, width)[..., 0] < 128


def ink(picture):
    return ~np.asarray(Image.open(io.BytesIO(picture)).convert("1"))


def overlap(one, other):
    return (one & other).sum() / (one | other).sum()


def turns_at_joints(path):
    """In degrees, by how much the curve turns where one piece ends and the next begins."""
    arriving = path[3::3] - path[2::3]
    leaving = np.roll(path[1::3] - path[:-1:3], -1, axis=0)
    angles = [np.degrees(np.arctan2(*vectors.T[::-1])) for vectors in (arriving, leaving)]
    return np.abs((angles[1] - angles[0] + 180) % 360 - 180)


def points_along(path, steps=16):
    t = np.linspace(0, 1, steps)[:, None, None]
    start, first, second, end = (path[i : len(path) - 3 + i : 3] for i in range(4))
    s = 1 - t
    return (s**3 * start + 3 * s * s * t * first + 3 * s * t * t * second + t**3 * end).reshape(-1, 2)


def test_a_traced_page_shows_the_same_picture():
    drawn = page(scribble)
    svg = lineart.trace(drawn)
    assert overlap(black(svg), ink(drawn)) >= 0.97
    assert len(svg) < 400_000


def test_the_svg_has_the_size_of_the_page():
    svg = lineart.trace(page(disk, (1448, 2048), 1))
    assert 'viewBox="0 0 1448 2048"' in svg
    assert rendered(svg, 724).shape[:2] == (1024, 724)


def test_the_same_page_is_traced_to_the_same_text():
    drawn = page(scribble, fine=1)
    assert lineart.trace(drawn) == lineart.trace(drawn)


def test_a_circle_is_round_and_smooth_all_around():
    (path,) = tracing.outlines(page(disk)).paths
    radii = np.hypot(*(path[::3] - (300, 300)).T)
    assert np.abs(radii - 200).max() < 0.4
    assert turns_at_joints(path).max() < 3
    assert len(path) // 3 < 40


def test_the_corners_of_a_turned_square_stay_sharp_and_in_place():
    corners = [(600 + 300 * math.cos(a), 600 + 300 * math.sin(a)) for a in np.radians((17, 107, 197, 287))]
    drawn = page(lambda pen, k: pen.polygon([(k * x, k * y) for x, y in corners], fill=0))
    (path,) = tracing.outlines(drawn).paths
    sharp = path[3::3][turns_at_joints(path) > 60]
    assert len(sharp) == 4
    for corner in corners:
        assert np.hypot(*(sharp - corner).T).min() < 0.8


@pytest.mark.parametrize("angle", [0, 20, 45, 77])
def test_round_ends_of_lines_stay_round(angle):
    way = 200 * np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])

    def line(pen, k):
        ends = [400 - way, 400 + way]
        pen.line([tuple(k * end) for end in ends], 0, 16 * k)
        for x, y in ends:
            pen.ellipse([k * v for v in (x - 8, y - 8, x + 8, y + 8)], 0)

    (path,) = tracing.outlines(page(line, (800, 800))).paths
    assert turns_at_joints(path).max() < 5


def test_no_stairs_remain_along_a_slanted_line():
    """Steps of 17 px length and half a px to both sides become less than a third of a px."""

    def line(pen, k):
        pen.polygon([(0, 300 * k), (2048 * k, 420 * k), (2048 * k, 440 * k), (0, 320 * k)], 0)

    drawn = page(line)
    (path,) = tracing.outlines(drawn).paths
    x, y = points_along(path).T
    upper = (x > 50) & (x < 2000) & (y < 310 + x * 120 / 2048)
    straight = np.polyfit(x[upper], y[upper], 1)
    assert np.abs(y[upper] - np.polyval(straight, x[upper])).max() < 0.35
    stairs = np.polyfit(np.arange(2048) + 0.5, np.argmax(ink(drawn), axis=0), 1)
    assert np.polyval(straight, 1024) == pytest.approx(np.polyval(stairs, 1024), abs=0.05)


def test_holes_stay_white():
    shown = black(
        lineart.trace(page(lambda pen, k: pen.rectangle((99, 99, 900, 900), outline=0, width=20), fine=1))
    )
    assert shown[110, 500]
    assert not shown[500, 500]
    assert not shown[50, 500]


def test_no_point_lies_outside_of_the_page():
    drawn = page(lambda pen, k: pen.rectangle((0, 0, 2047, 1447), outline=0, width=12), (2048, 1448), 1)
    for path in tracing.outlines(drawn).paths:
        assert path.min() >= 0
        assert (path.max(axis=0) <= (2048, 1448)).all()
    assert black(lineart.trace(drawn))[0].all()


def test_a_blank_page_has_no_outlines():
    blank = png(Image.new("1", (1024, 1024), 1))
    assert tracing.outlines(blank).paths == ()
    assert not black(lineart.trace(blank)).any()


def test_specks_are_left_out():
    drawn = page(lambda pen, k: pen.rectangle((500, 500, 501, 501), fill=0), fine=1)
    assert tracing.outlines(drawn).paths == ()


def test_a_small_page_is_traced_as_smoothly_as_a_large_one():
    (path,) = tracing.outlines(
        page(lambda pen, k: pen.ellipse((20 * k, 20 * k, 80 * k, 80 * k), fill=0), (200, 200))
    ).paths
    radii = np.hypot(*(path[::3] - 50.1).T)
    assert np.abs(radii - 30).max() < 0.3


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA"])
def test_pages_of_every_mode_are_traced_alike(mode):
    drawn = page(disk, (600, 600), 1)
    assert lineart.trace(png(Image.open(io.BytesIO(drawn)).convert(mode))) == lineart.trace(drawn)


def with_colored_corner():
    """A disk, and in the corner a green square with a black outline of 8 px."""
    image = Image.open(io.BytesIO(page(disk, fine=1))).convert("RGB")
    ImageDraw.Draw(image).rectangle((1600, 1650, 1900, 1950), "#20c040", "black", 8)
    return png(image.quantize(16))


def test_the_colored_corner_stays_a_picture_in_its_place():
    drawn = with_colored_corner()
    found = tracing.outlines(drawn)
    assert len(found.paths) == 1
    assert found.corner.x <= 1600
    assert found.corner.y <= 1650
    shown = rendered(lineart.trace(drawn), 2048)[..., :3]
    original = np.asarray(Image.open(io.BytesIO(drawn)).convert("RGB"))
    assert np.abs(shown[1590:, 1590:].astype(int) - original[1590:, 1590:]).max() < 8
    assert overlap(shown[:1500, :1500, 0] < 128, original[:1500, :1500, 0] < 128) > 0.97


def test_a_page_full_of_colour_has_no_corner():
    image = Image.new("RGB", (800, 800), "white")
    ImageDraw.Draw(image).ellipse((50, 50, 750, 750), "#204080")
    found = tracing.outlines(png(image))
    assert found.corner is None
    assert len(found.paths) == 1


def test_the_svg_names_nothing_but_paths_and_its_own_picture():
    svg = lineart.trace(with_colored_corner())
    assert set(re.findall(r"<(\w+)", svg)) == {"svg", "path", "image"}
    assert re.findall(r'href="([^,]+),', svg) == ["data:image/png;base64"]


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="whole"):
        lineart.trace(b"no picture")
