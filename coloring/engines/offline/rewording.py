"""Says a theme in plainer words first: who it is for is left out, a tale becomes those who are in it."""

from __future__ import annotations

import re

from coloring.engines.offline import acting
from coloring.engines.offline.grammar import folded, without_accents

_MINE = "(?:mon|ma|mes|notre|nos|my|our)"
_SIZE = r"(?:petite?s?|grande?s?|jeunes?|little|young|\d+)"
_CHILD = (
    "(?:fils|filles?|enfants?|garcons?|loulous?|puces?|princesse|neveux?|nieces?|eleves?|classe|bout de chou|"
    "sons?|daughters?|kids?|child|children|boys?|girls?|grandsons?|granddaughters?|nephews?|students?|class|"
    "toddlers?|petit fils|petite fille)"
)
_WISHES = (
    "(?=(?:qui|who|that|is|est|a|aime|aiment|adore|adorent|veut|veulent|voudrait|voudraient|reve|demande|"
    "raffole|prefere|loves?|likes?|wants?|would|needs?|asked|asks|fete|has) )"
)
_NUMBER = r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|seven|eight|nine|ten)"

# What is left out: an age or an hour, candles for it, and the child whom the page is for.
_LEFT_OUT = tuple(
    re.compile(rf"\b{pattern}")
    for pattern in (
        rf"(?:avec |with )?{_NUMBER} (?:bougies?|candles?)\b",
        rf"(?:ses |her |his )?{_NUMBER} (?:ans?|years?(?: old)?|mois|months?|heures?|euros?)\b",
        rf"(?:pour|for) (?:{_MINE} |les |des |un |une |the |a )?(?:{_SIZE} )*{_CHILD}\b",
        rf"{_MINE} (?:{_SIZE} )*{_CHILD} {_WISHES}",
    )
)

_PLAINER = {
    "animaux de la ferme, animal de la ferme, animaux a la ferme": "ferme",
    "farm animals, farm animal, animals on the farm, animals of the farm": "farm",
    "animaux de la jungle, jungle animals, animals of the jungle": "jungle",
    "animaux de la savane, animaux d afrique, safari animals, african animals": "savane",
    "animaux de la mer, animaux marins, animaux de l ocean, fonds marins, sous la mer, sous l ocean, "
    "sous l eau, monde marin, monde sous marin, poissons de la mer, animaux sous marins, fonds sous marins, "
    "paysage sous marin, vie sous marine": "mer",
    "sea animals, sea creatures, ocean animals, sea life, under the sea, under the ocean, under water": "sea",
    "animaux de la foret, animaux des bois": "foret",
    "forest animals, woodland animals, animals of the forest, animals in the forest": "forest",
    "animaux du zoo, zoo animals": "zoo",
    "bebe animaux, bebes animaux, baby animals, animaux mignons, cute animals": "animaux",
    "animaux polaires, arctic animals, polar animals": "pingouin ours polaire neige",
    "petit chaperon rouge, chaperon rouge, little red riding hood, red riding hood": "fille loup foret",
    "boucle d or et les trois ours, boucle d or et les 3 ours, goldilocks and the three bears, "
    "boucle d or, goldilocks": "fille 3 ours",
    "blanche neige, snow white": "princesse pomme",
    "belle au bois dormant, sleeping beauty, raiponce, rapunzel": "princesse chateau",
    "la belle et la bete, beauty and the beast": "princesse rose chateau",
    "cendrillon, cinderella": "princesse carrosse",
    "hansel et gretel, hansel and gretel": "garcon fille maison bonbon",
    "jack et le haricot magique, jack and the beanstalk": "garcon haricot chateau",
    "petit poucet, tom thumb": "garcon foret",
    "peter pan": "garcon fee bateau pirate",
    "alice au pays des merveilles, alice in wonderland": "fille lapin montre",
    "arche de noe, noah s ark": "bateau lion girafe elephant",
    "loup garou, werewolf": "loup lune",
    "carnaval, mardi gras, carnival": "masque clown fete",
    "masque de carnaval, masques de carnaval, carnival mask, carnival masks": "masque",
    "galette des rois, king cake, epiphanie": "galette couronne",
    "carte au tresor, carte aux tresors, carte de tresor, treasure map": "carte du monde tresor",
    "maison en pain d epices, maison de pain d epices, gingerbread house": "maison gingerbread bonbon",
    "devant le tableau, au tableau, at the board, at the blackboard": "classe",
    "sports car, sport car, voiture de sport, voitures de sport": "voiture de course",
    "big ben": "garde royal bus horloge",
    "princesse sirene, sirene princesse, princesse des mers, mermaid princess": "sirene",
    "monster truck": "4x4",
    "school bus, bus scolaire, car scolaire, bus de l ecole": "bus",
    "chateau de sable, chateaux de sable, sand castle, sand castles": "sandcastle",
    "bord de la mer, bord de mer, seaside, by the sea, by the ocean, near the sea": "plage",
    "fete de la musique": "musique",
    "au ballon": "balle",
    "chevalier sur un cheval, chevalier a cheval, chevalier sur son cheval": "chevalier sur cheval",
    "knight on a horse, knight on his horse, knight riding a horse": "chevalier sur cheval",
    "famille de, famille d, family of": "3",
    "famille, family": "garcon fille nourrisson",
    "meilleures amies, best friends, meilleurs amis": "garcon fille",
    "les quatre saisons, quatre saisons, 4 saisons, four seasons, 4 seasons": "saison",
}
_SAID = {
    phrase: said for phrases, said in _PLAINER.items() for phrase in phrases.replace("\n", " ").split(", ")
}
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(_SAID, key=len, reverse=True))})\b")

