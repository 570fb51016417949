"""Claims against gold coded by hand.

    python -m evaluation.claims --gold GOLD.jsonl --pred PRED.jsonl --texts TEXTS.jsonl [--errors N] [--json]

GOLD has one report a line, {"id", "claims"}; PRED one claim a line as `reportedly read --format jsonl` prints it, its
report.id being the gold's; TEXTS one {"id", "text"} a line, the very text that was read.

A gold claim is found where a claim's spans touch its anchor phrase in the text and, if it has a value, the bounds are
the same to half a percent. A claim serves one gold figure. Then:

  figures   P, R, F1 over claims with a value: value and measure right
  full      value, measure, bound, origin and certainty right: what a person could use as it is
  spoken    recall of the gold claims without a value: touched, and the origin right
  slots     accuracy of each slot over what was found
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.names import plain, same_name
from evaluation.rates import DECIMALS, Tally, rows

Row = Mapping[str, Any]
Ends = tuple[float | None, float | None]

TOLERANCE = 0.005  # "13.5 thousand" against 13,482 is another figure; rounding in a conversion is not
# The codebook's measures, coarser than ours here and there, and which of ours each takes in. One not named takes all.
MEASURES = {
    "personnel_deployed": {"personnel_sent", "personnel_present", "personnel_planned"},
    "personnel_casualties": {"casualties"},
    "killed": {"killed"},
    "wounded": {"wounded"},
    "captured": {"captured", "detained"},
    "missing": {"missing"},
    "displaced": {"displaced"},
    "rotations": {"rotations"},
    "workers_sent": {"workers_sent"},
    "munitions_transferred": {"munitions_transferred", "missiles_transferred"},
    "equipment_transferred": {"equipment_transferred", "missiles_transferred"},
    "share_of_force": {"share_of_force"},
    "territory": {"territory_control"},
    "agreement": {"agreement"},
    "attack": {"attack", "launched", "intercepted"},
}
FULL = ("measure", "bound", "origin", "certainty")
OPEN_BELOW = ("at_least", "more_than")
VAGUE_UNITS = ("dozens", "hundreds", "thousands", "millions")


@dataclass(slots=True)
class Score:
    """What a run of the scorer counted; `errors` says each miss in a line."""

    counts: Counter[str] = field(default_factory=Counter)
    slots: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: list[str] = field(default_factory=list)

    def figures(self, hits: str) -> Tally:
        """The figures whose `hits` ("right figures", "full") count as right."""
        right, found = self.counts[hits], self.counts["found figures"] + self.counts["extra figures"]
        return Tally(gold=self.counts["gold figures"], found=found, gold_hit=right, found_hit=right)

    @property
    def spoken_recall(self) -> float:
        spoken = self.counts["gold spoken"]
        return self.counts["found spoken"] / spoken if spoken else 0.0

    def as_json(self) -> dict[str, Any]:
        """All figures as plain values."""
        return {
            "counts": dict(self.counts),
            "figures": self.figures("right figures").rounded(),
            "full": self.figures("full").rounded(),
            "spoken_recall": round(self.spoken_recall, DECIMALS),
            "slots": {
                name: {"accuracy": round(right / total, DECIMALS), "of": total}
                for name, (right, total) in sorted(self.slots.items())
            },
        }


def score(gold: Iterable[Row], found: Iterable[Row], texts: Mapping[str, str]) -> Score:
    """Match report by report, figures before spoken claims, each with the claim that has most slots right."""
    by_report: dict[str, list[Row]] = defaultdict(list)
    for claim in found:
        by_report[claim["report"]["id"]].append(claim)
    result = Score()
    for report in gold:
        text = texts.get(report["id"])
        if text is None:
            result.counts["reports without text"] += 1
            continue
        result.counts["reports"] += 1
        _score_report(report, text, by_report.get(report["id"], []), result)
    return result


def _score_report(report: Row, text: str, pool: Sequence[Row], result: Score) -> None:
    used: set[int] = set()
    for wanted in sorted(report["claims"], key=lambda claim: not _has_value(claim)):
        anchor = _anchor(wanted, text)
        if anchor is None:
            result.counts["anchors not in text"] += 1
            continue
        valued = _has_value(wanted)
        result.counts["gold figures" if valued else "gold spoken"] += 1
        best = _best(wanted, anchor, pool, used)
        told = f"{wanted['claim']}  [{text[slice(*anchor)]}]"
        if best is None:
            result.errors.append(f"{report['id']}: missed  {told}")
            continue
        index, slots = best
        if valued:
            used.add(index)
        _count(slots, result, valued=valued)
        if wrong := [name for name, right in slots.items() if not right]:
            result.errors.append(f"{report['id']}: {', '.join(wrong)}  {told}")
    rest = [claim for index, claim in enumerate(pool) if index not in used and _is_figure(claim)]
    result.counts["extra figures"] += len(rest)
    for claim in rest:
        words = f"{claim['measure']} {claim['quantity'].get('as_written')!r}: {(claim.get('text') or '')[:90]}"
        result.errors.append(f"{report['id']}: extra   {words}")


def _anchor(wanted: Row, text: str) -> tuple[int, int] | None:
    """The words of a claim in the text: by offsets, or where its `quote` first stands."""
    if "anchor" in wanted:
        start, end = wanted["anchor"]
        return (start, end) if end <= len(text) else None
    at = plain(text).find(plain(wanted["quote"]))
    return (at, at + len(wanted["quote"])) if at >= 0 else None


def _best(
    wanted: Row, anchor: tuple[int, int], pool: Sequence[Row], used: set[int]
) -> tuple[int, dict[str, bool]] | None:
    best: tuple[int, dict[str, bool]] | None = None
    for index, claim in enumerate(pool):
        if index in used or not _touches(claim, anchor) or (_has_value(wanted) and not _same_value(wanted, claim)):
            continue
        slots = _slots(wanted, claim)
        if not _has_value(wanted) and not slots["origin"]:
            continue
        if best is None or sum(slots.values()) > sum(best[1].values()):
            best = index, slots
    return best


def _count(slots: Mapping[str, bool], result: Score, *, valued: bool) -> None:
    if valued:
        result.counts["found figures"] += 1
        result.counts["right figures"] += slots["measure"]
        result.counts["full"] += all(slots[name] for name in FULL)
    else:
        result.counts["found spoken"] += 1
    for name, right in slots.items():
        result.slots[name][0] += right
        result.slots[name][1] += 1


def _has_value(wanted: Row) -> bool:
    return wanted["value_low"] is not None or wanted["value_high"] is not None


def _is_figure(claim: Row) -> bool:
    return ends_of(claim.get("quantity")) != (None, None) and bool(claim.get("measure"))


def _touches(claim: Row, anchor: tuple[int, int]) -> bool:
    spans = [claim["span"]] if claim.get("span") else []
    spans += [span for slot in (claim.get("evidence") or {}).values() for span in slot or []]
    return any(span["start"] < anchor[1] and anchor[0] < span["end"] for span in spans)


def ends_of(quantity: Row | None) -> Ends:
    """Low and high; the zero that "up to N" begins at is none, as in the gold."""
    low, high = (quantity.get("low"), quantity.get("high")) if quantity else (None, None)
    return (None, high) if low == 0 and high not in (None, 0) else (low, high)


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other), 1e-9)


def _same_value(wanted: Row, claim: Row) -> bool:
    quantity = claim.get("quantity") or {}
    low, high = ends_of(quantity)
    if _close(wanted["value_low"], low) and _close(wanted["value_high"], high):
        return True
    # "Nearly N", "about N": the number that was named is what counts.
    rounded = wanted["bound"] in ("about", "exact") and quantity.get("approximation")
    named = [number for number in (low, high, quantity.get("point")) if number is not None]
    return bool(rounded) and any(_close(wanted["value_low"], number) for number in named)


def bound_of(claim: Row) -> str:
    """The codebook's word for a quantity's ends."""
    quantity = claim.get("quantity") or {}
    low, high = ends_of(quantity)
    two_ended = low is not None and high is not None
    if two_ended and not _close(low, high) and quantity.get("point") is None:
        return "range"
    if quantity.get("approximation"):
        return "about"
    if two_ended:
        return "exact" if _close(low, high) else "range"
    if low is not None:
        return "at_least" if quantity.get("low_inclusive") else "more_than"
    return "none" if high is None else "up_to"


def _bound_right(wanted: Row, claim: Row) -> bool:
    asked, given = wanted["bound"], bound_of(claim)
    if asked in OPEN_BELOW and given in OPEN_BELOW and wanted["value_low"] is not None:
        # "Dozens" is coded as more than, or at least, its floor: both will do.
        return asked == given or any(word in (wanted.get("unit") or "") for word in VAGUE_UNITS)
    return ("up_to" if asked == "at_most" else asked) == given


def modality_of(claim: Row) -> str:
    """The codebook's one word for stance, polarity, status and certainty: the weakest commitment wins."""
    certainty, status = claim.get("certainty") or {}, claim.get("status")
    ladder = (
        ("denied", claim.get("stance") == "denies" or claim.get("polarity") == "negated" or status == "denied"),
        # What a party "claimed" is asserted by it.
        ("unverified", certainty.get("evidential") in ("reportedly", "allegedly", "unverified")),
        ("conditional", status == "conditional"),
        ("possible", certainty.get("modality") in ("may", "might", "could")),
        ("considered", status == "considered"),
        ("planned", status in ("planned", "announced", "ordered") or certainty.get("modality") == "will"),
        ("estimated", certainty.get("likelihood") or certainty.get("estimated")),
    )
    return next((word for word, holds in ladder if holds), "asserted")


