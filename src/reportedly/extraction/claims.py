"""Claims out of what the other steps found: one measure, one value, one chain each, every slot with its words."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly import _version
from reportedly.extraction import certainty, chains, roles
from reportedly.extraction.attributions import MODEL
from reportedly.extraction.certainty import Assessment
from reportedly.extraction.chains import Link
from reportedly.extraction.reading import Draft, Reading
from reportedly.extraction.sentences import Section, Sentence
from reportedly.extraction.times import Relation, TimeMention
from reportedly.knowledge.languages.en.cues import CUE_VERBS
from reportedly.model.certainty import Certainty, Evidential
from reportedly.model.claim import (
    ActorKind,
    Aspect,
    AttributionKind,
    Claim,
    Evidence,
    Hop,
    Mention,
    Period,
    Polarity,
    Reader,
    ReportRef,
    Stance,
    Status,
    Style,
)
from reportedly.model.claim_json import claim_to_json
from reportedly.model.report import Report, Span, digest

# Below this three in five are right, above it more than nine in ten (reliability table of the model card; on 20 reports
# it had not seen, 12 of 24 claims below it had the right origin, 201 of 211 above).
REVIEW_BELOW = 0.7

_PAST_CUE = re.compile(r"(?:ed|said|told|wrote|put|thought|found|saw|spoke)\b", re.IGNORECASE)


def make(reading: Reading, draft: Draft, links: Sequence[Link]) -> Claim:
    """The claim of one number, or of a statement without one, under one chain."""
    text, sentence = reading.report.text, reading.sentences[draft.sentence]
    speech = [entry for entry in links if entry.found.attribution.kind is AttributionKind.SPEECH]
    chain = chains.build(speech, reading.publisher, reading.credited)
    innermost = _innermost(speech)
    content = _content_part(innermost, draft)
    assessed = _assess(reading, draft, sentence, content, chain, innermost)
    stance = _stance(innermost)
    found_roles = roles.find(reading, draft, sentence, content, chain[-1] if speech else None)
    happened, time_span = _happened(reading, draft, sentence, speech, content)
    said = next((hop.date for hop in reversed(chain) if hop.date), None)
    quantity = draft.number.quantity if draft.number else None
    if quantity is not None and draft.number is not None and draft.number.of_span is not None and quantity.of is None:
        quantity = replace(quantity, of=draft.number.of_span.of(text))
    evidence = Evidence(
        source=tuple(span for entry in speech for span in entry.found.attribution.source),
        cue=tuple(span for entry in speech for span in entry.found.attribution.cue),
        quantity=(draft.number.span,) if draft.number else (),
        measure=(draft.typed.span,) if draft.typed.span else (),
        time=(time_span,) if time_span else (),
        hedge=assessed.hedges,
        status=assessed.status_words,
        subject=_span_of(found_roles.subject),
        counterpart=_span_of(found_roles.counterpart),
        place=_span_of(found_roles.place),
    )
    probability = min((round(entry.found.probability, 2) for entry in speech), default=None)
    claim = Claim(
        id="",
        report=reading.reference,
        text=content.of(text),
        sentence=sentence.span.of(text),
        span=content,
        style=innermost.found.attribution.style if innermost else _own_style(sentence, content),
        chain=chain,
        stance=stance,
        polarity=Polarity.NEGATED if assessed.negated or _figure_denied(text, draft) else Polarity.AFFIRMED,
        status=_status(assessed, innermost),
        certainty=_with_cue(assessed.certainty, speech),
        measure=draft.typed.measure,
        aspect=_aspect(reading, draft),
        subject=found_roles.subject,
        counterpart=found_roles.counterpart,
        place=found_roles.place,
        quantity=quantity,
        happened=happened,
        said=said,
        published=reading.reference.published,
        evidence=evidence,
        attribution_probability=probability,
        needs_review=probability is not None and probability < REVIEW_BELOW,
        reader=Reader(version=_version.__version__, model=MODEL),
    )
    return identified(claim, reading.sha256)


def identified(claim: Claim, sha256: str) -> Claim:
    """The claim under the digest of its report's text, its spans and its reading: the same reading, the same id."""
    row = claim_to_json(claim)
    for volatile in ("id", "report", "published", "reader", "parent", "attribution_probability", "needs_review"):
        row.pop(volatile)
    return replace(claim, id=digest(sha256, json.dumps(row, sort_keys=True, ensure_ascii=False)))


def in_words_of(claim: Claim, read: Report, shown: Report) -> Claim:
    """A claim read in a copy of a report that differs in letter case, in the report's own words. Names keep the case
    they were read in."""

    def own(words: str) -> str:
        at = read.text.find(words)
        return words if at < 0 else shown.text[at : at + len(words)]

    def mention(one: Mention | None) -> Mention | None:
        return replace(one, as_written=own(one.as_written)) if one else None

    rewritten = replace(
        claim,
        text=claim.span.of(shown.text),
        sentence=own(claim.sentence),
        chain=tuple(replace(hop, as_written=own(hop.as_written)) for hop in claim.chain),
        subject=mention(claim.subject),
        counterpart=mention(claim.counterpart),
        place=mention(claim.place),
        quantity=replace(claim.quantity, as_written=own(claim.quantity.as_written)) if claim.quantity else None,
        happened=replace(claim.happened, as_written=own(claim.happened.as_written)) if claim.happened else None,
    )
    return identified(rewritten, shown.sha256)


def unverified(claim: Claim, sha256: str) -> Claim:
    """The claim after a later sentence said that it could not be verified."""
    return identified(replace(claim, certainty=certainty.weaken(claim.certainty, Evidential.UNVERIFIED)), sha256)


