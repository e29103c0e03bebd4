"""Ink operations do what their names say, judged by pixels."""

import cv2
import numpy as np

from coloring.lineart import binary


def paper(height=120, width=160):
    return np.zeros((height, width), np.uint8)


def holes(ink):
    return cv2.connectedComponents(1 - ink, connectivity=4)[0] - 1


def pieces(ink):
    return cv2.connectedComponents(ink, connectivity=8)[0] - 1


def ring():
    return cv2.circle(paper(), (80, 60), 40, 1, 9)


def test_thinned_ring_is_one_pixel_wide_and_still_closed():
    skeleton = binary.thin(ring())
    assert holes(skeleton) == 2
    assert pieces(skeleton) == 1
    assert abs(skeleton.sum() - 2 * np.pi * 40 * 0.9) < 40
    assert not cv2.erode(skeleton, np.ones((2, 2), np.uint8)).any()


def test_thinning_follows_the_middle_of_the_line():
    ink = paper()
    ink[50:57, 20:140] = 1
    rows = np.nonzero(binary.thin(ink))[0]
    assert set(rows.tolist()) <= {52, 53, 54}


def test_thinning_does_not_change_its_input():
    ink = ring()
    before = ink.copy()
    binary.thin(ink)
    assert (ink == before).all()


def test_thinning_keeps_pieces_and_holes_of_a_random_scribble():
    rng = np.random.default_rng(4)
    ink = paper(200, 200)
    for x1, y1, x2, y2 in rng.integers(0, 200, (14, 4)):
        cv2.line(ink, (int(x1), int(y1)), (int(x2), int(y2)), 1, 7)
    skeleton = binary.thin(ink)
    assert pieces(skeleton) == pieces(ink)
    assert not (skeleton & (1 - ink)).any()


def test_thinning_of_a_piece_does_not_depend_on_other_pieces():
    rng = np.random.default_rng(9)
    blob, scribble = paper(200, 300), paper(200, 300)
    cv2.circle(blob, (60, 100), 50, 1, -1)
    for x1, y1, x2, y2 in rng.integers(0, 180, (9, 4)):
        cv2.line(scribble, (120 + int(x1), int(y1)), (120 + int(x2), int(y2)), 1, 9)
    together = binary.thin(blob | scribble)
    assert (together == binary.thin(blob) | binary.thin(scribble)).all()


def test_thinning_reaches_ink_at_the_page_edge():
    ink = paper()
    ink[:, :5] = 1
    skeleton = binary.thin(ink)
    assert skeleton.any()
    assert skeleton.sum() < 1.2 * ink.shape[0]


def test_thinning_nothing_gives_nothing():
    assert not binary.thin(paper()).any()


def test_piece_below_the_area_is_dropped_and_diagonal_pixels_hold_together():
    ink = paper()
    ink[10:15, 10:15] = 1
    for i in range(30):
        ink[40 + i, 40 + i] = 1
    kept = binary.drop_small(ink, area=26)
    assert not kept[10:15, 10:15].any()
    assert kept.sum() == 30


def test_piece_below_the_length_is_dropped_whatever_its_area():
    ink = paper()
    ink[10:30, 10:30] = 1
    ink[60, 20:70] = 1
    kept = binary.drop_small(ink, length=40)
    assert not kept[10:30, 10:30].any()
    assert kept[60, 20:70].all()


def test_small_white_island_becomes_ink_and_a_large_one_stays_white():
    ink = paper()
    ink[10:50, 10:50] = 1
    ink[20:23, 20:23] = 0
    ink[30:40, 30:40] = 0
    filled = binary.fill_holes(ink, 10)
    assert filled[20:23, 20:23].all()
    assert not filled[30:40, 30:40].any()


def test_white_islands_that_touch_by_a_corner_are_two():
    ink = np.ones((40, 40), np.uint8)
    ink[10:12, 10:12] = 0
    ink[12:14, 12:14] = 0
    assert binary.fill_holes(ink, 5).all()


def test_disk_is_round_and_as_wide_as_its_radius_says():
    kernel = binary.disk(6)
    assert kernel.shape == (13, 13)
    assert abs(int(kernel.sum()) - np.pi * 6.5**2) < 15


def test_smoothing_takes_a_spike_off_and_leaves_the_line():
    ink = paper()
    ink[50:58, :] = 1
    ink[45:50, 80] = 1
    smoothed = binary.smooth(ink, 1.5)
    assert not smoothed[45:48, 80].any()
    assert smoothed[51:57].all()


def test_a_line_has_two_ends_and_a_ring_has_none():
    line = paper()
    line[60, 20:100] = 1
    assert np.argwhere(binary.end_points(line)).tolist() == [[60, 20], [60, 99]]
    assert not binary.end_points(binary.thin(ring())).any()


def test_pruning_takes_short_branches_and_keeps_line_ends():
    skeleton = paper()
    skeleton[60, 20:120] = 1
    skeleton[54:60, 70] = 1
    pruned = binary.prune(skeleton, 10)
    assert not pruned[54:59, 70].any()
    assert pruned[60, 20:120].all()


def test_pruning_keeps_long_branches_and_lone_short_strokes():
    skeleton = paper()
    skeleton[60, 20:120] = 1
    skeleton[30:60, 70] = 1
    skeleton[100, 30:42] = 1
    pruned = binary.prune(skeleton, 10)
    assert pruned[30:60, 70].all()
    assert pruned[100, 30:42].all()


def test_bridge_joins_a_line_to_the_one_ahead():
    skeleton = paper()
    skeleton[60, 20:60] = 1
    skeleton[60, 72:120] = 1
    assert pieces(binary.bridge(skeleton, 18)) == 1
    assert pieces(binary.bridge(skeleton, 8)) == 2


def test_bridge_keeps_the_direction():
    skeleton = paper()
    skeleton[60, 20:80] = 1
    skeleton[70, 20:80] = 1
    assert pieces(binary.bridge(skeleton, 15)) == 2


def test_bridge_reaches_the_page_edge():
    skeleton = paper()
    skeleton[60, 10:80] = 1
    assert binary.bridge(skeleton, 15)[60, 0:80].all()
