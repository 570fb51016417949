"""Who is said to have said what: one rule a construction, on sentences about conflicts that do not exist.

A case marks the source [...], the cue {...} and words of the content <...>.
"""

from __future__ import annotations

import pytest

from reportedly.extraction import cue_rules, sentences
from reportedly.extraction.found import Found
from reportedly.model.claim import AttributionKind, Style
from reportedly.model.report import Span
from tests.extraction.samples import Marked, core, covers, found_in, source_words, unmark

SAID_THAT = [
    "[The Norland army] {said} that <forty of its soldiers were killed near the river>.",
    "[Colonel Ada Vent] {confirmed} on Tuesday that <the bridge at Port Ister had been destroyed>.",
    "On Monday [the Sudland interior ministry] {announced} that <the border was closed>.",
    "[A spokeswoman for the Ovrin Relief Network] {says} that <nine clinics were hit>.",
    "[Two officials familiar with the talks] {said} that <the truce had collapsed>.",
    "[Residents of Vell] {reported} that <shelling lasted through the night>.",
    "[Mira Dahl, head of the Kessar Council,] has repeatedly {claimed} that <no prisoners were taken>.",
    "[The governor of Vell] {said} <the road was open>.",
    "[The Marsh Front] {said} in a statement on Telegram that <it had taken the airfield>.",
]
CONTENT_FIRST = [
    "<At least 40 soldiers were killed near the river>, [the Norland army] {said}.",
    "<The bridge had been destroyed>, [Colonel Ada Vent] {said} on Tuesday.",
    "<Nine clinics were hit in a single week>, [a spokeswoman for the Ovrin Relief Network] {said} in a statement.",
    "“<We lost the town>,” [a fighter of the Marsh Front] {said}.",
    "<Two drones fell on the port>, [the Sudland navy] later {acknowledged}.",
    '"<We counted 12 bodies>," [Tomas Erle, the mayor of Port Ister,] {said}.',
    "<The convoy>, [the Marsh Front] {said}, <was carrying shells>.",
]
INVERTED = [
    "“<The town is lost>,” {said} [Ada Vent, a colonel of the Norland army].",
    "“<We counted 12 bodies>,” {said} [a doctor at the Vell hospital].",
    "“<No one warned us>”, {says} [Tomas Erle, a farmer].",
    "“<They will return>,” {added} [the governor of Vell].",
    "“<It was a massacre>,” {recalled} [Ines Okko], who survived.",
    "<The shelling had lasted all night>, {said} [a resident of Port Ister].",
]
ACCORDING_FIRST = [
    "{According to} [the Norland army], <forty soldiers were killed>.",
    "{According to} [Colonel Ada Vent], <the bridge was destroyed on Monday>.",
    "{According to} [two officials familiar with the talks], <the truce has collapsed>.",
    "{According to} [a report by the Ovrin Relief Network], <nine clinics were hit>.",
    "{According to} [the Kessar Council (KC)], <six villages were burned>.",
    "But {according to} [Mira Dahl, a lawmaker from Vell], <no one was hurt>.",
]
ACCORDING_LAST = [
    "<Forty soldiers were killed near the river>, {according to} [the Norland army].",
    "<The truce has collapsed>, {according to} [two officials familiar with the talks].",
    "<Nine clinics were hit in May> {according to} [the Ovrin Relief Network].",
    "<The convoy was carrying 30 shells>, {according to} [a letter from the governor].",
    "<Some 200 families fled>, {according to} [Tomas Erle, the mayor of Port Ister].",
    "<The dam>, {according to} [army engineers], <will not hold>.",
]
ACCOUNT = [
    "<Forty soldiers were killed near the river>, by [the Norland army]'s {account}.",
    "<Some 200 families have fled>, by [the interior ministry]'s {figures} for Friday.",
    "<A whole battalion was lost there>, in [the president]'s {words}.",
    "<The town has been taken back>, {by the account of} [Norland's armed forces].",
    "<Nine clinics were hit>, {in the words of} [the governor of Vell].",
    "<The strike could be a crime>, {in the view of} [the Kessar Council].",
    "{In the words of} [the governor of Vell], <nine clinics were hit>.",
]
COLON = [
    "[Colonel Ada Vent] {said}: “<The bridge is gone>.”",
    "[The mayor] {wrote} on Telegram: “<Two hundred families have fled>.”",
    "[The Marsh Front] {announced}: “<The airfield is ours>.”",
    '[A doctor at the Vell hospital] {said}: "<Twelve bodies were brought in>."',
    "[Mira Dahl] {added}: <the camp at Ovrin was full>.",
]
PLAIN = {
    "said that": SAID_THAT,
    "content, source said": CONTENT_FIRST,
    "content, said source": INVERTED,
    "according to first": ACCORDING_FIRST,
    "according to last": ACCORDING_LAST,
    "by somebody's account": ACCOUNT,
    "colon": COLON,
}


