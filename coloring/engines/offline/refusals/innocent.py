"""Phrases that hold a word from our list and are for children all the same."""

from __future__ import annotations

import re

# Whoever writes these with their accents grates cheese.
ACCENTED = re.compile(r"\br[âa]pée?s?\b|\brâpes?\b")

_PHRASES = (
    # toys and tools
    r"pistolets? (?:a|de|en) (?:eau|bulles?|colle|peinture|flechettes?|jouet|plastique)",
    r"pistolets? jouets?",
    r"(?:fusils?|revolvers?) a (?:eau|bouchon|pompe a eau)",
    r"bombes? (?:a eau|glacees?|de peinture|de bain|d equitation)",
    r"(?:water|squirt|toy|glue|nail|bubble|nerf|ray|laser|spud|cap) (?:gun|pistol)s?",
    r"(?:water|bath|cherry|photo|glitter|seed) bombs?",
    r"couteaux? (?:suisses?|a beurre|a fromage|a pain|a tartiner|et (?:une |des )?fourchettes?)",
    r"fourchettes?(?: et)?(?: un| des)? couteaux?",
    r"(?:butter|swiss army|palette|bread|cheese) kni(?:fe|ves)",
    r"kni(?:fe|ves) and forks?|forks? and kni(?:fe|ves)",
    r"bullet (?:train|journal|point)s?",
    r"(?:maitres?|salles?|hommes?|passes?|faits?) d armes",
    r"armes? et (?:blasons?|armures?)|armes? de chevaliers?",
    # animals and plants
    r"killer (?:whale|bee|tomatoe?)s?",
    r"moby dick|dick whittington|dick van dyke|dick and jane|spotted dick|penistone",
    r"tapettes? (?:a|pour les?) (?:mouches?|souris)|jeux? du pendu|linges? pendus?",
    r"assassin bugs?|drogueries?|droguistes?",
    r"pussy ?(?:cat|willow)s?",
    r"(?:blue|great|coal|marsh|willow|crested|bearded|long tailed) tits?",
    r"naked mole rats?|horny (?:toad|lizard)s?",
    r"ox and (?:the |an )?ass|ass and (?:the |an )?ox",
    r"(?:sea|tumble|garden|duck|milk|pond) weeds?|weeds",
    r"pur sang|pur sangs|sang froid",
    r"amanites? tue mouches?|tue mouches?",
    r"(?:jus|sirop|fruit|arbre|fleur|graines?|pomme) (?:de |a )?grenades?|grenades? fruits?",
    r"blood (?:orange|moon|hound|donation)s?",
    r"(?:root|ginger|butter) beers?|bieres? au beurre|wine gums?",
    r"baba au rhum|rhum raisins?|rum raisin|coq au vin",
    r"(?:fromage|gruyere|coco|chocolat|parmesan|emmental|carottes?)(?: est)? rape",
    r"rape (?:a |le )?(?:fromage|muscade)",
    r"armees?|nuees?|pique niques?|p tits?|p tites?",
    # bites that hurt nobody's feelings
    r"(?:the|an?|one|my|his|her|first|last|big|little|tiny|quick|take|sound|frost|love|shark|snake|dog|insect"
    r"|mosquito|bug|spider|vampire|crocodile|zombie|apple|cookie|fish|flea|tick|bat|lion|tiger|bear) bites?",
    r"(?:sharks?|dogs?|snakes?|crocodiles?|vampires?|zombies?|dinosaurs?|to|don t|can|will|that) bites?",
    r"bites? (?:of|the|an?|my|his|her|its|me|size|into|marks?)",
    # ways of speaking
    r"culs? (?:de sac|de poule|de lampe|de jatte|de bouteille)",
    r"au sein (?:de|du|des|d)|ile de sein",
    r"(?:pieds?|tetes?|mains?|bras|torses?|epaules?|branches?|arbres?) nue?s?|oeil nu|nu pieds?",
    r"(?:tug|prisoner|man) of war|war horse|peace not war|snowball war",
    r"guerre (?:des boutons|des boules de neige|de boules de neige|des etoiles|de polochons?|d oreillers?)",
    r"star wars|clone wars",
    r"(?:birds?|who|she|he|they|we|angels?|choir) sang",
    r"al gore|no (?:war|weapons?|guns?|smoking)|pas de guerre|non a la guerre|stop a la guerre",
    r"cum laude|chiens? batards?",
)
PATTERN = re.compile(rf"(?<!\w)(?:{'|'.join(_PHRASES)})(?!\w)")