def reference(report: Report) -> ReportRef:
    """What claims keep of their report."""
    return ReportRef(
        id=report.id,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        published=report.published.isoformat() if report.published else None,
        version=report.version,
    )


def _own_style(sentence: Sentence, content: Span) -> Style:
    """A quotation that nobody is credited with is still one; the rest is the report's own voice."""
    return (
        Style.DIRECT
        if any(quote.distance(content) <= 1 and len(quote) >= len(content) - 4 for quote in sentence.quotes)
        else Style.OWN_VOICE
    )


def _innermost(links: Sequence[Link]) -> Link | None:
    """The attribution nearest to who knew it: the one whose content is smallest; a relay stands behind its host."""
    if not links:
        return None
    return min(links, key=lambda entry: (sum(len(s) for s in entry.found.attribution.content), entry.found.relay))


def _content_part(innermost: Link | None, draft: Draft) -> Span:
    """The stretch of the content the claim stands in: the content's own span that holds the scope, else the scope."""
    if innermost is None or draft.number is None:
        return draft.scope
    for span in innermost.found.attribution.content:
        if span.contains(draft.number.number_span) and draft.scope.overlaps(span):
            return Span(start=max(span.start, draft.scope.start), end=min(span.end, draft.scope.end))
    return draft.scope


def _figure_denied(text: str, draft: Draft) -> bool:
    verb, number = draft.typed.span, draft.number
    if verb is None or number is None or not number.quantity.is_exact:
        return False  # "have not killed more than 10" bounds the figure
    return certainty.figure_is_denied(text, verb, number.span)


def _assess(
    reading: Reading, draft: Draft, sentence: Sentence, content: Span, chain: tuple[Hop, ...], innermost: Link | None
) -> Assessment:
    text = reading.report.text
    actor = reading.knowledge.actors.by_id.get(chain[-1].actor or "") if chain else None
    cue = " ".join(span.of(text) for span in innermost.found.attribution.cue) if innermost else ""
    scope = content
    if draft.number is not None:
        scope = certainty.clause_around(text, content, draft.number.span, draft.typed.span, draft.others)
    return certainty.assess(
        text,
        scope,
        yardstick=reading.knowledge.actors.yardstick_of(actor),
        yardsticks=reading.knowledge.yardsticks,
        past_cue=bool(cue) and _PAST_CUE.search(cue) is not None,
        headline=sentence.section is Section.TITLE or draft.sentence == 0,
        negation=draft.number is None,
    )


def _stance(innermost: Link | None) -> Stance:
    if innermost is None:
        return Stance.ASSERTS
    verb = CUE_VERBS.get(innermost.found.lemma)
    if innermost.found.lemma.startswith("warn"):
        return Stance.WARNS
    stance = verb.stance if verb else Stance.ASSERTS
    return Stance.DECLINES if innermost.found.negated else stance


def _with_cue(found: Certainty, links: Sequence[Link]) -> Certainty:
    """A verb or noun of estimation anywhere in the chain makes the statement an estimate; what somebody could not
    confirm is unverified."""
    unconfirmed = any(entry.found.negated and entry.found.lemma in ("confirm", "verify") for entry in links)
    if unconfirmed or any(entry.found.lemma == "receive reports" for entry in links):
        found = certainty.weaken(found, Evidential.UNVERIFIED)
    estimated = found.estimated or any(
        ((verb := CUE_VERBS.get(entry.found.lemma)) is not None and verb.estimated)
        or entry.found.lemma in ("estimate", "assessment", "belief", "by account")
        for entry in links
    )
    return replace(found, estimated=estimated or _from_estimates(links))


def _from_estimates(links: Sequence[Link]) -> bool:
    """Whether the source itself is an estimate: "unofficial estimates", "preliminary figures"."""
    hops = [hop for entry in links for hop in entry.hops if hop.kind is ActorKind.DOCUMENT]
    return any(
        re.search(r"\b(?:estimates?|preliminary|provisional|unofficial)\b", hop.as_written, re.IGNORECASE)
        for hop in hops
    )


def _status(assessed: Assessment, innermost: Link | None) -> Status | None:
    if assessed.status is not None:
        return assessed.status
    verb = CUE_VERBS.get(innermost.found.lemma) if innermost else None
    if verb is not None and verb.attitude:
        return Status.PLANNED
    if innermost is not None and innermost.found.lemma in ("vow", "pledge", "promise", "threaten"):
        return Status.PLANNED
    return None


def _aspect(reading: Reading, draft: Draft) -> Aspect | None:
    if draft.typed.measure is None:
        return None
    measure = reading.knowledge.measures.by_name.get(draft.typed.measure)
    if draft.number is not None and draft.number.increment and measure and Aspect.INCREMENT in measure.aspects:
        return Aspect.INCREMENT
    return measure.aspects[0] if measure and measure.aspects else None


def _happened(
    reading: Reading, draft: Draft, sentence: Sentence, links: Sequence[Link], content: Span
) -> tuple[Period | None, Span | None]:
    """The time nearest to the number (or the first of the statement) that is not the time of saying."""
    said = {span for entry in links for span in reading.said_spans.get(id(entry.found), ())}
    inside = [
        time
        for time in reading.times
        if time.period is not None
        and sentence.span.contains(time.span)
        and time.span not in said
        and content.overlaps(time.span)
    ]
    if not inside:
        return None, None
    at = draft.number.span if draft.number else content
    best = min(inside, key=lambda time: (_time_rank(time), time.span.distance(at)))
    return best.period, best.span


def _time_rank(time: TimeMention) -> int:
    return 1 if time.relation in (Relation.BEFORE, Relation.AFTER) else 0


def _span_of(mention: object) -> tuple[Span, ...]:
    span = getattr(mention, "span", None)
    return (span,) if isinstance(span, Span) else ()
