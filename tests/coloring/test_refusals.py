"""What no child gets is refused in any disguise, and what children love is not."""

import pytest

from coloring import engines
from coloring.engines.offline import refusals

REFUSED = """
un fusil; des fusils; des pistolets; b0mbe; une bombe; a gun; guns; g u n; G.U.N; big guns
machine gun; kalachnikov; kalash; ak47; une grenade; un missile; un couteau; knife; KNIVES; dagger
machette; dynamite; fl1ngue; flingues; un f l i n g u e; sniper; bazooka; weapons; we4pons; handgun
char d'assaut; tuer un monstre; tueur; je veux tuer; il tue le dragon; k1ll; kill the dragon; kiIl
k i l l; killed; serial killer; un assassin; assassinat; assassine; meurtre; murder; m.u.r.d.e.r
murderer; massacre; torture; du sang; ensanglanté; blood; bl00d; bloody knife; gore; cadavre; corpse
décapité; decapitation; égorger; strangled; guerre; la guerre; war; suicide; je veux mourir
want to die; self-harm; se pendre; cut myself; automutilation; viol; violeur; rape; rapist; attentat
terroriste; terrorism; nazi; n4zi; hitler; Heil Hitler; croix gammée; swastika; ku klux klan
sale juif; sale arabe; nègre; negro; white power; raciste; pédé; faggot; sexe; s3xe; $exe; s e x e
s.e.x; s-e-x; S E X; seeexe; sexxxe; ѕехе; sеxe; ｓｅｘｅ; se\u200bxe; s\u00adexe; sexé; s*xe; sex
sexy girl; sexuel; sexual; p0rn; porno; pornhub; p o r n o; poorno; nue; une femme nue; nude; naked
a naked man; n@ked; bite; une bite; b1te; grosse bite; BITES; teub; couilles; pénis; p3nis; penis
vagin; vag1n; seins; s3ins; fesses; nichons; zizi; tits; boobs; b00bs; nipples; pussy; dick; d1ck
d i c k; asshole; ass; fuck; f*ck; fuuuck; f u c k you; fuckyou; motherfucker; shit; sh1t; bitch
b!tch; whore; slut; cunt; orgasme; masturbation; hentai; xxx; pute; p*te; putes; grosseputain
putain; PUTAIN; putaaain; salope; s@lope; connard; c0nnard; con; gros con; merde; m3rde; merdeee
m e r d e; enculé; encul3; ntm; fdp; fils de pute; bordel; branleur; cul; trou du cul; niquer; n1que
doigt d'honneur; lingerie; bikini; striptease; strip tease; drogue; drogues; dr0gue; drugs; cannabis
cannab1s; beuh; weed; cocaïne; c0caine; heroin; lsd; ecstasy; shisha; cigarette; cigarettes; fumer
tabac; vape; bière; BIERES; vin; w1ne; wine; whisky; vodka; v0dka; rhum; alcool; alc00l; ivre; drunk
tequila; champagne; beer; un hițler; des nāzis; šexe; porņo; pistoļet; gūn; nāzi; nąźi; mėrde; ƒuck
føck; pęņis; đrogue; łsd; ħitler; bıte; seīņs; pǿrno; pénïs; gụn; mẹ̀rde; š*xe; sēēēxe; ḟ.ü.ċ.ķ
"""

