"""The ideas of the studio: drawn, fresh, and understood by the offline artist in both languages."""

import pytest
from django.conf import settings
from django.utils import translation

from coloring import tiles
from coloring.engines.offline import words
from coloring.management.commands import draw_tiles

TILES = tiles.tiles()


@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.drawing)
def test_picture_of_a_tile_is_what_the_library_draws(tile):
    picture = settings.BASE_DIR / "static" / tile.picture
    assert picture.read_text(encoding="utf-8") == draw_tiles.tile(tile.drawing)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.drawing)
def test_theme_of_a_tile_is_understood(tile, language):
    with translation.override(language):
        assert words.read(str(tile.theme)).matches


def test_no_idea_is_shown_twice():
    assert len({tile.drawing for tile in TILES}) == len(TILES) == 12
