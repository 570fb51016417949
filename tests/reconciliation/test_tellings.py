"""Claims as tellings: whose word each is, and what it can be compared by. Norland and Sudland are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.model.certainty import Certainty, Likelihood
from reportedly.model.claim import ActorKind, Channel, Claim, Hop, Mention, Role, Style
from reportedly.model.quantity import exactly
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.tellings import Teller
from tests.builders import (
    ISTER_PROVINCE,
    NORLAND,
    OUTLET,
    PORT_ISTER,
    SUDLAND,
    made_up_knowledge,
    report_saying,
)

TELLER = Teller(made_up_knowledge())
KILLED = "40 soldiers were killed, Ada Vent said."
SUDLAND_NAMED = Mention(name="Sudland", as_written="Sudland", kind="state", id="sudland")
PEOPLE = Mention(name="soldiers", as_written="soldiers", kind="people")
PORT = Mention(name="Port Ister", as_written="Port Ister", kind="city", id=PORT_ISTER.key)


def said(words: str = KILLED, **changes: Any) -> dict[str, Any]:
    values = {"source": "Ada Vent", "actor": "ada-vent", "measure": "killed", "said": "2031-03-02"}
    return {"words": words, **values, **changes}


def told(*sayings: dict[str, Any], **changes: Any) -> tuple[Telling, ...]:
    return TELLER.tellings(report_saying(*sayings, **changes)[1])


def one(**changes: Any) -> Telling:
    (telling,) = told(said(**changes))
    return telling


def one_by(*hops: Hop, words: str = KILLED) -> Telling:
    """A claim with these hops after the outlet's."""
    _, (claim,) = report_saying(said(words))
    (telling,) = TELLER.tellings([replace(claim, chain=(claim.chain[0], *hops))])
    return telling


def hop(name: str, role: Role = Role.ORIGINATOR, **changes: Any) -> Hop:
    kind = changes.pop("kind", ActorKind.PERSON)
    return Hop(name=name, as_written=name, kind=kind, role=role, **changes)


def test_a_telling_bears_its_claims_key_and_words() -> None:
    _, (claim,) = report_saying(said())
    (telling,) = TELLER.tellings([claim])
    assert telling.key == (claim.report.id, claim.report.version, claim.id)
    assert (telling.text, telling.sentence, telling.start) == (claim.text, claim.sentence, claim.span.start)
    assert (telling.outlet, telling.published) == (OUTLET, "2031-03-04")


# whose word


def test_officials_of_one_government_speak_for_one_party_and_stay_two_speakers() -> None:
    minister = one()
    army = one(words="40 killed, the army of Norland said.", source="the army of Norland", actor="norland-army")
    assert minister.party == army.party == "norland-government"
    assert minister.speaker_key != army.speaker_key
    assert minister.party_state == "norland"


def test_an_official_whom_no_table_knows_speaks_for_the_government_that_is_named() -> None:
    assert one_by(hop("Cy Orm", affiliation="Norland Defence Ministry")).party == "norland-government"


def test_a_named_person_of_no_known_body_is_a_party_alone_however_it_is_spelled() -> None:
    spellings = {one_by(hop(name)).party for name in ("Cyrus Zafarghandi", "Cyrus Zafarqandi")}
    assert len(spellings) == 1
    assert spellings.pop().startswith("name:")


def test_an_unnamed_source_is_of_no_party() -> None:
    telling = one_by(hop("officials", named=False, kind=ActorKind.UNNAMED))
    assert (telling.party, telling.named, telling.anchored) == ("", False, False)


def test_officials_of_a_government_are_of_its_party_but_not_named() -> None:
    telling = one_by(hop("Norlandic officials", named=False, kind=ActorKind.UNNAMED))
    assert telling.party == "norland-government"
    assert not telling.anchored


def test_a_town_does_not_speak() -> None:
    assert one_by(hop("Ombrum")).party == ""


def test_a_town_of_two_words_does_not_speak_either() -> None:
    assert one_by(hop("Port Ister")).party == ""


@pytest.mark.parametrize(
    "words",
    [
        "local health authorities",
        "Local health authorities",
        "police in Ombrum",
        "Authorities in the East Isterian country",
        "a villager involved in burying the dead of Zafar Ghandi",
        "civilian sources reached by Radio Ostra",
        "officials close to Cy Orm",
        "a nurse at the Elmstead Zorn Clinic",
    ],
)
def test_a_role_and_a_place_name_nobody(words: str) -> None:
    assert one_by(hop(words)).party == ""


