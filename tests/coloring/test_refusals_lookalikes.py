"""A second look at the list with fresh eyes: disguises of today, and the innocent words beside them."""

import pytest

from coloring.engines.offline import refusals

REFUSED = """
un tireur d'élite; des tireurs dans l'école; a school shooter; shooting people; une fusillade
une tuerie de masse; poignarder quelqu'un; il poignarde son voisin; stabbing; he stabs a man
un homme poignardé; un pendu; hanged man; un noyé; drowned child; a beheaded king; tête coupée
tête tranchée; severed head; cut off head; guts and gore; un charnier; a pile of dead bodies; dead body
chair humaine; écorché vif; torturer un chat; battre sa femme; beat his wife; un enfant battu; kidnapping
enlever un enfant; un pédophile; pedophile; pédo; pedo; incest; inceste; zoophilie
un tank avec des bombes; bombe atomique; atomic bomb; nuke; nuclear bomb; missiles nucléaires
une mine antipersonnel; land mine; kalach; M16; glock; famas; un silencieux pour revolver; revolver
colt 45; crosse américaine et fusil à pompe; pump action shotgun; cocktail molotov; gilet explosif
suicide vest; kamikaze; isis flag; état islamique; al-qaïda; al qaeda; ss soldier; le troisième reich
third reich; salut nazi; nazi salute; mein kampf; lynchage; sale pédale; tapette; tantouze; bougnoule
youpin; sale juive; fucking jew; gypsy scum; white pride; supremacist; suprémaciste; ratonnade
seringue de drogue; héroïnomane; crack cocaine; fumer un joint; un pétard de beuh; bang à herbe; a bong
smoking weed; cocaine line; rail de coke; coke en stock de cocaïne; shit et beuh; mushrooms trip lsd
magic mushrooms drug; snorting coke; ketamine; kétamine; fentanyl; crackhead; dealer de drogue
drug dealer; ivre mort; bourrée à la vodka; pastis; whisky coca; cognac; gin tonic; absinthe
shots de tequila; binge drinking; cigarillo; joint de cannabis; vapoteur; e-cigarette; snus; femme à poil
toute nue; tout nu; seins nus; topless woman; strip-teaseuse; pole dance sexy; playboy; une prostituée
escort girl; camgirl; un gigolo; bdsm; sado maso; sadomaso; fouet et cuir bdsm; kamasutra
position du missionnaire sexe; faire l'amour; making love; having sex; they have s3x; 5exe; s e x y
sexiii; s-3-x; s.3.x.y; p0rn0; pr0n; p*rn; pron star; n00des; nudez; nudes; t1ts; t!ts; b!te; b i t e
biiite; v@gin; péni$; pen1s; vulv3; anu$; c*l; cu1; f u c k; fvck; phuck; fuk u; f.u.c.k; sh!t; $hit
b1tch; biatch; a$$hole; d!ck; p u t e; put3; pvte; sal0pe; connasse; c0nnasse; enculer; encu1é
nique ta mère; ntm; nik ta mere; nike ta mère; ta gueule; ferme ta gueule; va te faire foutre; bâtard
batard; connards; trou d'uc; trouduc; branlette; cut my wrists; slit wrists; se couper les veines
se taillader; s'ouvrir les veines; se suicider; kill myself; je me tue; i want to kill myself
i wanna die; je veux me tuer; se jeter par la fenêtre; scarification; self harm scars; anorexie
anorexic girl; pro ana; k1ll3r; m3urtre; t u e r; tuéé; a55a55in; arm3 à feu; arme à feu; arme blanche
armes automatiques; p1stolet; g.u.n.s; gunz; bl00dy; s@ng; couteau ensanglanté; machette et sang
katana ensanglanté; hache ensanglantée; chainsaw massacre
"""

