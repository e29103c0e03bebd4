"""The gate lets pages through that a child can colour and names what is wrong with the others."""

import io
import json
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from coloring import lineart
from coloring.lineart import frame


def png(levels):
    out = io.BytesIO()
    Image.fromarray(levels).save(out, "PNG")
    return out.getvalue()


def drawing(side=1024, width=6):
    """Twelve balls on white: a page that a child can colour."""
    page = np.full((side, side), 255, np.uint8)
    for row in range(3):
        for column in range(4):
            middle = (round((column + 0.5) * side / 4), round((row + 0.5) * side / 3))
            cv2.circle(page, middle, side * 100 // 1024, 0, width)
            cv2.circle(page, middle, side * 50 // 1024, 0, width)
    return page


def framed(page, margin=24, width=8):
    smaller = cv2.copyMakeBorder(page, 0, 0, 0, 0, cv2.BORDER_CONSTANT)
    side = page.shape[0]
    cv2.rectangle(smaller, (margin, margin), (side - margin, side - margin), 0, width)
    return smaller


def measured(page):
    return lineart.measure(png(page))


GOOD = measured(drawing())


def test_a_good_page_passes_and_has_no_faults():
    assert GOOD.passes
    assert GOOD.faults == ()
    assert GOOD.score == 0


def test_areas_are_counted_background_included():
    assert GOOD.areas == 25


def test_shares_are_those_of_the_pixels():
    assert GOOD.pure == 1
    assert GOOD.ink == pytest.approx((drawing() < 128).mean())
    assert GOOD.solid == 0


def test_width_of_lines_is_measured_at_drawing_size_whatever_the_size_given():
    assert measured(drawing(2048, 12)).stroke_p10 == pytest.approx(GOOD.stroke_p10, abs=1)
    assert measured(drawing(512, 3)).stroke_p10 == pytest.approx(GOOD.stroke_p10, abs=2.1)


def test_a_frame_does_not_matter():
    bare, with_frame = GOOD, measured(framed(drawing()))
    assert with_frame.areas == bare.areas
    assert with_frame.largest == pytest.approx(bare.largest, abs=0.06)
    assert with_frame.ink == pytest.approx(bare.ink, rel=0.15)
    assert with_frame.passes


def test_a_frame_alone_is_an_empty_page():
    measures = measured(framed(np.full((1024, 1024), 255, np.uint8)))
    assert measures.ink == 0
    assert measures.largest == pytest.approx(1, abs=0.01)
    assert measures.areas == 1


def rounded_frame(box, radius=20, width=6):
    """A closed line in a 400 x 300 page, drawn around `box` (left, top, right, bottom)."""
    left, top, right, bottom = box
    core = np.ones((400, 300), np.uint8)
    core[top + radius : bottom - radius, left + radius : right - radius] = 0
    away = cv2.distanceTransform(core, cv2.DIST_L2, 5)
    return ((away <= radius) & (away > radius - width)).astype(np.uint8)


def test_a_rounded_frame_is_found():
    line = rounded_frame((12, 12, 288, 388))
    page = frame.inside(line)
    assert page[200, 150] == 1
    assert not (page & line).any()
    assert not page[:12].any()


def test_both_lines_of_a_double_frame_are_outside():
    lines = rounded_frame((6, 6, 294, 394), width=3) | rounded_frame((14, 14, 286, 386), width=5)
    page = frame.inside(lines)
    assert not (page & lines).any()
    assert page[25:375, 25:275].all()


def test_a_frame_along_the_page_edge_is_found():
    line = np.ones((300, 300), np.uint8)
    line[4:-4, 4:-4] = 0
    assert frame.inside(line).sum() == pytest.approx(290**2, rel=0.01)


def test_a_page_without_a_frame_is_whole():
    ink = (drawing() < 128).astype(np.uint8)
    assert frame.inside(ink).all()
    broken = (framed(drawing()) < 128).astype(np.uint8)
    broken[660:690, :60] = 0
    assert frame.inside(broken).all()


def test_a_blank_page_fails():
    measures = measured(np.full((1024, 1024), 255, np.uint8))
    assert measures.faults == ("too_little_ink", "few_areas", "open")
    assert measures.stroke_p10 == 0


def test_a_black_page_fails():
    faults = measured(np.zeros((600, 400), np.uint8)).faults
    assert {"too_much_ink", "solid_black", "few_areas"} <= set(faults)


def test_a_gray_wash_is_named():
    page = drawing()
    page[600:, :] = np.minimum(page[600:, :], 200)
    assert measured(page).faults == ("gray",)


def test_pixels_are_judged_as_given_not_after_scaling():
    assert measured(drawing(3000, 17)).pure == 1


def test_specks_are_counted_and_named():
    page = drawing()
    for i in range(14):
        cv2.circle(page, (10 + 60 * i, 6), 2, 0, -1)
    measures = measured(page)
    assert measures.specks == 14
    assert measures.faults == ("specks",)


def test_hairlines_are_named():
    assert "thin_lines" in measured(drawing(width=1)).faults


def test_solid_black_is_named_but_eyes_are_not():
    page = drawing()
    cv2.circle(page, (512, 512), 16, 0, -1)
    assert measured(page).passes
    cv2.circle(page, (512, 512), 80, 0, -1)
    measures = measured(page)
    assert measures.faults == ("solid_black",)
    assert measures.solid == pytest.approx(np.pi * 80**2 / 1024**2, rel=0.05)


def test_white_between_narrow_lines_is_unreachable():
    page = drawing()
    page[700:1000:14, 100:900] = 0
    page[701:1000:14, 100:900] = 0
    page[702:1000:14, 100:900] = 0
    measures = measured(page)
    assert measures.reachable < 0.85
    assert "unreachable" in measures.faults


def test_a_corridor_as_wide_as_the_crayon_is_reachable():
    page = np.full((1024, 1024), 255, np.uint8)
    page[100:106] = page[119:125] = 0
    assert measured(page).reachable == 1


def test_an_open_drawing_is_named():
    page = np.full((1024, 1024), 255, np.uint8)
    for i in range(22):
        cv2.line(page, (30 * i + 40, 100), (30 * i + 40, 900), 0, 5)
    assert {"few_areas", "open"} <= set(measured(page).faults)


def test_noise_like_a_photo_fails():
    rng = np.random.default_rng(1)
    photo = cv2.GaussianBlur(rng.integers(0, 255, (512, 512)).astype(np.uint8), (0, 0), 3)
    assert not measured(cv2.normalize(photo, None, 0, 255, cv2.NORM_MINMAX)).passes


def test_the_better_page_has_fewer_or_smaller_faults():
    specks = replace(GOOD, specks=12)
    dirt = replace(GOOD, specks=18)
    blank = measured(np.full((64, 64), 255, np.uint8))
    assert lineart.better(dirt, specks) is specks
    assert lineart.better(blank, dirt) is dirt
    assert lineart.better(GOOD, specks) is GOOD
    assert lineart.better(specks, replace(specks)) is specks


def test_measures_are_ready_for_json():
    told = json.loads(json.dumps(replace(GOOD, specks=30, ink=0.123456).as_dict()))
    assert told["ink"] == 0.1235
    assert told["specks"] == 30
    assert told["faults"] == ["specks"]


def test_clear_pixels_count_as_white():
    page = Image.fromarray(drawing())
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.paste("black", mask=page.point(lambda level: 255 - level))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert lineart.measure(out.getvalue()) == GOOD


@pytest.mark.parametrize("kind", ["L", "1", "P", "I;16"])
def test_every_kind_of_png_measures_alike(kind):
    levels = drawing()
    out = io.BytesIO()
    if kind == "I;16":
        Image.fromarray(levels.astype(np.uint16) * 257).save(out, "PNG")
    else:
        Image.fromarray(levels).convert(kind).save(out, "PNG")
    assert lineart.measure(out.getvalue()) == GOOD


@pytest.mark.parametrize("image", [b"", b"not a picture", png(drawing())[:3000]])
def test_bytes_that_are_no_whole_picture_are_refused(image):
    with pytest.raises(ValueError, match="whole"):
        lineart.measure(image)
