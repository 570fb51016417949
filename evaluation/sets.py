"""What is measured: each set with its files, the figures it gives, and the command that gives them alone.

Texts are read as a person's are: through `readers.read`, `Extractor.extract` and the exporters, so that what is scored
is what `reportedly read --format jsonl` prints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import (
    attributions,
    chains,
    claims,
    pairs,
    phrases,
    places,
    quantities,
    reporting,
    reports,
    sources,
    times,
)
from evaluation.rates import rows, write_rows
from reportedly.errors import SourceError
from reportedly.exporters import jsonl
from reportedly.exporters.scored import attributions_line
from reportedly.extraction import attributions as reading_attributions
from reportedly.extraction import sentences
from reportedly.extraction.pipeline import Extractor
from reportedly.extraction.tagger import shipped
from reportedly.knowledge import load_knowledge
from reportedly.model.report import Report
from reportedly.readers import read

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

Figures = Mapping[str, float]
# The slots whose accuracy is shown: those that a full claim is made of, the chain, and when it was said.
SLOTS = ("origin", "chain", "certainty", "measure", "bound", "said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One set. `files`: all that its figures depend on; `measure`: figures by name, predictions written to a folder."""

    name: str
    about: str
    files: tuple[Path, ...]
    measure: Callable[[Path | None], Figures]

    @property
    def is_here(self) -> bool:
        """Whether every file is there."""
        return bool(self.files) and all(path.is_file() for path in self.files)

    @property
    def command(self) -> str:
        return f"python -m evaluation --only {self.name}"

    def digest(self) -> str:
        """SHA-256 over names and contents, so that a figure is only compared with one of the same texts and gold."""
        whole = hashlib.sha256()
        for path in self.files:
            content = path.read_bytes()
            whole.update(f"{path.name}\0{len(content)}\0".encode())
            whole.update(content)
        return whole.hexdigest()


def corpora(root: Path = ROOT, shared: Path = SHARED) -> tuple[Corpus, ...]:
    """All sets, the project's own first; those under `shared` may not be here."""
    reports, gold = root / "examples" / "reports", root / "examples" / "gold.jsonl"
    dev, data = shared / "eval" / "dev", shared / "data"
    polnear, meantime, newsquant = (data / name / "dev.jsonl" for name in ("polnear", "meantime", "newsquant"))
    return (
        Corpus(
            name="examples",
            about="claims: the project's example reports",
            files=(gold, *sorted(reports.rglob("*.md"))),
            measure=lambda out: claim_figures(str(reports), gold, out),
        ),
        Corpus(
            name="dev",
            about="claims: 11 coded reports, 10 of them restated",
            files=(dev / "gold.jsonl", dev / "texts.jsonl"),
            measure=lambda out: claim_figures(str(dev / "texts.jsonl"), dev / "gold.jsonl", out),
        ),
        Corpus(
            name="polnear-dev",
            about="attributions: PolNeAR, development split",
            files=(polnear,),
            measure=lambda out: attribution_figures(polnear, out),
        ),
        *_relay_corpora(root / "evaluation" / "gold", shared),
        *_pair_corpora(root / "evaluation" / "gold"),
        Corpus(
            name="newsquant-dev",
            about="quantities: NewsQuant, every other sentence",
            files=(newsquant,),
            measure=lambda out: quantity_figures(newsquant, out),
        ),
        Corpus(
            name="meantime-dev",
            about="times: MEANTIME, development split",
            files=(meantime,),
            measure=lambda out: time_figures(meantime, out),
        ),
        *(
            Corpus(
                name=f"places-{name}",
                about=f"places: {name}",
                files=(data / "geoparse" / f"{name}.jsonl",),
                measure=lambda _out, name=name: places.score(rows(data / "geoparse" / f"{name}.jsonl")),
            )
            for name in ("lgl", "trnews")
        ),
    )


