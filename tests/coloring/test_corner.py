"""The colored model in a page's corner is found, kept in its colours and left out of the measures."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from bench import spoiling
from coloring import lineart
from coloring.lineart import corner

SIDE = 1024
PAGE = spoiling.small(spoiling.draw_flowers())


def model(side):
    """A house in a meadow, in colours."""
    small = np.full((side, side, 3), (120, 200, 250), np.uint8)
    small[side * 2 // 3 :] = (90, 180, 70)
    cv2.rectangle(small, (side // 4, side // 3), (side * 3 // 4, side * 5 // 6), (220, 60, 50), -1)
    cv2.rectangle(small, (side // 4, side // 3), (side * 3 // 4, side * 5 // 6), (0, 0, 0), 3)
    return small


def page_with_model(side=250, *, framed=True, left=None, top=None):
    page = np.repeat(PAGE[..., None], 3, axis=2)
    left, top = (SIDE - side - 30 if value is None else value for value in (left, top))
    page[top - 10 : top + side + 10, left - 10 : left + side + 10] = 255
    page[top : top + side, left : left + side] = model(side)
    if framed:
        cv2.rectangle(page, (left, top), (left + side - 1, top + side - 1), (0, 0, 0), 4)
    return page


def encoded(page, kind="PNG", **options):
    out = io.BytesIO()
    Image.fromarray(page).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("side", [160, 250, 400])
def test_the_model_is_found_framed_or_not(side, framed):
    box = corner.find(page_with_model(side, framed=framed))
    place = (SIDE - side - 30) / SIDE
    assert box == pytest.approx((place, place, 1 - 30 / SIDE, 1 - 30 / SIDE), abs=0.012)


def test_the_model_is_found_in_another_corner_and_on_tinted_paper():
    tinted = (page_with_model(left=30, top=30) * [1, 0.94, 0.8]).astype(np.uint8)
    assert corner.find(tinted) == pytest.approx((30 / SIDE, 30 / SIDE, 280 / SIDE, 280 / SIDE), abs=0.012)


NO_MODEL = {
    "black and white": np.repeat(PAGE[..., None], 3, axis=2),
    "yellow paper": (PAGE[..., None] * [1, 0.9, 0.7]).astype(np.uint8),
    "coloured all over": np.where((PAGE > 128)[..., None], np.uint8([255, 120, 90]), np.uint8(0)),
    "in the middle": page_with_model(left=400, top=400),
    "too small": page_with_model(60),
    "half the page": page_with_model(600),
}


@pytest.mark.parametrize("kind", NO_MODEL)
def test_other_colours_are_no_model(kind):
    assert corner.find(NO_MODEL[kind]) is None


def test_a_model_beside_coloured_drawings_is_none():
    page = page_with_model()
    cv2.circle(page, (200, 200), 90, (250, 60, 60), -1)
    assert corner.find(page) is None


def test_specks_of_colour_elsewhere_do_not_hide_the_model():
    page = page_with_model()
    for x in range(50, 600, 60):
        page[30:34, x : x + 4] = (255, 0, 0)
    assert corner.find(page) is not None


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_cleaning_keeps_the_model_in_colour_and_all_else_black_or_white(kind):
    image = encoded(page_with_model(), kind)
    clean = lineart.clean(image, colored_model=True)
    picture = Image.open(io.BytesIO(clean))
    assert (picture.mode, picture.size) == ("P", (2048, 2048))
    assert len(picture.getcolors(256)) <= 64
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    rows = columns = slice(1480, 2000)
    shown = cv2.resize(pixels[rows, columns].astype(np.uint8), (260, 260), interpolation=cv2.INTER_AREA)
    given = page_with_model()[740:1000, 740:1000]
    assert np.abs(shown.astype(int) - given).mean() < 12
    pixels[rows, columns] = 255
    assert set(np.unique(pixels)) == {0, 255}
    assert len(clean) < 200_000


def test_without_asking_colours_become_lines():
    assert Image.open(io.BytesIO(lineart.clean(encoded(page_with_model())))).mode == "1"


def test_a_page_without_a_model_comes_out_the_same_asked_or_not():
    image = encoded(np.repeat(PAGE[..., None], 3, axis=2))
    assert lineart.clean(image, colored_model=True) == lineart.clean(image)


def test_the_model_is_left_out_of_all_measures():
    bare = np.repeat(spoiling.small(spoiling.draw_balls())[..., None], 3, axis=2)
    page = bare.copy()
    page[834:994, 834:994] = page_with_model(160)[834:994, 834:994]
    with_model, without = (
        lineart.measure(lineart.clean(encoded(p), colored_model=True)) for p in (page, bare)
    )
    assert with_model.passes
    assert with_model.pure == 1
    assert with_model.areas == without.areas
    assert with_model.stroke_p10 == without.stroke_p10
    assert with_model.ink == pytest.approx(without.ink, rel=0.04)
    assert with_model.solid == without.solid


def test_washes_outside_a_corner_are_measured_as_gray():
    assert "gray" in lineart.measure(encoded(NO_MODEL["coloured all over"])).faults
