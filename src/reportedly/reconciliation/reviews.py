"""What people decided, laid over claims and tellings on their way into the picture. Nothing extracted is changed: a
decision that is taken back leaves the picture as it was."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.model.claim import Aspect, Claim, Hop, Mention, Polarity, Role, Stance, Status
from reportedly.model.plain import built
from reportedly.model.quantity import Quantity
from reportedly.model.report import digest
from reportedly.model.story import Review, Verdict
from reportedly.model.telling import Telling

SLOTS = (
    "measure", "aspect", "subject", "counterpart", "place", "quantity", "origin", "stance", "polarity", "status",
    "said",
)  # fmt: skip
"""What a person can correct. A quantity is given as the JSON of its fields, the rest as a name or a term."""
RULES = "2"
"""Names the rules that make tellings of claims and origins of tellings: a store drawn by others is drawn anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The reviews that hold, by what they are about."""

    rejected: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[tuple[str, str | None], ...]] = field(default_factory=dict)

    @property
    def rules(self) -> str:
        """The rules, with the merged parties, which concern every report."""
        return f"{RULES}:{digest(*(f'{one}={other}' for one, other in sorted(self.parties.items())))}"

    def of_claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Without what was rejected; with what was corrected."""
        kept = (claim for claim in claims if claim.id not in self.rejected)
        return tuple(corrected(claim, self.corrections.get(claim.id, ())) for claim in kept)

    def of_tellings(self, tellings: Iterable[Telling]) -> tuple[Telling, ...]:
        """With merged parties, and the claims that a person joined or set apart."""
        return tuple(self._of_telling(telling) for telling in tellings)

    def _of_telling(self, telling: Telling) -> Telling:
        party = self.parties.get(telling.party, telling.party)
        joined = self.joined.get(telling.claim, ())
        alone = telling.claim in self.alone
        if party == telling.party and not joined and not alone:
            return telling
        return replace(telling, party=party, joined_to=joined, alone=alone and not joined)


def decisions_of(reviews: Sequence[Review]) -> Decisions:
    """The decisions of reviews that were not taken back, the oldest first: of two on one slot the later holds."""
    held = [review for review in reviews if not review.undone]
    last: dict[str, Verdict] = {}
    corrections: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    joined: defaultdict[str, set[str]] = defaultdict(set)
    parties: dict[str, str] = {}
    alone: set[str] = set()
    for review in held:
        if review.verdict in (Verdict.ACCEPT, Verdict.REJECT):
            last[review.of] = review.verdict
        elif review.verdict is Verdict.CORRECT and review.slot is not None:
            corrections[review.of][review.slot] = review.value
        elif review.verdict is Verdict.SPLIT:
            alone.add(review.of)
        elif review.verdict is Verdict.MERGE and review.other is not None:
            if review.slot == "party":
                parties[review.of] = review.other
            else:
                joined[review.of].add(review.other)
                joined[review.other].add(review.of)
    return Decisions(
        rejected=frozenset(claim for claim, verdict in last.items() if verdict is Verdict.REJECT),
        alone=frozenset(alone),
        joined={claim: tuple(sorted(others)) for claim, others in joined.items()},
        parties={one: _end(one, parties) for one in parties},
        corrections={claim: tuple(slots.items()) for claim, slots in corrections.items()},
    )


def _end(party: str, parties: Mapping[str, str]) -> str:
    """Whom a chain of merges ends with; of a ring, the name that sorts first."""
    seen = [party]
    while (nxt := parties.get(seen[-1])) is not None:
        if nxt in seen:
            return min(seen[seen.index(nxt) :])
        seen.append(nxt)
    return seen[-1]


def corrected(claim: Claim, slots: Iterable[tuple[str, str | None]]) -> Claim:
    """The claim with a person's values in these slots. Raises ValueError for a term that there is not."""
    for slot, value in slots:
        claim = _with(claim, slot, value)
    return claim


def _with(claim: Claim, slot: str, value: str | None) -> Claim:
    match slot:
        case "measure":
            return replace(claim, measure=value)
        case "said":
            return replace(claim, said=_day_or_month(value))
        case "aspect":
            return replace(claim, aspect=Aspect(value) if value else None)
        case "status":
            return replace(claim, status=Status(value) if value else None)
        case "stance":
            return replace(claim, stance=Stance(value or "asserts"))
        case "polarity":
            return replace(claim, polarity=Polarity(value or "affirmed"))
        case "subject" | "counterpart" | "place":
            mention = Mention(name=value, as_written=value, kind="reviewed", id=value) if value else None
            return replace(claim, **{slot: mention})  # type: ignore[arg-type]
        case "quantity":
            return replace(claim, quantity=built(Quantity, json.loads(value)) if value else None)
        case "origin":
            return replace(claim, chain=_chain(claim, value))
    raise ValueError(f"a claim has no slot {slot!r} to correct; there are {', '.join(SLOTS)}")


def _day_or_month(value: str | None) -> str | None:
    """The ISO day or month as it is. Raises ValueError for anything else."""
    if value is not None:
        try:
            date.fromisoformat(value if len(value) > len("2031-03") else f"{value}-01")
        except ValueError as error:
            raise ValueError(f"{value!r} is no day or month; write 2031-03-04 or 2031-03") from error
    return value


def _chain(claim: Claim, name: str | None) -> tuple[Hop, ...]:
    """The chain with another origin; without one, the outlet alone."""
    outlet = claim.chain[:1]
    if name is None:
        return outlet
    from reportedly.model.claim import ActorKind

    last = claim.chain[-1] if len(claim.chain) > 1 else None
    origin = Hop(
        name=name,
        as_written=name,
        kind=ActorKind.ORGANISATION,
        role=Role.ORIGINATOR,
        actor=None,
        channel=last.channel if last else outlet[0].channel,
        date=last.date if last else None,
        span=claim.span,
    )
    return (*(claim.chain[:-1] if last else outlet), origin)
