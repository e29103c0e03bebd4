"""Pages spoiled as image models spoil them pass the gate once they are cleaned, and have their lines back."""

import numpy as np
import pytest

from bench import spoiled, spoiling
from coloring.lineart import binary

ORIGINALS = {"balls": spoiling.draw_balls(), "flowers": spoiling.draw_flowers()}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("balls", "wash"),
        ("flowers", "noise"),
        ("balls", "hairlines"),
        ("balls", "gaps"),
        ("flowers", "black areas"),
        ("balls", "uneven"),
        ("flowers", "cast, gaps, noise"),
        ("balls", "black, soft, uneven, jpeg"),
    ],
)
def test_a_spoiled_page_is_saved(name, kind):
    result, _, _ = spoiled.judge(name, ORIGINALS[name], kind, seed=5)
    assert result.measures.faults == ()
    assert result.likeness >= spoiled.LIKENESS


def test_gaps_are_closed_so_that_every_area_is_back():
    whole, _, _ = spoiled.judge("balls", ORIGINALS["balls"], "jpeg", seed=5)
    mended, _, _ = spoiled.judge("balls", ORIGINALS["balls"], "gaps", seed=5)
    assert mended.measures.areas == whole.measures.areas


def test_spoiling_spoils():
    page = ORIGINALS["flowers"]
    clean = (spoiling.small(page) < 128).astype(np.uint8)
    for kind in spoiling.KINDS:
        image = spoiled.decoded(spoiling.spoil(page, kind, 5))
        assert image.shape == (1024, 1024)
        assert np.abs(image.astype(int) - spoiling.small(page)).max() > 20, kind
    cut = spoiled.decoded(spoiling.spoil(page, "gaps", 5)) < 128
    assert 0 < (clean & ~cut).sum() < 0.05 * clean.sum()
    thin = (spoiled.decoded(spoiling.spoil(page, "hairlines", 5)) < 128).astype(np.uint8)
    assert thin.sum() < 0.5 * clean.sum()
    assert binary.drop_small(thin, area=60).any()


def test_the_same_seed_spoils_alike():
    page = ORIGINALS["balls"]
    assert spoiling.spoil(page, "cast, gaps, noise", 3) == spoiling.spoil(page, "cast, gaps, noise", 3)


def test_known_hairlines_are_widened_evenly_and_by_parts_of_a_px():
    lines, dots = np.zeros((2, 64, 64), np.uint8)
    lines[31:33] = 1
    dots[5:10, 5:10] = 1
    page = spoiled.as_wide(lines, dots, 64 * 5 + 25)
    assert (page[5:10, 5:10] == 0).all()
    column = 1 - page[:, 40] / 255
    assert column[31:33] == pytest.approx(1)
    assert column[:32] == pytest.approx(column[:31:-1])
    assert column.sum() == pytest.approx(5, abs=0.02)


def test_half_covered_pixels_are_half_alike():
    half, whole = np.full((4, 4), 0.5), np.ones((4, 4))
    assert spoiled.likeness(half, half) == 1
    assert spoiled.likeness(half, whole) == 0.5
