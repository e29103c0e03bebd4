"""Synonyms: feasts and feelings."""

from __future__ import annotations

TABLE = {
    "paques, easter, lapin de paques, easter bunny": "rabbit egg hatching-chick basket",
    "chasse aux oeufs, egg hunt": "egg basket rabbit",
    "noel, christmas, xmas": "christmas-tree santa-claus wrapped-gift snowman",
    "papa noel, saint nicolas, santa, pere nowel, perre noel, pere noel": "santa-claus wrapped-gift",
    "traineau, luge, sleigh, sledge, sled": "shape:sledge sled deer",
    "citrouille, potiron, courge, pumpkin, lanterne d halloween": "jack-o-lantern",
    "carnaval, mardi gras, carnival, deguisement, costume": "clown-face party-popper performing-arts",
    "firework, fireworks, feu d artifice": "sparkles party-popper shooting-star",
    "chapiteau, circus": "circus-tent clown-face person-juggling elephant",
    "galette, galette des rois": "pie crown",
    "14 juillet, 4 juillet, 4th of july, fourth of july, july 4th, independence day": "sparkles party-popper",
    (
        "nouvel an, nouvelle annee, bonne annee, reveillon, new year, new year s eve, happy new year, "
        "saint sylvestre"
    ): "party-popper sparkles",
    "nouvel an chinois, chinese new year, lunar new year": "dragon red-paper-lantern",
    "lampion, lanterne, lantern": "red-paper-lantern",
    "saint patrick, st patrick, st patrick s day": "shamrock",
    (
        "fete des peres, bonne fete papa, father s day, fathers day, happy father s day"
    ): "heart-with-ribbon red-heart",
    (
        "bonne fete maman, mothers day, happy mother s day, fete des grands meres"
    ): "bouquet red-heart heart-with-ribbon",
    "saint valentin, valentine s day, valentines day, valentines": "red-heart two-hearts",
    "thanksgiving, thanksgiving turkey, action de grace": "turkey pie",
    "chandeleur, shrove tuesday, pancake day": "pancakes",
    "poisson d avril, april fool, april fools": "tropical-fish fish",
    "masque, masque de carnaval, mask, masquerade": "performing-arts",
    "aid, eid, ramadan": "crescent-moon",
    "hanouka, hanukkah, diwali": "candle",
    "bapteme, communion, colombe de la paix, paix, peace": "dove",
    "lutin de noel, christmas elf, elfe, leprechaun, farfadet, korrigan": "elf man-elf",
    "renne de noel, renne du pere noel, reindeer": "deer",
    "creche de noel, nativite, nativity": "baby-angel star",
    "boule de noel, guirlande, ornament": "christmas-tree bell",
    "couronne de noel": "ribbon bell",
    "chaussette de noel, christmas stocking, stocking": "socks",
    "cadeau, gift, present, christmas present, cadeau de noel, surprise": "wrapped-gift",
    "calendrier de l avent, advent calendar": "calendar",
    "buche, buche de noel": "shortcake",
    "oeuf de paques, oeufs de paques, easter egg": "shape:easter-egg egg",
    "cloche de paques, cloche, clochette": "bell",
    "poule en chocolat, poule de paques": "chicken egg",
    "lapin en chocolat, chocolate bunny": "rabbit",
    "amoureux, in love, amitie, friendship, meilleur ami, calin, bisou, hug, kiss, baiser": "two-hearts",
    (
        "joie, happiness, sourire, smile, smiley, smiley face, happy face, joy, emotion, emotions, "
        "bonheur, feeling"
    ): "sun-with-face",
    "colere, anger, angry": "volcano",
    "tristesse, sadness, larme": "droplet cloud-with-rain",
    "peur, fear": "ghost",
    "petard": "party-popper",
    "maison hantee, haunted house, chateau hante, haunted castle, manoir hante": "derelict-house ghost",
    "toile d araignee": "spider-web",
    "pride, gay pride": "rainbow",
    (
        "halloween, halowine, hallowine, trick or treat, bonbon ou un sort, des bonbons ou un sort"
    ): "jack-o-lantern ghost bat black-cat",
    "get well soon, bon retablissement, gueris vite, thank you": "bouquet",
}
