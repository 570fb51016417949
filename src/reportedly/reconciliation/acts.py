"""What speaks for two tellings going back to one act of saying, added up: party, figure, words, event, days.

The same figure of one party in the same days is the plain case; the rest is for what the press makes of it: the
minister for the ministry, a rounded number, a relay that names nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, log10

from reportedly.knowledge.languages.en.words import BRANCH_OF, BYSTANDER_WORDS, OFFICE_WORDS
from reportedly.model.telling import Side, Speaker, Telling
from reportedly.reconciliation.copies import are_copies, sentence_key
from reportedly.reconciliation.figures import magnitude, rounded, same_number, slip_of_a_digit
from reportedly.reconciliation.likeness import acronym_of, content_words, event_words, jaccard, likeness, numbers_of

# Points for and against one act of saying. Those of party, words, context, number and days follow a logistic regression
# over the development pairs and pairs of unlike events with one number, which evaluation/origin_weights.py prints
# beside them. Those that too few pairs bear on (other family, part, polarity, place, role, rounding, slip, same text,
# statements) and ENOUGH were set by hand on the same pairs; evaluation/README.md says what all of them reach on pairs
# put aside.
ENOUGH = 1.6
SAME_PARTY = 1.05
LIKE_NAME = 0.34
LIKE_ROLE = 0.8
OTHER_ROLE = -1.0
AT_HOME = 0.5
SAME_PLACE = 0.25
OTHER_MEASURE = -1.2
OTHER_FAMILY = -1.5
OTHER_PART = -2.5
UNKNOWN_MEASURE = -0.3
OTHER_POLARITY = -1.0
SAME_TEXT = 9.0
LIKE_WORDS = 1.3
LIKE_CONTEXT = 2.3
SHARED_NUMBER = 0.5
MOST_SHARED_NUMBERS = 2
A_DAY_APART = -0.17
SAME_NUMBER = 0.6
A_DIGIT = 0.85
A_ROUNDED_DIGIT = 0.4
SLIP = 0.4
OTHER_FIGURE = -1.2
LIKE_STATEMENT = 1.0
LEAST_ALIKE = 0.5
FEWEST_SHARED = 3
LIKE_BUT_FOR_THE_FIGURE = 0.45
SAME_FIGURE_DAYS = 14
"""A party's figure told again within so many days can be the same act of saying; later it may be a new one."""
RETOLD_DAYS = 400
"""A large figure of a known side, told later without a day of saying, is still the old act."""
MOST_DAYS = 5
NEAR_DAYS = 4
"""Between tellings whose figures or words differ: the days that outlets need to pass on one briefing."""
LARGE = 1_000
DISTINCT = 100
"""From here on a number is seldom told of two events in the same days; below, another place is another event."""
TWO_DIGITS = 10
OTHER_PLACE = -0.5
_SHORTEST_ACRONYM = 2
_CIVIL_DEFENCE = re.compile(r"civil (?:defen[cs]e|emergency|protection)")
_WORD = re.compile(r"[^\W\d_]+")


def same_act(one: Telling, other: Telling) -> bool:
    """Whether two tellings pass on one act of saying, as far as their words, figures, sides and days can tell."""
    return points(one, other) >= ENOUGH


def points(one: Telling, other: Telling) -> float:
    """What speaks for one act of saying, added up; minus infinity where it is ruled out. A person's word decides."""
    if one.claim in other.joined_to or other.claim in one.joined_to:
        return inf
    if one.alone or other.alone:
        return -inf
    if (one.quantity is None) != (other.quantity is None):
        return -inf
    if one.report == other.report and not (_one_party(one, other) or _retold_in_own_voice(one, other)):
        return -inf
    if told_in_copies(one, other):
        return SAME_TEXT
    # What costs least to rule out comes first: most tellings that are compared have one number by chance.
    same_party = _one_party(one, other) or is_upstream(one, other) or is_upstream(other, one)
    party = SAME_PARTY if same_party else _party_points(one, other)
    if party == -inf:
        return -inf
    place = _place_points(one, other)
    if place == -inf or not (same_party or _one_event(one, other)):
        return -inf
    figure = _figure_points(one, other)
    if figure == -inf:
        return -inf
    days = A_DAY_APART * min(days_apart(one, other), MOST_DAYS)
    if one.polarity is not other.polarity:
        if not same_party and one.quantity is not None:
            return -inf  # who denies a figure passes on another's
        figure += OTHER_POLARITY
    return party + figure + _measure_points(one, other) + place + days + _words_points(one, other)


