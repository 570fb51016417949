"""Hypothesis strategies for the values of the model."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from hypothesis import strategies as st

from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality
from reportedly.model.claim import (
    ActorKind,
    Aspect,
    Channel,
    Claim,
    Evidence,
    Hop,
    Mention,
    Period,
    Polarity,
    Precision,
    Reader,
    ReportRef,
    Role,
    Stance,
    Status,
    Style,
)
from reportedly.model.quantity import (
    Approximation,
    Number,
    Quantity,
    about,
    at_least,
    at_most,
    between,
    exactly,
    just_over,
    less_than,
    more_than,
    nearly,
    vaguely,
)
from reportedly.model.report import Span
from reportedly.model.telling import Context, Side, Telling

from .builders import ISTER_PROVINCE, NORLAND, PORT_ISTER, SUDLAND, Reading, report_saying

# Small and close, so that ends often meet; that is where the algebra goes wrong.
numbers: st.SearchStrategy[Number] = st.integers(-6, 6) | st.sampled_from((-0.5, 0.5, 2.5, 10**400))
units = st.none() | st.sampled_from(("soldiers", "percent"))
words = st.text(max_size=12)
maybe_words = st.none() | words
days = st.dates().map(lambda day: day.isoformat())


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    """Any quantity that is an interval and nothing else."""
    ends = sorted((draw(numbers), draw(numbers)))
    low, high = draw(st.sampled_from(((0, 1), (0, None), (None, 1), (None, None))))
    low_end, high_end = None if low is None else ends[low], None if high is None else ends[high]
    single = low_end is not None and low_end == high_end
    return Quantity(
        low=low_end,
        low_inclusive=low_end is not None and (single or draw(st.booleans())),
        high=high_end,
        high_inclusive=high_end is not None and (single or draw(st.booleans())),
        unit=draw(units),
    )


said_quantities = (
    st.builds(between, numbers, numbers)
    | st.builds(vaguely, words)
    | st.one_of(
        [
            st.builds(maker, numbers)
            for maker in (exactly, more_than, at_least, less_than, at_most, about, nearly, just_over)
        ]
    )
)
"""What the constructors give for words of the text."""


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """An interval with everything that can stand beside it."""
    bare = draw(intervals())
    return Quantity(
        low=bare.low,
        low_inclusive=bare.low_inclusive,
        high=bare.high,
        high_inclusive=bare.high_inclusive,
        point=draw(st.none() | numbers),
        approximation=draw(st.none() | st.sampled_from(Approximation)),
        unit=draw(maybe_words),
        as_written=draw(words),
        vague=draw(maybe_words),
        of=draw(maybe_words),
        period=draw(maybe_words),
    )


@st.composite
def spans(draw: st.DrawFn, largest: int = 12) -> Span:
    """A span, which may be empty."""
    start = draw(st.integers(0, largest))
    return Span(start=start, end=draw(st.integers(start, largest)))


span_tuples = st.lists(spans(), max_size=2).map(tuple)
mentions = st.builds(Mention, name=words, as_written=words, kind=words, id=maybe_words, span=st.none() | spans())
periods = st.builds(
    Period,
    start=st.none() | days,
    end=st.none() | days,
    precision=st.sampled_from(Precision),
    as_written=words,
)
hops = st.builds(
    Hop,
    name=words,
    as_written=words,
    kind=st.sampled_from(ActorKind),
    role=st.sampled_from(Role),
    actor=maybe_words,
    title=maybe_words,
    affiliation=maybe_words,
    channel=st.sampled_from(Channel),
    date=st.none() | days,
    named=st.booleans(),
    span=st.none() | spans(),
)
likelihoods = st.builds(
    Likelihood,
    term=words,
    yardstick=maybe_words,
    low=st.none() | st.integers(0, 100),
    high=st.none() | st.integers(0, 100),
)
certainties = st.builds(
    Certainty,
    likelihood=st.none() | likelihoods,
    estimated=st.booleans(),
    confidence=st.none() | st.sampled_from(Confidence),
    evidential=st.none() | st.sampled_from(Evidential),
    modality=st.none() | st.sampled_from(Modality),
)
evidences = st.builds(Evidence, **{slot.name: span_tuples for slot in fields(Evidence)})
report_refs = st.builds(
    ReportRef,
    id=words,
    url=maybe_words,
    outlet=maybe_words,
    title=maybe_words,
    published=st.none() | days,
    version=st.integers(1, 9),
)
claims = st.builds(
    Claim,
    id=words,
    report=report_refs,
    text=words,
    sentence=words,
    span=spans(),
    style=st.sampled_from(Style),
    chain=st.lists(hops, max_size=3).map(tuple),
    stance=st.sampled_from(Stance),
    polarity=st.sampled_from(Polarity),
    status=st.none() | st.sampled_from(Status),
    certainty=certainties,
    measure=maybe_words,
    aspect=st.none() | st.sampled_from(Aspect),
    subject=st.none() | mentions,
    counterpart=st.none() | mentions,
    place=st.none() | mentions,
    quantity=st.none() | quantities(),
    happened=st.none() | periods,
    said=st.none() | days,
    published=st.none() | days,
    evidence=evidences,
    parent=maybe_words,
    attribution_probability=st.none() | st.floats(0, 1),
    needs_review=st.booleans(),
    reader=st.builds(Reader, version=words, model=words),
)

sides = st.builds(Side, key=words, name=words, from_report=st.booleans())
contexts = st.builds(
    Context,
    names=st.frozensets(words, max_size=2),
    numbers=st.frozensets(st.floats(allow_nan=False, allow_infinity=False), max_size=2),
    credited=st.frozensets(words, max_size=2),
    quotations=st.integers(0, 9),
    home=words,
    area=words,
    bands=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3).map(tuple),
)
_word_tuples = st.lists(words, max_size=2).map(tuple)


def tellings() -> st.SearchStrategy[Telling]:
    """Any telling, every field of it drawn."""
    texts = "report title party party_name party_state speaker speaker_key role outlet_key family text sentence"
    flags = "named own_voice quoted part_quoted in_title said_told alone whole"
    return st.builds(
        Telling,
        claim=words,
        version=st.integers(1, 9),
        outlet=maybe_words,
        published=st.none() | days,
        channel=st.sampled_from(Channel),
        hops=st.integers(0, 9),
        via=_word_tuples,
        start=st.integers(0, 99),
        said=st.none() | days,
        measure=maybe_words,
        aspect=st.none() | st.sampled_from(Aspect),
        subject=st.none() | sides,
        counterpart=st.none() | sides,
        place=st.none() | sides,
        place_within=_word_tuples,
        quantity=st.none() | quantities(),
        happened=st.none() | periods,
        certainty=certainties,
        stance=st.sampled_from(Stance),
        polarity=st.sampled_from(Polarity),
        status=st.none() | st.sampled_from(Status),
        context=contexts,
        joined_to=_word_tuples,
        **dict.fromkeys(texts.split(), words),
        **dict.fromkeys(flags.split(), st.booleans()),
    )


# Party, its state, key of the speaker, role, named, own voice: few, so that tellings meet.
_GOVERNMENT = ("norland-government", "norland")
_SPEAKERS = (
    (*_GOVERNMENT, "ada-vent", "Ada Vent defence minister", True, False),
    (*_GOVERNMENT, "norland-government", "Government of Norland", True, False),
    (*_GOVERNMENT, "norland-government", "Norland officials", False, False),
    ("river-watch", "", "river-watch", "River Watch", True, False),
    ("name:v", "", "name:v", "Ada Vent defence minister", True, False),
    ("", "", "name:ofsls", "officials", False, False),
    ("", "", "", "", True, True),
)
_SENTENCES = (
    "Ada Vent said soldiers were killed at the river.",
    "Soldiers were killed at the river crossing on Monday.",
    "River Watch counted boats that were lost.",
)
_MEASURES = (("killed", "harm"), ("casualties", "harm"), ("equipment_lost", "equipment_lost"), (None, ""))


@st.composite
def close_tellings(draw: st.DrawFn) -> Telling:
    """A telling of few speakers, figures, words and days, so that many a pair is of one act of saying."""
    party, state, speaker, role, named, own_voice = draw(st.sampled_from(_SPEAKERS))
    number = draw(st.sampled_from((7, 40, 120, 1_200, 1_210, 1_250, 1_253, 11_000, 10_958)))
    measure, family = draw(st.sampled_from(_MEASURES))
    sentence = draw(st.sampled_from(_SENTENCES))
    published = draw(st.sampled_from((None, "2031-03-03", "2031-03-04", "2031-03-06", "2031-03-12", "2031-11-01")))
    figure = st.sampled_from((exactly, at_least, about, nearly)).map(lambda maker: maker(number))
    return Telling(
        claim=f"claim{draw(st.integers(0, 9))}",
        report=f"report{draw(st.integers(0, 9))}",
        published=published,
        title=draw(st.sampled_from(("", "Battle at the river"))),
        party=party,
        party_state=state,
        speaker=role or "The Ister Gazette",
        speaker_key=speaker,
        role=role,
        named=named,
        own_voice=own_voice,
        said=published,
        said_told=draw(st.booleans()),
        measure=measure,
        family=family,
        whole=measure == "casualties",
        aspect=draw(st.sampled_from((None, Aspect.TOTAL))),
        subject=draw(st.none() | st.sampled_from((NORLAND, SUDLAND))),
        place=draw(st.none() | st.just(PORT_ISTER)),
        quantity=draw(figure | figure | figure | st.just(vaguely("dozens")) | st.none()),
        polarity=draw(st.sampled_from((Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.NEGATED))),
        text=sentence,
        sentence=sentence,
        context=Context(
            names=frozenset(draw(st.sampled_from((("istr", "nrlnd"), ("istr",), ())))),
            numbers=frozenset(draw(st.sampled_from(((float(number),), (float(number), 75.0, 3.0), ())))),
            bands=draw(st.sampled_from(((), tuple(range(32)), tuple(range(24, 56)), tuple(range(40, 72))))),
        ),
        alone=draw(st.sampled_from((False, False, False, False, True))),
    )


_SOURCES = (
    ("Ada Vent", "ada-vent", True),
    ("The Norland Army", "norland-army", True),
    ("River Watch", "river-watch", True),
    ("Cy Orm", None, True),
    ("Officials", None, False),
    None,
)
_FIGURES = (
    ("1,250", exactly(1_250)),
    ("1,250", exactly(1_250)),
    ("more than 1,250", more_than(1_250)),
    ("nearly 1,300", nearly(1_300)),
    ("1,520", exactly(1_520)),
    ("40", exactly(40)),
    ("about 40", about(40)),
    ("dozens", vaguely("dozens")),
    None,
)
_COUNTED = (("killed", "were killed"), ("killed", "were killed"), ("casualties", "became casualties"))
_PLACES = (None, PORT_ISTER, PORT_ISTER, ISTER_PROVINCE)


@st.composite
def sayings(draw: st.DrawFn) -> dict[str, object]:
    """A sentence of a report and its claim, for `builders.report_saying`: few of all, so that claims meet."""
    source, figure = draw(st.sampled_from(_SOURCES)), draw(st.sampled_from(_FIGURES))
    measure, verb = draw(st.sampled_from(_COUNTED))
    place = draw(st.sampled_from(_PLACES))
    estimated = draw(st.booleans())
    lead = f"{source[0]} said" if source else "On Monday"
    written, quantity = figure or ("the wounded", None)
    hedge, where = "an estimated " if estimated else "", place.name if place else "the river"
    sentence = f"{lead} {hedge}{written} soldiers {verb} near {where}."
    return {
        "words": sentence,
        "source": source and source[0],
        "actor": source and source[1],
        "named": source is None or source[2],
        "measure": measure if figure else None,
        "quantity": quantity and quantity.with_words(written, "soldiers"),
        "place": place and Mention(name=place.name, as_written=place.name, kind="place", id=place.key),
        "certainty": Certainty(estimated=estimated),
        "said": draw(st.sampled_from((None, None, "2031-03-02"))),
        "style": draw(st.sampled_from((Style.INDIRECT, Style.INDIRECT, Style.DIRECT))),
    }


class World(list[Reading]):
    """A few reports with their claims; shown by their texts."""

    def __repr__(self) -> str:
        return "\n".join(f"{report.published} {report.text}" for report, _ in self)


def readings(most: int = 6) -> st.SearchStrategy[World]:
    """A few reports on a few days, with their claims."""
    told = st.tuples(
        st.lists(sayings(), min_size=1, max_size=4),
        st.sampled_from((1, 2, 3, 8)),
        st.sampled_from(("Battle at Zafarghandi", "Zafarghandi counts its dead", "Harvest")),
    )
    return st.lists(told, min_size=2, max_size=most).map(
        lambda rows: World(_reading(n, *row) for n, row in enumerate(rows))
    )


@st.composite
def worlds_with_copies(draw: st.DrawFn, most: int = 6) -> World:
    """A few reports, some of which are copies of others: of another outlet, title and day, a sentence more or less."""
    told = draw(st.lists(sayings(), min_size=3, max_size=5))
    rows = [
        (
            [saying for saying in told if draw(st.integers(0, 5))] or told,
            draw(st.sampled_from((1, 2, 8, 20))),
            draw(st.sampled_from(("Battle at Zafarghandi", "Harvest"))),
        )
        for _ in range(draw(st.integers(2, most)))
    ]
    return World(_reading(number, *row) for number, row in enumerate(rows))


def _reading(number: int, told: list[dict[str, object]], day: int, title: str) -> Reading:
    closing = {"words": f"This is report {number}.", "subject": None}
    url = f"https://gazette.example/{number}"
    outlet = ("The Ister Gazette", "Ombra Wire")[number % 2]
    when = date(2031, 3, day)
    return report_saying(*told, closing, title=title, url=url, outlet=outlet, published=when)
