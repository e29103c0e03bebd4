"""A book has its pages in order, flat or folded, and all of it lies within the margins."""

import io

import pytest
from pypdf import PdfReader

from coloring import printing
from coloring.printing import books
from tests.coloring import marks
from tests.coloring.marks import bars, drawing


def drawings(count, size=(512, 724)):
    """Page number n shows n bars."""
    return [drawing(*size, bars=number) for number in range(1, count + 1)]


def book(pages, paper="a4", name="Léa", title="La mer", folded=False):
    return printing.book(pages, paper, name=name, title=title, folded=folded)


def halves(page):
    """What each half of a folded side shows: the bars of its drawing, "cover", "frame" or "blank"."""
    return tuple(shown(page, side) for side in (0, 1))


def shown(page, side):
    middle = page.width / 2
    here = [mark for mark in page.marks if (mark.box[0] > middle) == bool(side)]
    letters = [mark for mark in here if mark.operator == "S" and mark.rings > 1]
    fills = [mark for mark in here if mark.operator == "f*"]
    if letters and fills:
        return "cover"
    if fills:
        return bars(fills[0])
    return "frame" if here else "blank"


def read_after_folding(sides):
    """Fold a stack of sheets as paper is folded, and turn its pages.

    `sides` are (left, right) as printed, front and back of each sheet in turn. Turning a landscape sheet over
    its short edge brings the right half of the back behind the left half of the front. The first sheet is the
    outermost one, and its front is outside. Folded, the right half of the front is the first leaf.
    """
    sheets = [(sides[at], sides[at + 1]) for at in range(0, len(sides), 2)]
    right_leaves = [(front[1], back[0]) for front, back in sheets]
    left_leaves = [(back[1], front[0]) for front, back in reversed(sheets)]
    return [page for leaf in (*right_leaves, *left_leaves) for page in leaf]


def test_a_flat_book_is_a_cover_and_the_drawings_in_order():
    cover, *inner = marks.pages(book(drawings(5)))
    assert [bars(page.fills()[0]) for page in inner] == [1, 2, 3, 4, 5]
    assert bars(cover.fills()[0]) == 1
    assert {mark.kind for mark in cover.marks} == {"fill", "stroke"}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("folded", [False, True])
def test_nothing_of_a_book_lies_in_the_margins(paper, folded):
    pages = [drawing(512, 512), drawing(724, 512), drawing(512, 724)]
    for page in marks.pages(book(pages, paper, folded=folded)):
        assert min(page.margins) >= 9.99
        for mark in page.marks if folded else ():
            assert mark.box[2] <= page.width / 2 - 9.99 or mark.box[0] >= page.width / 2 + 9.99


def test_each_drawing_of_a_flat_book_turns_its_own_sheet():
    pages = marks.pages(book([drawing(512, 724), drawing(724, 512)]))
    assert [page.width > page.height for page in pages] == [False, False, True]


def test_pages_carry_their_number_below_the_drawing():
    _, first, second = marks.pages(book(drawings(2)))
    for page in (first, second):
        (number,) = [mark for mark in page.marks if mark.operator == "f"]
        assert number.box[1] > page.fills()[0].box[3]
        assert number.box[3] <= 287.01
        assert (number.box[0] + number.box[2]) / 2 == pytest.approx(105, abs=0.1)


@pytest.mark.parametrize("count", [4, 8, 12, 28])
def test_the_folding_order_reads_in_order_when_folded(count):
    assert read_after_folding(list(books.folding_order(count))) == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("count", "rest"),
    [(3, []), (2, ["blank"]), (5, ["frame", "blank"]), (4, ["frame", "frame", "blank"]), (7, [])],
)
def test_a_folded_book_reads_in_order(count, rest):
    sides = [halves(page) for page in marks.pages(book(drawings(count), folded=True))]
    assert read_after_folding(sides) == ["cover", *range(1, count + 1), *rest]


def test_a_folded_book_has_landscape_sides_and_asks_to_be_turned_over_the_short_edge():
    pdf = book(drawings(3), folded=True)
    assert all(page.width > page.height for page in marks.pages(pdf))
    preferences = PdfReader(io.BytesIO(pdf)).root_object["/ViewerPreferences"]
    assert preferences["/Duplex"] == "/DuplexFlipShortEdge"


def test_a_flat_book_asks_to_be_printed_on_one_side():
    preferences = PdfReader(io.BytesIO(book(drawings(2)))).root_object["/ViewerPreferences"]
    assert preferences["/Duplex"] == "/Simplex"


def test_a_wide_drawing_is_turned_in_a_folded_book_to_stay_large():
    front, _ = marks.pages(book([drawing(512, 724), drawing(512, 724), drawing(724, 512)], folded=True))
    left, top, right, bottom = front.fills()[-1 if front.fills()[0].box[0] > 148 else 0].box
    assert bottom - top > 1.3 * (right - left)


@pytest.mark.parametrize("name", ["Léa", "A" * 60])
@pytest.mark.parametrize(
    "title", ["La mer", "Les grandes aventures de Léa au pays des licornes", "mot " * 2000]
)
def test_the_cover_has_title_picture_and_name_one_below_the_other(name, title):
    cover, *_ = marks.pages(book(drawings(2), name=name, title=title))
    (picture,) = cover.fills()
    letters = [mark for mark in cover.marks if mark.operator == "S" and mark.rings > 1]
    above = [mark for mark in letters if mark.box[3] < picture.box[1]]
    below = [mark for mark in letters if mark.box[1] > picture.box[3]]
    assert above
    assert len(below) == 1
    assert len(above) + len(below) == len(letters)
    assert picture.box[3] - picture.box[1] > cover.height / 3


def test_letters_of_the_cover_are_white_inside():
    cover, *_ = marks.pages(book(drawings(2)))
    assert {mark.paint for mark in cover.marks if mark.operator == "f"} == {(1.0,)}


def test_a_cover_without_a_name_has_a_line_to_write_it_on():
    cover, *_ = marks.pages(book(drawings(2), name=""))
    lowest = max(cover.marks, key=lambda mark: mark.box[3])
    assert lowest.operator == "S"
    assert len(lowest.points) == 2
    assert lowest.points[0][1] == lowest.points[1][1]


def test_the_book_knows_its_title_and_no_name():
    reader = PdfReader(io.BytesIO(book(drawings(2))))
    assert reader.metadata == {"/Producer": "Herbbie", "/Title": "La mer"}


def test_the_same_book_is_the_same_file():
    assert book(drawings(2)) == book(drawings(2))


@pytest.mark.parametrize("count", [0, 1, 25])
def test_a_book_has_2_to_24_drawings(count):
    with pytest.raises(ValueError, match="no book"):
        book([drawing()] * count)


def test_a_book_may_have_24_drawings():
    assert len(marks.pages(book(drawings(24), folded=True))) == 14


def test_an_unknown_paper_is_a_key_error():
    with pytest.raises(KeyError):
        book(drawings(2), "a5")


def test_a_page_that_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="whole"):
        book([drawing(), b"no picture"])