@lru_cache(maxsize=1 << 16)
def are_two(one: Speaker, other: Speaker) -> bool:
    """Whether two named speakers alone rule out one act of saying, whatever else is told of it: `points` of tellings of
    theirs is minus infinity, but for copies of one text and a person's word."""
    if one.party == other.party or one.credited or other.credited:
        return False
    if not one.party.startswith("name:") and not other.party.startswith("name:"):
        return True
    if not one.role or not other.role:
        return False
    words, others = (f"{speaker.role} {speaker.name}" for speaker in (one, other))
    role = _likeness_of_speakers(one.name, words, other.name, others)
    branches = _branches(one.role), _branches(other.role)
    if role is None or not branches[0].isdisjoint(branches[1]):
        return False
    return all(branches) or (role < LIKE_NAME and not (one.state or other.state))


def told_in_copies(one: Telling, other: Telling) -> bool:
    """Whether both are one claim in two copies of one text: wire copy, syndication."""
    if not one.context.bands or not other.context.bands or one.report == other.report:
        return False
    if (one.role, one.measure, one.polarity) != (other.role, other.measure, other.polarity):
        return False
    if days_apart(one, other) > SAME_FIGURE_DAYS or sentence_key(one.sentence) != sentence_key(other.sentence):
        return False
    one_figure = one.quantity == other.quantity if one.quantity else one.text == other.text
    return one_figure and are_copies(one.context.bands, other.context.bands)


def _measure_points(one: Telling, other: Telling) -> float:
    if one.measure == other.measure:
        return 0.0
    if one.measure is None or other.measure is None:
        return UNKNOWN_MEASURE
    if one.family != other.family:
        return OTHER_FAMILY
    # 2,000 killed and 2,000 wounded are two figures; 2,000 casualties and 2,000 killed may be one, badly told.
    return OTHER_MEASURE if one.whole or other.whole else OTHER_PART


def _place_points(one: Telling, other: Telling) -> float:
    if not one.place or not other.place:
        return 0.0
    if not _places_conflict(one, other):
        return SAME_PLACE
    small = one.quantity is None or min(magnitude(one.quantity), magnitude(other.quantity)) < DISTINCT
    return -inf if small else OTHER_PLACE


def _party_points(one: Telling, other: Telling) -> float:
    """Of two parties that are not the same: two that the tables know are two acts; other names may stand for one
    speaker."""
    if one.party and other.party and not one.party.startswith("name:") and not other.party.startswith("name:"):
        return -inf
    if not one.role or not other.role:
        return 0.0
    role = _likeness_of_speakers(one.speaker, _role_words(one), other.speaker, _role_words(other))
    if role is None:
        return SAME_PARTY
    at_home = _at_home(one, other) or _at_home(other, one)
    branches = _branches(one.role), _branches(other.role)
    one_branch = not branches[0].isdisjoint(branches[1])
    if all(branches) and not one_branch:
        return -inf  # the police are no hospital, whatever number both give
    if one.anchored and other.anchored and role < LIKE_NAME and not (at_home or one_branch):
        return -inf  # two who are named, and nothing in name or post that they share
    if one.anchored != other.anchored and not role and (_bystander(one) or _bystander(other)):
        return -inf  # a witness is no minister
    nothing_shared = not role and not (at_home or one_branch)
    return LIKE_ROLE * role + (AT_HOME if at_home else 0.0) + (OTHER_ROLE if nothing_shared else 0.0)


def _role_words(telling: Telling) -> str:
    """The words for name and post; of whom a pronoun stands for, the name that it stands for."""
    return f"{telling.role} {telling.speaker}" if telling.anchored else telling.role


def _bystander(telling: Telling) -> bool:
    """Whether one who is not named tells what he saw or heard, and speaks for no office."""
    return not telling.anchored and _role_kinds(telling.role) == (True, False)


@lru_cache(maxsize=1 << 14)
def _role_kinds(role: str) -> tuple[bool, bool]:
    """Whether the words for a speaker are those of a bystander, and of an office."""
    words = role.casefold().split()
    return not BYSTANDER_WORDS.isdisjoint(words), not OFFICE_WORDS.isdisjoint(words)


@lru_cache(maxsize=1 << 14)
def _branches(role: str) -> frozenset[str]:
    """The branches that the words for a speaker show: army, police, health."""
    words = _CIVIL_DEFENCE.sub("rescue", role.casefold())
    return frozenset(BRANCH_OF[word] for word in _WORD.findall(words) if word in BRANCH_OF)


