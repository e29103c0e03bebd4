"""Says who somebody is by what they do: a boy who swims is a swimmer, of whom there is a whole drawing.

Without it the page would show a face, and apart from it what is done.
"""

from __future__ import annotations

import re

_HE = (
    "garcons?|papa|homme|monsieur|fils|frere|enfants?|papi|papy|grand pere|boys?|man|dad|daddy|father|son|"
    "brother|child|kids?|grandpa|grandfather"
)
_SHE = (
    "(?:petites? )?filles?|fillette|maman|femme|dame|soeur|mamie|grand mere|girls?|woman|lady|mom|mum|mommy|"
    "mummy|mother|daughter|sister|grandma|grandmother"
)
_BETWEEN = (
    "(?:(?:qui|who|that|is|are|est|sont|en|train|de|d|du|la|l|le|the|au|a|fait|font|faisant|faire|joue|jouent|"
    "jouant|playing|plays|play|doing|does|going|to|on) )*"
)

# What is done, and the drawings of him and of her who do it.
_ACTS = (
    ("court|courent|courir|courant|course a pied|jogging|running|runs", "man running", "woman running"),
    ("nage|nagent|nager|nageant|natation|swimming|swims", "man swimming", "woman swimming"),
    ("grimpe|grimpent|grimper|escalade|climbing|climbs", "man climbing", "woman climbing"),
    ("surf|surfe|surfent|surfing|surfs", "man surfing", "woman surfing"),
    ("basket|basketball", "man bouncing ball", "woman bouncing ball"),
    ("handball", "man playing handball", "woman playing handball"),
    ("foot|football|soccer", "man running ballon de foot", "woman running ballon de foot"),
    ("tennis", "man running tennis", "woman running tennis"),
    ("rugby", "man running rugby", "woman running rugby"),
    ("danse|dansent|danser|dancing|dances", "man dancing", "danseuse"),
    ("jongle|jonglent|jongler|juggling|juggles", "man juggling", "woman juggling"),
    ("gym|gymnastique|gymnastics|la roue|cartwheels?", "man cartwheeling", "woman cartwheeling"),
    ("rame|rament|aviron|rowing|rows", "man rowing boat", "woman rowing boat"),
    ("dort|dorment|dormir|sleeping|sleeps", "person in bed", "person in bed"),
    ("chante|chantent|chanter|singing|sings", "man singer", "woman singer"),
    ("cuisine|cuisinent|cuisiner|cooking|cooks|baking|bakes", "man cook", "woman cook"),
    ("jardine|jardinent|jardiner|jardinage|gardening|gardens", "man farmer", "woman farmer"),
    ("peint|peignent|peinture|painting|paints", "man artist", "woman artist"),
    (
        "bricole|bricolent|bricoler|bricolage|repare|reparer|fixing|repairing",
        "man mechanic",
        "woman mechanic",
    ),
)
_SAID = tuple(
    (re.compile(rf"\b(?:{person}) {_BETWEEN}(?:{act})\b"), said)
    for act, him, her in _ACTS
    for person, said in ((_HE, him), (_SHE, her))
)

# Those who play a game, by their trade: they run after what it is played with.
_GAMES = "foot|football|soccer|tennis|rugby|hockey|badminton|baseball"
_PLAYERS = (
    (re.compile(rf"\bjoueurs? de (?P<game>{_GAMES})\b"), "man running"),
    (re.compile(rf"\bjoueuses? de (?P<game>{_GAMES})\b"), "woman running"),
    (re.compile(rf"\b(?P<game>{_GAMES}) players?\b"), "man running"),
    (re.compile(r"\bfootball(?:eur|er)s?\b"), "man running ballon de foot"),
    (re.compile(r"\bfootballeuses?\b"), "woman running ballon de foot"),
    (re.compile(r"\brugbym[ae]n\b"), "man running rugby"),
)


def said(text: str, plain: str) -> tuple[str, str]:
    """A folded theme, and the same without accents, with people named by what they do."""
    for pattern, name in _SAID:
        text, plain = _put(text, plain, pattern, name)
    for pattern, name in _PLAYERS:
        text, plain = _put(text, plain, pattern, name)
    return text, plain


def _put(text: str, plain: str, pattern: re.Pattern[str], name: str) -> tuple[str, str]:
    for found in reversed(list(pattern.finditer(plain))):
        start, end = found.span()
        game = found.groupdict().get("game", "")
        instead = f"{name} {game}".strip()
        text, plain = f"{text[:start]}{instead}{text[end:]}", f"{plain[:start]}{instead}{plain[end:]}"
    return text, plain
