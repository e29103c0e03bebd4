"""The curated scenes: all that stands in them exists, their words are theirs, their pages can be coloured."""

import re

import pytest

from coloring import lineart
from coloring.engines.offline import artist, backdrops, casting, compose, grammar, pieces, scenes, words

ALL = [scenes.MEADOW, *scenes.SCENES]
ORIENTATIONS = list(compose.SIZES)


def called(theme):
    cast = casting.cast(words.read(theme), compose.dice(theme, "1"))
    return cast.scene.name


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.name)
def test_every_name_of_a_scene_exists(scene):
    shapes = {pieces.SHAPE + name for name in (*scene.light, *scene.fillers, *scene.grass)}
    assert [name for name in sorted(scene.cast | shapes) if not pieces.known(name)] == []
    assert scene.backdrop in backdrops.KINDS


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.name)
def test_scene_has_several_heroes_who_can_stand_in_it_and_enough_company(scene):
    assert len(set(scene.heroes)) >= 2
    assert not any(casting.is_head(name) for name in scene.heroes)
    assert len({name for name in scene.mids if not casting.is_head(name)} - set(scene.heroes[:1])) >= 2


def test_every_name_of_a_trait_exists():
    variants = {name for kinds in scenes.VARIANTS.values() for name in kinds}
    for group in (scenes.FLIES, scenes.FACES_RIGHT, scenes.STANDS, scenes.OPEN_MOUNTS, variants):
        assert [name for name in sorted(group) if not pieces.known(name)] == []


def test_there_are_fifty_scenes_and_nearly_as_many_backdrops():
    assert len(scenes.SCENES) >= 50
    assert len({scene.backdrop for scene in scenes.SCENES}) >= 40


def test_no_word_calls_two_scenes():
    said = [word for scene in scenes.SCENES for word in scene.words]
    assert sorted(said) == sorted(set(said))


def test_words_are_written_as_themes_are_read():
    """Without accents, apostrophes or capitals: anything else could never be found."""
    for scene in scenes.SCENES:
        wrong = [word for word in scene.words if grammar.without_accents(grammar.folded(word)) != word]
        assert wrong == []
        assert max(len(word.split()) for word in scene.words) <= casting.LONGEST_SETTING
        assert set(scene.things) <= scene.words


@pytest.mark.parametrize(
    ("theme", "name"),
    [
        ("la classe", "school"),
        ("kitchen", "kitchen"),
        ("une ville sous la mer", "atlantis"),
        ("underwater city", "atlantis"),
        ("caserne de pompiers", "firefighters"),
        ("les animaux de la ferme", "farm"),
        ("sea animals", "sea"),
        ("chantier de construction", "building-site"),
        ("une pelleteuse", "building-site"),
        ("fête foraine", "circus"),
        ("la forêt enchantée", "fairy"),
        ("Pâques", "easter"),
        ("christmas eve", "christmas"),
        ("la banquise", "polar"),
        ("safari en Afrique", "savanna"),
        ("pique-nique", "picnic"),
        ("bibliothèque", "library"),
        ("les insectes", "insects"),
        ("aéroport", "airport"),
        ("l'automne", "autumn"),
    ],
)
def test_phrases_of_children_call_their_scene(theme, name):
    assert called(theme) == name


def test_phrase_goes_before_the_words_in_it():
    assert called("ville") == "city"
    assert called("la mer") == "sea"
    assert called("ville sous la mer") == "atlantis"


@pytest.mark.parametrize("scene", scenes.SCENES, ids=lambda scene: scene.name)
def test_page_of_a_scene_can_be_coloured_at_the_first_or_second_try(scene):
    """Another shape of page and another hero for each scene: all of them would take minutes."""
    number = scenes.SCENES.index(scene)
    orientation, hero = ORIENTATIONS[number % 3], scene.heroes[number % len(scene.heroes)]
    cast = casting.Cast(scene, (hero,))
    measured = []
    for attempt in range(2):
        page = compose.canvas(cast, detail="normal", orientation=orientation, seed="7", attempt=attempt)
        measured.append(lineart.measure(artist.printed(page)))
        if measured[-1].passes:
            break
    assert hero in [placed.piece.name for placed in page.placed]
    assert measured[-1].faults == ()
    assert measured[-1].areas >= 12


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("name", ["robot", "school", "library", "circus", "market"])
def test_hero_finds_room_below_what_hangs_on_the_wall(name, orientation):
    scene = next(scene for scene in scenes.SCENES if scene.name == name)
    for hero in scene.heroes[:2]:
        page = compose.canvas(
            casting.Cast(scene, (hero,)), detail="simple", orientation=orientation, seed="4"
        )
        tallest = max(placed.spot.size.height for placed in page.placed if placed.piece.name == hero)
        assert tallest > 0.2 * page.height


@pytest.mark.parametrize("scene", scenes.SCENES, ids=lambda scene: scene.name)
def test_backdrop_of_a_scene_has_colours(scene):
    view = backdrops.draw(scene.backdrop, 1024, 1024, compose.dice(scene.name, "1"))
    colours = set(re.findall(r'data-c="(#[0-9a-f]{6})"', view.markup + view.front))
    assert len(colours) >= (1 if scene.backdrop == "plain" else 2)
