"""Words that the word data ties to a drawing although whoever says them to a child means something else.

Without accents; a phrase or a synonym that holds one of them still means what it says.
"""

from __future__ import annotations

_WORDS = """
    1er 24 abandonnee abri accessoire acide act acteur action active actor actress actrice address af
    agriculture aid aide aider aile ailes air alert alerte alimentation allumer alpha americain
    americaine americains ancien ancienne anciens angle anneaux anniversary apprendre arc argent arrest
    arret arrived arriver arriving ascension ass astronomy attacher attendre attirer attractions attraper
    australia autre autres avenir aveugle award awesome back bague balancing band bare barrel basse
    bathing beat bent best bet bibliotheque bien big birth bite blague blind bloc blood bloom blow body
    bon bone bonne bonnet boo bord born boulangerie bow branch branche branches bras break bright
    brillant brillante bruler build bundle burn bury business cable cache cadre calm calme can cancer
    carrefour case casual catch celebrate cercle cha chaleur championship chance change chanter chasse
    chaud chaude chaussures chercher children chut ciel cinematographique circle class classique clay
    clean cleaning climate climb closet clothes coco cold color combat comfortable comfy communication
    comptoir concert conduire conserve conserver construction contact container cooling corne cost cou
    couche coucher couleur country couper courant courbe courir course courses crache cracher creative
    creuser croisiere croix cross cube cuisse curry curve cutting cycle danger dark date dating daughter
    day days dead decollage decorated decoration defenses delicious depart descendre diagnostic dig
    dinner direct direction disease dish dive do documents doux down dr dragonne dreams drink drive drop
    drove dur ears easy eat eau echelon eclat ecrire ecrivain edge education effrayant elegant elegante
    email embarrassed emerge emergencies emergency enceinte encourager enfants engaged enregistrement
    enseignement entendre entree essai essence etudier european europeen excited experience extinction
    extra eyes face faim fall falling fancy fantastique fantasy farming father fatiguee feed feet female
    femme femmes fermer festival fete feuilles fever fier fiere fievre fight fighter fighting filling
    fils finish fix flats fleche flight flip float flock flowing forbidden force forgot formal forme fort
    fortes frame fresh froid front fry full future gagner galope game games gang garbage garde garder gas
    gazon gene genres gentil gentille gerer geste gesture gilet gloire glory glow gold golfeur good
    gouter grain grimper grow growth guerrier guide habitat half handicap handy haut haute healthcare
    hearing heat heavy herbe herd heure heures hidden hide hit homme hommes hot hours hrs hungry hurry
    idea idee improvement infant infection interdit interieur internet iron italienne jambon jeu jeune
    job joint joueur joueuse jour jours jump justice keys kidney kisses knowledge laine lancer landing
    late launch laundry laver law lazy legende leger lent lente lentement lettres levant lien life lift
    light linge list liste listen listening livraison log loi loisirs london londres look loud lourd love
    loving lucky lumiere luxe luxury mad main mains majeur major makeup maladie male man manage
    manifestation marche marcher marching marin marine mark marque matin maurice mechant medieval medium
    melodie melted meme men mere message metal metier mieux mille million mining moitie monde mont monter
    monument morning mortar morte moteur mother mou moule move muet mur myth naitre nature neck negative
    nettoyage nettoyer nez noble non nothing nourriture odeur one oops opening orchestre order ordre
    oreille oreilles orientation other oubli outdoors outil outils ouvert ouverture ouvrir pace packing
    paid pain pan parasite parle parler part partie password pate payer paying pecheur people pere person
    personal personnage personne pied pieds pile pitch planche plat plateau play player poids point
    points pop positive post potatoes poumons pousse pousser precieuse predator pregnant premier print
    prise private prive prohibited prophecy propre propres protection proud public punk purete purity
    quartier quick race racine range reaction realisateur rebuild reception recherche record recorder
    reef refreshing regarder regle renaissance repair repairs reparer repas repete rer restaurant retard
    retour rhythm rich riche ride riding rien rise roger roll romance romantique rouler row royal rub
    rule run rush sabre sage same sand sang sante saut sauver save saveur savoir scared scary scholar
    screw search secours secret secure securite see seeing sel selling semi sentiment sentir serenite
    serious serre service set settle shake shape shelter shining shiny shipping shy side signal silence
    silly simple sing ski skill skills sky slice sliding slow smell snap soldier solid solide solitaire
    sonner sort sorts sou souffle souhait sound souple sour sourd sourire speed spell spin spinning
    sportif spots squeeze station steam step stick sting strike string strong stubborn study stuffed
    succes suit sunny sur surprise sweat sweet system table taches tale talk taste tear temps tension
    tenue tete theme therapist three throw tie time timid timide tired tomber tool torch toss tough
    tourne tourner tous traces tradition tranche trans transformation travail travaux travel treat trim
    trip trop trou trousers trunk turn twist twisted u ugly ultimate universitaire unlock unlucky up
    upset vapeur vedette ver vetements vice victoire victory vide vierge view virus vis visage visibilite
    vite vitesse vivant voie voir voix vol volee voyant waiting walk wall war waste water wealth weapon
    weekend weight wild win wing wings winner wise wishes woman women wool work worldwide wrap writing
    yeux younger
"""

WORDS = frozenset(_WORDS.split())
