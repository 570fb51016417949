"""English function words and the nouns that sources are called by."""

from __future__ import annotations

SPEAKING_PRONOUNS = frozenset("he she they it we i".split())
AUXILIARIES = frozenset(
    "is are was were be been being has had have having do does did will would can could may might must shall should "
    "'ve 'd isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't cannot couldn't".split()
)
ADVERBS = frozenset(
    "also later earlier now then already again still only just since previously repeatedly recently separately meanwhile "
    "however nevertheless further furthermore additionally today yesterday tonight late early once first always never "
    "not often formally officially publicly privately initially eventually finally immediately reportedly similarly likewise "
    "instead even ever long consistently strongly categorically vehemently flatly explicitly vaguely simply jointly both all "
    "angrily quickly subsequently overnight briefly elsewhere independently".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec".split()
)
DAY_PARTS = frozenset("morning afternoon evening night today yesterday tonight week month year earlier later".split())
PREPOSITIONS = frozenset(
    "in on at by for from to of with during via through after before over under about into near between among against "
    "since until within without across amid around despite following outside inside along toward towards per upon "
    "alongside besides beyond".split()
)
CONJUNCTIONS = frozenset(
    "and but or while as because although though when where whereas if so than after before until unless since nor yet whether".split()
)
RELATIVES = frozenset("who which whose whom that what where".split())
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my some any several many two three four five six both each every "
    "another other no one".split()
)
# Words that begin a sentence and belong to no noun phrase.
OPENERS = frozenset(
    "meanwhile however earlier later separately also but and yet still moreover furthermore additionally then now so "
    "nevertheless elsewhere previously today yesterday overnight recently initially instead similarly finally afterwards "
    "although though while as because when if since after before despite amid following according".split()
)

# Nouns a source may be called by, singular. Bodies and documents may "record" and "show"; people may not.
PEOPLE_NOUNS = frozenset(
    "official spokesman spokeswoman spokesperson spokespeople spokesmen minister president premier chancellor secretary governor mayor "
    "ambassador envoy diplomat lawmaker senator congressman mp parliamentarian politician leader chief head director "
    "commander general colonel officer soldier rebel fighter militant insurgent witness resident villager local "
    "survivor doctor medic physician nurse rescuer paramedic analyst expert researcher activist campaigner observer "
    "journalist correspondent reporter source insider lawyer prosecutor judge investigator monitor aide adviser advisor "
    "representative coordinator deputy chairman chairwoman chairperson chair prince king queen pope bishop imam relative "
    "mother father brother sister son daughter wife husband uncle neighbour neighbor driver teacher student worker "
    "farmer trader refugee migrant veteran professor historian economist author editor critic opponent supporter "
    "manager superintendent sheriff councilman councilwoman trustee principal dean clerk detective constable inspector warden pastor reverend rabbi "
    "ranger attorney founder owner sponsor candidate nominee widow widower fiancee orphan speaker governor-general president-elect attorney-general police troop captive defector captain lieutenant brigadier admiral marshal delegate negotiator mediator "
    "ally commissioner rapporteur man woman boy girl person people child victim patient staff family ".split()
)
BODY_NOUNS = frozenset(
    "ministry government army military navy force forces police agency service office department council committee "
    "commission union organisation organization group network observatory authority authorities administration "
    "parliament senate congress court party coalition alliance bloc company hospital university institute centre center "
    "foundation mission embassy kremlin pentagon outlet newspaper paper daily channel station broadcaster magazine media "
    "website site portal press intelligence command headquarters staff bureau brigade battalion division unit "
    "directorate militia rebels movement faction junta regime side country nation state watchdog charity ngo "
    "defence defense presidency cabinet team leadership rescuers medics officials sources witnesses residents "
    "intel monitor body secretariat tribunal prosecutor's civil board federation association society panel assembly house".split()
)
DOCUMENT_NOUNS = frozenset(
    "report statement document data figure figures statistics estimate estimates survey study assessment update bulletin "
    "picture release letter post tweet message video footage imagery image images photo photos evidence analysis count tally toll reports "
    "findings investigation account accounts briefing note memo communique communiqué poll census record records "
    "filing indictment testimony dispatch cable leak files file transcript readout review announcement".split()
)
SOURCE_NOUNS = PEOPLE_NOUNS | BODY_NOUNS | DOCUMENT_NOUNS

