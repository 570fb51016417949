"""English words by which a plan is told from what has been done: a status is read for a whole statement, and "plans to
send 6,000, and 1,000 have already arrived" is a plan and a fact."""

from __future__ import annotations

from reportedly.knowledge.languages.en.hedges import MODALS, POSSIBLE_PHRASES, STATUS_PHRASES
from reportedly.model.claim import Status

_PLANS = (Status.CONSIDERED, Status.PLANNED, Status.ANNOUNCED, Status.ORDERED)

# Words of an intention that somebody has; "would" and the modals say no such thing.
INTENTION = (
    *(phrase for phrase, status in STATUS_PHRASES.items() if status in _PLANS),
    "plan", "plans", "planned", "planning", "intends", "intend", "intention", "pledged", "pledges", "promised", "promises", "vows", "vowed",
    "prepares", "preparing", "considering", "considers", "considered", "mulls", "proposes", "proposed", "scheduled", "agreed", "wants", "hopes to",
)  # fmt: skip

# What is told with one of these has not happened yet. "May" is a month: a capital takes it out.
FORWARD = (
    *INTENTION, *(modal for modal in MODALS if modal != "may"), *POSSIBLE_PHRASES, "will", "'ll", "’ll", "shall", "would", "expect", "expects", "expected",
    "due", "likely to", "poised", "yet to", "soon", "upcoming", "forthcoming", "in the coming", "over the coming", "next", "tomorrow", "to follow",
    "to come", "to be", "by the end of", "no later than", "await", "awaits", "awaiting", "aims", "ready to", "if", "unless", "should", "must",
)  # fmt: skip

# A perfect or "already": done, where the same clause has no word of the above.
DONE = ("already", "have", "has", "had", "was", "were")

# The deed is taken back.
CALLED_OFF = (
    "called off", "calls off", "calling off", "cancelled", "canceled", "cancels", "cancellation", "scrapped", "scraps", "abandoned", "abandons",
    "shelved", "shelves", "dropped plans", "dropped its plans", "dropped the plan", "ruled out", "rules out", "backed out", "withdrew its offer",
)  # fmt: skip
REFUSED = (
    "will not", "won't", "won’t", "shall not", "would not", "wouldn't", "wouldn’t", "no plans", "no plan", "no intention", "not going to",
    "not planning", "does not plan", "do not plan", "does not intend", "do not intend", "never intended", "never planned", "will never", "will no longer",
)  # fmt: skip

# Before a date: the first day that is meant and not the last.
EARLIEST = (
    "as early as", "as soon as", "no earlier than", "not earlier than", "not before", "no sooner than", "starting", "starting in", "beginning in",
    "beginning", "from", "since", "after", "starting from",
)  # fmt: skip

# What ties a deed to a plan that was told before.
AS_PLANNED = (
    "as planned", "as announced", "as promised", "as pledged", "as agreed", "as expected", "of the planned", "of the promised", "of the pledged",
    "of the announced", "under the plan", "under the agreement", "the first of", "the planned", "the promised", "the pledged",
)  # fmt: skip

# A further count of the kind: it adds to what was there and does not stand for all of it.
FURTHER = ("more", "another", "additional", "further", "extra", "fresh", "new")

# A running total: it counts what was there before as well.
IN_ALL = (
    "in all",
    "in total",
    "total",
    "totals",
    "altogether",
    "overall",
    "cumulatively",
    "all told",
    "brings to",
    "bringing",
    "brought to",
)

# Counted nouns that any count of their class may have: they tie no deed to a plan.
ANY_COUNT = (
    "troop troops soldier soldiers people person persons personnel men women man fighter fighters force forces serviceman servicemen military"
    " member members unit units army combat additional more further other others new"
)
