"""Synonyms: animals that are asked for less often, and the nearest of which there is a drawing."""

from __future__ import annotations

TABLE = {
    "capybara, cabiai, ragondin, marmot, groundhog, lemming": "beaver hamster",
    "ornithorynque, platypus": "beaver duck",
    "axolotl, axolotle, newt, triton, komodo, dragon de komodo, komodo dragon, varan": "lizard",
    "pangolin, echidna, echidne, anteater, aardvark": "hedgehog",
    "tapir, okapi": "zebra",
    "lemurien, lemur, maki, babouin, baboon, mandrill, gibbon, tamarin": "monkey",
    "wombat, quokka": "koala kangaroo",
    "alpaga, alpaca, vigogne, vicuna": "llama",
    "fennec": "fox",
    "lynx, puma, cougar, ocelot, bobcat, serval, caracal": "leopard",
    "hermine, ermine, vison, mink, glouton, wolverine, genette, weasel, stoat": "otter",
    "opossum, possum, moufette, mouffette": "skunk",
    "loir, dormouse, campagnol, vole, shrew": "mouse",
    "lamantin, manatee, dugong, sea lion": "seal",
    "stingray, anguille, eel, barracuda, murene, moray eel, carpe, koi, anglerfish": "fish",
    "anemone, anemone de mer, sea anemone": "coral",
    "bernard l ermite, hermit crab": "crab spiral-shell",
    "moule, clam, huitre": "oyster",
    "limace, slug": "snail",
    "tarentule, tarantula, mygale": "spider",
    "hanneton, cochenille, stag beetle": "beetle",
    "frelon, hornet": "honeybee",
    "moth, papillon de nuit": "butterfly",
    "puceron, aphid": "ant",
    "python, anaconda, couleuvre, serpent a sonnette, rattlesnake": "snake",
    "megalodon": "shark",
    "mosasaure, mosasaurus, plesiosaure, plesiosaur, parasaurolophus, iguanodon": "sauropod",
    (
        "bichon, chihuahua, pug, corgi, beagle, cocker, yorkshire, terrier, saint bernard, "
        "border collie, bouledogue, german shepherd"
    ): "dog",
    "siamois, siamese cat, persan, persian cat, maine coon, chat de gouttiere": "cat",
    "ara, macaw, cockatiel, cockatoo, budgie, parakeet": "parrot",
    (
        "colibri, hummingbird, pivert, woodpecker, martin pecheur, kingfisher, rossignol, nightingale, geai, "
        "blue jay, mesange bleue, chardonneret, goldfinch, toucan bird"
    ): "bird",
    "macareux, puffin, manchot": "penguin",
    "faisan, pheasant, perdrix, partridge, caille, quail": "chicken",
    "condor, buse, osprey, balbuzard": "eagle",
    "casoar, cassowary, grue cendree, ibis, aigrette": "flamingo",
    "bouc, chevreau, chevrette, chamois, bouquetin, ibex": "goat",
    "yack, yak, zebu": "ox",
    "marcassin, phacochere, warthog": "boar",
    "gnou, wildebeest": "water-buffalo",
}