def _relay_corpora(gold: Path, shared: Path) -> Iterator[Corpus]:
    """Chains and resolved sources: marked by us in shared corpora and in restated reports, a part of each held out."""
    for part, about in (("dev", "developed on"), ("held", "held out")):
        passages, mentions = gold / f"chains-{part}.jsonl", gold / f"sources-{part}.jsonl"
        yield Corpus(
            name=f"chains-{part}",
            about=f"chains of attribution, {about}",
            files=(passages, *_documents(passages, shared)),
            measure=lambda out, passages=passages: chain_figures(passages, shared, out),
        )
        yield Corpus(
            name=f"sources-{part}",
            about=f"pronouns and roles as sources, {about}",
            files=(mentions, *_documents(mentions, shared)),
            measure=lambda out, mentions=mentions: source_figures(mentions, shared, out),
        )
        coded, listed = gold / f"reports-{part}.jsonl", gold / f"phrases-{part}.jsonl"
        yield Corpus(
            name=f"reports-{part}",
            about=f"claims: real reports coded by us, {about}",
            files=(coded, *_documents(coded, shared)),
            measure=lambda out, coded=coded: report_figures(coded, shared, out),
        )
        yield Corpus(
            name=f"phrases-{part}",
            about=f"quantities: phrases, {about}",
            files=(listed,),
            measure=lambda out, listed=listed: phrase_figures(listed, out),
        )


def _pair_corpora(gold: Path) -> Iterator[Corpus]:
    """Pairs of reports on one act of saying or on two, restated by us; half of them held out."""
    for name, about in (
        ("pairs-dev", "pairs of reports: origins and drift, developed on"),
        ("pairs-held", "pairs of reports: origins and drift, held out"),
        ("drift-nine", "pairs of reports: nine cases of real drift, developed on"),
    ):
        listed = gold / f"{name}.jsonl"
        yield Corpus(
            name=name,
            about=about,
            files=(listed,),
            measure=lambda out, listed=listed: pair_figures(listed, out),
        )


def _documents(gold: Path, shared: Path) -> list[Path]:
    named = {row["corpus"] for row in rows(gold)} - {chains.RESTATED} if gold.is_file() else set()
    return [shared / "data" / chains.CORPORA[name] for name in sorted(named)]


def reports_of(source: str) -> tuple[Report, ...]:
    """The reports of a source; a set that cannot be read as a whole is an error, never a smaller set."""
    outcomes = tuple(read(source))
    for outcome in outcomes:
        if isinstance(outcome, SourceError):
            raise outcome
    return tuple(outcome for outcome in outcomes if isinstance(outcome, Report))