SHORT_TITLES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "brig": "brigadier",
    "adm": "admiral",
    "cmdr": "commander",
    "dr": "doctor",
    "prof": "professor",
    "amb": "ambassador",
}

# Sources with no name: never an independent origin.
UNNAMED_NOUNS = frozenset(
    "official source witness resident villager local insider aide diplomat expert analyst observer activist medic doctor report "
    "account people person rescuer authority medium outlet lawmaker soldier officer survivor relative man woman rebel fighter "
    "others other critic estimate family mother father brother sister nurse worker neighbour neighbor teacher farmer driver data figure footage image video".split()
)

# Words that tell whether "he" or "she" can stand for somebody; words of names that are no person's; what "the new
# minister" adds to "the minister"; the words outlets are called by, in names and as nouns, and who works for them.
MALE_NOUNS = frozenset(
    "mr sir king prince sheikh imam father brother son husband uncle man boy grandfather spokesman chairman congressman businessman "
    "policeman gunman salesman lord duke pope monk priest fisherman".split()
)
FEMALE_NOUNS = frozenset(
    "mrs ms miss dame queen princess mother sister daughter wife aunt woman girl grandmother spokeswoman chairwoman congresswoman "
    "businesswoman policewoman lady duchess nun widow ex-wife".split()
)
NO_PERSON_NAMES = frozenset(
    "street road avenue square city province region district airport university hospital mosque church river valley mount mountain island sea "
    "gulf bridge camp street park house hall palace act accord agreement war day week month year award prize cup league international "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday north south east west northern southern eastern western new old great upper lower central united white red "
    "islamic national federal general supreme high security human civil first second world news times post".split()
)
GENERIC_MODIFIERS = frozenset(
    "the a an this that his her its their our my former top new late senior outgoing then current ex acting only same other another".split()
)
MEDIA_NAME_WORDS = frozenset(
    "news times post journal herald tribune globe gazette observer guardian telegraph mail press wire weekly daily magazine radio tv "
    "television network channel broadcasting agency".split()
)
MEDIA_NOUNS = frozenset(
    "agency newspaper paper daily weekly magazine channel station broadcaster radio television tv network outlet website portal "
    "media medium site tabloid newswire affiliate programme program".split()
)
MEDIA_PEOPLE = frozenset("correspondent reporter journalist".split())

# What a person already named is called by for variety, and that is no office another could hold.
EPITHET_NOUNS = frozenset(
    "diplomat nominee businessman businesswoman politician lawyer author professor historian economist veteran candidate "
    "front-runner frontrunner hopeful actor actress singer writer novelist mogul star senator-elect councilman councilwoman alderman legislator sheriff coach resident teenager suspect founder owner "
    "lawmaker campaigner billionaire tycoon native democrat republican socialist conservative dissident laureate".split()
)

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice-president vice prime minister premier chancellor secretary-general "
    "secretary governor mayor ambassador senator rep representative sen gov gen general lt lieutenant col colonel maj major "
    "capt captain sgt sergeant brig brigadier adm admiral cmdr commander marshal king queen prince princess pope bishop "
    "colonel-major major-general lieutenant-general lieutenant-colonel brigadier-general vice-admiral rear-admiral "
    "attorney-general governor-general president-elect spokesman spokeswoman spokesperson foreign defence defense interior health director director-general chief deputy "
    "acting former envoy special emir sheikh imam ayatollah justice lawmaker lawmakers minister leader chairman chairwoman chair head".split()
)

# Finite verbs that are neither auxiliaries nor reporting verbs and do not end in -ed.
IRREGULAR_FINITES = frozenset(
    "took takes gave gives went goes came comes left leaves held holds hit hits struck strikes shot rose rises fell falls fled "
    "flees began begins became becomes got gets made makes saw sees met meets led leads lost loses won wins sent sends brought "
    "brings kept keeps stood stands ran runs fought fights built builds bought broke breaks broke drew drove flew grew hid hurt knew "
    "laid lay let lit paid read rang sat set shook spent spoke stole swore threw tore woke wore died dies kills includes "
    "remains continues happened occurs works lives seems appears needs means provides ".split()
)


