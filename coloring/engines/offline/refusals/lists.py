"""What is never drawn for a child, in French and English: violence, weapons, hate, adult themes, drugs.

Words are compared without accents and in any plural; a star stands for any ending.
"""

from __future__ import annotations

from coloring.engines.offline.grammar import without_accents

_VIOLENCE = """
    tuer tue tues tuent tuez tuee tuait tuant tuerie tueur tueuse meurtr* assassin* massacr* cadavre*
    sang sanglant* sanguinolent* ensanglant* tortur* violence violer viol violee violeur* violeuse*
    suicid* guerre attentat* terroris* djihad* jihad* egorg* decapit* demembr* eventr* etrangl* mutil*
    cannibal* guillotin* pendaison lynch* homicid* genocid* fusill* kidnapp* scarifi* automutil* gore
    kill kills killed killing killer murder* slaughter* corpse* blood bloody gory rapist rape raped
    raping war wars behead* dismember* strangl* stab stabbed stabbing massacre homicide shootout selfharm
    pendu pendue hanged noye noyee noyade drowned charnier taillad* anorexi* ratonnad* kamikaze
"""
_WEAPONS = """
    arme fusil pistolet revolver mitraill* kalach* kalash* uzi bazooka sniper* bombe bombardement*
    bombarder grenade missile couteau poignard* machette munition explosif explosifs dynamite flingue*
    flinguer ak47 ar15 molotov taser weapon* gun rifle pistol shotgun* handgun* machinegun* firearm* bomb
    bombing bombs knife knives dagger machete bullet ammo explosive explosives
    gunz m16 glock famas nuke landmine*
"""
_HATE = """
    nazi nazie nazis nazisme nazism neonazi* hitler* gestapo swastika* svastika* holocaust* auschwitz kkk
    negre negresse negro nigger* nigga* bougnoul* youpin* bamboula* bicot faggot* tarlouze* tapiole* pede
    pd gouine* chinetoque* niakoue* raciste racist daech daesh tapette tantouz* supremacis*
"""
_ADULT = """
    sexe sexy sexuel* sexshop sexo sexto sextos porno* porn pornstar nu nue nudite nudiste* naturiste*
    erotic* erotique* sein seins fesse nichon* nibard* penis vagin* vulve* clito* testicul* couille* bite
    biteuse teub teubs teuch zob zizi quequette* zigounette bistouquette* chibre branler branlette*
    branleur* partouze* orgasm* orgie* masturb* ejacul* sperme fellation* sodom* gode godemiche* levrette
    prostitu* pute putes putain* salope salopes salaud* bordel bordels merde merdes merdique* merdeux
    emmerde* chier chiant chiante chiasse connard* connasse* con conne conn encul* enfoire* batard
    batarde cul culs nique niquer niquez niquee foutre ntm fdp xxx hentai* bdsm milf onlyfans pornhub
    sextoy* striptease* stripteaseuse* lingerie bikini topless sex sexe sexual* nude nudes naked nudity
    erotica boob boobs boobies titties tits nipple* vagina pussy pussies dick dicks dickhead* whore* slut
    slutty hooker* fuck* fuk fck motherfuck* shit shits shitty bullshit bitch bitches asshole* ass arse
    arsehole* bastard* cunt* twat* wank* jizz cum cumshot blowjob* handjob* dildo* anal anus horny kinky
    fetish stripper* wtf pedo pedophil* paedophil* incest* zoophil* playboy camgirl gigolo sadomaso* kamasutra
    sexi pron noodes nudez fvck phuck biatch pvte trouduc
"""
_SUBSTANCES = """
    drogu* cannabis marijuana marihuana beuh cocain* ecstasy lsd mdma opium haschich hashish chicha
    shisha bong cigarette* cigare clope* tabac fumer fumeur fumeuse vapoter vapoteuse* alcool* biere vin
    whisky whiskey vodka tequila rhum champagne ivre ivrogne* saoul saoule poivrot* overdose junkie drug
    drugs drugged weed cocaine heroin meth cigar tobacco vape vaping alcohol* beer wine rum drunk drunken
    booze stoner heroinoman* ketamin* fentanyl crackhead vapoteur cigarillo snus pastis cognac absinthe
"""

# Several words that only together mean what no child gets.
_PHRASES = """
    ku klux klan, croix gammee, heil hitler, sieg heil, white power, white supremacy, sale juif,
    sale arabe, sale noir, sale race, sale blanc, sale chinois, sales juifs, sales arabes, sales noirs,
    mort aux,
    je veux mourir, veux mourir, envie de mourir, want to die, wanna die, cut myself, cutting myself,
    hang myself, hurt myself, self harm, me pendre, se pendre, me couper les veines, char d assaut,
    army tank, war tank, machine gun, lance roquette, lance flamme, lance flammes, blow job, hand job,
    strip tease, school shooting, mass shooting, gang bang, fils de pute, trou du cul, ta mere la,
    crystal meth, ak 47, ar 15, bras d honneur, doigt d honneur, middle finger,
    tireur d elite, tireurs d elite, tireur dans, tireurs dans, school shooter, mass shooter, active
    shooter, shoot people, shooting people, shooting a man, shoots a man, tete coupee, tete tranchee,
    tetes coupees, severed head, severed hand, cut off head, dead body, dead bodies, chair humaine,
    human flesh, ecorche vif, battre sa femme, beat his wife, enfant battu, enfants battus, enlever un
    enfant, mine antipersonnel, land mine, land mines, colt 45, isis flag, etat islamique, al qaida,
    al qaeda, ss soldier, soldat ss, waffen ss, troisieme reich, third reich, mein kampf, sale pedale,
    sale juive, sales juives, white pride, gypsy scum, bang a herbe, rail de coke, ligne de coke, line
    of coke, snorting coke, sniffer de la coke, gin tonic, binge drinking, femme a poil, homme a poil,
    fille a poil, garcon a poil, se mettre a poil, escort girl, sado maso, faire l amour, making love,
    nik ta mere, nike ta mere, ta gueule, trou d uc, cut my wrists, slit wrists, slit my wrists,
    couper les veines, ouvrir les veines, pro ana, jeter par la fenetre
"""
PHRASES = frozenset(" ".join(phrase.split()) for phrase in _PHRASES.split(","))

# Found inside other words too, wherever they were glued together.
_GLUED = """
    putain pornogra porno penis connard connasse encule fuck bitch hitler cocain pistolet kalachni suicid
    genocid terroris mitraill assassin murder merde cannabis marijuana salaud vagina asshole blowjob
    masturb sexshop sextoy sexy whore slut grossebite mabite tabite
"""
GLUED = tuple(_GLUED.split())


def _plain(text: str) -> list[str]:
    return without_accents(text).replace("-", "").split()


_ALL = _plain(f"{_VIOLENCE} {_WEAPONS} {_HATE} {_ADULT} {_SUBSTANCES}")
WORDS = frozenset(word for word in _ALL if not word.endswith("*"))
STEMS = tuple(word[:-1] for word in _ALL if word.endswith("*"))
