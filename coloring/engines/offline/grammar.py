"""What the reader needs to know of French and English: folding, plurals, numbers and words to pass over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MOST = 9  # nobody asks for more of one thing on a page


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words("""
    a à ai an and at au aux avec beside by be behind being ce ces cet cette chez comme d dans de
    derriere derrière des devant dont du elle en entre est et eux for from has have having he her his i
    ici il ils in into is it its j je l la le les leur leurs lots lui m ma many mes mon my n ne near
    next no nos notre nous of off or ou où our over par pas plein pleine plusieurs pour pres près qu que
    qui quoi s sa sans se ses she si some son sont sous t ta te tes that the their them then there they
    this to ton tres très tu tun un under une us vers very voici voila voilà vos votre vous was we where
    which while who with y you your are beaucoup sauf aussi moi toi lui eux soi me us something quelque chose
    something somebody quelqu chaque tout toute tous toutes all every each any both about above across after
    before between dessus dessous autour entre vers pendant depuis juste then when quand lorsque si if but
    mais donc afin cause of off out up down through under underneath upon would could should can may might
    will shall must peut peux pouvez pourrais pourriez aimerais voulez il y faut just only even also too
""")

COLORS = _words("""
    rouge rouges bleu bleue bleus bleues vert verte verts vertes jaune jaunes noir noire noirs noires
    blanc blanche blancs blanches gris grise grises violet violette violets violettes brun brune bruns
    brunes beige marron rose orange doré dorée dore doree argenté argentée multicolore colore coloré
    colorée
    red blue green yellow black white grey gray brown purple pink golden silver colorful colourful
""")

# A word that is a thing on its own, and says what another thing is like when it stands beside that.
THING_OR_QUALITY = _words("orange oranges rose roses marron marrons violette violettes baby bébé bebe")

# What an animal or a person has: nothing to draw besides when they have been named before it.
PARTS = _words("""
    crinière criniere mane queue tail dos back ailes aile wings wing corne cornes horn horns patte
    pattes paw paws leg legs jambe jambes pied pieds feet oreille oreilles ear ears nez nose bec beak
    trompe trunk bosse bosses hump humps carapace moustache moustaches whiskers cheveux hair yeux oeil
    eye eyes bouche mouth langue tongue griffes claws nageoire nageoires fin fins fourrure fur pelage
    tête tete head visage face barbe beard ventre belly bras arm arms main mains hand hands cou neck
""")

QUALITIES = _words("""
    grand grande grands grandes petit petite petits petites gros grosse grosses énorme enorme énormes
    géant géante géants geant geante minuscule long longue longs big small little huge giant tiny large
    tall short mini joli jolie jolis jolies beau belle beaux belles bel mignon mignonne mignons
    mignonnes gentil gentille gentils drôle drole drôles rigolo rigolote content contente heureux
    heureuse joyeux joyeuse magnifique magnifiques magique magiques super nouveau nouvelle vieux vieille
    méchant mechant méchante mechante triste fatigué rapide courageux courageuse endormi endormie volant
    volante rigolos enchanté enchantée enchante
    adorable adorables kawaii amusant amusante comique féroce gourmand gourmande coquin coquine malin maligne
    timide amical amicale amicaux dangereux dangereuse effrayant effrayante terrible brillant brillante
    spécial spéciale féérique féerique royal royale coloré colorés colorées simple simples facile faciles
    réaliste réalistes kawaï roux rousse blond blonde doux douce fort forte rond ronde
    cute happy funny pretty beautiful nice lovely sweet cool magical friendly sad old new young fast
    brave sleepy adorable amazing angry chubby crazy curious dangerous easy enchanted fancy fierce
    fluffy friendly furry gentle gigantic giant grumpy jolly kind lazy lovely magnificent mighty naughty proud
    royal scary silly simple smart soft spooky strong super wild wise little tiny teeny
""")

DOINGS = _words("""
    mange mangent manger mangeant joue jouent jouer jouant dort dorment dormir dormant court courent
    vole volent voler saute sautent nage nagent danse dansent regarde regardent boit porte portent fait
    font va vont vit vivent aime aiment avoir être etre tient tenant conduit promène rigole sourit
    crache crachent crachant galope galopent galopant court courant grimpe grimpant saute sautant chante
    chantant chantent lisant écrit cuisinant pêchant tombe glisse cherche trouve attrape
    porte portant mets mettant tenant lance lançant nageant volant sautille brosse conduisant
    conduire assis assise couché couchée debout déguisé déguisée habillé habillée caché cachée entouré
    adore adorent préfère raffole passionné passionnée fan fans
    breathing sitting standing wearing holding hugging kissing cooking singing dancing dance climbing
    chasing catching hiding having making doing getting driving fighting taking walking baking
    watching carrying waiting throwing kicking sliding galloping dressed loves loved likes like enjoys
    eating eats playing plays sleeping sleeps running runs flying flies jumping jumps swimming swims
    dances looking drinking wearing holding going smiling drives driving
""")

ASKING = _words("""
    s te plait plaît stp svp merci bonjour salut hello hi thanks thank thx pls plz scène scene thème theme
    imprimer print printable gratuit free facile idée feuille sheet sketch illustration moi veut veulent
    voudrait aimerait faire fais fait create make give show wants wanted need draws please
    ans an years year old yo
    match histoire coloriage coloriages dessin dessins dessine dessiner image page colorier veux voudrais
    coloring colouring picture drawing draw want please
""")

PASSED_OVER = STOP | (COLORS - THING_OR_QUALITY) | QUALITIES | DOINGS | ASKING

NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9}
NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9}


def number(word: str) -> int | None:
    """1..9 for a number, in words or digits; None for years and other words ("un" says no more than "le")."""
    if word.isdecimal():
        return max(1, min(int(word), MOST)) if len(word) <= 2 else None
    return NUMBERS.get(word)


def singulars(word: str) -> Iterator[str]:
    """What a plural may be the plural of, likeliest first."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("aux") and not word.endswith("eaux"):
        yield word[:-3] + "al"
    if word.endswith("ves"):
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    if len(word) > 3 and word.endswith(("s", "x")):
        yield word[:-1]
    if len(word) > 4 and word.endswith("es"):
        yield word[:-2]


def folded(text: str) -> str:
    """Lower case, letters and digits only, accents kept."""
    composed = unicodedata.normalize("NFC", text.lower()).replace("œ", "oe")
    return re.sub(r"[^0-9a-zß-öø-ÿ]+", " ", composed).strip()


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
