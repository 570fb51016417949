"""Findings for people and as CSV: what kind, the sentence, and the claims it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.exporters import wording
from reportedly.exporters.sheet import drawn
from reportedly.exporters.tabular import Cell
from reportedly.exporters.wording import count_words, printable
from reportedly.knowledge.measures import Measure
from reportedly.model.finding import Finding, FindingKind, Member
from reportedly.model.story import Question

FINDING_COLUMNS = (
    *("id", "kind", "sentence", "innocent", "question", "measure", "subject", "counterpart", "place", "aspect"),
    *("before", "after", "claim_count", "claims", "reports", "outlets"),
)
_INDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding with the question that it is about, where it is about one."""

    finding: Finding
    question: Question | None = None


def findings_sheet(
    console: Console, told: Iterable[Told], measures: Mapping[str, Measure], *, cite: bool
) -> Iterator[str]:
    """A block a finding."""
    for one in told:
        yield "\n" + drawn(console, Group(*_block(one, measures, cite=cite)))


def _block(told: Told, measures: Mapping[str, Measure], *, cite: bool) -> Iterator[RenderableType]:
    finding = told.finding
    yield Text(wording.kind_words(finding.kind), style="bold underline")
    yield _indented(Text(printable(finding.sentence), style="bold"))
    if finding.innocent:
        yield _indented(Text(f"It need not be a fault: {printable(finding.innocent)}", style="yellow"))
    if told.question is not None:
        yield _indented(Text(f"question: {printable(wording.question_words(told.question, measures))}", style="dim"))
    members = Table.grid(padding=(0, 2, 0, 0), expand=True)
    members.add_column(style="dim")
    members.add_column(ratio=1, overflow="fold")
    for label, member in zip(_labels(finding), finding.members, strict=True):
        words = Text(f"{printable(_member(member))}{':' if cite else ''}")
        if cite:
            words.append(f"\n{printable(member.words) or 'its words are not kept here'}", style="italic")
        members.add_row(label, words)
    yield _indented(members)
    more = finding.claims - len(finding.members) + (1 if finding.kind.is_drift else 0)
    if more > 0:
        yield _indented(Text(f"and {count_words(more, 'claim')} more", style="dim"))


def _labels(finding: Finding) -> tuple[str, ...]:
    """What each member is, where the kind says so."""
    rest = len(finding.members) - 1
    return ("nearest", *("changed",) * rest) if finding.kind.is_drift else ("claim",) * (rest + 1)


def _member(member: Member) -> str:
    """ "Harbour Wire, 2025-06-17, of the ministry; report nk-jcs-1100, claim 5ba1d212"."""
    speaker = f"of {member.speaker}" if member.speaker and member.speaker != member.outlet else ""
    version = f", version {member.version}" if member.version > 1 else ""
    where = ", ".join(filter(None, (member.outlet or "outlet unknown", member.published or "no date", speaker)))
    return f"{where}; {wording.id_words(member.report, member.claim)}{version}"


def _indented(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, _INDENT))


def counts_words(kinds: Mapping[FindingKind, int]) -> str:
    """ "contradiction 2, drift: hedge dropped 1", the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{wording.kind_words(kind)} {number:,}" for kind, number in ordered)


def finding_rows(told: Iterable[Told]) -> Iterator[tuple[Cell, ...]]:
    """The cells under `FINDING_COLUMNS`; of several claims, reports and outlets one after the other."""
    for one in told:
        finding, q = one.finding, one.question
        asked = (None,) * 5 if q is None else (q.measure, q.subject, q.counterpart, q.place, q.aspect)
        members = finding.members
        yield (
            *(finding.id, finding.kind, finding.sentence, finding.innocent, finding.question, *asked),
            *(finding.before, finding.after, finding.claims),
            " ".join(member.claim for member in members),
            " ".join(dict.fromkeys(member.report for member in members)),
            "; ".join(dict.fromkeys(member.outlet or "" for member in members)),
        )
