"""A reporting frame: where a cue stands, whose it is, and on which side its content lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.knowledge.languages.en.cues import CueVerb


class Order(StrEnum):
    """Where the content stands to the cue."""

    BEFORE_CONTENT = "before_content"
    AFTER_CONTENT = "after_content"
    AMID_CONTENT = "amid_content"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFrame:
    """Token indexes, half open. `source` None: the source is that of the frame before ("..., adding that"), or no one.
    `region`: everything that is frame and not content. `content_start`: first token of a following content.
    `carrier`: who passes on what the source said ("A quoted B as saying"). `resumes`: the content is the sentence
    before ("This was reported by X"). `relay`: the cue cites ("A, citing B"): its source lies behind its host."""

    verb: CueVerb
    cue: tuple[int, int]
    source: tuple[int, int] | None
    region: tuple[int, int]
    order: Order
    content_start: int
    relay: bool = False
    shares_source: bool = False
    negated: bool = False
    carrier: tuple[int, int] | None = None
    resumes: bool = False
