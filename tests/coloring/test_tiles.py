"""The ideas of the studio: drawn in black on white, and understood in both languages."""

import io

import numpy as np
import pytest
import resvg_py
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from PIL import Image

from coloring import tiles
from coloring.engines.offline import words
from coloring.management.commands import draw_tiles

TILES = tiles.tiles()


def pixels(svg):
    png = resvg_py.svg_to_bytes(svg_string=svg, width=240, background="#ffffff")
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGB")).astype(int)


@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.drawing)
def test_picture_of_a_tile_is_black_lines_on_white(tile):
    picture = settings.BASE_DIR / "static" / tile.picture
    seen = pixels(picture.read_text(encoding="utf-8"))
    assert np.ptp(seen, axis=2).max() == 0
    assert 0.04 < (seen < 128).mean() < 0.35


def test_draw_tiles_draws_every_idea(tmp_path, monkeypatch):
    monkeypatch.setattr(draw_tiles, "FOLDER", tmp_path)
    call_command("draw_tiles")
    assert {file.stem for file in tmp_path.iterdir()} == {tile.drawing for tile in TILES}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.drawing)
def test_theme_of_a_tile_is_understood(tile, language):
    with translation.override(language):
        assert words.read(str(tile.theme)).matches


def test_no_idea_is_shown_twice():
    assert len({tile.drawing for tile in TILES}) == len(TILES) == 12
