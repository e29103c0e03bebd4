"""Synonyms: what is eaten."""

from __future__ import annotations

TABLE = {
    "gateau, cake": "birthday-cake shortcake cupcake",
    "muffin": "cupcake",
    "glace, cornet, esquimau, gelato, ice lolly, ice cream, ice creem": "ice-cream soft-ice-cream",
    "bonbon, friandise, sucrerie, sweets, candy": "candy lollipop",
    "sucette, barbe a papa, cotton candy, candy floss": "lollipop",
    "crepe, pancake": "pancakes",
    "gaufre": "waffle",
    "chocolat": "chocolate-bar hot-beverage",
    "fromage, cheese": "cheese-wedge",
    "miel, ruche, beehive": "honey-pot honeybee",
    "fruit": "strawberry banana pineapple grapes red-apple",
    "legume, vegetable": "carrot broccoli eggplant ear-of-corn",
    "pomme, apple": "red-apple green-apple",
    "cerise": "cherries",
    "myrtille, mure, framboise, raspberry": "blueberries strawberry",
    "raisin": "grapes",
    "pasteque": "watermelon",
    "orange, clementine, mandarine, pamplemousse": "tangerine",
    "frites, frite, fries": "french-fries",
    "pates, nouilles, noodles, pasta": "spaghetti steaming-bowl",
    "jus, juice, limonade, lemonade": "beverage-box cup-with-straw",
    "pique nique, picnic": "basket sandwich red-apple",
    "cornet de glace, glace a l italienne, ice cream cone": "soft-ice-cream ice-cream",
    "sorbet, granite, popsicle": "ice-cream shaved-ice",
    "hot chocolate, chocolat chaud, cafe, the chaud, coffee, tea": "hot-beverage",
    "honey, pot de miel, ours et miel": "honey-pot",
    (
        "corbeille de fruits, panier de fruits, corbeille de fruit, panier de fruit, salade de fruit, "
        "coupe de fruits, coupe de fruit, fruit basket, basket of fruit, basket of fruits, fruit bowl, "
        "bowl of fruit"
    ): "shape:fruit-basket basket red-apple",
    "fruit exotique, mangue": "mango",
    "poire": "pear",
    "peche, abricot, nectarine, prune, apricot, plum": "peach",
    "fraise": "strawberry",
    "chou, chou fleur, artichaut, cabbage, cauliflower, courgette, zucchini": "broccoli leafy-green",
    "haricot, petit pois, pea": "pea-pod",
    "mais": "ear-of-corn",
    "radis, navet, radish, turnip, betterave": "root-vegetable",
    "petit dejeuner, breakfast, dejeuner": "croissant hot-beverage",
    "gouter, snack": "cookie",
    "donut": "doughnut",
    "tarte, tarte aux pommes, pie": "pie",
    (
        "macaron, eclair au chocolat, chou a la creme, choux a la creme, mille feuille, patisserie, pastry"
    ): "cupcake shortcake",
    "pain, baguette, baguette de pain": "baguette-bread",
    "soupe, soup, ramen": "steaming-bowl",
    "raclette, fondue": "fondue",
    "saucisse, saucisson": "hot-dog",
    "steak, viande": "cut-of-meat",
    "poulet roti": "poultry-leg",
    "couscous, paella, ratatouille": "pot-of-food",
    "riz, rice": "cooked-rice",
    "lait, milk": "glass-of-milk",
    "burger": "hamburger",
    "gomme a macher, chewing gum, bubble gum, guimauve, marshmallow": "candy",
}
