"""From a drawing to a finished page: cleaned, named, with its coloured model, and measured."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from coloring import artist
from coloring.engines.base import Commission, Drawing
from coloring.lineart import corner
from tests import factories

HOUSES = factories.line_art()


def drawing(**more):
    return Drawing(image=HOUSES, engine="openai", model="gpt-image-1-mini", **more)


def pixels(picture):
    with Image.open(io.BytesIO(picture.png)) as image:
        return np.asarray(image.convert("RGB"))


def has_colour(picture):
    page = pixels(picture).astype(int)
    return (page.max(axis=2) - page.min(axis=2) > 40).any()


@pytest.fixture(scope="module")
def plain():
    return artist.finish(drawing(), Commission())


def test_plain_page_is_black_and_white_and_knows_its_areas(plain):
    assert set(np.unique(pixels(plain))) == {0, 255}
    assert plain.measures.passes
    assert len(plain.areas) == plain.measures.areas


def test_name_stands_above_the_whole_drawing(plain):
    named = artist.finish(drawing(), Commission(child_name="Zoé"))
    assert (named.width, named.height) != (plain.width, plain.height)
    assert max(named.width, named.height) == 2048
    assert [area.colour for area in named.areas] == [area.colour for area in plain.areas]


def test_name_that_is_in_the_drawing_already_is_not_written_again(plain):
    named = artist.finish(drawing(is_named=True), Commission(child_name="Zoé"))
    assert named.png == plain.png


def test_coloured_model_is_in_the_corner_and_nowhere_else(plain):
    model = artist.finish(drawing(), Commission(colored_model=True))
    page = pixels(model).astype(int)
    coloured = page.max(axis=2) - page.min(axis=2) > 40
    rows, columns = np.nonzero(coloured)
    left, top, _, _ = corner.BOX
    assert columns.min() >= left * model.width - 1
    assert rows.min() >= top * model.height - 1


def test_coloured_model_spoils_no_measure(plain):
    model = artist.finish(drawing(), Commission(colored_model=True))
    assert model.measures.passes
    assert model.measures.pure == plain.measures.pure


def test_corner_that_a_service_coloured_is_kept_when_it_was_asked_for():
    page = Image.open(io.BytesIO(HOUSES)).convert("RGB")
    side = page.width
    small = Image.new("RGB", (side // 4, side // 4), "#f6c945")
    small.paste("#3a7bd5", (20, 20, side // 8, side // 8))
    page.paste("white", (side * 7 // 10, side * 7 // 10, side, side))
    page.paste(small, (side - side // 4 - 10, side - side // 4 - 10))
    out = io.BytesIO()
    page.save(out, "PNG")
    sent = Drawing(image=out.getvalue(), engine="openai", model="gpt-image-1-mini")
    assert has_colour(artist.finish(sent, Commission(colored_model=True)))
    assert not has_colour(artist.finish(sent, Commission()))


def test_areas_carry_the_real_colours_of_the_drawing():
    red = io.BytesIO()
    Image.new("RGB", (512, 512), "#cc2222").save(red, "PNG")
    page = artist.finish(drawing(colours=red.getvalue()), Commission())
    assert {area.colour for area in page.areas} == {"#cc2222"}


@pytest.mark.parametrize("wish", [{}, {"child_name": "Zoé"}, {"child_name": "Zoé", "colored_model": True}])
def test_areas_can_be_found_again_on_the_page(wish):
    picture = artist.finish(drawing(), Commission(**wish))
    ink = (pixels(picture).max(axis=2) < 128).astype(np.uint8)
    depth = cv2.distanceTransform(1 - ink, cv2.DIST_L2, 5)
    for area in picture.areas:
        found = depth[int(area.y * picture.height), int(area.x * picture.width)]
        assert found == pytest.approx(area.radius * 2048, abs=8)


def test_name_saves_no_poor_drawing():
    blank = io.BytesIO()
    Image.new("L", (1024, 1024), 255).save(blank, "PNG")
    poor = Drawing(image=blank.getvalue(), engine="openai", model="gpt-image-1-mini")
    assert "few_areas" in artist.finish(poor, Commission(child_name="Zoé")).measures.faults


def test_photo_that_came_back_instead_of_a_drawing_gets_no_model_and_stays_gray():
    gray = factories.photo()
    sent = Drawing(image=gray, engine="openai", model="gpt-image-1-mini")
    finished = artist.finish(sent, Commission(colored_model=True))
    assert "gray" in finished.measures.faults
    assert not has_colour(finished)


@pytest.mark.parametrize("orientation", ["square", "portrait", "landscape"])
def test_named_page_with_a_model_keeps_its_frame_and_models_the_scene_alone(orientation):
    wish = Commission(theme="ferme", orientation=orientation, child_name="Zoé", colored_model=True, seed="1")
    picture = artist.draw(wish, "offline")
    assert picture.measures.passes
    ink = pixels(picture).max(axis=2) < 128
    height, width = ink.shape
    # The frame's lower right corner is whole: a line runs along both of its sides up to near the corner.
    assert ink[height - height // 3 : height - 100, width - 60 :].any(axis=1).all()
    assert ink[height - 60 :, width - width // 3 : width - 100].any(axis=0).all()


def test_long_strip_has_no_room_for_a_model_and_gets_none():
    strip = Image.new("L", (2048, 300), 255)
    strip.paste(0, (0, 140, 2048, 160))
    out = io.BytesIO()
    strip.save(out, "PNG")
    sent = Drawing(image=out.getvalue(), engine="openai", model="gpt-image-1-mini")
    assert not has_colour(artist.finish(sent, Commission(colored_model=True)))


def test_no_scraps_are_left_beside_the_coloured_model_of_a_page_without_a_frame():
    page = Image.open(io.BytesIO(HOUSES)).convert("L")
    page.paste(0, (page.width - 12, page.height // 2, page.width - 4, page.height))
    out = io.BytesIO()
    page.save(out, "PNG")
    sent = Drawing(image=out.getvalue(), engine="openai", model="gpt-image-1-mini")
    finished = pixels(artist.finish(sent, Commission(colored_model=True)))
    assert (finished[-200:, -30:] == 255).all()
