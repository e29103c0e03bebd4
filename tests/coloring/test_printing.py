"""A drawing lies on its sheet as large as the margins allow, in pure black, and the file names nobody."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from coloring import printing
from coloring.printing import PAPERS
from tests.coloring import marks
from tests.coloring.marks import drawing

SIZES = [(1024, 1024), (1024, 1536), (1536, 1024), (2048, 2048), (300, 1024), (1448, 2048)]


def only_page(pdf):
    (page,) = marks.pages(pdf)
    return page


def png(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def dense(block, side=2048):
    """Black and white squares in disorder, far more than any page has."""
    dice = np.random.default_rng(3).random((side // block, side // block)) < 0.5
    return png(Image.fromarray(np.kron(dice, np.ones((block, block), bool))))


def with_colored_corner():
    image = Image.open(io.BytesIO(drawing())).convert("RGB")
    ImageDraw.Draw(image).rectangle((760, 780, 980, 960), "#20c040", "black", 6)
    return png(image.quantize(16))


@pytest.mark.parametrize(("paper", "points"), [("a4", (595.276, 841.89)), ("letter", (612, 792))])
def test_the_page_is_as_large_as_the_paper(paper, points):
    pdf = printing.pdf(drawing(), paper)
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert [float(value) for value in page.mediabox] == pytest.approx([0, 0, *points], abs=0.01)
    assert PAPERS[paper].points == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize(
    ("size", "is_turned"), [((1536, 1024), True), ((1024, 1536), False), ((800, 800), False)]
)
def test_a_wide_drawing_turns_the_paper(size, is_turned):
    page = only_page(printing.pdf(drawing(*size), "a4"))
    assert (page.width > page.height) == is_turned


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", SIZES)
def test_the_drawing_fills_the_sheet_up_to_the_margins_in_the_middle(paper, size):
    page = only_page(printing.pdf(drawing(*size), paper))
    left, top, right, bottom = page.margins
    assert min(page.margins) == pytest.approx(10, abs=0.01)
    assert min(page.margins) >= 9.999
    assert left == pytest.approx(right, abs=0.02)
    assert top == pytest.approx(bottom, abs=0.02)
    assert (page.width - 2 * left) / (page.height - 2 * top) == pytest.approx(size[0] / size[1], rel=0.001)


def test_the_drawing_is_upright_and_not_mirrored():
    page = only_page(printing.pdf(drawing(), "a4"))
    points = page.marks[0].points
    inner = points[(points[:, 0] > 15) & (points[:, 0] < 195) & (points[:, 1] < 190)]
    assert inner[:, 0].mean() < page.width / 2
    assert inner[:, 1].mean() < page.height / 2


def test_a_drawing_is_printed_as_outlines_in_pure_black():
    page = only_page(printing.pdf(drawing(), "a4"))
    assert page.images == []
    assert [(mark.operator, mark.paint, mark.rings) for mark in page.marks] == [("f*", (0.0,), 3)]


def test_a_blank_drawing_prints_a_blank_page():
    page = only_page(printing.pdf(png(Image.new("1", (1024, 1024), 1)), "a4"))
    assert page.marks == []


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA"])
def test_drawings_of_every_mode_print_alike(mode):
    assert printing.pdf(drawing(mode=mode), "a4") == printing.pdf(drawing(), "a4")


def test_a_page_too_busy_for_outlines_is_one_bit_at_300_dpi():
    pdf = printing.pdf(dense(8), "a4")
    page = only_page(pdf)
    ((_, image),) = page.images
    assert image.mode == "1"
    assert image.width == pytest.approx(190 / 25.4 * 300, abs=1)
    assert [mark.kind for mark in page.marks] == ["image"]
    assert page.margins[0] == pytest.approx(10, abs=0.01)
    assert len(pdf) <= 500_000


def test_even_a_page_of_noise_stays_below_500_kb():
    pdf = printing.pdf(dense(1, 1024), "letter")
    ((_, image),) = only_page(pdf).images
    assert image.width >= 195 / 25.4 * 100
    assert len(pdf) <= 500_000


def test_dots_show_the_drawing_upright():
    """A noisy page whose lower half is white."""
    picture = Image.open(io.BytesIO(dense(4))).convert("L")
    picture.paste(255, (0, 1024, 2048, 2048))
    ((_, image),) = only_page(printing.pdf(png(picture), "a4")).images
    rows = np.asarray(image.convert("L")).mean(axis=1)
    assert rows[: len(rows) // 2 - 9].mean() < 160
    assert rows[len(rows) // 2 + 9 :].min() == 255


def test_the_colored_corner_is_a_picture_in_its_place():
    page = only_page(printing.pdf(with_colored_corner(), "a4"))
    ((_, image),) = page.images
    assert image.convert("RGB").getpixel((image.width // 2, image.height // 2)) == (0x20, 0xC0, 0x40)
    lines, corner = page.marks
    scale = 190 / 1024
    left, top, right, bottom = corner.box
    drawn = [10 + scale * 760, (297 - 190) / 2 + scale * 780, 10 + scale * 981, (297 - 190) / 2 + scale * 961]
    assert left <= drawn[0] + 0.01
    assert top <= drawn[1] + 0.01
    assert right >= drawn[2] - 0.01
    assert bottom >= drawn[3] - 0.01
    assert right - left == pytest.approx(image.width * scale, abs=0.01)
    assert lines.rings == 3


def test_a_dense_page_keeps_its_colored_corner():
    picture = Image.open(io.BytesIO(dense(8))).convert("RGB")
    ImageDraw.Draw(picture).rectangle((1500, 1500, 2000, 2000), "#2040c0")
    page = only_page(printing.pdf(png(picture.quantize(16)), "a4"))
    assert page.images[0][1].mode == "1"
    assert page.images[1][1].convert("RGB").getpixel((200, 200)) == (0x20, 0x40, 0xC0)


@pytest.mark.parametrize("size", [(1024, 1448), (1448, 1024), (1024, 1024)])
def test_a_title_stands_above_the_drawing_within_the_margins(size):
    page = only_page(printing.pdf(drawing(*size), "a4", title="Le château de Zoé"))
    letters = [mark for mark in page.marks if mark.operator != "f*"]
    (lines,) = page.fills()
    assert {mark.operator for mark in letters} == {"S", "f"}
    assert max(mark.box[3] for mark in letters) < lines.box[1]
    assert min(page.margins) >= 9.99
    middle = (letters[0].box[0] + letters[0].box[2]) / 2
    assert middle == pytest.approx(page.width / 2, abs=0.1)


def test_a_long_title_gets_smaller_and_then_shorter():
    def letters(title):
        strokes = [
            m for m in only_page(printing.pdf(drawing(), "a4", title=title)).marks if m.kind == "stroke"
        ]
        return strokes[0]

    short, longer = letters("Le dragon"), letters("Le dragon qui avait perdu son chapeau")
    longest = letters("Le dragon qui avait perdu son chapeau " * 9)
    assert longer.box[3] - longer.box[1] < short.box[3] - short.box[1]
    for title in (longer, longest, letters("A" * 300)):
        assert title.box[0] >= 9.99
        assert title.box[2] <= 200.01
    assert longest.box[3] - longest.box[1] > 0.55 * (short.box[3] - short.box[1])


@pytest.mark.parametrize("title", ["", "  ", "🦄"])
def test_without_letters_to_draw_no_room_is_made_for_a_title(title):
    with_title, without = (only_page(printing.pdf(drawing(), "a4", title=words)) for words in (title, ""))
    assert with_title.box == without.box


def test_the_file_names_nobody_and_no_time():
    pdf = printing.pdf(drawing(), "a4")
    assert PdfReader(io.BytesIO(pdf)).metadata == {"/Producer": "Herbbie"}
    assert b"/ID" not in pdf
    assert printing.pdf(drawing(), "a4") == pdf


def test_the_title_is_told_in_the_file():
    assert PdfReader(io.BytesIO(printing.pdf(drawing(), "a4", title="Été"))).metadata.title == "Été"


def test_the_file_asks_to_be_printed_at_true_size_on_one_side():
    root = PdfReader(io.BytesIO(printing.pdf(drawing(), "a4"))).root_object
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert root["/ViewerPreferences"]["/Duplex"] == "/Simplex"


def test_an_unknown_paper_is_a_key_error():
    with pytest.raises(KeyError):
        printing.pdf(drawing(), "a3")


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="whole"):
        printing.pdf(b"no picture", "a4")