def read_claims(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """The claims of the reports as `--format jsonl` prints them."""
    extractor = Extractor(load_knowledge())
    found = (claim for report in reports for claim in extractor.extract(report))
    return [json.loads(line) for line in jsonl.lines(found)]


def claim_figures(source: str, gold: Path, out: Path | None) -> Figures:
    """F1 of figures and of full claims, recall of spoken ones, accuracy of the main slots."""
    reports = reports_of(source)
    found = read_claims(reports)
    if out:
        write_rows(out / "claims.jsonl", found)
        write_rows(out / "texts.jsonl", [{"id": report.id, "text": report.text} for report in reports])
    result = claims.score(rows(gold), found, {report.id: report.text for report in reports})
    if lost := result.counts["reports without text"] + result.counts["anchors not in text"]:
        raise ValueError(f"{gold}: {lost} reports or quotes of the gold are not in the texts; correct the gold")
    slots = {name: right / total for name, (right, total) in result.slots.items() if name in SLOTS}
    return {
        "figures-f1": result.figures("right figures").f1,
        "full-f1": result.figures("full").f1,
        "spoken-recall": result.spoken_recall,
        **{f"{name}-accuracy": slots[name] for name in SLOTS if name in slots},
    }


REPORT_SLOTS = (*SLOTS, "subject", "counterpart", "place")


def report_figures(gold: Path, shared: Path, out: Path | None) -> Figures:
    """As `claim_figures`, of all reports and of those in the press's own wording, and the accuracy of more slots."""
    coded = list(rows(gold))
    read = reports.read(coded, shared)
    found = read_claims(read)
    bodies = {report.id: report.text for report in read}
    result = claims.score(coded, found, bodies)
    verbatim = claims.score(reports.part(coded, restated=False), found, bodies)
    if lost := result.counts["anchors not in text"]:
        raise ValueError(f"{gold}: {lost} anchors of the gold are not in the texts; correct the gold")
    if out:
        (out / "errors.txt").write_text("\n".join(result.errors) + "\n", encoding="utf-8")
    slots = {name: right / total for name, (right, total) in result.slots.items()}
    return {
        "figures-f1": result.figures("right figures").f1,
        "full-f1": result.figures("full").f1,
        "spoken-recall": result.spoken_recall,
        "figures-f1-verbatim": verbatim.figures("right figures").f1,
        "full-f1-verbatim": verbatim.figures("full").f1,
        **{f"{name}-accuracy": slots[name] for name in REPORT_SLOTS if name in slots},
    }


def phrase_figures(gold: Path, out: Path | None) -> Figures:
    """Quantities exactly right, numbers rightly not counted, and sentences without an error."""
    result = phrases.score(rows(gold))
    if out:
        (out / "errors.txt").write_text("\n".join(result.errors) + "\n", encoding="utf-8")
    return {name.replace(" ", "-"): result.rate(name) for name in ("quantities", "not counts", "sentences")}


def pair_figures(gold: Path, out: Path | None) -> Figures:
    """Origins told apart and joined, drift named and not made up. The errors of pairs held out are not written."""
    result = pairs.score(rows(gold))
    if out and not gold.stem.endswith(pairs.HELD):
        (out / "errors.txt").write_text("\n".join(result.errors) + "\n", encoding="utf-8")
    return result.figures()


def attribution_figures(gold: Path, out: Path | None) -> Figures:
    """F1 of full attributions, all and by style, and token F1 of each role."""
    texts = list(rows(gold))
    found = [json.loads(_attributions_of(row)) for row in texts]
    if out:
        write_rows(out / "attributions.jsonl", found)
    scores = attributions.score(texts, found)
    full = {f"full-{style}-f1": scores["full", style].f1 for style in ("all", *attributions.STYLES)}
    told = reporting.score(texts, found)
    return {
        **full,
        "reporting-precision": told.precision,
        "reporting-recall": told.recall,
        **{f"{role}-token-f1": scores["token", role].f1 for role in attributions.ROLES},
    }


def _attributions_of(row: Mapping[str, Any]) -> str:
    """The outermost attributions: the gold has one layer, and marks nothing within what somebody says."""
    found = [one.attribution for one in reading_attributions.find(row["text"], sentences.split(row["text"]), shipped())]
    return attributions_line(row["id"], reading_attributions.outermost(found))


def chain_figures(gold: Path, shared: Path, out: Path | None) -> Figures:
    """Whole chains right, origins right, attributions found; and whole chains by whether the wording is the press's."""
    passages = list(rows(gold))
    result = chains.score(passages, shared)
    if out:
        (out / "errors.txt").write_text("\n".join(result.errors) + "\n", encoding="utf-8")
    real = {row["corpus"] for row in passages} - {chains.RESTATED}
    asked = sum(result.asked[name] for name in real)
    return {
        "whole-chain": result.rate(result.chain),
        "chain-origin": result.rate(result.origin),
        "found": result.rate(result.found),
        "whole-chain-restated": result.rate(result.chain, chains.RESTATED),
        "whole-chain-verbatim": sum(result.chain[name] for name in real) / asked if asked else 0.0,
    }


def source_figures(gold: Path, shared: Path, out: Path | None) -> Figures:
    """Sources resolved, of those that were found to be sources; and how many were."""
    result = sources.score(list(rows(gold)), shared)
    if out:
        (out / "errors.txt").write_text("\n".join(result.errors) + "\n", encoding="utf-8")
    return {"resolved": result.accuracy, "heard": result.heard["all"] / result.asked["all"]}


def quantity_figures(gold: Path, out: Path | None) -> Figures:
    """F1 of values, of values with their bounds, and of those that are bounded."""
    texts = list(rows(gold))
    found = [quantities.predicted(row) for row in texts]
    if out:
        write_rows(out / "quantities.jsonl", found)
    return {f"{name}-f1": tally.f1 for name, tally in quantities.score(texts, found).items()}


def time_figures(gold: Path, out: Path | None) -> Figures:
    """F1 of spans, strict and relaxed, and of values."""
    texts = list(rows(gold))
    found, cut = [times.predicted(row) for row in texts], [times.scored_gold(row) for row in texts]
    if out:
        write_rows(out / "times.jsonl", found)
        write_rows(out / "gold.jsonl", cut)
    return {f"{name}-f1": tally.f1 for name, tally in times.score(cut, found).items()}
