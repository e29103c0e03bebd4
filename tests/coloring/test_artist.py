"""From a drawing to a finished page: cleaned, named, with its coloured model, and measured."""

import io

import numpy as np
import pytest
from PIL import Image

from coloring import artist, lineart
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
    assert len(named.areas) > len(plain.areas)
    assert named.measures.passes


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


def test_areas_can_be_found_again_on_the_page(plain):
    page = pixels(plain)
    for area in plain.areas:
        assert page[int(area.y * plain.height), int(area.x * plain.width)].tolist() == [255, 255, 255]
    assert [lineart.Area.from_list(area.as_list()).colour for area in plain.areas] == [
        area.colour for area in plain.areas
    ]


def test_no_scraps_are_left_beside_the_coloured_model_of_a_page_without_a_frame():
    page = Image.open(io.BytesIO(HOUSES)).convert("L")
    page.paste(0, (page.width - 12, page.height // 2, page.width - 4, page.height))
    out = io.BytesIO()
    page.save(out, "PNG")
    sent = Drawing(image=out.getvalue(), engine="openai", model="gpt-image-1-mini")
    finished = pixels(artist.finish(sent, Commission(colored_model=True)))
    assert (finished[-200:, -30:] == 255).all()