INNOCENT = """
un pêcheur; un pécheur; pêcheur à la ligne; pêche; la pêche aux canards; pécher; chasse aux œufs
chasse aux oeufs; chasseur de papillons; chasse-neige; un chasseur; canon de confettis; canon à confettis
canon à neige; pistolet à eau; pistolet à bulles; revolver à eau; fusil à eau; cocktail de fruits
cocktail; jus de fruits; Scunthorpe; Penistone; Cockermouth; Lightwater; Clitheroe; Essex; Sussex
Arsenal; Dickinson; Hancock; Babcock; bassin; bassine; assiette; passage; passoire; tasse de thé
grasshopper; sassafras; mass; brass; pirate avec un sabre; un pirate et son sabre; épée de bois
sword in the stone; excalibur; lance de chevalier; catapulte; arbalète de chevalier; arc-en-ciel
tir à l'arc; archery; Robin des Bois; Guillaume Tell; a knight and a dragon; Blanche-Neige et le poison
pomme empoisonnée; poison; une sorcière et sa potion; la belle au bois dormant pique son doigt
le grand méchant loup; le loup mange les trois petits cochons; le petit chaperon rouge et le loup
Barbe-Bleue; ogre; un ogre gentil; fantôme; squelette rigolo; momie; Dracula; citrouille; Halloween
araignée; chauve-souris; cimetière d'Halloween; crâne de pirate; drapeau de pirate; jolly roger
jour des morts; calavera; catrina; coco; mains; menottes de bébé; poisson-scie; requin-marteau; marteau
scie; hache de bûcheron; bûcheron; tronçonneuse; lumberjack with an axe; axe; hot glue gun; water balloon
bombe de bain; bombe à eau; cherry bomb; mine de crayon; mine d'or; goldmine; gold mine; mineur
miner with a lamp; grenouille; grenadier; grenadine; sirop de grenadine; fruit de la passion; passion
chou-fleur; coquelicots; coq de basse-cour; cocotte; cockapoo; cocker; cockerel; shuttlecock; weathercock
peacocks; tit mouse; titmouse; mésange; chatte et ses chatons; minou; une chatte; pussycat; puss in boots
dick and jane; moby dick; spotted dick; richard; un âne; a donkey; butterfly; butter; button; buttercup
bouton; boutons d'or; butt of the tree; rabbit butt; culottes courtes; culbuto; cul de poule; sac à dos
cabriole; chiots; chiot; chihuahua; chien; chienne et chiots; pipistrelle; pipe cleaner; bagpipe
pipeline; pipette; pipa; pissenlit; pistache; piste de ski; pistil; piscine; merle; mercredi; mer; mère
Merlin l'enchanteur; mérou; Putois; députée; ordinateurs; computer; reputation; niche; nichoir à oiseaux
nid; nickel; piqûre d'abeille; pique; hérisson qui pique; vache; vacherin; vagabond; vague; vagues
virgule; vernis; verre d'eau; verre de lait; raisin; vigne; vignoble; vendanges; tonneau; barrel
bière au beurre; brasserie; bar à jus; café; cafetière; poudre de perlimpinpin; poudre magique; farine
sucre glace; seringue de docteur; docteur avec une seringue; vaccin; infirmière; pharmacie; médicament
pill bug; joint de culture; robinet; herbes aromatiques; mauvaises herbes; pot de fleurs
champignon magique de conte; maison champignon; magic mushroom house; toadstool; fly agaric; amanite
poppy field; cigale; cigogne; smoking volcano; fumée de train; train à vapeur; vapeur; cheminée qui fume
smoke; allumette; petite fille aux allumettes; feu de camp; feu; pompier; fire truck
dragon qui crache du feu; pétards; pétard du 14 juillet; fusée; rocket; avion de chasse; soldat de plomb
casse-noisette; petit soldat; tin soldier; toy soldiers; army ants; fourmis légionnaires; gladiateur
chevaliers de la table ronde; samouraï; ninja; karaté; judo; boxe; un boxeur; escrime
combat de coqs en papier; bataille de polochons; bataille navale; battleship game; tank de poissons
fish tank; think tank; thermos; bouchons; pendule; pendre le linge; corde à sauter; corde à linge
hangman game; jeu du pendu; clown; cirque; trapèze; monstre gentil; Godzilla; King Kong
dinosaure carnivore; t-rex; requin; piranha; crocodile; un serpent; cobra; scorpion; vampire rigolo
loup-garou; witch; skeleton; ghost; Kiki; Zizou; zizanie; zigzag; Titi; toto; Nono; Dédé; Lolo; Loulou
bibi; nounou; nounours; suçon; sucette; sucre d'orge; lollipop; popsicle; banane; concombre; aubergine
pêches; cerises; melon; pastèque; maillot de bain; une fille en maillot de bain; swimsuit; plage; douche
bain moussant; bébé dans son bain; bubble bath; câlin; bisous; un bisou; kissing fish; mariage; mariés
mamans; deux papas; deux mamans; famille arc-en-ciel; drag race car; black cat; chat noir; cheval noir
mouton noir; Afrique; mosquée; synagogue; église; temple; ramadan; hanoucca
un enfant en fauteuil roulant; une fille africaine; un garçon chinois; japanese girl; indien; cow-boy
esquimau; gitane; conga; concerto; condor; cône; conifère; conque; content; confiture; contrebasse
bonbon; violoncelle; violette; viaduc; viole de gambe; violoniste; sexagénaire; sextant; bissextile
Sussex spaniel; unisex clothes; essaim; analyse; anana; ananas; banal; canal; anis; anagramme; annulaire
anchois; manuscrit; janus; uranus; pegasus; sesame; sézane; statue; tutu; tulipe; tortue; tutoriel; vêtue
habituel; situé; tue-mouches; Tuesday; Tuamotu; drogman; droguerie; drugget; rug; druid; drone
dromadaire; droïde; dragon; dragster; dragée; drapeau; draisienne; assassin bug; a nail gun
tapette à mouches; un noyer; un noyau; noyau de pêche; colt and mare; a chien à poil long
chat à poils courts; un pendentif; linge pendu; suspendu; 1-2-3; 10-4; a monkey hanging from a rope; Colt
Isis et Osiris; étoile filante; shooting star; tireur à l'arc; hangman; playground; boycott; kmart
pronoms; pronghorn; sexta; nuque; gant; land of mines; puff pastry; landscape; Pedro; pédalo
pédale de vélo; pédicure; pedestrian
"""


def table(text):
    return [theme.strip() for theme in text.replace("\n", ";").split(";") if theme.strip()]


@pytest.mark.parametrize("theme", table(REFUSED))
def test_what_no_child_gets_is_refused(theme):
    assert refusals.refuses(theme)


@pytest.mark.parametrize("theme", table(INNOCENT))
def test_innocent_themes_are_not_refused(theme):
    assert not refusals.refuses(theme)