def singular(noun: str) -> str:
    """A rough singular, enough to look a noun up in a table: soldiers -> soldier, bodies -> body, children -> child."""
    low = noun.lower()
    if low in _IRREGULAR_SINGULARS:
        return _IRREGULAR_SINGULARS[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low


def plural(noun: str) -> str:
    """A regular plural: death -> deaths, casualty -> casualties, loss -> losses."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


_IRREGULAR_SINGULARS = {
    "children": "child", "men": "man", "women": "woman", "people": "people", "persons": "person", "lives": "life", "wives": "wife",
    "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "policemen": "policeman", "servicemen": "serviceman", "media": "medium",
    "militiamen": "militiaman", "gunmen": "gunman", "fishermen": "fisherman", "families": "family", "casualties": "casualty",
    "personnel": "personnel", "police": "police", "troops": "troop", "aircraft": "aircraft", "congressmen": "congressman",
    "schoolchildren": "schoolchild", "helicopters": "helicopter", "forces": "force", "news": "news", "losses": "loss",
    "houses": "house", "vehicles": "vehicle", "remains": "remains", "series": "series", "strikes": "strike", "airstrikes": "airstrike", "bases": "base",
    "clashes": "clash", "sources": "source", "villages": "village", "mines": "mine", "missiles": "missile", "drones": "drone", "nurses": "nurse",
    "devices": "device", "bridges": "bridge", "grenades": "grenade", "shells": "shell", "refugees": "refugee", "employees": "employee",
    "detainees": "detainee", "evacuees": "evacuee", "medics": "medic", "tanks": "tank", "provinces": "province", "offices": "office",
    "services": "service", "authorities": "authority", "statistics": "statistics", "figures": "figure",
}  # fmt: skip

# Words for those who speak for a state, with its name or its nationality before them ("Ukrainian officials").
OFFICE_WORDS = frozenset(
    "official officials ministry minister ministers president premier chancellor government army military navy forces police "
    "intelligence authorities authority presidency parliament lawmaker lawmakers mp mps ambassador envoy embassy general "
    "colonel commander command staff spokesman spokeswoman spokesperson office cabinet council regime junta side leader king "
    "diplomat diplomats governor mission services service agency administration executive department defence defense security "
    "assessment assessments spies spy deputy secretary prosecutor prosecutors court pentagon kremlin".split()
)

# Words by which a speaker's post shows the branch it speaks for. A word that several branches share is in none.
BRANCH_OF = {
    word: branch
    for branch, words in {
        "military": "military army armed brig navy defence defense troops commander brigade colonel brigadier pentagon infantry",
        "police": "police gendarmerie constable interior",
        "health": "health medical hospital hospitals clinic medic medics doctor doctors nurse nurses morgue surgeon",
        "justice": "prosecutor prosecutors court courts judge judges judicial justice attorney",
        "intelligence": "intelligence spy spies",
        "local": "governor mayor municipal municipality provincial",
        "head": "president presidency presidential premier",
        "rescue": "rescuer rescuers rescue firefighter firefighters emergency",
        "aid": "humanitarian relief",
        "rights": "rights",
        "press": "reporter reporters correspondent correspondents journalist journalists",
    }.items()
    for word in words.split()
}

# Words for those who tell what they saw, heard or counted themselves.
BYSTANDER_WORDS = frozenset(
    "witness witnesses eyewitness eyewitnesses resident residents local locals villager villagers survivor survivors relative "
    "relatives family families medic medics doctor doctors nurse nurses worker workers volunteer volunteers activist activists "
    "neighbour neighbours neighbor neighbors source sources elder elders gravedigger gravediggers teacher driver shopkeeper "
    "farmer herder fisherman priest imam mother father brother sister son uncle cousin people rescuers journalist journalists".split()
)