def speaks(marked: Marked, found: tuple[Found, ...], number: int = 0) -> Found:
    """The attribution whose cue is the one marked."""
    cue = marked.cues[number]
    matching = [item for item in found if cue in item.attribution.cue]
    assert len(matching) == 1, (
        f"{marked.text!r}: cues {[(c.of(marked.text)) for i in found for c in i.attribution.cue]}"
    )
    return matching[0]


@pytest.mark.parametrize("case", [case for cases in PLAIN.values() for case in cases])
def test_source_cue_and_content_of_a_sentence_with_one_speaker(case: str) -> None:
    """The source is the whole phrase, the cue the verb alone, and the content the proposition without either."""
    marked = unmark(case)
    found = found_in(marked.text)
    item = speaks(marked, found)
    assert source_words(marked.text, item) == [core(span.of(marked.text)) for span in marked.sources]
    assert all(covers(item, span) for span in marked.content)
    frame = (*item.attribution.source, *item.attribution.cue)
    assert not any(part.overlaps(content) for part in frame for content in item.attribution.content)
    assert len([i for i in found if i.attribution.kind is AttributionKind.SPEECH]) == 1


TOLD = [
    ("[Colonel Ada Vent] told reporters that <the bridge had been destroyed>.", "told reporters"),
    ("[The mayor] told the Dalem Herald that <200 families had fled>.", "told the Dalem Herald"),
    ("[A doctor at the Vell hospital] told Reuters that <12 bodies had been brought in>.", "told Reuters"),
    ("[Tomas Erle] told a news conference on Friday that <the town was lost>.", "told a news conference"),
    ("“<We lost the town>,” [a fighter of the Marsh Front] told Reuters.", "told Reuters"),
    ("[Two officials] told the agency that <the talks had failed>.", "told the agency"),
]


@pytest.mark.parametrize(("case", "cue"), TOLD)
def test_told_takes_its_listener_into_the_cue(case: str, cue: str) -> None:
    """ "X told Z that P": X is the source, Z is part of the cue and no part of the content."""
    marked = unmark(case)
    (item,) = found_in(marked.text)
    assert [span.of(marked.text) for span in item.attribution.cue] == [cue]
    assert source_words(marked.text, item) == [core(marked.sources[0].of(marked.text))]
    assert all(covers(item, span) for span in marked.content)


SHARED = [
    "[The Norland army] {said} that <forty soldiers were killed>, {adding} that <12 more were missing>.",
    "[The mayor] {said} <200 families had fled>, {noting} that <the camp was full>.",
    "<The bridge was destroyed>, [Colonel Ada Vent] {said}, {adding} that <repairs would take a month>.",
    "“<We lost the town>,” [Tomas Erle] {said}, {adding}: “<They will return>.”",
    "[The Ovrin Relief Network] {reported} that <nine clinics were hit>, {warning} that <the last one could close>.",
    "[The Kessar Council] {announced} that <the dead numbered 31>, {adding} that <more lay under the rubble>.",
]
SECOND_VERB = [
    "[The Norland army] {said} that <forty soldiers were killed> and {warned} that <more would die>.",
    "[The mayor] {said} <the bridge was gone> and {added} that <200 families had fled>.",
    "[Mira Dahl] {confirmed} that <the truce had collapsed> but {insisted} that <talks would resume>.",
    "[The Marsh Front] {claimed} that <it had taken the airfield> and {said} that <30 soldiers had surrendered>.",
    "[A doctor at the Vell hospital] {said} that <12 bodies had come in> and {estimated} that <as many were missing>.",
]