def _slots(wanted: Row, claim: Row) -> dict[str, bool]:
    chain = [_words_of_hop(hop) for hop in claim.get("chain") or []]
    slots = {
        "origin": _origin_right(wanted, claim, chain),
        "chain": _in_order(wanted["sources"], chain),
        "certainty": modality_of(claim) == wanted["modality"],
    }
    if _has_value(wanted):
        slots["measure"] = claim.get("measure") in MEASURES.get(wanted["measure"], {claim.get("measure")})
        slots["bound"] = _bound_right(wanted, claim)
    for slot, key in (("subject", "subject"), ("counterpart", "object"), ("place", "place")):
        if wanted.get(key):
            given = " ".join(value for value in (claim.get(slot) or {}).values() if isinstance(value, str))
            slots[slot] = bool(given) and same_name(wanted[key], given)
    if wanted.get("speech_date"):
        slots["said"] = str(claim.get("said") or "").startswith(wanted["speech_date"][:10])
    if wanted.get("hedge"):
        slots["hedge"] = plain(wanted["hedge"]).split()[0] in _hedges(claim)
    return slots


def _words_of_hop(hop: Row) -> str:
    return " ".join(hop[key] for key in ("name", "title", "affiliation", "as_written") if hop.get(key))


def _origin_right(wanted: Row, claim: Row, chain: Sequence[str]) -> bool:
    if not wanted["sources"]:  # nobody is credited: nobody but the outlet may be
        return all(hop.get("role") == "outlet" for hop in claim.get("chain") or [])
    return any(same_name(wanted["sources"][-1], name) for name in chain[-2:])


def _in_order(sources: Sequence[str], chain: Sequence[str]) -> bool:
    """Whether every source stands in the chain, nearest first; others may stand between."""
    rest = iter(chain)
    return all(any(same_name(source, name) for name in rest) for source in sources)


def _hedges(claim: Row) -> str:
    kept = json.dumps(claim.get("certainty") or {}).lower()
    return kept + plain((claim.get("quantity") or {}).get("as_written") or "") + plain(claim.get("text") or "")


def main() -> int:
    """Score two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--gold", "--pred", "--texts"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    result = score(rows(chosen.gold), rows(chosen.pred), {row["id"]: row["text"] for row in rows(chosen.texts)})
    for line in result.errors[: chosen.errors]:
        print(line, file=sys.stderr)
    told = result.as_json()
    if chosen.json:
        print(json.dumps(told))
        return 0
    print("counts   ", told["counts"])
    for name in ("figures", "full"):
        print(f"{name:<9}", "P {p:.3f}  R {r:.3f}  F1 {f1:.3f}".format(**told[name]))
    print("spoken   ", f"recall {told['spoken_recall']:.3f}")
    for name, slot in told["slots"].items():
        print(f"  {name:<12} {slot['accuracy']:.3f}  of {slot['of']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
