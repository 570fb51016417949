"""English words of number, bound, unit and calendar. Lower case unless a comment says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

# --- number words -----------------------------------------------------------------------------------------------

SMALL_NUMBERS: Mapping[str, int] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS: Mapping[str, int] = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
MULTIPLIERS: Mapping[str, int] = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "score": 20,
    "mln": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
}
# Case counts: "6K" and "6k" are thousands, "1.2m" may be metres, "5G" is a name.
GLUED_MULTIPLIERS: Mapping[str, int] = {
    "K": 1_000,
    "k": 1_000,
    "m": 1_000_000,
    "M": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "mil": 1_000_000,
    "b": 1_000_000_000,
    "B": 1_000_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
ORDINALS: Mapping[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
}
FRACTION_PARTS: Mapping[str, int] = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
FRACTION_SIGNS: Mapping[str, float] = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
MULTIPLES: Mapping[str, int] = {
    "twice": 2,
    "thrice": 3,
    "double": 2,
    "doubled": 2,
    "triple": 3,
    "tripled": 3,
    "trebled": 3,
    "quadrupled": 4,
    "quintupled": 5,
}

# --- vague words ------------------------------------------------------------------------------------------------

# The least number that each word is taken to mean where a table needs a number. A convention of exports, never data.
# "Dozens" is two dozens, "scores" two scores; for the rest the word's own order of magnitude, which no reader disputes.
VAGUE_FLOORS: Mapping[str, int] = {
    "tens": 10,
    "dozens": 24,
    "scores": 40,
    "hundreds": 100,
    "thousands": 1_000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "millions": 1_000_000,
    "tens of millions": 10_000_000,
    "hundreds of millions": 100_000_000,
    "billions": 1_000_000_000,
    "tens of billions": 10_000_000_000,
    "hundreds of billions": 100_000_000_000,
    "trillions": 1_000_000_000_000,
}
VAGUE_PLURALS: tuple[str, ...] = (
    "tens",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
)
# "several", "a few", "a handful": small, and no convention gives them a number.
VAGUE_SMALL: tuple[str, ...] = ("several", "a few", "quite a few", "a handful", "a couple", "many", "a good few")
VAGUE_MULTIPLIED: tuple[str, ...] = ("dozen", "score", "hundred", "thousand", "million", "billion")
# Between two vague words: "dozens, perhaps hundreds".
VAGUE_LINKS: tuple[str, ...] = (
    "or",
    "or even",
    "or perhaps",
    "or possibly",
    "or maybe",
    "if not",
    "perhaps",
    "perhaps even",
    "possibly",
    "possibly even",
    "maybe",
    "maybe even",
    "even",
    "and even",
    "and perhaps",
    "and possibly",
    "to",
)


def conventional_floor(word: str) -> int | None:
    """The least number that `word` is taken to mean at export ("dozens, perhaps hundreds" -> 24).

    Of several vague words the least counts. None where no convention exists ("several", "a few").
    """
    floors = [
        floor
        for phrase in _vague_parts(word.lower())
        if (floor := VAGUE_FLOORS.get(phrase, VAGUE_FLOORS.get(phrase + "s"))) is not None
    ]
    return min(floors) if floors else None


def _vague_parts(words: str) -> list[str]:
    """The vague phrases of `words`, longest reading first: "several hundred thousand" -> ["hundreds of thousands"]."""
    parts: list[str] = []
    kept = [word.strip(",-") for word in words.replace("-", " ").split()]
    index = 0
    while index < len(kept):
        plural = kept[index] if kept[index] in VAGUE_PLURALS else kept[index] + "s"
        if plural not in VAGUE_PLURALS:
            index += 1
            continue
        ahead = kept[index + 1 : index + 3]
        rest = ahead[1:] if ahead[:1] == ["of"] else ahead[:1]
        tail = (rest[0] if rest[0] in VAGUE_PLURALS else rest[0] + "s") if rest else ""
        if f"{plural} of {tail}" in VAGUE_FLOORS:
            parts.append(f"{plural} of {tail}")
            index += 3 if ahead[:1] == ["of"] else 2
        else:
            parts.append(plural)
            index += 1
    return parts


# --- bounds -----------------------------------------------------------------------------------------------------

MORE_THAN: tuple[str, ...] = (
    "more than",
    "over",
    "above",
    "in excess of",
    "exceeding",
    "exceeded",
    "exceeds",
    "exceed",
    "upwards of",
    "upward of",
    "greater than",
    "higher than",
    "larger than",
    "surpassing",
    "surpassed",
    "surpasses",
    "topping",
    "topped",
    "tops",
    "beyond",
    "north of",
    "passed",
    "passes",
    "passing",
    "pass",
    *(
        f"{verb} past"
        for verb in ("climbed", "rose", "risen", "surged", "soared", "pushed", "shot", "gone", "went", "crept")
    ),
)
AT_LEAST: tuple[str, ...] = (
    "at least",
    "at least at",
    "at the least",
    "at the very least",
    "at a minimum",
    "no fewer than",
    "no less than",
    "not fewer than",
    "not less than",
    "never fewer than",
    "a minimum of",
    "minimum of",
    "minimum",
    "as few as",
    "as little as",
    "not under",
    "not below",
    "as low as",
    "nothing short of",
    "at the lowest count",
    "at the lowest estimate",
    "not be put below",
    "cannot be put below",
    "no lower than",
)
AT_MOST: tuple[str, ...] = (
    "up to",
    "as many as",
    "as much as",
    "as high as",
    "at most",
    "at the most",
    "no more than",
    "not more than",
    "never more than",
    "no greater than",
    "not over",
    "not above",
    "a maximum of",
    "maximum of",
    "capped at",
    "limited to",
    "not exceed",
    "not exceeding",
    "not exceeded",
    "never exceeded",
    "not surpass",
    "not surpassed",
    "max.",
    "max",
    "a ceiling of",
    "a cap of",
    "at the very most",
    "at the outside",
    "no greater a number than",
)
LESS_THAN: tuple[str, ...] = (
    "fewer than",
    "less than",
    "under",
    "below",
    "lower than",
    "smaller than",
    "short of",
    "south of",
    "sub",
    "not even",
    "failed to reach",
    "fails to reach",
    "yet to reach",
    "not reach",
    "not reached",
    "nowhere near",
    "nowhere near the",
    "well short of",
    "well short of the",
    "far short of",
    "far short of the",
)
NEARLY: tuple[str, ...] = (
    "nearly",
    "almost",
    "close to",
    "approaching",
    "nearing",
    "just short of",
    "not quite",
    "close on",
    "close upon",
    "getting on for",
    "shy of",
    "just shy of",
    "a little shy of",
    "within a whisker of",
    "the best part of",
    "the better part of",
    "not far off",
    "not far short of",
    "virtually",
    "closing in on",
)
ABOUT: tuple[str, ...] = (
    "about",
    "around",
    "roughly",
    "approximately",
    "approx",
    "approx.",
    "some",
    "an estimated",
    "estimated",
    "circa",
    "ca.",
    "c.",
    "in the region of",
    "in the order of",
    "on the order of",
    "of the order of",
    "in the neighborhood of",
    "in the neighbourhood of",
    "something like",
    "closer to",
    "perhaps",
    "maybe",
    "an approximate",
    "more or less",
    "barely",
    "somewhere around",
    "somewhere near",
    "a rough",
)
JUST_OVER: tuple[str, ...] = ("just upwards of", "little more than", "not much more than")
# Words that put a bound close to the number ("just over") or leave it as it is ("well over").
CLOSE_DEGREES: tuple[str, ...] = (
    "just",
    "slightly",
    "a little",
    "a bit",
    "marginally",
    "only slightly",
    "a fraction",
    "a shade",
    "a touch",
    "a hair",
    "a whisker",
    "fractionally",
    "barely",
)
FAR_DEGREES: tuple[str, ...] = (
    "well",
    "far",
    "much",
    "significantly",
    "considerably",
    "substantially",
    "way",
    "comfortably",
    "somewhat",
    "even",
    "many",
)
DEGREE_TAKERS: tuple[str, ...] = (
    "more than",
    "over",
    "above",
    "fewer than",
    "less than",
    "under",
    "below",
    "in excess of",
)
EXACTLY: tuple[str, ...] = (
    "exactly",
    "precisely",
    "a total of",
    "a combined total of",
    "totalling",
    "totaling",
    "only",
    "just",
)
INCREMENTS: tuple[str, ...] = (
    "another",
    "yet another",
    "an additional",
    "additional",
    "a further",
    "further",
    "an extra",
    "extra",
    "an increase of",
    "a rise of",
    "a jump of",
    *(
        f"{verb} by"
        for verb in (
            "grew",
            "grown",
            "rose",
            "risen",
            "increased",
            "jumped",
            "climbed",
            "upward",
            "upwards",
            "swelled",
            "swollen",
        )
    ),
)
# They stand between a bound word and its number and change neither.
FILLERS: tuple[str, ...] = (
    "a total",
    "an average of",
    "on average",
    "a combined",
    "a record",
    "a reported",
    "an initial",
    "a staggering",
    "a whopping",
    "a mere",
    "a full",
    "an unprecedented",
    "an astonishing",
    "the equivalent of",
    "a sum of",
)
BOUND_SIGNS: Mapping[str, str] = {
    "~": "about",
    "≈": "about",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}

# Verbs beside "from N to M" that tell a change, not a range: "rose from 20 to 35".
CHANGE_WORDS: tuple[str, ...] = (
    "rose", "rise", "rises", "risen", "rising", "increase", "increased", "increases", "increasing", "grew", "grow",
    "grows", "grown", "growing", "climbed", "climb", "climbs", "climbing", "jumped", "jump", "jumps", "jumping",
    "up", "surged", "surge", "soared", "soar", "expanded", "expand", "fell", "fall", "falls", "fallen", "falling",
    "dropped", "drop", "drops", "dropping", "declined", "decline", "declines", "declining", "down", "decreased",
    "decrease", "cut", "cuts", "cutting", "reduced", "reduce", "reduces", "reducing", "lowered", "lower", "revised",
    "revise", "raised", "raise", "raises", "raising", "went", "gone", "goes", "slow", "slowed", "slid", "plunged",
    "plummeted", "changed", "change", "slashed", "improved", "updated", "swelled", "doubled", "shrank", "moved",
    "upgraded", "corrected",
)  # fmt: skip

# --- the counted ------------------------------------------------------------------------------------------------

# Persons and things of a conflict that an article can count: "a soldier and 13 civilians".
PERSON_NOUNS: tuple[str, ...] = (
    "widow", "widower", "orphan",
    "activist", "adult", "aide", "airman", "ambassador", "assailant", "assassin", "attacker", "baby", "bodyguard",
    "boy", "bystander", "captain", "captive", "cameraman", "child", "civilian", "cleric", "colonel", "commander",
    "combatant", "conscript", "contractor", "correspondent", "deputy", "detainee", "diplomat", "doctor", "driver",
    "elder", "employee", "engineer", "evacuee", "expert", "extremist", "family", "farmer", "father", "fatality",
    "fighter", "firefighter", "fisherman", "foreigner", "general", "girl", "guard", "guerrilla", "gunman", "herder",
    "hostage", "individual", "infant", "inmate", "instructor", "insurgent", "jihadist", "journalist", "judge",
    "laborer", "labourer", "lawmaker", "leader", "lawyer", "lieutenant", "major", "man", "marine", "mayor", "medic",
    "member", "mercenary", "merchant", "migrant", "militant", "militiaman", "miner", "minister", "missionary",
    "mother", "nurse", "officer", "official", "operative", "operator", "paramedic", "paratrooper", "passenger",
    "passer-by", "pastor", "patient", "peacekeeper", "pedestrian", "pensioner", "person", "photographer", "pilot",
    "policeman", "policewoman", "politician", "priest", "prisoner", "protester", "protestor", "rebel", "recruit",
    "refugee", "reporter", "rescuer", "reservist", "resident", "resistant", "sailor", "sapper", "schoolchild",
    "seaman", "senator", "separatist", "sergeant", "serviceman", "servicewoman", "settler", "shepherd", "sniper",
    "soldier", "specialist", "student", "suspect", "teacher", "technician", "teenager", "terrorist", "toddler",
    "tourist", "trader", "trainee", "translator", "traveller", "villager", "victim", "volunteer", "woman", "worker",
    "youth", "son", "daughter", "brother", "sister", "wife", "husband", "parent", "grandson", "granddaughter",
    "grandchild", "grandmother", "grandfather", "relative", "cousin", "uncle", "aunt", "sibling", "nephew", "niece",
    "neighbour", "neighbor", "colleague",
)  # fmt: skip
THING_NOUNS: tuple[str, ...] = (
    "aircraft", "airfield", "airport", "ambulance", "apartment", "armoured vehicle", "base", "boat", "body", "bomb",
    "bomber", "bridge", "building", "bulldozer", "bunker", "bus", "camp", "cannon", "car", "carrier", "church",
    "clinic", "convoy", "corvette", "depot", "destroyer", "drone", "dam", "factory", "farm", "ferry", "frigate",
    "grenade", "gun", "helicopter", "helicopter gunship", "home", "hospital", "hotel", "house", "howitzer", "jet",
    "kindergarten", "launcher", "locomotive", "market", "minibus", "minaret", "missile", "monastery", "mortar",
    "mosque", "motorcycle", "orphanage", "outpost", "pipeline", "plane", "plant", "port", "prison", "radar",
    "refinery", "restaurant", "rocket", "school", "shell", "ship", "shop", "station", "submarine", "substation",
    "supermarket", "synagogue", "tank", "tanker", "temple", "train", "trawler", "truck", "university", "van",
    "vehicle", "vessel", "village", "warehouse", "warplane", "warship",
)  # fmt: skip
# Adjectives that may stand between the article and its noun; nationalities and participles are told by their shape.
ARTICLE_ADJECTIVES: tuple[str, ...] = (
    "young", "elderly", "old", "older", "senior", "junior", "top", "male", "female", "pregnant", "local", "foreign",
    "civilian", "military", "police", "government", "freelance", "medical", "aid", "high-ranking", "off-duty",
    "teenage", "disabled", "fellow", "second", "third", "fourth", "fifth", "former", "private", "public",
    "residential", "commercial", "small", "large", "big", "major", "nearby", "passing", "militia", "rebel", "army",
    "naval", "border", "security", "relief", "rescue", "humanitarian", "children's", "maternity", "primary",
    "secondary", "girls'", "boys'", "unmanned", "ballistic", "hypersonic", "cruise", "cargo", "fishing", "merchant",
    "passenger", "oil", "gas", "power", "nuclear", "thermal", "combat", "fighter", "attack", "transport", "training",
    "surveillance", "reconnaissance", "kamikaze", "suicide", "bus", "taxi", "truck", "church", "mosque", "Muslim",
)  # fmt: skip
IRREGULAR_PLURALS: frozenset[str] = frozenset({
    "people", "personnel", "troops", "children", "men", "women", "aircraft", "cattle", "livestock", "teeth", "feet",
    "lives", "schoolchildren", "grandchildren", "countrymen", "mujahideen", "fedayeen", "paparazzi", "criteria",
    "sheep", "deer", "fish", "hovercraft", "spacecraft", "watercraft", "gunships", "casualties", "fatalities",
})  # fmt: skip
# Singular in form, counted all the same: "two aircraft", "30 livestock".
COLLECTIVES: frozenset[str] = frozenset({
    "police", "staff", "crew", "infantry", "cavalry", "youth", "media", "headquarters", "cattle", "livestock",
    "poultry", "offspring", "elite", "special", "cargo", "clergy", "gendarmerie",
})  # fmt: skip
# A plural that stands before the head it belongs to: "two weapons depots".
ATTRIBUTIVE_PLURALS: frozenset[str] = frozenset({
    "arms", "weapons", "munitions", "forces", "operations", "systems", "rights", "goods", "sports", "armed", "crews",
    "special", "customs", "communications", "electronics", "drones", "logistics", "reserves", "services", "news",
    "women", "children", "headquarters", "defense", "defence", "men",
})  # fmt: skip
# Words in -s that are no plurals.
SINGULAR_S: frozenset[str] = frozenset({
    "this", "its", "his", "as", "is", "was", "has", "does", "us", "thus", "plus", "less", "across", "press",
    "various", "previous", "serious", "religious", "anonymous", "dangerous", "enormous", "numerous", "famous",
    "indigenous", "consecutive", "class", "mass", "glass", "cross", "business", "airbus", "bus", "campus", "virus",
    "chaos", "always", "perhaps", "besides", "towards", "afterwards", "overseas", "homeless", "defenceless",
    "defenseless", "hopeless", "helpless", "wireless", "autonomous", "suspicious", "armorless", "continuous",
    "consensus", "status", "crisis", "basis", "analysis", "diagnosis", "upstairs", "indoors", "outdoors",
    "sometimes", "gas", "series", "species",
})  # fmt: skip
# They follow a number, count nothing new, and are stepped over on the way to the noun.
AFTER_NUMBER: frozenset[str] = frozenset(
    ("more", "other", "additional", "further", "extra", "new", "such", "different")
)
# Adjectives that take the place of a noun: "35 injured", "six dead". They are no units.
STATE_WORDS: frozenset[str] = frozenset({
    "dead", "killed", "wounded", "injured", "missing", "displaced", "hurt", "captured", "detained", "arrested",
    "martyred", "hospitalised", "hospitalized", "homeless", "slain", "unaccounted", "evacuated", "alive", "abducted",
    "kidnapped",
})  # fmt: skip
# Nouns in -ing, of which what stands before them is a part: "a civilian gathering", "a police training".
ING_NOUNS: frozenset[str] = frozenset({
    "gathering", "building", "crossing", "meeting", "training", "landing", "dwelling", "wedding", "housing", "shipping",
    "briefing", "hearing", "outing", "mailing", "sighting", "burning", "killing", "shooting", "bombing", "shelling",
    "stabbing", "beheading", "lynching", "kidnapping", "hijacking",
})  # fmt: skip
# A word of these ends a noun phrase.
PHRASE_ENDS: frozenset[str] = frozenset({
    # prepositions, conjunctions, determiners, pronouns
    "in", "on", "at", "by", "of", "for", "from", "to", "with", "without", "within", "into", "onto", "over", "under",
    "near", "across", "along", "around", "through", "throughout", "during", "after", "before", "since", "until",
    "till", "while", "when", "where", "who", "whom", "whose", "which", "that", "as", "than", "and", "or", "but",
    "nor", "so", "if", "because", "although", "though", "including", "among", "amongst", "amid", "against", "about",
    "between", "toward", "towards", "via", "per", "outside", "inside", "behind", "beyond", "despite", "off", "out",
    "up", "down", "the", "a", "an", "this", "these", "those", "it", "its", "he", "she", "they", "them", "his", "her",
    "their", "our", "we", "you", "i", "him", "us", "my", "your", "what", "whether", "how", "why", "each", "both",
    "all", "some", "any", "every", "either", "neither", "another", "besides", "plus", "minus", "upon", "versus",
    "vs", "like", "unlike", "above", "below", "except", "alongside", "aboard", "due", "nearby",
    # auxiliaries and adverbs
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "do", "does", "did", "will",
    "would", "can", "could", "may", "might", "must", "shall", "should", "not", "no", "also", "already", "still",
    "just", "only", "then", "there", "here", "now", "again", "ago", "away", "apart", "alone", "yet", "even", "later",
    "earlier", "early", "late", "last", "next", "overall", "together", "too", "ever", "never", "once", "twice",
    "today", "yesterday", "tomorrow", "tonight", "overnight", "abroad", "instead", "almost", "rather", "well",
    "back", "home", "altogether", "combined", "total", "long", "wide", "deep", "high", "tall", "worth", "north",
    "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "downtown", "ashore", "soon",
    # finite verbs and participles that follow a counted noun or stand for it
    "said", "says", "say", "saying", "told", "tells", "died", "die", "dies", "dying", "left", "lost", "fell", "hit",
    "took", "fled", "came", "went", "got", "made", "sent", "gave", "shot", "ran", "began", "became", "remain",
    "remains", "kill", "kills", "killing", "wounding", "injuring", "leaving", "causing", "bringing", "making",
    "according", "following", "using", "hits", "dead", "broke", "met", "saw", "held", "put", "rose", "needed",
    "need", "needs", "include", "includes", "go", "goes", "come", "comes", "take", "takes", "want", "wants", "voted",
    "seeks", "seek", "face", "faces", "live", "lived", "work", "worked", "flew", "drove", "fought", "fight", "wait",
    "waiting", "follow", "followed", "become", "belonged", "belong", "reported", "remained", "arrived",
    "surrendered", "participated", "drowned", "survived", "escaped", "suffered", "flee", "protest", "mourn", "march",
    "sustained", "entered", "crossed", "joined", "returned", "attended", "happened", "occurred", "started", "ended",
    "killed", "alleged",
})  # fmt: skip
# Of these, the ones that begin a name when capitalised: "North Korean troops".
DIRECTIONS: frozenset[str] = frozenset(
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "home")
)
# Words in -ly that a noun phrase may hold.
PHRASE_LY: frozenset[str] = frozenset({
    "family", "ally", "assembly", "supply", "rally", "elderly", "friendly", "daily", "weekly", "monthly", "yearly",
    "deadly", "early", "anomaly", "monopoly", "newly", "highly", "heavily", "lightly", "fully", "mostly",
    "specially",
})  # fmt: skip
# "one of its members": a count of one only where the noun counts persons; these too.
GROUP_NOUNS: frozenset[str] = frozenset(
    ("members", "wounded", "injured", "dead", "victims", "hostages", "comrades", "relatives")
)
# Nouns that give "one" the sense of a pronoun or an adverb: "at one point".
ONE_IDIOMS: frozenset[str] = frozenset({
    "another", "day", "point", "thing", "way", "time", "hand", "side", "stage", "reason", "morning", "evening",
    "night", "else", "moment", "afternoon", "sided", "step", "place", "word", "example", "instance", "respect",
    "sense",
})  # fmt: skip
# An ordinal says something about a count only before these.
ORDINAL_NOUNS: tuple[str, ...] = (
    "rotation", "wave", "batch", "round", "deployment", "contingent", "attack", "strike", "airstrike", "shipment",
    "tranche", "package", "group", "convoy", "delivery", "raid", "massacre", "bombing", "killing", "attempt", "meeting", "summit", "visit", "truce",
    "ceasefire", "extension", "resolution", "ballot", "vote", "veto", "victim", "journalist", "worker", "soldier", "civilian",
    "person", "commander", "official", "ship", "vessel", "case", "death", "night", "day", "week", "month", "morning", "evening", "assault", "salvo", "barrage", "explosion", "blast",
    "launch", "test", "phase", "offensive", "incident", "exchange", "swap", "mobilisation", "mobilization",
)  # fmt: skip

# --- measurements and money -------------------------------------------------------------------------------------

# Singular; the plural in -s or as given.
MEASURE_WORDS: tuple[str, ...] = (
    "nanosecond", "millisecond", "second", "sec", "minute", "min", "hour", "hr", "day", "night", "week", "weekend",
    "fortnight", "month", "quarter", "year", "decade", "century", "centuries", "kilometer", "kilometre", "meter",
    "metre", "centimeter", "centimetre", "millimeter", "millimetre", "micrometer", "nanometer", "nanometre", "mile",
    "nautical mile", "yard", "foot", "feet", "inch", "inches", "acre", "hectare", "square kilometer",
    "square kilometre", "square mile", "square meter", "square metre", "square foot", "square feet", "sq km", "sq m",
    "sq ft", "cubic meter", "cubic metre", "cubic foot", "cubic feet", "ton", "tonne", "metric ton", "megaton",
    "kiloton", "kilogram", "kilo", "gram", "milligram", "pound", "pound-feet", "ounce", "pint", "quart", "barrel",
    "gallon", "liter", "litre", "milliliter", "millilitre", "degree", "volt", "watt", "kilowatt", "megawatt",
    "gigawatt", "kilowatt-hour", "kilowatt hour", "megawatt hour", "gigawatt hour", "horsepower", "hp", "bhp",
    "decibel", "hertz", "knot", "mph", "kph", "kmph", "rpm", "mpg", "pascal", "gigapascal", "newton", "joule",
    "calorie", "gigabyte", "megabyte", "terabyte", "pixel", "megapixel", "basis point", "bp", "percentage point", "point",
    "carat", "light-year", "fluid ounce", "celsius", "fahrenheit", "kelvin", "man-hour", "lightyear", "ppb", "ppm",
    "mach", "magnitude", "calibre", "caliber", "storey", "story", "stories",
)  # fmt: skip
# Of these, the ones that count things as well and are read as counts: "12 points", "10 barrels".
DURATION_WORDS: frozenset[str] = frozenset({
    "second", "sec", "minute", "min", "hour", "hr", "day", "night", "week", "weekend", "fortnight", "month",
    "quarter", "year", "decade", "century", "centuries",
})  # fmt: skip
# Symbols, case kept, glued to the digits or after a space.
MEASURE_SIGNS: tuple[str, ...] = (
    "km/h", "km/hr", "kmh", "km", "mm", "cm", "nm", "μm", "µm", "kg", "mg", "lb-ft", "lbs", "lb", "ft", "yd", "yds",
    "mi", "ha", "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh", "mAh", "Ah", "Nm", "Hz", "kHz", "MHz", "GHz",
    "GB", "MB", "TB", "KB", "mL", "ml", "oz", "PS", "GPa", "MPa", "kPa", "Pa", "dB", "kV", "mV", "A/cm2", "m2", "m3",
    "km2", "sqm", "sqkm", "kt", "Mt", "cc", "in", "hrs", "hr", "min", "sec", "hp", "bhp", "mph", "kph", "rpm",
    "mpg", "ppm", "ppb", "mins", "secs", "yrs", "°C", "°F", "º", "°", "″", "Bcf", "bcm", "bpd", "mbd", "W", "V", "C",
    "F", "L", "m", "g", "t", "h",
)  # fmt: skip
# Of the symbols, those taken only where glued, or where nothing else can follow a space.
GLUED_SIGNS: frozenset[str] = frozenset(
    ("m", "g", "t", "h", "in", "A", "L", "C", "F", "ha", "mi", "nm", "PS", "º", "Pa")
)
METRE_CUES: tuple[str, ...] = (
    "long", "wide", "deep", "high", "tall", "away", "thick", "below", "above", "beneath", "apart", "radius", "range",
    "race", "sprint", "dash", "freestyle", "hurdles", "wave", "tower", "ladder", "crater", "yacht",
)  # fmt: skip
CURRENCY_SIGNS: str = "$€£¥₽₴₹₩₪₺₦฿₫₱"
# Codes and letters that stand before the amount.
CURRENCY_PREFIXES: tuple[str, ...] = (
    "US $", "US$", "HK $", "HK$", "NZ$", "CA$", "AU$", "$US", "$A", "$C", "A$", "C$", "S$", "R$", "NT$", "USD",
    "EUR", "GBP", "UAH", "RUB", "CHF", "JPY", "CNY", "INR", "PKR", "ILS", "TRY", "SAR", "AED", "NGN", "KES", "ETB",
    "SDG", "KRW", "RM", "Rs.", "Rs", "PS", "Y=",
)  # fmt: skip
CURRENCY_CODES: tuple[str, ...] = (
    "USD", "EUR", "GBP", "UAH", "RUB", "CHF", "JPY", "CNY", "INR", "PKR", "ILS", "TRY", "SAR", "AED", "NGN", "KES",
    "ETB", "SDG", "KRW", "kn", "p",
)  # fmt: skip
CURRENCY_WORDS: tuple[str, ...] = (
    "dollar", "euro", "pound sterling", "pounds sterling", "ruble", "rouble", "hryvnia", "hryvna", "shekel", "yen",
    "yuan", "renminbi", "won", "lira", "liras", "rupee", "cent", "penny", "pence", "naira", "riyal", "rial", "dinar",
    "dirham", "franc", "krona", "kronor", "krone", "kroner", "crown", "peso", "real", "reais", "rand", "birr",
    "shilling", "zloty", "forint", "afghani", "kyat", "baht", "dong", "rupiah", "ringgit", "sen", "kopeck", "manat",
    "dram", "lari", "tenge", "som", "leu", "lei",
)  # fmt: skip
CURRENCY_NATIONS: tuple[str, ...] = (
    "us", "u.s.", "american", "canadian", "australian", "new zealand", "hong kong", "singapore", "danish", "swedish",
    "norwegian", "czech", "russian", "ukrainian", "british", "egyptian", "syrian", "lebanese", "sudanese", "indian",
    "pakistani", "turkish", "swiss", "congolese", "ethiopian", "iranian", "iraqi", "israeli", "new",
)  # fmt: skip

# --- calendar and names -----------------------------------------------------------------------------------------

# Capitals count: "may 5,000" is no date.
MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
WEEKDAYS: tuple[str, ...] = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Wed", "Thu", "Fri",
    "Sat", "Sun",
)  # fmt: skip
# A number after one of these is part of a name, whatever the case: "Resolution 2803", "article 5".
NAMING_NOUNS: tuple[str, ...] = (
    "resolution", "article", "articles", "section", "sections", "chapter", "paragraph", "clause", "annex",
    "appendix", "channel", "flight", "highway", "route", "motorway", "interstate", "phase", "stage", "level", "tier",
    "category", "grade", "page", "pages", "version", "volume", "episode", "part", "protocol", "order", "decree",
    "law", "directive", "regulation", "title", "exhibit", "number", "no.", "nos.", "figure", "table", "footnote",
    "type", "model", "mark", "unit", "room", "apartment", "suite", "gate", "terminal", "platform", "pier",
    "building", "block", "zone", "sector", "district", "ward", "precinct", "checkpoint", "hill", "camp", "area",
    "group of", "gang of", "war", "game", "day", "task force", "operation", "formula", "psalm", "verse", "covid",
    "agenda", "rule", "bill", "bureau", "point", "priority", "step", "schedule", "schengen", "brigade", "battalion",
    "regiment", "division", "squadron", "corps", "office", "vision", "generation", "gen", "windows", "boeing",
    "airbus", "antonov", "ilyushin", "tupolev", "s&p", "s & p", "sp", "ftse", "fortune", "nikkei", "stoxx", "cac",
    "russell", "asx", "nasdaq", "magnitude", "dial", "hotline", "call", "big", "iphone", "bbc", "radio", "tv", "telegram", "line", "formation",
)  # fmt: skip
# Of these, the ones that name only when capitalised: "in the area 12 people died", "the war, 12".
NAMING_CAPITALS: frozenset[str] = frozenset({
    "call", "base", "box", "ring", "area", "war", "game", "day", "point", "priority", "step", "part", "level", "unit", "camp", "building", "hill",
    "operation", "law", "order", "brigade", "battalion", "regiment", "division", "squadron", "corps", "office",
    "platform", "block", "sector", "zone", "district", "checkpoint", "generation", "line", "formation", "big",
    "radio", "tv", "telegram", "vision", "bill", "mark", "model", "type", "room", "apartment", "gate", "pier",
    "figure", "number", "sp", "formula", "agenda", "table", "station", "windows", "fortune", "boeing", "airbus",
    "bbc", "title", "group of", "gang of", "ward", "verse", "suite", "volume", "rule",
})  # fmt: skip
MILITARY_UNITS: tuple[str, ...] = (
    "brigade", "battalion", "regiment", "division", "corps", "army", "squadron", "fleet", "company", "platoon",
    "unit", "wing", "group", "battery", "detachment", "district", "directorate", "flotilla", "legion", "front",
    "infantry", "mechanized", "mechanised", "airborne", "armored", "armoured", "assault", "marine", "guards",
    "rifle", "tank", "artillery", "parallel", "congress", "summit", "anniversary", "session", "century", "amendment",
    "president", "street", "avenue",
)  # fmt: skip
STREET_WORDS: tuple[str, ...] = (
    "Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Boulevard", "Blvd", "Drive", "Square", "Place", "Way",
    "Terrace",
)  # fmt: skip
SCORE_WORDS: tuple[str, ...] = (
    "win", "victory", "defeat", "loss", "lead", "draw", "vote", "votes", "won", "lost", "beat", "record",
    "aggregate",
)  # fmt: skip
