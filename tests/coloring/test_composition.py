"""Pages are composed for their shape, their level and their company; every wish keeps its room."""

import io
import statistics

import numpy as np
import pytest
from PIL import Image

from coloring import lettering, lineart
from coloring.engines.base import Commission
from coloring.engines.offline import artist, casting, compose, palette, patterns, pieces, seats, words
from coloring.engines.offline.canvas import BEFORE, BEHIND
from coloring.lineart import corner

THEMES = ("dinosaures", "une licorne", "la mer", "a cat on a bicycle")


def composed(theme, seed="1", **choices):
    cast = casting.cast(words.read(theme), compose.dice(theme, seed))
    wanted = {"detail": "normal", "orientation": "square"} | choices
    return compose.canvas(cast, seed=f"{theme}/{seed}", **wanted)


def drawn(theme, **choices):
    return artist.OfflineEngine().draw(Commission(theme=theme, **{"seed": "1"} | choices))


def opened(png):
    return Image.open(io.BytesIO(png))


def black(page, side=1024):
    png = artist.render(page.svg(), page.width, page.height, side)
    return np.asarray(opened(png).convert("L")) < 128


@pytest.mark.parametrize("orientation", compose.SIZES)
def test_page_is_a_small_picture_of_one_bit(orientation):
    image = opened(drawn("une licorne", orientation=orientation).image)
    assert (image.mode, max(image.size)) == ("1", 2048)


@pytest.mark.parametrize("orientation", compose.SIZES)
def test_clean_leaves_a_page_of_ours_as_it_is(orientation):
    image = drawn("un lapin", orientation=orientation).image
    assert lineart.clean(image) == image


@pytest.mark.parametrize("orientation", compose.SIZES)
def test_colours_have_the_framing_of_the_page(orientation):
    drawing = drawn("la ferme", orientation=orientation)
    page, colours = opened(drawing.image), opened(drawing.colours)
    assert max(colours.size) == 512
    assert colours.width / colours.height == pytest.approx(page.width / page.height, rel=0.01)


def test_areas_of_the_page_have_flat_colours():
    drawing = drawn("la ferme")
    colours = np.asarray(opened(drawing.colours).convert("RGB")).reshape(-1, 3)
    shades, counts = np.unique(colours, axis=0, return_counts=True)
    assert counts[counts > 100].sum() > 0.8 * len(colours)
    assert sum(np.ptp(shade.astype(int)) > 40 for shade in shades[counts > 100]) >= 5


def test_lines_carry_no_colours():
    page = composed("la ferme")
    assert "data-c" not in page.svg()
    assert "data-c" not in page.svg(coloured=True)
    assert page.svg() != page.svg(coloured=True)


@pytest.mark.parametrize(
    ("marked", "painted"),
    [
        ('<g fill="#fff" data-c="#8fd3ff">', '<g fill="#8fd3ff">'),
        ('<g data-c="#8fd3ff" stroke="#fff">', '<g stroke="#8fd3ff">'),
        ('<path d="M0 0" data-c="#8fd3ff"/>', '<path fill="#8fd3ff" d="M0 0"/>'),
        ('<g fill="#fff">', '<g fill="#fff">'),
    ],
)
def test_palette_paints_what_is_marked(marked, painted):
    assert palette.coloured(marked) == painted


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("orientation", compose.SIZES)
@pytest.mark.parametrize("named", [False, True])
def test_corner_of_the_colored_model_stays_free(theme, orientation, named):
    page = composed(theme, orientation=orientation, modelled=True, named=named)
    left, top, right, bottom = page.kept
    for placed in page.placed:
        page.grid.taken[:] = 0
        page.grid.take(placed.piece.mask, placed.spot)
        cells = [int(edge / 4) for edge in (top, bottom, left, right)]
        assert not page.grid.taken[cells[0] : cells[1], cells[2] : cells[3]].any(), placed.piece.name


def test_corner_is_kept_where_the_finished_page_has_it():
    page = composed("la mer", modelled=True, named=True)
    band = 1024 - page.height
    shares = [edge / 1024 for edge in np.add(page.kept, (0, band, 0, band))]
    assert shares == pytest.approx(corner.BOX)


@pytest.mark.parametrize("orientation", compose.SIZES)
def test_page_with_a_name_is_whole_with_its_band(orientation):
    image = drawn("un lapin", orientation=orientation, child_name="Zoé").image
    width, height = opened(lettering.add_band(image, "Zoé")).size
    wanted = compose.SIZES[orientation]
    assert width / height == pytest.approx(wanted[0] / wanted[1], abs=0.003)


def test_name_without_letters_leaves_the_page_whole():
    assert opened(drawn("un lapin", child_name="张").image).size == (2048, 2048)


@pytest.mark.parametrize("orientation", compose.SIZES)
def test_hero_is_large_and_its_company_smaller(orientation):
    for theme in ("une licorne", "un lapin", "un dinosaure", "elephant"):
        page = composed(theme, orientation=orientation)
        hero, *others = (placed.spot.size for placed in page.placed)
        assert 0.42 * min(page.width, page.height) < hero.longest
        assert all(other.width * other.height < hero.width * hero.height for other in others)


