"""English words by which drift is checked against the sentence itself: a slot may have been read wrongly, and a word that
stands there must not be said to be missing."""

from __future__ import annotations

from reportedly.knowledge.languages.en.hedges import (
    ESTIMATE_PHRASES,
    EVIDENTIAL_PHRASES,
    LIKELIHOOD_TERMS,
    MODALS,
    POSSIBLE_PHRASES,
)

HEDGE_WORDS = (
    *LIKELIHOOD_TERMS, *ESTIMATE_PHRASES, *EVIDENTIAL_PHRASES, *MODALS, *POSSIBLE_PHRASES,
    "estimate", "estimates", "estimation", "believe", "believes", "believed", "belief", "think", "thinks", "thought", "assess", "assesses",
    "assessed", "assessment", "suspect", "suspects", "suspected", "fear", "fears", "feared", "likelihood", "odds", "expect", "expects",
    "expected", "seems", "seem", "appears", "appear", "apparently", "claims", "claimed", "reports say", "put at", "puts at", "put the", "puts the",
    "reckons", "reckon", "judges", "judged", "projected", "forecast", "in all likelihood", "chances are", "would", "should", "probability",
    "up to", "as many as", "unconfirmed", "alleges", "alleged", "not ruled out", "conceivable", "presumed", "potentially", "in the view", "in the opinion",
    "count", "tally", "incomplete", "initial", "so far", "official", "officially", "provisional", "toll",
)  # fmt: skip

# Terms of likelihood by how much they say, for comparing two outlets' words: the middles of the published yardsticks
# where both agree on the order (UK PHIA; US ICD 203). They give no claim a band.
LIKELIHOOD_ORDER: dict[str, int] = {
    "almost no chance": 3, "remote chance": 3, "remote possibility": 3,
    "highly unlikely": 15, "very unlikely": 15, "highly improbable": 15,
    "unlikely": 30, "improbable": 30,
    "realistic possibility": 45, "roughly even chance": 50,
    "likely": 65, "probable": 65, "probably": 65, "more than likely": 65, "most likely": 65,
    "highly likely": 85, "very likely": 85, "highly probable": 85, "very probably": 85, "very probable": 85,
    "almost certain": 97, "almost certainly": 97, "nearly certain": 97, "near certain": 97,
}  # fmt: skip
A_STEP = 10
"""Between two terms that mean different things."""

# Words of each bound, to see that the sentence does not have it after all.
BOUND_WORDS: dict[str, tuple[str, ...]] = {
    "more": (
        "more than", "over", "above", "exceed", "exceeds", "exceeded", "exceeding", "upwards of", "in excess", "topped", "tops", "top", "passed",
        "surpassed", "surpasses", "beyond", "plus", "at least", "no fewer", "not fewer", "not less", "no less", "or more", "minimum", "least", "fewest",
        "and counting", "north of", "crossed", "has risen above", "well over", "just over", "+", "greater", "higher than",
    ),
    "less": (
        "up to", "as many as", "as much as", "no more than", "at most", "maximum", "nearly", "almost", "close to", "less than", "fewer than",
        "under", "below", "just short", "approaching", "or fewer", "short of", "not more", "some", "near", "nearing", "capped", "ceiling", "limit", "or less",
    ),
    "about": (
        "about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "estimates", "estimate", "circa", "or so", "nearly", "almost", "close to",
        "in the region of", "approx", "more or less", "in the order of", "or thereabouts", "put at", "odd", "near", "ballpark", "round",
    ),
}  # fmt: skip

# Beginnings of words. A sentence that has one of the first still speaks of casualties, one with a word of DEAD of the dead.
NOT_ONLY_DEAD = (
    "wound", "injur", "hurt", "casualt", "losses", "lost", "missing", "captur", "maim", "out of action", "toll", "lose", "victim",
)  # fmt: skip
HURT = ("wound", "injur", "hurt", "casualt", "maim")
DEAD = (
    "kill",
    "die",
    "dying",
    "dead",
    "death",
    "slain",
    "fatalit",
    "perish",
    "murder",
    "massacr",
    "bodies",
    "lives",
    "fell",
)

NOT_YET = (
    "plan", "plans", "planned", "planning", "will", "would", "intend", "intends", "intended", "expected", "to send", "to deploy", "to be", "prepar",
    "consider", "considers", "considered", "may", "might", "could", "pledg", "promis", "ready", "set to", "due", "soon", "going to", "agreed",
    "announced", "announce", "wants", "aims", "decided", "decide", "order", "about to", "being", "next", "future", "propos", "offer",
)  # fmt: skip

# Words by which a sentence credits somebody after all.
CREDITING = (
    "said", "says", "say", "according", "told", "announced", "announces", "reported", "reports", "charges", "attributing", "attributed",
    "citing", "cited", "credits", "official", "officials", "authorities", "by the account", "in the words", "statement",
    "communiqué", "spokesman", "spokeswoman", "spokesperson", "reckoning", "count", "tally", "established", "report",
    "claims", "claimed", "maintains", "put at", "puts", "put the", "acknowledged", "confirmed", "explaining", "announcement", "data",
    "given by", "given on", "given in", "given at", "issued by", "released by", "provided by", "published by",
)  # fmt: skip

# What is told so has not happened yet, whatever the verb's own status.
EXPECTED = (
    "expected to",
    "due to",
    "set to",
    "ready to",
    "likely to",
    "poised to",
    "would be",
    "will be",
    "about to",
    "to be delivered",
)