@pytest.mark.parametrize("case", SHARED + SECOND_VERB)
def test_a_second_cue_without_a_subject_has_the_first_ones_source(case: str) -> None:
    """ ", adding that Q" and "and warned that Q" speak for the source of the verb before; each covers its own part."""
    marked = unmark(case)
    found = found_in(marked.text)
    first, second = speaks(marked, found, 0), speaks(marked, found, 1)
    expected = [core(marked.sources[0].of(marked.text))]
    assert source_words(marked.text, first) == source_words(marked.text, second) == expected
    assert covers(first, marked.content[0])
    assert covers(second, marked.content[1])
    assert not covers(second, marked.content[0])
    assert not covers(first, marked.content[1])


CITING = [
    "[The Dalem Herald], citing [two officials], {said} that <the truce had collapsed>.",
    "[The Dalem Herald] {reported} that <the bridge was gone>, citing [the Norland army].",
    "<Forty soldiers were killed>, [the Vell Tribune] {reported}, citing [a military source].",
    "[Radio Ister], citing [the governor of Vell], {reported} that <200 families had fled>.",
    "[The Ovrin Relief Network] {said}, citing [doctors at the Vell hospital], that <12 bodies had come in>.",
]


@pytest.mark.parametrize("case", CITING)
def test_citing_is_a_relay_behind_the_one_who_cites(case: str) -> None:
    """ "A, citing B, said P": A speaks; B stands behind A, and both cover P."""
    marked = unmark(case)
    found = found_in(marked.text)
    host = speaks(marked, found)
    (relay,) = [item for item in found if item.relay]
    assert source_words(marked.text, host) == [core(marked.sources[0].of(marked.text))]
    assert source_words(marked.text, relay) == [core(marked.sources[1].of(marked.text))]
    assert relay.host is not None
    assert found[relay.host] is host
    assert covers(host, marked.content[0])
    assert covers(relay, marked.content[0])


QUOTED = [
    "[The Dalem Herald] quoted [Colonel Ada Vent] as saying that <the bridge was gone>.",
    "[Radio Ister] quoted [a Norland official] as saying <the truce had collapsed>.",
    "[The Vell Tribune] quoted [the mayor of Port Ister] as saying that <200 families had fled>.",
    "[State television] quoted [an army spokesman] as saying that <two drones were shot down>.",
    "[The Sudland News Agency] quoted [Mira Dahl] as saying: “<The talks are over>.”",
]


@pytest.mark.parametrize("case", QUOTED)
def test_who_is_quoted_speaks_and_who_quotes_carries(case: str) -> None:
    """ "A quoted B as saying that P": the source is B, the carrier A."""
    marked = unmark(case)
    (item,) = found_in(marked.text)
    assert source_words(marked.text, item) == [core(marked.sources[1].of(marked.text))]
    assert [core(span.of(marked.text)) for span in item.carrier] == [core(marked.sources[0].of(marked.text))]
    assert covers(item, marked.content[0])


NOUNS = [
    ("[Norland]'s claim that <forty soldiers were killed> was met with doubt.", "claim"),
    ("[Colonel Vent]'s report that <the bridge was gone> proved right.", "report"),
    ("[The Kessar Council]'s announcement that <the dead numbered 31> came late.", "announcement"),
    ("[The Ovrin Relief Network]'s warning that <the last hospital could close> went unheard.", "warning"),
    ("[Sudland]'s admission that <two drones fell on the port> surprised many.", "admission"),
]


@pytest.mark.parametrize(("case", "noun"), NOUNS)
def test_a_noun_of_saying_with_a_possessor_is_an_attribution(case: str, noun: str) -> None:
    """ "X's report that P": X is the source, the noun the cue."""
    marked = unmark(case)
    (item,) = found_in(marked.text)
    assert source_words(marked.text, item) == [core(marked.sources[0].of(marked.text))]
    assert noun in " ".join(span.of(marked.text) for span in item.attribution.cue)
    assert covers(item, marked.content[0])


LONG_QUOTES = [
    "“We lost the town. They came at dawn,” [Tomas Erle] said.",
    "“We lost the town,” [Tomas Erle] said. “They came at dawn.”",
    "[Tomas Erle] said: “We lost the town. They came at dawn.”",
    "“We lost the town. Nobody helped. They came at dawn,” said [Tomas Erle, a farmer].",
    "“We lost the town,” said [a resident of Vell]. “Nobody helped. They came at dawn.”",
]


