"""Mandalas: symmetric, closed, colourable, in three levels and three shapes of page."""

import cv2
import numpy as np
import pytest
import resvg_py

from coloring import lineart
from coloring.engines.base import Commission
from coloring.engines.offline import artist, ornament
from coloring.engines.offline.ornament import rings

DETAILS = ("simple", "normal", "fine")
ORIENTATIONS = ("square", "portrait", "landscape")


def sheet(theme="mandala", detail="normal", orientation="square", seed="1", **choices):
    return ornament.page(ornament.of(theme), detail=detail, orientation=orientation, seed=seed, **choices)


def lines(page):
    """Ink of a page, True where it is black."""
    return cv2.imdecode(np.frombuffer(_png(page), np.uint8), cv2.IMREAD_GRAYSCALE) < 128


def agreement(one, other):
    """Intersection over union of two inks, each a pixel wider on the other's side."""
    wide = [cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for ink in (one, other)]
    hits = (one & wide[1]).sum() + (other & wide[0]).sum()
    return hits / (one.sum() + other.sum())


def folds_of(ink):
    """How many times a disk of ink is the same within a turn: the most of those that are drawn."""
    size = ink.shape[0]

    def same(count):
        turn = cv2.getRotationMatrix2D(((size - 1) / 2, (size - 1) / 2), 360 / count, 1)
        turned = cv2.warpAffine(ink.astype(np.float32), turn, (size, size)) > 0.5
        return agreement(ink, turned)

    return max((6, 8, 10, 12), key=same), max(same(count) for count in (6, 8, 10, 12))


@pytest.mark.parametrize("seed", "123")
def test_mandala_is_the_same_after_a_part_of_a_turn(seed):
    ink = lines(sheet(seed=seed))
    x, y = np.meshgrid(np.arange(1024), np.arange(1024))
    disk = np.hypot(x - 511.5, y - 511.5) < 460
    assert folds_of(ink & disk)[1] > 0.97


@pytest.mark.parametrize(("detail", "orientation"), list(zip(DETAILS, ORIENTATIONS, strict=True)))
def test_mandala_is_the_same_in_both_mirrors(detail, orientation):
    ink = lines(sheet(detail=detail, orientation=orientation))
    assert agreement(ink, ink[:, ::-1]) > 0.97
    assert agreement(ink, ink[::-1]) > 0.97


def drawn(**choices):
    """A page as the engine delivers it, and its measures."""
    image = artist.OfflineEngine().draw(Commission(**choices)).image
    return image, lineart.measure(image)


@pytest.mark.parametrize(
    ("theme", "detail", "orientation"),
    [
        ("mandala", "simple", "square"),
        ("mandala fleur", "normal", "portrait"),
        ("mandala étoile", "fine", "landscape"),
        ("mandala papillon", "normal", "landscape"),
    ],
)
def test_mandala_can_be_coloured(theme, detail, orientation):
    _, measures = drawn(theme=theme, detail=detail, orientation=orientation, seed="3")
    assert measures.passes
    assert measures.specks == 0


def test_levels_differ_in_the_number_of_areas():
    simple, normal, fine = (
        [lineart.measure(_png(sheet(detail=detail, seed=seed))).areas for seed in "1"] for detail in DETAILS
    )
    assert max(simple) <= 32
    assert max(simple) < 2 * min(normal)
    assert sum(normal) < sum(fine)


def _png(page):
    return bytes(resvg_py.svg_to_bytes(svg_string=page.svg(), width=page.width, background="#ffffff"))


def test_seed_makes_another_mandala_and_always_the_same():
    first, again, other = (lines(sheet(seed=seed)) for seed in ("1", "1", "2"))
    assert (first == again).all()
    assert agreement(first, other) < 0.6


def test_flavours_hold_what_they_are_named_for():
    for theme, shape in (("mandala cœurs", "hearts"), ("mandala papillon", "butterflies")):
        pages = [sheet(theme=theme, seed=seed) for seed in "1234"]
        plain = rings.KINDS[shape].draw(rings.Belt(8, 200, 320, 6, ("#000", "#000", "#000")))
        commands = "".join(sign for sign in plain[0].path if sign.isalpha())
        for page in pages:
            paths = ["".join(sign for sign in one.path if sign.isalpha()) for one in page.patches]
            assert paths.count(commands) >= 6


def test_name_makes_the_page_lower_and_the_model_keeps_its_corner_free():
    assert sheet(named=True).height == 1024 - 133
    ink = lines(sheet(modelled=True))
    assert not ink[762:990, 762:990].any()


def test_colours_are_those_of_the_areas():
    page = sheet()
    data = resvg_py.svg_to_bytes(svg_string=page.svg(coloured=True), width=256, background="#ffffff")
    picture = cv2.imdecode(np.frombuffer(bytes(data), np.uint8), cv2.IMREAD_COLOR)
    shades, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
    assert (counts > 256).sum() >= 4
    assert not (shades[counts > 256].sum(axis=1) < 60).any()


@pytest.mark.parametrize("name", rings.KINDS)
def test_each_kind_of_ring_stays_in_its_belt(name):
    kind = rings.KINDS[name]
    belt = rings.Belt(8, 200.0, 200.0 + 1.2 * kind.depth, 6.0, ("#111111", "#222222", "#333333"))
    pairs = [
        (float(x), float(y))
        for patch in kind.draw(belt)
        for x, y in rings.paths._PAIR.findall(patch.path)
        if "C" not in patch.path
    ]
    assert kind.draw(belt)
    assert all(np.hypot(x, y) <= belt.outer + 0.4 * belt.depth for x, y in pairs)