def test_a_report_is_at_home_in_the_country_that_most_of_its_places_lie_in() -> None:
    placed = told(said(place=PORT), said("41 soldiers were killed on Monday, Ada Vent said.", place=PORT))
    assert placed[0].context.home == "norland"


def test_where_no_place_is_known_it_is_at_home_with_its_sides_and_speakers() -> None:
    assert one().context.home == "norland"
    assert one(subject=SUDLAND_NAMED, counterpart=SUDLAND_NAMED).context.home == "sudland"
    assert one(source=None, subject=None).context.home == ""


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("Norland counts its dead", "norland"),
        ("Norland's hospitals are full", "norland"),
        ("Sudland buries its dead", "sudland"),
        ("Sudland’s harbour burns", "sudland"),
        ("The river rises", ""),
    ],
)
def test_a_report_whose_claims_name_no_country_is_at_home_in_the_one_that_its_words_name(
    title: str, country: str
) -> None:
    (telling,) = told(said(source=None, subject=None), title=title)
    assert telling.context.home == country


def test_an_outlets_own_voice_is_of_no_party() -> None:
    telling = one(source=None)
    assert telling.own_voice
    assert (telling.party, telling.speaker_key, telling.speaker, telling.hops) == ("", "", OUTLET, 0)
    assert not telling.anchored


def test_an_outlet_that_another_cites_is_a_party() -> None:
    telling = one_by(hop("Ombra Wire", Role.AGENCY, actor="wire", kind=ActorKind.OUTLET, channel=Channel.PRESS_REPORT))
    assert telling.party == "wire"
    assert telling.channel is Channel.PRESS_REPORT


def test_outlets_on_the_way_are_counted_and_named() -> None:
    wire = hop("Ombra Wire", Role.AGENCY, actor="wire", kind=ActorKind.OUTLET)
    telling = one_by(wire, hop("Ada Vent", actor="ada-vent"))
    assert (telling.via, telling.hops) == (("wire",), 2)
    assert one().hops == 1
    assert telling.speaker_key == "ada-vent"


# sides and places


def test_a_state_and_its_army_are_one_side_named_by_the_state() -> None:
    army = Mention(name="Norland Army", as_written="its army", kind="organisation", id="norland-army")
    assert one(subject=army).subject == one().subject == NORLAND


def test_a_group_is_a_side_of_its_own() -> None:
    front = Mention(name="Ister Front", as_written="the front", kind="group", id="ister-front")
    assert one(subject=front).subject == Side(key="ister-front", name="Ister Front")


def test_a_name_that_no_table_knows_is_compared_by_its_letters() -> None:
    union = Mention(name="The  River Union", as_written="x", kind="organisation")
    assert one(subject=union).subject == Side(key="name:the river union", name="The  River Union")


@pytest.mark.parametrize("kind", ["people", "described"])
def test_a_counted_noun_or_a_description_names_no_side(kind: str) -> None:
    assert one(subject=replace(PEOPLE, kind=kind)).subject is None


def test_a_place_brings_the_places_that_hold_it() -> None:
    telling = one(place=PORT)
    assert telling.place == PORT_ISTER
    assert telling.place_within == (ISTER_PROVINCE.key, "norland")


def test_a_place_that_no_table_knows_lies_in_no_other() -> None:
    telling = one(place=replace(PORT, name="Lower  Ister", id=None))
    assert telling.place == Side(key="name:lower ister", name="Lower  Ister")
    assert telling.place_within == ()


def test_a_side_is_filled_from_a_report_that_names_only_one() -> None:
    named, bare = told(said(), said("41 soldiers were killed on Monday, Ada Vent said.", subject=PEOPLE))
    assert named.subject == NORLAND
    assert bare.subject == replace(NORLAND, from_report=True)


def test_a_report_that_names_two_sides_fills_in_neither() -> None:
    *_, bare = told(
        said(),
        said("42 soldiers of Sudland were killed, Ada Vent said.", subject=SUDLAND_NAMED),
        said("41 soldiers were killed on Monday, Ada Vent said.", subject=None),
    )
    assert bare.subject is None


def test_a_side_named_nearly_always_is_the_reports() -> None:
    many = [said(f"4{n} soldiers were killed, Ada Vent said.") for n in range(3)]
    other = said("49 soldiers of Sudland were killed, Ada Vent said.", subject=SUDLAND_NAMED)
    *_, bare = told(*many, other, said("48 were killed on Monday, Ada Vent said.", subject=None))
    assert bare.subject == replace(NORLAND, from_report=True)