@pytest.mark.parametrize("case", LONG_QUOTES)
def test_a_quotation_over_several_sentences_has_one_speaker(case: str) -> None:
    """Every sentence of the quotation is covered by an attribution with the same source."""
    marked = unmark(case)
    found = found_in(marked.text)
    for words in ("We lost the town", "They came at dawn"):
        assert speakers_of(marked.text, found, words) == {core(marked.sources[0].of(marked.text))}, words


PARAGRAPHS = [
    "“We lost the town,” [Tomas Erle] said. “Nobody helped.\n“They came at dawn.”",
    "“We lost the town,” said [Mira Dahl]. “It was over by noon.\n“They came at dawn. We ran.”",
    '"We lost the town," [a doctor] said. "Nobody helped.\n"They came at dawn."',
    "[Tomas Erle] said: “We lost the town.\n“They came at dawn.”",
    "“We lost the town,” [the mayor] told Reuters. “Half of us fled.\n“They came at dawn.\n“They took the cattle.”",
]


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_a_quotation_left_open_goes_on_in_the_next_paragraph(case: str) -> None:
    """The press leaves a quotation open at a paragraph's end and opens it again: the speaker is the same."""
    marked = unmark(case)
    found = found_in(marked.text)
    assert speakers_of(marked.text, found, "They came at dawn") == {core(marked.sources[0].of(marked.text))}


CLOSED = [
    "“We lost the town,” [Tomas Erle] said.\n“They came at dawn.”",
    "“We lost the town,” said [Mira Dahl].\nA day passed.\n“They came at dawn.”",
    "[The mayor] said the town was lost.\n“They came at dawn.”",
    "The town fell on Monday. “They came at dawn.”",
    "[The mayor] said: “We lost the town.”\n\n“They came at dawn.”",
]


@pytest.mark.parametrize("case", CLOSED)
def test_a_quotation_of_its_own_in_another_paragraph_has_no_speaker(case: str) -> None:
    """Without a pointer or an open quotation mark nobody is carried over."""
    text = unmark(case).text
    assert speakers_of(text, found_in(text), "They came at dawn") == set()


def speakers_of(text: str, found: tuple[Found, ...], words: str) -> set[str]:
    """Whoever is said to have said these words of a text."""
    start = text.index(words)
    span = Span(start=start, end=start + len(words))
    return {name for item in found if covers(item, span) for name in source_words(text, item)}


DENIALS = [
    "[The Norland army] {denied} that <its guns had hit the clinic>.",
    "[The Marsh Front] {denied} <shelling the clinic>.",
    "[Colonel Ada Vent] {rejected} <claims that soldiers had looted the town>.",
    "[The governor of Vell] {dismissed} <the report as false>.",
    "[Sudland] has {denied} <any role in the raid>.",
]


@pytest.mark.parametrize("case", DENIALS)
def test_what_is_denied_is_content_of_the_one_who_denies(case: str) -> None:
    """A verb of denial takes a clause or a thing; the source is who denies."""
    marked = unmark(case)
    item = speaks(marked, found_in(marked.text))
    assert source_words(marked.text, item) == [core(marked.sources[0].of(marked.text))]
    assert covers(item, marked.content[0])


HEADLINES = {
    "P: X": [
        "<Forty soldiers killed near the river>: [army]",
        "<Nine clinics hit in a week>: [Ovrin Relief Network]",
        "<Bridge at Port Ister destroyed>: [officials]",
        "<Drones fall on port>: [navy spokesman]",
        "<200 families flee Vell>: [aid group]",
    ],
    "P - X": [
        "<Forty soldiers killed near the river> - [army]",
        "<Nine clinics hit in a week> – [Ovrin Relief Network]",
        "<Bridge at Port Ister destroyed> - [officials]",
        "<Drones fall on port> — [navy spokesman]",
        "<200 families flee Vell> - [aid group]",
    ],
    "X: P": [
        "[Army]: <Forty soldiers killed near the river>",
        "[Norland minister]: <Bridge at Port Ister destroyed by rebels>",
        "[Aid group]: <Nine clinics hit in a single week>",
        "[Marsh Front commander]: <The airfield is in our hands now>",
        "[NDF]: <Two drones shot down over the port on Monday>",
    ],
    "P, X says": [
        "<Forty soldiers killed near the river>, [army] {says}",
        "<Bridge at Port Ister destroyed>, [Norland minister] {says}",
        "<Nine clinics hit in a week>, {says} [aid group]",
        "<Drones fall on port>, [officials] {say}",
        "<200 Families Flee Vell>, [Mayor] {Says}",
    ],
    "X says P": [
        "[Army] {says} <forty soldiers killed near the river>",
        "[Norland minister] {says} <bridge at Port Ister destroyed>",
        "[Aid group] {warns} <nine clinics could close>",
        "[Marsh Front] {claims} <airfield is in its hands>",
        "[Officials] {say} <drones fell on the port>",
    ],
}


