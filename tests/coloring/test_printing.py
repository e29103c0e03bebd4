"""A drawing lies on its sheet as large as the margins allow, and the file says nothing about anybody."""

import io
import re

import numpy as np
import pytest
from PIL import Image, ImageDraw

from coloring import printing
from coloring.printing import PAPERS, Paper

MARGIN = 10 / 25.4 * 300  # px


def drawing(width=1024, height=1024, mode="L"):
    """A frame along the edges and a disk in the middle."""
    page = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, width - 1, height - 1), outline=0, width=6)
    pen.ellipse((width / 2 - 99, height / 2 - 99, width / 2 + 99, height / 2 + 99), outline=0, width=6)
    out = io.BytesIO()
    page.convert(mode).save(out, "PNG")
    return out.getvalue()


def ink_box(sheet):
    """Left, top, right, bottom of what is black."""
    rows, columns = np.nonzero(~np.asarray(sheet))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def media_box(pdf):
    return [float(number) for number in re.search(rb"/MediaBox \[ ([^\]]+) \]", pdf)[1].split()]


@pytest.mark.parametrize(("paper", "points"), [("a4", (595.276, 841.89)), ("letter", (612, 792))])
def test_the_page_is_as_large_as_the_paper(paper, points):
    pdf = printing.pdf(drawing(), paper)
    assert pdf.startswith(b"%PDF-")
    assert media_box(pdf) == pytest.approx([0, 0, *points], abs=0.2)
    assert PAPERS[paper].points == pytest.approx(points, abs=0.01)
    assert pdf.count(b"/Type /Page\n") == 1


def test_the_page_is_one_bit_fax_compressed_and_small():
    pdf = printing.pdf(drawing(), "a4")
    assert b"/CCITTFaxDecode" in pdf
    assert b"/BitsPerComponent 1" in pdf
    assert len(pdf) < 60_000


def test_a_wide_drawing_turns_the_paper_and_a_square_one_does_not():
    assert media_box(printing.pdf(drawing(1536, 1024), "a4"))[2:] == pytest.approx([841.89, 595.276], abs=0.2)
    assert media_box(printing.pdf(drawing(1024, 1536), "a4"))[2:] == pytest.approx([595.276, 841.89], abs=0.2)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", [(1024, 1024), (1024, 1536), (1536, 1024), (2048, 2048), (300, 1024)])
def test_the_drawing_fills_the_sheet_up_to_the_margins_in_the_middle(paper, size):
    sheet = printing.sheet(drawing(*size), PAPERS[paper])
    left, top, right, bottom = ink_box(sheet)
    margins = (left, top, sheet.width - right, sheet.height - bottom)
    assert min(margins) >= MARGIN
    assert min(margins) < MARGIN + 4
    assert abs(margins[0] - margins[2]) <= 1
    assert abs(margins[1] - margins[3]) <= 1
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.01)


def test_nothing_but_the_drawing_is_on_the_sheet():
    blank = io.BytesIO()
    Image.new("L", (1024, 1024), 255).save(blank, "PNG")
    assert np.asarray(printing.sheet(blank.getvalue(), PAPERS["a4"])).all()


def test_edges_are_smooth_after_enlarging():
    """A line at a slope keeps steps of one or two px, not those of the small drawing."""
    page = Image.new("1", (512, 512), 1)
    ImageDraw.Draw(page).line((20, 20, 480, 140), 0, 8)
    out = io.BytesIO()
    page.save(out, "PNG")
    sheet = np.asarray(printing.sheet(out.getvalue(), PAPERS["a4"]))
    tops = np.argmax(~sheet, axis=0)[~sheet.all(axis=0)][200:-200]
    assert np.abs(np.diff(tops.astype(int))).max() <= 2


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA"])
def test_drawings_of_every_mode_print_alike(mode):
    assert printing.pdf(drawing(mode=mode), "a4") == printing.pdf(drawing(), "a4")


def test_the_file_names_nobody_and_no_time():
    pdf = printing.pdf(drawing(), "a4")
    assert b"Herbbie" in pdf.replace(b"\x00", b"")
    for word in (b"/Title", b"/Author", b"/Creator", b"/Subject", b"/Keywords", b"Date"):
        assert word not in pdf


def test_an_unknown_paper_is_a_key_error():
    with pytest.raises(KeyError):
        printing.pdf(drawing(), "a3")


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="whole"):
        printing.pdf(b"no picture", "a4")


def test_a_paper_knows_its_pixels():
    assert PAPERS["a4"].pixels == (2480, 3508)
    assert Paper(25.4, 50.8).pixels == (300, 600)
