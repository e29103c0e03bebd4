"""The mini-book reads in order once its sheet is folded, cut and wrapped."""

import numpy as np
import pytest

from coloring import printing
from coloring.printing import PAPERS, mini_books
from tests.coloring import marks
from tests.coloring.marks import bars, drawing


def mini_book(count=6, paper="a4", size=(512, 724), name="Léa", title="La mer"):
    pages = [drawing(*size, bars=number) for number in range(1, count + 1)]
    return printing.mini_book(pages, paper, name=name, title=title)


def only_page(pdf):
    (page,) = marks.pages(pdf)
    return page


def panel(page, row, column):
    """Letters and pictures in one of the eight panels; not the marks for folding and cutting."""
    width, height = page.width / 4, page.height / 2

    def is_here(mark):
        left, top, right, bottom = mark.box
        return (
            left >= column * width
            and right <= (column + 1) * width
            and top >= row * height
            and bottom <= (row + 1) * height
            and not is_guide(mark)
        )

    return [mark for mark in page.marks if is_here(mark)]


def is_guide(mark):
    return mark.operator == "S" and mark.width < 0.45 and mark.rings == 1


def folded():
    """Fold the sheet as paper is folded: pages in order, each as (row, column, is upside down on the sheet).

    The upper row goes behind the lower one. Both ends are pushed together: the middle columns, which are cut
    apart, open into a cross of four arms, each of two panels with their printed sides out. Seen from above,
    clockwise from the left arm's back.
    """
    front, back = 1, 0
    arms = [
        [(back, 0), (front, 0)],
        [(front, 1), (front, 2)],
        [(front, 3), (back, 3)],
        [(back, 2), (back, 1)],
    ]
    around = [place for arm in arms for place in arm]
    # Wrapped with the front of the right arm outside, that panel is the cover.
    start = around.index((front, 3))
    # Folding the upper row backwards turns it upside down.
    return [(row, column, row == back) for row, column in (*around[start:], *around[:start])]


def test_the_order_of_pages_is_that_of_the_folded_sheet():
    rows = (mini_books.UPPER, mini_books.LOWER)
    assert [rows[row][column] for row, column, _ in folded()] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_spine_is_left_of_odd_pages_and_right_of_even_ones():
    """The middle of the cross, where the spine comes, is at the first and third of the upright folds."""
    for number, (_, column, upside_down) in enumerate(folded(), 1):
        left, right = (column + 1, column) if upside_down else (column, column + 1)
        assert (left if number % 2 else right) in {1, 3}


def test_the_drawings_follow_each_other_in_the_folded_book():
    page = only_page(mini_book(7))
    found = [
        [bars(mark) for mark in panel(page, row, column) if mark.operator == "f*"]
        for row, column, _ in folded()
    ]
    assert found == [[1], [1], [2], [3], [4], [5], [6], [7]]


def test_the_upper_row_is_upside_down():
    """Bars begin in the upper left corner of their drawing."""
    page = only_page(mini_book(7))
    for row, column, upside_down in folded():
        (picture,) = [mark for mark in panel(page, row, column) if mark.operator == "f*"]
        left, top, right, bottom = picture.box
        inner = picture.points[
            (picture.points[:, 0] > left + 2)
            & (picture.points[:, 0] < right - 2)
            & (picture.points[:, 1] > top + 2)
            & (picture.points[:, 1] < bottom - 2)
        ]
        above = inner[:, 1].mean() < (top + bottom) / 2
        assert above != upside_down


def test_the_cover_has_letters_above_and_below_its_picture():
    page = only_page(mini_book())
    cover = panel(page, 1, 3)
    (picture,) = [mark for mark in cover if mark.operator == "f*"]
    letters = [mark for mark in cover if mark.operator == "S" and mark.rings > 1]
    assert min(mark.box[3] for mark in letters) < picture.box[1]
    assert max(mark.box[1] for mark in letters) > picture.box[3]


@pytest.mark.parametrize(("count", "empty"), [(1, 6), (4, 3), (7, 0)])
def test_left_over_panels_have_an_empty_frame(count, empty):
    page = only_page(mini_book(count))
    panels = [panel(page, row, column) for row in (0, 1) for column in range(4)]
    assert sum([mark.operator for mark in marks_] == ["S"] for marks_ in panels) == empty


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("size", [(512, 724), (724, 512), (512, 512)])
def test_pages_keep_clear_of_edges_folds_and_cut(paper, size):
    page = only_page(mini_book(3, paper, size))
    assert min(page.margins) >= 9.99
    assert page.width > page.height
    inside = [mark for row in (0, 1) for column in range(4) for mark in panel(page, row, column)]
    guides = [mark for mark in page.marks if not any(mark is other for other in inside)]
    assert len(guides) == 13
    for mark in inside:
        left, top, right, bottom = mark.box
        for fold in (page.width / 4, page.width / 2, 3 * page.width / 4):
            assert right <= fold - 4.99 or left >= fold + 4.99
        assert bottom <= page.height / 2 - 4.99 or top >= page.height / 2 + 4.99


def test_the_cut_runs_through_the_two_middle_columns_only():
    page = only_page(mini_book())
    (cut,) = [mark for mark in page.marks if mark.dashed]
    assert np.allclose(cut.points, [(297 / 4, 105), (3 * 297 / 4, 105)], atol=0.02)


def test_folds_are_marked_at_all_four_edges():
    page = only_page(mini_book())
    ticks = [
        mark.points
        for mark in page.marks
        if mark.operator == "S" and len(mark.points) == 2 and not mark.dashed
    ]
    short = [points for points in ticks if np.hypot(*(points[1] - points[0])) == pytest.approx(3, abs=0.01)]
    across = sorted(
        {round(points[0][0], 1) for points in short if points[0][0] == pytest.approx(points[1][0])}
    )
    along = {round(points[0][1]) for points in short if points[0][1] == pytest.approx(points[1][1])}
    assert across == pytest.approx([74.2, 148.5, 222.8], abs=0.1)
    assert along == {105}
    assert len(short) == 8


@pytest.mark.parametrize("count", [0, 8])
def test_a_mini_book_has_1_to_7_drawings(count):
    with pytest.raises(ValueError, match="no book"):
        mini_book(count)


def test_an_unknown_paper_is_a_key_error():
    with pytest.raises(KeyError):
        mini_book(paper="a5")


def test_a_page_that_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="whole"):
        printing.mini_book([b"no picture"], "a4", name="", title="")