@pytest.mark.parametrize("theme", ["dinosaures", "une licorne", "la ferme", "un lapin"])
def test_portrait_fills_its_middle_and_its_sky(theme):
    ink = black(composed(theme, orientation="portrait"))
    thirds = np.array_split(ink[40:-40, 40:-40], 3)
    assert min(third.mean() for third in thirds) > 0.03


@pytest.mark.parametrize("theme", ["dinosaures", "une licorne", "la ferme", "un lapin"])
def test_landscape_uses_its_width(theme):
    ink = black(composed(theme, orientation="landscape"))
    thirds = np.array_split(ink[40:-40, 40:-40], 3, axis=1)
    assert min(third.mean() for third in thirds) > 0.03


SKIES = ("princesse sur une licorne", "château", "chat sur un vélo", "tour Eiffel", "un camion de pompiers")


@pytest.mark.parametrize("theme", SKIES)
@pytest.mark.parametrize(
    ("detail", "orientation", "least"),
    [("simple", "square", 1), ("normal", "square", 2), ("normal", "landscape", 2)],
)
def test_sky_keeps_its_light_and_its_clouds_however_rich_the_figures_are(theme, detail, orientation, least):
    page = composed(theme, detail=detail, orientation=orientation)
    skies = ("sun", "bright-sun", "cloud", "long-cloud")
    above = [p for p in page.placed if p.piece.name.removeprefix(pieces.SHAPE) in skies]
    assert len(above) >= least
    assert all(p.spot.foot <= 0.5 * page.height for p in above if "cloud" in p.piece.name)


@pytest.mark.parametrize("theme", SKIES)
@pytest.mark.parametrize("orientation", compose.SIZES)
def test_upper_third_is_not_empty(theme, orientation):
    top = np.array_split(black(composed(theme, orientation=orientation), 512)[20:-20, 20:-20], 3)[0]
    assert all(half.mean() > 0.01 for half in np.array_split(top, 2, axis=1))


def test_levels_differ_in_areas_and_pens():
    themes = ("dinosaures", "un lapin", "la mer")
    medians = [
        statistics.median(
            lineart.measure(artist.printed(composed(theme, detail=detail))).areas for theme in themes
        )
        for detail in compose.STYLES
    ]
    assert medians[0] <= 30 < 40 <= medians[2] <= 90
    assert medians[0] + 8 < medians[1] <= 42 < medians[2]
    assert [style.pens[0] for style in compose.STYLES.values()] == [10.0, 8.0, 6.5]


@pytest.mark.parametrize("theme", ["la ferme", "un chat", "château de la princesse"])
def test_seeds_and_levels_draw_other_pages(theme):
    pages = [composed(theme, seed=seed) for seed in "ab"]
    pages += [composed(theme, seed="a", detail=detail) for detail in ("simple", "fine")]
    inks = [black(page, 512)[20:-20, 20:-20] for page in pages]
    for other in inks[1:]:
        assert (inks[0] & other).sum() / (inks[0] | other).sum() < 0.6


def test_rich_pages_carry_patterns_that_plain_ones_do_not():
    looks = {d: composed("elephant", detail=d).placed[0].look.pattern for d in compose.STYLES}
    assert looks["simple"] == looks["normal"] == ""
    assert looks["fine"] in patterns.FREE


def test_patterns_lie_on_large_surfaces_and_keep_off_faces():
    elephant = pieces.library.get("elephant")
    over = patterns.over(elephant, 1.3, scale=4.6, patch=200.0, kind="dots")
    assert any("<circle" in markup for markup in over.values())
    assert composed("hamster", detail="fine").placed[0].look.pattern == ""


@pytest.mark.parametrize(
    ("theme", "rider", "mount"),
    [("chat dans une fusée", "cat-face", "rocket"), ("un ours sur un tracteur", "bear", "tractor")],
)
def test_rider_of_a_vehicle_looks_out_of_its_window(theme, rider, mount):
    by_name = {placed.piece.name: placed for placed in composed(theme).placed}
    face, vehicle = by_name[rider], by_name[mount]
    seat, size = seats.SEATS[mount], vehicle.spot.size
    assert face.layer == BEFORE
    assert face.spot.x == pytest.approx(vehicle.spot.x + (seat.x - 0.5) * size.width, abs=1)
    assert face.spot.y == pytest.approx(vehicle.spot.top + seat.y * size.height, abs=1)


def test_passenger_of_a_boat_is_seen_above_its_edge():
    by_name = {placed.piece.name: placed for placed in composed("un lapin dans un canoë").placed}
    rabbit, canoe = by_name["rabbit"], by_name["canoe"]
    assert rabbit.layer == BEHIND
    assert rabbit.spot.top < canoe.spot.top < rabbit.spot.foot < canoe.spot.foot


def test_every_seat_is_in_a_drawing_that_exists():
    assert [name for name in (*seats.SEATS, *seats.INSTEAD.values()) if not pieces.known(name)] == []
