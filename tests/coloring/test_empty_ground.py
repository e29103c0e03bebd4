"""What is put on empty ground stays off the subject, and looks like a place."""

import cv2
import numpy as np

from coloring.engines.offline.photo import border, fillers
from coloring.engines.offline.photo.style import STYLES

NORMAL = STYLES["normal"]


def subject():
    """A closed ring in the middle of an empty page."""
    page = np.zeros((1024, 1024), np.uint8)
    cv2.circle(page, (512, 560), 220, 1)
    return page


def nothing():
    return np.zeros((1024, 1024), np.uint8)


def test_background_is_around_the_subject_and_not_in_it():
    ground = fillers.background(subject(), nothing())
    assert ground[20, 20]
    assert not ground[560, 512]


def test_shapes_are_scattered_around_the_subject_only():
    shapes = fillers.scatter(subject(), nothing(), NORMAL, count=7)
    assert len(shapes) == 7
    for shape in shapes:
        assert np.hypot(*(shape.points - (512, 560)).T).min() > 220


def test_shapes_keep_off_what_is_taken():
    taken = nothing()
    taken[:, :600] = 1
    for shape in fillers.scatter(nothing(), taken, NORMAL, count=5):
        assert shape.points[:, 0].min() > 600


def test_page_without_room_gets_no_shapes():
    crowded = nothing()
    crowded[::30] = 1
    assert fillers.scatter(crowded, nothing(), NORMAL, count=5) == []


def test_horizon_runs_behind_the_subject_from_edge_to_edge():
    line = fillers.horizon(subject(), nothing(), NORMAL)
    assert line[:, 0].any()
    assert line[:, -1].any()
    assert not (line & (1 - fillers.background(subject(), nothing()))).any()
    assert np.flatnonzero(line.any(axis=1)).min() > 560


def test_no_horizon_where_the_photo_has_one():
    page = subject()
    page[700] = 1
    assert not fillers.horizon(page, nothing(), NORMAL).any()


def test_border_is_made_of_closed_tiles_around_the_drawing():
    lines = border.tiles((1536, 2048), 10)
    sizes = cv2.connectedComponentsWithStats(1 - lines, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    assert (sizes > 4 * 400).sum() > 60
    shrunk = border.around(np.ones((1536, 2048), np.uint8))
    assert not (shrunk & lines).any()
    assert shrunk.mean() > 0.5
