"""What a curated scene is: a setting and its cast."""

from __future__ import annotations

from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A setting and its cast, names of pieces throughout ("shape:..." for simple shapes).

    words      name the setting, not a thing in it: French and English, without accents, phrases too
    backdrop   a kind of `backdrops.KINDS`
    heroes     one of them is the main figure when the theme names nobody else
    mids       companions of the hero
    scenery    large things that stand far back
    sky        what flies or hangs above; on pages without land, what floats about
    ground     small things at the feet
    light      the one thing in a corner of the sky
    fillers    simple shapes for what stays empty above, `grass` the same below
    guests     at home here when a theme names them, but never here by chance
    things     those of the words that also name something to draw: a castle is both a place and a thing
    """

    name: str
    words: frozenset[str]
    backdrop: str
    heroes: Names
    mids: Names
    scenery: Names = ()
    sky: Names = ()
    ground: Names = ()
    light: Names = ("sun", "bright-sun")
    fillers: Names = ("cloud", "long-cloud")
    grass: Names = ("flower", "tuft", "daisy")
    guests: Names = ()
    things: Names = ()

    @property
    def cast(self) -> frozenset[str]:
        """Every drawing that belongs here."""
        return frozenset((*self.heroes, *self.mids, *self.scenery, *self.sky, *self.ground, *self.guests))


def scene(name: str, *, words: str, backdrop: str, **parts: str) -> Scene:
    """A scene from lists of names that are separated by spaces."""
    return Scene(
        name, frozenset(split(words)), backdrop, **{part: split(names) for part, names in parts.items()}
    )


def split(names: str) -> Names:
    """The names of a list that is separated by spaces; in a phrase, "_" stands for a space."""
    return tuple(name.replace("_", " ") for name in names.split())
