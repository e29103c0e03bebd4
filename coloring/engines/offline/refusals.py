"""The first list of what is never drawn for a child: violence, weapons, adult themes, drugs and alcohol."""

from __future__ import annotations

from coloring.engines.offline import grammar

_DISGUISES = str.maketrans("013457@$!", "oieastasi")

_VIOLENCE = """
    tuer tue tueur tueuse meurtre meurtrier assassin assassiner massacre cadavre sang sanglant sanglante
    ensanglanté torture torturer violence viol violer suicide guerre attentat terroriste terrorisme
    égorger décapiter nazi hitler
    kill killer killing murder murderer slaughter corpse blood bloody gore rapist suicide war terrorist
    terrorism behead genocide
"""
_WEAPONS = """
    arme fusil pistolet revolver mitraillette mitrailleuse kalachnikov bombe grenade missile couteau
    poignard machette munition explosif dynamite flingue
    weapon gun rifle pistol shotgun machinegun bomb knife dagger machete bullet ammo explosive
"""
_ADULT = """
    sexe sexy sexuel sexuelle porno pornographie nu nue nudité érotique seins fesses pénis vagin couille
    pute putain salope bordel merde connard connasse enculé
    sex sexual porn nude naked nudity erotic boobs penis vagina dick pussy whore slut fuck fucking shit
    bitch asshole bikini lingerie striptease stripper
"""
_SUBSTANCES = """
    drogue drogué cannabis marijuana cocaïne ecstasy seringue cigarette cigare tabac fumer fumeur
    vapoter alcool alcoolique bière vin whisky vodka rhum champagne ivre saoul bourré cocktail apéro
    drug weed cocaine meth syringe cigar tobacco vape alcohol beer wine rum drunk booze
"""

_INNOCENT = (
    "pistolet a eau",
    "water pistol",
    "water gun",
    "bombe a eau",
    "killer whale",
    "moby dick",
    "pussy cat",
)


def _plain(text: str) -> str:
    return grammar.without_accents(grammar.folded(text))


_REFUSED = frozenset(_plain(word) for word in f"{_VIOLENCE} {_WEAPONS} {_ADULT} {_SUBSTANCES}".split())


def refuses(theme: str) -> bool:
    """Whether the theme names something that no child gets, in any plural and behind simple letter tricks."""
    return _names_any(_plain(theme)) or _names_any(_plain(theme.lower().translate(_DISGUISES)))


def _names_any(text: str) -> bool:
    for phrase in _INNOCENT:
        text = f" {text} ".replace(f" {phrase} ", " ").strip()
    words = text.split()
    return any(form in _REFUSED for word in words for form in (word, *grammar.singulars(word)))