INNOCENT = """
un chat; a cat; 1 chat; 3 cochons; 2 dogs; 4x4; t-rex; trois petits chats; un p'tit chat
des p'tits chiens; 7 nains; shark bite; a shark bites a fish; mosquito bite; a bite of apple
bite the apple; an apple with a bite; love bites; Sussex; Essex; Middlesex; Scunthorpe; cocktail
un cocktail de fruits; coquelicot; coq; poule; coquillage; coccinelle; classe; la classe; classique
chasse au trésor; tasse; passe-partout; bass guitar; grass; glass; compass; brass band
pistolet à eau; un pistolet à eau bleu; water gun; water pistol; squirt gun; bombe à eau
pistolet à bulles; bubble gun; canon de pirate; cannon; épée; une épée de chevalier; sword
knight with a sword; arc et flèches; bow and arrow; bouclier; le chat botté; puss in boots; pussycat
pussy cat; pussy willow; la Belle au bois dormant; la belle et la bête; cul-de-sac; culotte
cultivateur; sculpture; calcul; pétard; feux d'artifice; firecracker; bullet train; killer whale
moby dick; un village au sein de la forêt; saint nicolas; saint valentin; dessein; bassin; poussin
raisin; titi; titi et grosminet; petit; appétit; blue tit; blue tits; great tits; titan; title
constitution; statue; statuette; situation; tortue; bermuda; habitué; violon; violin; violette
des violettes; viola; un violet; raviolis; violoncelle; alto; fromage râpé; fromage rape
carottes râpées; râpe à fromage; grapes; trapeze; drapeau; rapace; rappeur; therapy dog; héroïne
une héroïne; super-héroïne; heroine; heroines; drugstore; seaweed; weeds in the garden; tumbleweed
milkweed; une licorne; raisins; divin; vingt; vingt lapins; violet; un devin; vinyle; moulin à vent
un vigneron; coq au vin; winner; baba au rhum; drum; rumba; trumpet; root beer; ginger beer
teddy bear; beard; deer; champignon; campagne; champion; pieds nus; nuage; nuages; nuée d'oiseaux
nuit; menu; nuée; continue; nurse; un pingouin en smoking; volcan qui fume; canne à pêche; herbe
jardin; une pipe à bulles; bonhomme de neige avec une pipe; fumée; un dragon qui crache du feu
concombre; conte; console; concert; contes de fées; cornichon; cônes; glace en cône; content
concours; garçon; leçon; balcon; pique-nique; un pique nique; unique; technique; panique; clinique
mécanique; Véronique; picnic; pinacle; monique; armoire; armée de dinosaures; armure; arménie; larme
charme; alarme; armadillo; arms; robot with long arms; army of ants; gunther; begonia; penguin
guitar; argument; burgundy; legumes; bombon; bonbon; bombyx; star wars; tug of war; wardrobe
warm hat; award; reward; swarm; snowball war; guerre de boules de neige; birds sang; pur-sang
mésange; orange sanguine; singe; sanglier; blood orange; blood moon; bloodhound; couteau suisse
fourchette et couteau; knife and fork; butter knife; tête de mort de pirate; squelette; zombie
vampire; analyse; canal; banal; canard; analog clock; arsenal; parsley; assembly; assiette; assis
association; embassy; bassoon; cumulus; document; cucumber; circus; cactus; octopus; hippopotamus
uranus; anusha; manuscript; peanut; Saturne; Dickens; dictionary; medic; cockatoo; peacock; hancock
cockpit; rooster; woodpecker; sextant; sixteen; bisextile; sextuplés; ordinateur; députe; dispute
reputation; amputer; disputer; capuche; putois; sputnik; shiitake; shih tzu; mishap; fishing
t-shirt; shirt; shop; sheet; ship; English; bushel; push; shuttle; salopette; salon; saloon
palourde; galop; galoper; escalope; antilope; bordure; abord; bord de mer; border collie; masse
massage; message; montgolfière; grenadine; jus de grenade; fruit grenade; revolvermap; missive
mission; missionnaire; hoe; rake; queue de cheval; chatte et chatons; chienne; truie; cochon
baiser d'esquimau; bisou; caca; prout; poop; goddess; good; goose; moon; boots; booth; book; bobo
bambou; boule; raccoon; balloon; spoon; smørrebrød; un cœur; Søren; Łukasz; Đức; Ayşegül; Şeyma; Nguyễn
Jiří; Žofie; Håkon; Kåre; Ægir; Phúc; Bích; Ngọc; Hạnh; Dũng; Zoë; Māra; Jānis; Gintarė; Ötzi; Øystein
"""


def _table(text):
    return [theme.strip() for theme in text.replace("\n", ";").split(";") if theme.strip()]


@pytest.mark.parametrize("theme", _table(REFUSED))
def test_what_no_child_gets_is_refused(theme):
    assert refusals.refuses(theme)


@pytest.mark.parametrize("theme", _table(INNOCENT))
def test_innocent_themes_are_not_refused(theme):
    assert not refusals.refuses(theme)


@pytest.mark.parametrize("theme", ["mickęy mouse", "Pøkémon", "ƥikaçhu", "đisņeý"])
def test_marks_on_letters_hide_no_brand(theme):
    assert engines.objection("openai", theme) == "brand"


def test_the_tables_are_long_enough_to_mean_something():
    assert len(_table(REFUSED)) >= 120
    assert len(_table(INNOCENT)) >= 150
