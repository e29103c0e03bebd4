"""Cleaning turns what a model draws into pure black lines on pure white, and harms no good page."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from coloring import lineart
from coloring.lineart import cleaning

SIDE = 1024


def encoded(levels, kind="PNG", **options):
    out = io.BytesIO()
    Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).save(out, kind, **options)
    return out.getvalue()


def cleaned(levels, kind="PNG", **options):
    return decoded(lineart.clean(encoded(levels, kind, **options)))


def decoded(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"))


def drawing(width=6, factor=1):
    """Balls, a house and a hill; smooth lines of `width` px at 1024, drawn at `factor` times that size."""
    k = 4 * factor
    page = np.full((SIDE * k, SIDE * k), 255, np.uint8)
    for column in range(4):
        for radius in (30, 60, 90, 110):
            cv2.circle(page, ((150 + 240 * column) * k, 180 * k), radius * k, 0, width * k)
    house = np.array([[300, 800], [300, 500], [500, 350], [700, 500], [700, 800]]) * k
    cv2.polylines(page, [house, house[[1, 3]]], False, 0, width * k)
    cv2.rectangle(page, (440 * k, 600 * k), (540 * k, 800 * k), 0, width * k)
    cv2.line(page, (0, 800 * k), (SIDE * k, 800 * k), 0, width * k)
    return cv2.resize(page, (SIDE * factor, SIDE * factor), interpolation=cv2.INTER_AREA)


PAGE = drawing()
TRUTH = drawing(factor=2) < 128


def likeness(page, truth=TRUTH):
    """The ink in both over the ink in either."""
    ink = page < 128
    return (ink & truth).sum() / (ink | truth).sum()


def noise(spread):
    return np.random.default_rng(2).normal(0, spread, PAGE.shape)


def test_the_clean_page_is_a_one_bit_png_of_full_size():
    page = Image.open(io.BytesIO(lineart.clean(encoded(PAGE))))
    assert (page.format, page.mode, page.size) == ("PNG", "1", (2048, 2048))


@pytest.mark.parametrize(("shape", "size"), [((1536, 1024), (1365, 2048)), ((1024, 1536), (2048, 1365))])
def test_the_long_side_is_2048_and_the_aspect_stays(shape, size):
    page = Image.open(io.BytesIO(lineart.clean(encoded(cv2.resize(PAGE, shape[::-1])))))
    assert page.size == size


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_a_good_page_of_any_size_is_not_harmed(factor):
    page = cleaned(drawing(factor=factor))
    assert likeness(page) > 0.97
    assert lineart.measure(encoded(page)).passes


def test_cleaning_twice_changes_nothing_to_speak_of():
    once = cleaned(PAGE)
    assert likeness(cleaned(once), once < 128) > 0.98


def test_a_finished_page_comes_back_unchanged():
    page = lineart.clean(encoded(PAGE))
    assert lineart.clean(page) is page


@pytest.mark.parametrize("spoil", ["specks", "size"])
def test_a_one_bit_page_that_is_not_finished_is_cleaned(spoil):
    ink = TRUTH.copy()
    if spoil == "specks":
        for x in range(50, 1900, 60):
            ink[1900:1906, x : x + 6] = True
    else:
        ink = ink[::2, ::2]
    out = io.BytesIO()
    Image.fromarray(~ink).save(out, "PNG")
    page = lineart.clean(out.getvalue())
    assert page != out.getvalue()
    assert lineart.measure(page).specks == 0
    assert decoded(page).shape == (2048, 2048)


TINTED = {
    "cream paper": np.stack([PAGE * 1.0, PAGE * 0.95, PAGE * 0.8], 2),
    "gray paper": 20 + PAGE * 0.6,
    "gray ink": 100 + PAGE * 0.6,
    "grain": PAGE + noise(15),
    "soft edges": cv2.GaussianBlur(PAGE, (0, 0), 1),
    "shade to one side": PAGE * np.linspace(0.6, 1, SIDE),
    "blue ink": np.stack([PAGE, PAGE, np.full_like(PAGE, 240)], 2),
}


@pytest.mark.parametrize("tint", TINTED)
def test_tints_turn_white_and_lines_stay(tint):
    page = cleaned(TINTED[tint])
    assert likeness(page) > 0.95
    assert set(np.unique(page)) == {0, 255}
    assert lineart.measure(encoded(page)).passes


def test_jpeg_and_webp_are_read():
    assert likeness(cleaned(PAGE, "JPEG", quality=60)) > 0.95
    assert likeness(cleaned(PAGE, "WEBP", quality=60)) > 0.95


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_is_read(mode):
    out = io.BytesIO()
    if mode == "I;16":
        Image.fromarray(PAGE.astype(np.uint16) * 257).save(out, "PNG")
    else:
        Image.fromarray(PAGE).convert(mode).save(out, "PNG")
    assert likeness(decoded(lineart.clean(out.getvalue()))) > 0.96


def test_clear_ground_turns_white():
    clear = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    clear.paste("black", mask=Image.fromarray(255 - PAGE))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert likeness(decoded(lineart.clean(out.getvalue()))) > 0.97


@pytest.mark.parametrize("filling", [(70, 70, 70), (200, 200, 200), (10, 20, 230), (220, 30, 30)])
def test_gray_and_coloured_fillings_turn_white(filling):
    page = np.stack([PAGE] * 3, 2)
    inside = np.zeros_like(PAGE)
    cv2.fillPoly(inside, [np.array([[300, 800], [300, 500], [500, 350], [700, 500], [700, 800]])], 1)
    page[(inside > 0) & (PAGE > 200)] = filling
    assert likeness(cleaned(page)) > 0.95


def test_a_blank_page_stays_blank_and_fails():
    for blank in (np.full((400, 400), 255), np.full((400, 400), 235) + noise(3)[:400, :400]):
        page = cleaned(blank)
        assert page.min() == 255
        assert "too_little_ink" in lineart.measure(encoded(page)).faults


def photo(side=512):
    """Soft, coarse and fine shapes without lines."""
    rng = np.random.default_rng(3)
    shapes = sum(cv2.GaussianBlur(rng.normal(0, 400 * s, (side, side)), (0, 0), s) for s in (2, 8, 30))
    return cv2.normalize(shapes, None, 0, 255, cv2.NORM_MINMAX)


def test_a_photo_stays_gray_and_fails():
    page = Image.open(io.BytesIO(lineart.clean(encoded(photo()))))
    assert page.mode == "L"
    assert "gray" in lineart.measure(lineart.clean(encoded(photo()))).faults


def test_a_painting_without_lines_fails():
    painting = np.full((SIDE, SIDE), 250, np.uint8)
    for i, (x, y) in enumerate(np.random.default_rng(8).integers(100, 900, (30, 2))):
        cv2.circle(painting, (int(x), int(y)), 60, 90 + 5 * i, -1)
    assert not lineart.measure(lineart.clean(encoded(painting))).passes


def test_a_drawing_with_gray_shadows_is_still_a_drawing():
    shaded = PAGE.copy()
    shadow = np.zeros_like(PAGE)
    cv2.ellipse(shadow, (520, 880), (300, 60), 0, 0, 360, 1, -1)
    shaded[(shadow > 0) & (PAGE > 128)] = 170
    assert likeness(cleaned(shaded)) > 0.96


def test_specks_and_pinholes_are_removed():
    dirty = PAGE.copy()
    for x, y in np.random.default_rng(5).integers(20, SIDE - 20, (150, 2)):
        dirty[y : y + 3, x : x + 3] = 0
    dirty[797:799, 100:900:40] = 255
    page = cleaned(dirty)
    assert lineart.measure(encoded(page)).specks == 0
    assert likeness(page) > 0.96


def test_a_small_eye_is_kept_and_is_no_speck():
    page = PAGE.copy()
    cv2.circle(page, (500, 920), 3, 0, -1)
    eye = cleaned(page)[1820:1860, 980:1020] == 0
    assert eye.sum() >= 60 * 4
    assert lineart.measure(lineart.clean(encoded(page))).specks == 0


def test_heavy_grain_on_gray_paper_leaves_no_dots():
    page = cleaned(40 + PAGE * 0.6 + noise(22))
    assert pieces_of(page) == pieces_of(cleaned(PAGE))
    assert likeness(page) > 0.9


def pieces_of(page):
    return cv2.connectedComponents((page < 128).astype(np.uint8), connectivity=8)[0]


def test_many_small_dots_are_dirt():
    page = PAGE.copy()
    for x in range(40, 1000, 20):
        cv2.circle(page, (x, 920), 3, 0, -1)
    assert cleaned(page)[1800:1900].min() == 255


def test_an_eye_is_not_grown_into_its_brow():
    page = PAGE.copy()
    cv2.circle(page, (500, 920), 3, 0, -1)
    cv2.line(page, (485, 911), (515, 911), 0, 4)
    clean = cleaned(page)
    assert (clean[1820:1860, 980:1020] == 0).sum() >= 60 * 4
    assert (clean[1827:1830, 1000] == 255).any()


def test_a_wide_filling_becomes_an_outline():
    page = PAGE.copy()
    cv2.circle(page, (500, 910), 80, 0, -1)
    clean = cleaned(page)
    assert clean[1820, 1000] == 255
    assert clean[1820, 1160 - 2 * 4] == 0
    assert lineart.measure(encoded(clean)).passes


def test_eyes_stay_black():
    page = PAGE.copy()
    for x in (450, 550):
        cv2.circle(page, (x, 910), 18, 0, -1)
    clean = cleaned(page)
    assert clean[1820, 900] == clean[1820, 1100] == 0


def test_a_small_gap_is_mended_and_sharp_corners_stay_sharp():
    page = PAGE.copy()
    page[796:806, 200:202] = 255
    clean = cleaned(page)
    assert (clean[1590:1610, 400:404] == 0).any(axis=0).all()
    assert likeness(clean) > 0.97


def test_slits_between_close_lines_stay_white():
    page = PAGE.copy()
    for y in range(860, 960, 9):
        cv2.line(page, (200, y), (800, y), 0, 6)
    clean = cleaned(page)
    assert (clean[1720:1900, 1000] == 255).sum() > 30


@pytest.mark.parametrize("image", [b"", b"plain text", encoded(PAGE)[:2000]])
def test_bytes_that_are_no_whole_picture_are_refused(image):
    with pytest.raises(ValueError, match="whole"):
        lineart.clean(image)


def test_a_picture_above_forty_million_pixels_is_refused_unread():
    out = io.BytesIO()
    Image.new("1", (9000, 5000)).save(out, "PNG")
    with pytest.raises(ValueError, match="too many"):
        lineart.clean(out.getvalue())


def test_the_drawing_size_is_twice_that_of_the_gate():
    assert cleaning.LONG_SIDE == 2048


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [(1024, 1024), (2048, 1400), (300, 2000)])
def test_a_black_page_is_cleaned_without_a_warning(size):
    assert lineart.clean(encoded(np.zeros(size[::-1]))).startswith(b"\x89PNG")