@pytest.mark.parametrize("case", [case for cases in HEADLINES.values() for case in cases])
def test_a_headline_credits_its_source(case: str) -> None:
    """A headline names its source after a colon or a dash, before a colon, or with a verb at either end."""
    marked = unmark(case)
    text = f"{marked.text}\n\nThe river is in the south."
    (item,) = [i for i in found_in(text) if i.sentence == 0]
    assert source_words(text, item) == [core(marked.sources[0].of(marked.text))]
    assert [span.of(text) for span in item.attribution.cue] == [span.of(text) for span in marked.cues]
    assert covers(item, marked.content[0])


NOBODY = [
    "Forty soldiers were killed near the river.",
    "The border was closed on Monday after a week of talks.",
    "He said nothing.",
    "The report came late.",
    "Shelling was reported.",
    "",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_sentence_without_a_speaker_and_a_content_yields_nothing(text: str) -> None:
    """No source is invented."""
    assert [i for i in found_in(text) if covers_proposition(text, i)] == []


def covers_proposition(text: str, item: Found) -> bool:
    """Whether a content has more than two words: one or two left over claim nothing."""
    return any(len(span.of(text).split()) > 2 for span in item.attribution.content)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“We lost the town,” the mayor said.", Style.DIRECT),
        ("The mayor said that the town was lost.", Style.INDIRECT),
        ("The mayor said that the town was “lost for good”.", Style.MIXED),
    ],
)
def test_style_tells_how_much_stands_in_quotation_marks(text: str, style: Style) -> None:
    """All, some or none of the content."""
    (item,) = found_in(text)
    assert item.attribution.style is style


def test_an_intention_is_an_attitude_and_no_speech() -> None:
    """ "X plans to P" feeds statuses; chains are made of speech."""
    kinds = {i.attribution.kind for i in found_in("The Norland army plans to send 300 sappers to the river.")}
    assert AttributionKind.SPEECH not in kinds


def test_attributions_nest() -> None:
    """ "A said that B had told C that P": the content of A holds the whole of B's, and both hold P."""
    text = "The mayor said that Colonel Ada Vent had confirmed that the bridge was gone."
    found = found_in(text)
    assert speakers_of(text, found, "the bridge was gone") == {"mayor", "Colonel Ada Vent"}
    outer, inner = found
    assert all(any(o.contains(i) for o in outer.attribution.content) for i in inner.attribution.content)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("It rained. Pell Orin: “We lost forty men at the bridge.”", "Pell Orin", "We lost forty men at the bridge."),
        ("It rained. Quote from Mira Dahl: Norland has sent 400 sappers.", "Mira Dahl", "Norland has sent 400 sappers"),
        ('It rained. Mayor Ada Vent: "The water is gone."', "Mayor Ada Vent", "The water is gone."),
        ("It rained. Kessar ministry: “Nobody crossed the border.”", "Kessar ministry", "Nobody crossed the border."),
        ("It rained. “The truce is dead and buried.” — Tomas Erle", "Tomas Erle", "The truce is dead and buried."),
        ("It rained. Quote by Tomas Erle: “They fled at dawn.”", "Tomas Erle", "They fled at dawn."),
    ],
)
def test_a_credit_beside_a_quotation_names_who_is_quoted(text: str, source: str, content: str) -> None:
    """A name and a colon before a quotation, "Quote from X:", or a dash and a name behind it."""
    (found,) = cue_rules.find(text, sentences.split(text))
    assert [span.of(text) for span in found.attribution.source] == [source]
    assert content in " ".join(span.of(text) for span in found.attribution.content)