def _at_home(known: Telling, other: Telling) -> bool:
    """Whether one speaks for a state, and the other is by its role an official in a report on that state."""
    if not known.party_state or other.party_state or other.context.home != known.party_state:
        return False
    return _role_kinds(other.role)[1]


def _one_event(one: Telling, other: Telling) -> bool:
    """Whether anything but the one figure says that the two reports speak of one event: a name, or another number."""
    if not one.context.names.isdisjoint(other.context.names):
        return True
    if one.quantity is None or other.quantity is None:
        return bool(_other_shared_numbers(one, other))
    number = min(magnitude(one.quantity), magnitude(other.quantity))
    if one.measure == other.measure and _is_rare(number) and same_number(one.quantity, other.quantity):
        return True
    if _one_home(one, other):
        return number >= TWO_DIGITS or bool(_other_shared_numbers(one, other))
    return bool(_other_shared_numbers(one, other))


def _retold_in_own_voice(one: Telling, other: Telling) -> bool:
    """Whether of one report's tellings one only repeats the other's figure, as a title does."""
    if one.own_voice == other.own_voice or one.quantity is None or other.quantity is None:
        return False
    return one.measure == other.measure and same_number(one.quantity, other.quantity)


def _one_home(one: Telling, other: Telling) -> bool:
    """Whether the two reports are on one country."""
    return bool(one.context.home) and one.context.home == other.context.home


def _is_rare(number: float) -> bool:
    """Whether it is told of two events so seldom that it tells one by itself: 1,342 and 13,640, not 1,250 or 13,600."""
    return number >= LARGE and number % (DISTINCT if number >= DISTINCT * DISTINCT else TWO_DIGITS) != 0


def _other_shared_numbers(one: Telling, other: Telling) -> frozenset[float]:
    """Numbers that both reports name, but for those of the two tellings."""
    both = one.context.numbers & other.context.numbers
    return both.difference(*(numbers_of(t.quantity) for t in (one, other) if t.quantity)) if both else both


@lru_cache(maxsize=1 << 16)
def _likeness_of_speakers(one: str, words: str, other: str, other_words: str) -> float | None:
    """How like the words for two speakers are; None where one is called by the initials of the other."""
    if _is_acronym(one, other) or _is_acronym(other, one):
        return None
    return likeness(content_words(words), content_words(other_words))


def _is_acronym(short: str, long: str) -> bool:
    return len(short) >= _SHORTEST_ACRONYM and short.isupper() and acronym_of(long).endswith(short)


def _words_points(one: Telling, other: Telling) -> float:
    """Like sentences under like titles; like reports: the names and the numbers that both have."""
    like = likeness(event_words(one.title, one.sentence), event_words(other.title, other.sentence))
    names = likeness(one.context.names, other.context.names)
    shared = len(_other_shared_numbers(one, other))
    return LIKE_WORDS * like + LIKE_CONTEXT * names + SHARED_NUMBER * min(shared, MOST_SHARED_NUMBERS)


def _figure_points(one: Telling, other: Telling) -> float:
    """By how telling the number is that both name, and how many days lie between."""
    if one.quantity is None or other.quantity is None:
        return _statement_points(one, other)
    shared = numbers_of(one.quantity) & numbers_of(other.quantity)
    number = float(max(shared)) if shared else min(magnitude(one.quantity), magnitude(other.quantity))
    if number < TWO_DIGITS and not all(telling.party or area_of(telling) for telling in (one, other)):
        return -inf
    if number < DISTINCT and len({area_of(one), area_of(other)} - {None}) > 1:
        return -inf
    if same_number(one.quantity, other.quantity):
        return SAME_NUMBER + A_DIGIT * _digits(number) if _in_time(one, other, number) else -inf
    if days_apart(one, other) > NEAR_DAYS or one.report == other.report:
        return -inf
    if not _one_party(one, other) and number < LARGE and not _one_home(one, other):
        return -inf
    return A_ROUNDED_DIGIT * _digits(number) if rounded(one.quantity, other.quantity) else _changed_points(one, other)


def _one_party(one: Telling, other: Telling) -> bool:
    return bool(one.party) and one.party == other.party


def is_upstream(one: Telling, other: Telling) -> bool:
    """Whether one is by the outlet that is all the other credits: the report it was taken from."""
    return other.from_outlet and other.party == one.outlet_key and other.outlet_key != one.outlet_key


