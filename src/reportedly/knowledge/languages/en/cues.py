"""English reporting words: verbs, nouns and phrases that tie a content to a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.claim import Stance


class Frame(StrEnum):
    """What a reporting verb takes: a clause ("said that P"), a person and a clause ("told X that P"), a thing or a
    person and a charge ("accused X of P"), or a finding ("recorded 12 deaths": only bodies and documents do that)."""

    CLAUSE = "clause"
    PERSON = "person"
    OBJECT = "object"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class CueVerb:
    """`estimated`: the verb itself marks an estimate or belief. `attitude`: intention or wish rather than speech."""

    lemma: str
    frame: Frame
    stance: Stance = Stance.ASSERTS
    estimated: bool = False
    attitude: bool = False


def _verbs(frame: Frame, words: str, **traits: object) -> dict[str, CueVerb]:
    return {word: CueVerb(word, frame, **traits) for word in words.split()}  # type: ignore[arg-type]


CUE_VERBS: dict[str, CueVerb] = {
    **_verbs(
        Frame.CLAUSE,
        "say state claim report add announce note explain argue insist suggest reveal declare allege acknowledge admit "
        "indicate maintain stress emphasise emphasize assert recall testify tweet write post comment reiterate "
        "recount concede clarify contend complain disclose underline underscore remark reply respond echo relate "
        "mention specify joke conclude elaborate broadcast highlight imply boast repeat",
    ),
    **_verbs(Frame.CLAUSE, "vow pledge promise threaten swear propose recommend agree"),
    **_verbs(Frame.CLAUSE, "confirm", stance=Stance.CONFIRMS),
    **_verbs(Frame.CLAUSE, "warn caution", stance=Stance.WARNS),
    **_verbs(Frame.CLAUSE, "ask wonder question", stance=Stance.QUESTIONS),
    **_verbs(
        Frame.CLAUSE,
        "estimate believe think assess expect predict suspect fear reckon calculate project assume understand "
        "forecast doubt feel",
        estimated=True,
    ),
    **_verbs(Frame.PERSON, "tell inform brief assure notify remind"),
    **_verbs(
        Frame.OBJECT,
        "accuse blame condemn denounce describe label urge criticise criticize praise hail cite quote put demand "
        "decry deplore lament appeal attribute call brand welcome credit slam implore express voice regret thank defend justify "
        "downplay deem term dub liken mock advise instruct apologise apologize castigate rebuke chide applaud endorse",
    ),
    **_verbs(Frame.OBJECT, "deny reject dismiss dispute refute rebut", stance=Stance.DENIES),
    **_verbs(
        Frame.EVIDENCE,
        "record document count verify track detect register tally find show list identify observe place",
    ),
    **_verbs(Frame.OBJECT, "plan hope want intend seek aim prefer wish", attitude=True),
}

# Verbs and phrases that report speech and nothing else: found by rules alone they are right as often as not, the rest hardly ever.
PLAIN_REPORTING = frozenset("say state announce report add tell note confirm warn estimate put claim write".split()) | {
    "according to",
    "by account",
}

# Cues of counting and showing. They report figures of a war, and the texts the model was trained on hardly have them: a rule
# that finds one stays without the model's glimpsing it.
COUNTING = frozenset(
    "record count put track detect find show verify document register tally log list speak".split()
) | {"by account", "speak of"}

# Irregular forms; the rest are made by rule. (past, participle)
IRREGULAR = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "think": ("thought", "thought"),
    "put": ("put", "put"), "find": ("found", "found"), "show": ("showed", "shown"), "see": ("saw", "seen"),
    "swear": ("swore", "sworn"), "broadcast": ("broadcast", "broadcast"), "feel": ("felt", "felt"),
    "understand": ("understood", "understood"), "seek": ("sought", "sought"), "forecast": ("forecast", "forecast"),
}  # fmt: skip

# Verbs of several words, and idioms, as (words after the verb's form) -> the verb they make.
PARTICLES = {
    ("received", "reports"): CueVerb("receive reports", Frame.CLAUSE),
    ("receive", "reports"): CueVerb("receive reports", Frame.CLAUSE),
    ("point", "out"): CueVerb("point out", Frame.CLAUSE),
    ("speak", "of"): CueVerb("speak of", Frame.OBJECT),
    ("talk", "of"): CueVerb("talk of", Frame.OBJECT),
    ("warn", "of"): CueVerb("warn of", Frame.OBJECT, Stance.WARNS),
    ("warn", "about"): CueVerb("warn of", Frame.OBJECT, Stance.WARNS),
    ("warn", "against"): CueVerb("warn of", Frame.OBJECT, Stance.WARNS),
    ("appeal", "for"): CueVerb("appeal for", Frame.OBJECT),
    ("call", "for"): CueVerb("call for", Frame.OBJECT),
    ("call", "on"): CueVerb("call on", Frame.OBJECT),
    ("have", "it"): CueVerb("have it", Frame.CLAUSE),
    ("has", "it"): CueVerb("have it", Frame.CLAUSE),
    ("go", "on"): CueVerb("go on", Frame.CLAUSE),
    ("went", "on"): CueVerb("go on", Frame.CLAUSE),
    ("made", "clear"): CueVerb("make clear", Frame.CLAUSE),
    ("spoken", "of"): CueVerb("speak of", Frame.OBJECT),
    ("spoke", "of"): CueVerb("speak of", Frame.OBJECT),
    ("held", "responsible"): CueVerb("hold responsible", Frame.OBJECT),
    ("claimed", "responsibility"): CueVerb("claim responsibility", Frame.OBJECT),
}


# "by her count", "in its assessment", "in their account": a possessive or an adjective, then one of these.
ACCOUNT_NOUNS = frozenset(
    "account accounts count estimate estimates assessment assessments reckoning tally tallies view words opinion "
    "statement report reports figures calculation calculations".split()
)

# Those of them that "in" takes, too: "in the judge's view".
VIEW_NOUNS = frozenset("account estimate assessment reckoning view words opinion telling".split())

# Nouns that open a content of their own: "the claim that ...", "reports of ...", "his warning that ...".
CONTENT_NOUNS = frozenset(
    "claim claims report reports estimate estimates allegation allegations statement warning warnings announcement "
    "assertion assertions suggestion accusation accusations assessment belief rumours rumors confirmation admission "
    "testimony testimonies figure".split()
)


def forms_of(lemma: str) -> tuple[str, str, str, str, str]:
    """(base, third person, past, participle, -ing) of a verb."""
    stem = lemma
    third = stem + ("es" if stem.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if stem.endswith("y") and stem[-2] not in "aeiou":
        third, past = stem[:-1] + "ies", stem[:-1] + "ied"
    else:
        past = stem + ("d" if stem.endswith("e") else "ed")
    ing = (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"
    if stem in _DOUBLING:
        past, ing = stem + stem[-1] + "ed", stem + stem[-1] + "ing"
    past, participle = IRREGULAR.get(lemma, (past, past))
    if lemma == "put":
        ing = "putting"
    return stem, third, past, participle, ing


_DOUBLING = frozenset({"admit", "plan", "slam"})
# "Pointed out", "warned of": every form of the verb with its particle.
PARTICLES |= {
    (form, word): verb
    for (lemma, word), verb in tuple(PARTICLES.items())
    for form in forms_of(lemma)
    if (form, word) not in PARTICLES
}


class Form(StrEnum):
    BASE = "base"
    FINITE = "finite"
    PARTICIPLE = "participle"
    ING = "ing"


def _table() -> dict[str, tuple[CueVerb, Form]]:
    table: dict[str, tuple[CueVerb, Form]] = {}
    for lemma, verb in CUE_VERBS.items():
        base, third, past, participle, ing = forms_of(lemma)
        table.setdefault(base, (verb, Form.BASE))
        table[third] = table[past] = (verb, Form.FINITE)
        table.setdefault(participle, (verb, Form.PARTICIPLE))
        table[ing] = (verb, Form.ING)
    for word in ("put", "broadcast", "forecast"):
        table[word] = (CUE_VERBS[word], Form.FINITE)
    return table


# Every form -> its verb. "thought", "found" and their like are both past and participle.
CUE_FORMS: dict[str, tuple[CueVerb, Form]] = _table()