# A mother and her young are two of a kind.
_YOUNG = r"(?:bebes?|petits?|bab(?:y|ies)|cubs?|pup|calf|chick)"
_PARENT = "(?:maman|papa|mommy|mama|mummy|mom|mum|mother)"
_TWO = tuple(
    re.compile(rf"\b{pattern}")
    for pattern in (
        rf"{_PARENT} (?:et|and) (?:son |her )?{_YOUNG} (?P<kind>\w+)",
        rf"{_PARENT} (?P<kind>\w+) (?:et|and) (?:son|sa|ses|her|its|a) {_YOUNG}\b",
        rf"(?P<kind>\w{{4,}}) (?:et|and) (?:son|sa|ses|her|his|its) {_YOUNG}\b",
    )
)


def words(theme: str) -> list[str]:
    """The words of a theme, folded, in plainer words where there are some."""
    text = folded(theme)
    text, plain = acting.said(text, without_accents(text))
    # Patterns know no accents; they are applied where both spellings are equally long, which NFC text is.
    for pattern in _LEFT_OUT:
        text, plain = _cut(text, plain, pattern)
    for pattern in _TWO:
        text, plain = _paired(text, plain, pattern)
    text = _said(text, plain)
    return text.split() or folded(theme).split()


def _cut(text: str, plain: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    for found in reversed(list(pattern.finditer(plain))):
        start, end = found.span()
        text, plain = f"{text[:start]} {text[end:]}", f"{plain[:start]} {plain[end:]}"
    return text, plain


def _paired(text: str, plain: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    found = pattern.search(plain)
    if found is None:
        return text, plain
    (start, end), (first, last) = found.span(), found.span("kind")
    kind = text[first:last]
    return f"{text[:start]}2 {kind}{text[end:]}", f"{plain[:start]}2 {plain[first:last]}{plain[end:]}"


def _said(text: str, plain: str) -> str:
    for found in reversed(list(_PHRASE.finditer(plain))):
        text = f"{text[: found.start()]} {_SAID[found[0]]} {text[found.end() :]}"
    return text