def _statement_points(one: Telling, other: Telling) -> float:
    """By the words alone."""
    words, others = content_words(one.text), content_words(other.text)
    alike = likeness(words, others)
    if days_apart(one, other) > NEAR_DAYS or len(words & others) < FEWEST_SHARED or alike < LEAST_ALIKE:
        return -inf
    if not _one_party(one, other) and not _same_measure_and_place(one, other):
        return -inf
    return LIKE_STATEMENT * alike


def _in_time(one: Telling, other: Telling, number: float) -> bool:
    """Whether a figure told twice can be one act by its days; a large one of a known side also long after, where the
    later telling tells no day of saying."""
    apart, same_party = days_apart(one, other), _one_party(one, other)
    vague = one.quantity is not None and one.quantity.vague
    named = same_party and one.anchored and other.anchored and not vague and one.family == other.family
    if apart <= (SAME_FIGURE_DAYS if named else NEAR_DAYS):
        return True
    later = max(one, other, key=lambda telling: (telling.day, telling.key))
    sides = one.subject, other.subject
    known = None not in sides and not conflict(*sides) and _one_speaker(one, other)
    of_one = {number} == set().union(*(numbers_of(t.quantity) for t in (one, other) if t.quantity))
    known = known and one.family == other.family and of_one
    return number >= LARGE and same_party and known and not later.said_told and apart <= RETOLD_DAYS


def _changed_points(one: Telling, other: Telling) -> float:
    """Another number where all the rest is the same: a slip of a digit, or the words with another figure in them."""
    if not _one_party(one, other) or not (is_particular(one) and is_particular(other)):
        return -inf
    if slots_of(one) != slots_of(other):
        return -inf
    if days_apart(one, other) == 0 and slip_of_a_digit(magnitude(one.quantity), magnitude(other.quantity)):
        return OTHER_FIGURE + SLIP
    like = jaccard(content_words(one.text), content_words(other.text))
    return OTHER_FIGURE if like >= LIKE_BUT_FOR_THE_FIGURE and _one_speaker(one, other) else -inf


def is_particular(telling: Telling) -> bool:
    """Whether its place or a large figure tells it from the many that one party says in a day."""
    return telling.place is not None or magnitude(telling.quantity) >= DISTINCT


def slots_of(telling: Telling) -> tuple[str, ...]:
    """All but the figure: what is the same where a figure alone was changed."""
    sides = (telling.subject, telling.place)
    return str(telling.measure), str(telling.aspect), *(side.key if side else "" for side in sides)


def area_of(telling: Telling) -> str | None:
    """The widest place known to hold a telling's place; of one that names none, the one country its report names places
    of."""
    place = telling.place
    if place is None or place.key.startswith("name:"):
        return telling.context.area or None
    return telling.place_within[-1] if telling.place_within else place.key


def _same_measure_and_place(one: Telling, other: Telling) -> bool:
    places = one.place, other.place
    return one.measure is not None and one.measure == other.measure and None not in places and not conflict(*places)


def _digits(number: float) -> float:
    """How seldom two tellings name one number by chance, by its size: 3 at a thousand and above."""
    digits = min(3.0, log10(number)) if number > 1 else 0.0
    return digits + (0.5 if number >= 10 and number % 10 else 0.0)


def _one_speaker(one: Telling, other: Telling) -> bool:
    """Whether nothing tells two speakers of the party apart: one key, or one is the party as a whole."""
    whole = {one.party, one.party_state, ""}
    return one.speaker_key == other.speaker_key or not whole.isdisjoint((one.speaker_key, other.speaker_key))


def conflict(one: Side | None, other: Side | None) -> bool:
    """Whether both name a side, and not the same."""
    return one is not None and other is not None and one.key != other.key


def _places_conflict(one: Telling, other: Telling) -> bool:
    """Whether both name places of which neither holds the other."""
    if not conflict(one.place, other.place):
        return False
    assert one.place is not None
    assert other.place is not None
    if one.place.key.startswith("name:") or other.place.key.startswith("name:"):
        return False  # nothing tells where it lies
    if one.place.name in other.sentence or other.place.name in one.sentence:
        return False  # "in Idlib and Aleppo" is told of either
    return one.place.key not in other.place_within and other.place.key not in one.place_within


def days_apart(one: Telling, other: Telling) -> int:
    """Between the two days; 0 where either is unknown."""
    return abs(one.day - other.day) if one.day and other.day else 0
