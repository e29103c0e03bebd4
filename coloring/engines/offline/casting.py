"""From a reading of the theme to a cast: which scene, who is the hero, who else was named, who rides."""

from __future__ import annotations

import random
from dataclasses import dataclass

from coloring.engines.offline import library, pieces, scenes
from coloring.engines.offline.grammar import without_accents
from coloring.engines.offline.scenes import MEADOW, SCENES, Scene
from coloring.engines.offline.words import Match, Reading

MOST_COUNTED = 5
LONGEST_SETTING = 4  # words of a phrase that calls a scene
PORTRAITS = 0.25  # of the pages of one animal alone show its head
MOST_NAMED = 6  # figures that one page holds at a good size


@dataclass(frozen=True)
class Cast:
    """Who is on the page: `figures` were asked for, the hero first; the scene fills the rest.

    With `riding`, the second figure carries the first.
    """

    scene: Scene
    figures: tuple[str, ...]
    riding: bool = False


def cast(reading: Reading, rng: random.Random) -> Cast | None:
    """The cast for a theme; None when nothing in it is known."""
    settings = _settings(reading.words)
    shown = [match for match in reading.matches if _shows(match)]
    if not shown or (len(shown) == 1 and [_setting(shown[0])] == settings):
        count = max((match.count for match in reading.matches), default=1)
        if not settings:
            return None
        heroes = _heroes(settings[0], count, rng)
        return Cast(settings[0], (*heroes, *_landmarks(shown, settings[0], heroes)))
    places = [scene for scene in settings if not any(_setting(match) is scene for match in shown)]
    riding = reading.riding and shown[:2] == list(reading.matches[:2])
    figures = [_drawing(match, rng) for match in shown] if riding else _figures(shown, rng)
    scene = (places or [_home_of_ride(figures) if riding else _home(figures)])[0]
    if len(figures) == 1 and not places:
        figures = [_portrait(figures[0], rng)]
    return Cast(scene, tuple(figures[:MOST_NAMED]), riding)


def _settings(said: tuple[str, ...]) -> list[Scene]:
    """The scenes that a theme calls in turn; a longer phrase goes before the words in it."""
    found, at = [], 0
    while at < len(said):
        phrases = (
            (size, _scene_of(" ".join(said[at : at + size]))) for size in range(LONGEST_SETTING, 0, -1)
        )
        size, scene = next(((size, scene) for size, scene in phrases if scene), (1, None))
        found += [scene] if scene else []
        at += size
    return found


def _scene_of(word: str) -> Scene | None:
    """The scene that a word or phrase (folded) calls."""
    plain = without_accents(word)
    return next((scene for scene in SCENES if plain in scene.words), None)


def _setting(match: Match) -> Scene | None:
    """The scene that a whole phrase calls."""
    return _scene_of(match.phrase)


def _shows(match: Match) -> bool:
    """Whether a phrase names a thing to draw, as "castle" does and "farm" does not."""
    setting = _setting(match)
    return setting is None or without_accents(match.phrase) in setting.things


def _heroes(scene: Scene, count: int, rng: random.Random) -> tuple[str, ...]:
    """As many different heroes of a scene as were counted, in turn when there are too few."""
    order = rng.sample(scene.heroes, len(scene.heroes))
    return tuple(order[number % len(order)] for number in range(min(count, MOST_COUNTED)))


def _landmarks(shown: list[Match], scene: Scene, heroes: tuple[str, ...]) -> list[str]:
    """What must be seen of a place that was asked for by its name: the castle, whoever its hero is."""
    names = [match.names[0] for match in shown]
    return [name for name in names if name in scene.scenery and name not in heroes]


def _figures(named: list[Match], rng: random.Random) -> list[str]:
    figures: list[str] = []
    for match in named:
        drawing = _drawing(match, rng)
        if match.count > 1 or drawing not in figures:
            figures += [drawing] * min(match.count, MOST_COUNTED)
    return figures


def _drawing(match: Match, rng: random.Random) -> str:
    """The drawing for a match: a whole animal rather than its face, one of several kinds by chance."""
    name = _whole(match.names[0])
    return rng.choice(scenes.VARIANTS.get(name, (name,)))


def _whole(name: str) -> str:
    """The drawing of the whole animal when there is one besides its face."""
    bare = name.removesuffix("-face")
    known = bare if bare in library.names() else name
    return scenes.WHOLE.get(known, known)


def _portrait(whole: str, rng: random.Random) -> str:
    """Now and then the head alone of what is drawn whole."""
    heads = [head for head, figure in scenes.WHOLE.items() if figure == whole and is_head(head)]
    return heads[0] if heads and rng.random() < PORTRAITS else whole


def _home(figures: list[str]) -> Scene:
    """Where the named figures belong; a meadow when nobody knows."""
    return max((MEADOW, *SCENES), key=lambda scene: sum(_belonging(name, scene) for name in figures))


def _home_of_ride(figures: list[str]) -> Scene:
    """Where the second of them, who carries the first, belongs: boats on water, trains on rails."""
    home = _home(figures[1:2])
    return _home(figures) if home is MEADOW else home


def _belonging(name: str, scene: Scene) -> float:
    if name in scene.heroes:
        return 3.0
    if name in scene.mids or name in scene.scenery:
        return 2.0
    return 1.0 if name in scene.cast else 0.0


def is_head(name: str) -> bool:
    """Whether a drawing is a head alone, which cannot stand in a landscape."""
    return pieces.get(name).heads_only and name not in scenes.STANDS