def test_only_counts_of_people_lend_and_borrow_a_side() -> None:
    boats = said("12 boats were lost, Ada Vent said.", subject=None, measure="equipment_lost")
    visit = said("Ada Vent said she would come.", subject=None, measure=None)
    _, *bare = told(said(), boats, visit)
    assert [telling.subject for telling in bare] == [None, None]
    lent = said("12 boats of Sudland were lost, Ada Vent said.", subject=SUDLAND_NAMED, measure="equipment_lost")
    _, people = told(lent, said(subject=None))
    assert people.subject is None


def test_the_claim_keeps_its_null_where_the_telling_is_filled() -> None:
    _, claims = report_saying(said(), said("41 soldiers were killed on Monday, Ada Vent said.", subject=None))
    TELLER.tellings(claims)
    assert claims[1].subject is None


# words, days, context


def test_without_a_day_of_saying_the_day_of_publication_stands_and_is_known_to() -> None:
    assert (one().said, one().said_told) == ("2031-03-02", True)
    assert (one(said=None).said, one(said=None).said_told) == ("2031-03-04", False)


def test_a_claim_of_the_title_is_known_as_such() -> None:
    _, (claim,) = report_saying(said())
    title = replace(
        claim, span=replace(claim.span, start=0, end=10), report=replace(claim.report, title="40 killed in battle")
    )
    (telling,) = TELLER.tellings([title])
    assert telling.in_title
    assert not one().in_title


def test_a_direct_quotation_is_quoted_whole() -> None:
    telling = one(style=Style.DIRECT)
    assert (telling.quoted, telling.part_quoted) == (True, False)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Ada Vent said “40 soldiers” were killed.", True),
        ('Ada Vent said "40 soldiers" were killed.', True),
        ("Ada Vent said 40 “brave soldiers” were killed.", False),
        ("Ada Vent said 40 soldiers were killed.", False),
    ],
)
def test_a_figure_within_quotation_marks_is_quoted_in_part(words: str, quoted: bool) -> None:
    assert one(words=words).part_quoted is quoted


def test_a_likelihood_within_quotation_marks_is_quoted_in_part() -> None:
    certainty = Certainty(likelihood=Likelihood(term="highly likely"))
    words = "Ada Vent said it was “highly likely” that soldiers had left."
    assert one(words=words, certainty=certainty, quantity=None).part_quoted
    assert not one(words=words.replace("“", "").replace("”", ""), certainty=certainty, quantity=None).part_quoted


def test_the_context_is_what_the_whole_report_speaks_of() -> None:
    tellings = told(
        said("40 soldiers were killed at Zafarghandi, Ada Vent said.", style=Style.MIXED),
        said("77 boats were lost.", source=None, measure="equipment_lost"),
        title="War near Ombra",
    )
    context = tellings[0].context
    assert all(telling.context == context for telling in tellings)
    assert context.numbers == {40.0, 77.0}
    assert context.credited == {"norland-government"}
    assert context.quotations == 1
    assert len(context.names) >= 2


def test_sources_that_nobody_names_are_credited_without_a_name() -> None:
    nobody = said("Officials said 40 died.", source="Officials", actor=None, named=False)
    (telling,) = told(nobody)
    assert telling.context.credited == {""}
    (own,) = told(said("40 died.", source=None))
    assert own.context.credited == frozenset()


def test_no_claims_make_no_tellings() -> None:
    assert TELLER.tellings(()) == ()


def family(claim: Claim) -> str:
    (telling,) = TELLER.tellings([claim])
    return telling.family


def test_measures_that_tellers_put_for_one_another_are_one_family() -> None:
    _, (claim,) = report_saying(said())
    assert family(claim) == family(replace(claim, measure="casualties"))
    assert family(claim) != family(replace(claim, measure="equipment_lost"))
    assert family(replace(claim, measure=None)) == ""


def test_a_measure_that_these_tables_do_not_know_is_kept_as_a_name() -> None:
    """A store may have been filled with a user's measures and be drawn without them."""
    assert one(measure="wells_closed").measure == "wells_closed"


def test_a_number_beyond_all_floats_does_not_fail_its_report() -> None:
    assert one(quantity=exactly(10**400)).quantity == exactly(10**400)


def test_a_counterpart_is_never_filled_in() -> None:
    named, bare = told(said(counterpart=SUDLAND_NAMED), said("41 killed on Monday, Ada Vent said."))
    assert named.counterpart == SUDLAND
    assert bare.counterpart is None
