"""`reportedly review`: a person's word on claims, kept beside what was extracted; it can be taken back."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawing, drawn_store
from reportedly.cli.terminal import fail, put, told_errors
from reportedly.model.story import Review, Verdict
from reportedly.workflow.correcting import value_of

if TYPE_CHECKING:
    from reportedly.stores.base import Store

review_app = typer.Typer(
    name="review",
    help=(
        "Accept, reject or correct claims, say which go back to one act of saying, and take it back.\n\nExamples:\n\n"
        '  reportedly review correct b08872c6 quantity="more than 6,000 troops"\n\n'
        "  reportedly review undo 3fa2"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)
_ID_DIGITS = 8
"""Of a review's id: enough to ask for it."""
_NAMED = 3
"""Parties that an error offers as what may have been meant."""

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of one.")]
Other = Annotated[str, typer.Argument(metavar="CLAIM", help="Another claim's.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for whoever reads it later.")]
Who = Annotated[
    str | None,
    typer.Option("--who", envvar="REPORTEDLY_REVIEWER", metavar="NAME", help="Whose word it is; else the login name."),
]


@review_app.command()
def accept(
    claim: Claim,
    *,
    why: Why = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Say that a claim was read rightly; after a rejection, let it in again.

    Examples:

      reportedly review accept b08872c6

      reportedly review accept b08872c6 --why "checked against the post" --who "A. Reader"
    """
    with _desk(store) as held:
        _keep(held, _review(_claim(held, claim), Verdict.ACCEPT, who, why), as_json=as_json)


@review_app.command()
def reject(
    claim: Claim,
    *,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is required.")] = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Keep a claim out of the picture. It stays in the store.

    Examples:

      reportedly review reject b08872c6 --why "the figure is of 2023"
    """
    if not why.strip():
        fail("a rejection needs its reason; give --why TEXT")
    with _desk(store) as held:
        _keep(held, _review(_claim(held, claim), Verdict.REJECT, who, why), as_json=as_json)


@review_app.command()
def correct(
    claim: Claim,
    slot: Annotated[
        str,
        typer.Argument(
            metavar="SLOT=VALUE",
            help="measure, aspect, subject, counterpart, place, quantity, origin, stance, polarity,"
            " status or said; an empty VALUE empties the slot.",
        ),
    ],
    *,
    why: Why = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Give one slot of a claim another value, for the picture. What was extracted stays as it is.

    Examples:

      reportedly review correct b08872c6 quantity="more than 6,000 troops"

      reportedly review correct b08872c6 measure=killed --why "the post says killed"

      reportedly review correct b08872c6 place=
    """
    name, equals, words = slot.partition("=")
    if not equals:
        fail(f"{slot!r} is no correction; write SLOT=VALUE, such as measure=killed")
    with _desk(store) as held:
        found = _claim(held, claim)
        value = value_of(held, found, name.strip(), words.strip())
        _keep(held, _review(found, Verdict.CORRECT, who, why, slot=name.strip(), value=value), as_json=as_json)


@review_app.command()
def merge(
    claim: Claim,
    other: Other,
    *,
    why: Why = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Say that two claims go back to one act of saying: they are echoes, and count once.

    Examples:

      reportedly review merge b08872c6 ee41e840 --why "both tell the post of 15 June"
    """
    with _desk(store) as held:
        one, two = _claim(held, claim), _claim(held, other)
        if one == two:
            fail("a claim cannot be merged with itself; give two")
        _keep(held, _review(one, Verdict.MERGE, who, why, other=two), as_json=as_json)


@review_app.command()
def split(
    claim: Claim,
    *,
    why: Why = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Say that a claim goes back to an act of saying of its own, and echoes no other.

    Examples:

      reportedly review split b08872c6 --why "another briefing"
    """
    with _desk(store) as held:
        _keep(held, _review(_claim(held, claim), Verdict.SPLIT, who, why), as_json=as_json)


@review_app.command("merge-parties")
def merge_parties(
    party: Annotated[str, typer.Argument(metavar="ID", help="The party that is no other than the second.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The party it counts as.")],
    *,
    why: Why = "",
    who: Who = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Say that two parties are one, so that they are never two independent origins. `picture --json` gives their ids.

    Examples:

      reportedly review merge-parties name:vent sudland-government --why "he is its spokesman"
    """
    with _desk(store) as held:
        known = held.party_ids()
        for given in (party, other):
            if given not in known:
                fail(f"no party with the id {given!r} is in the picture; {_meant(given, known)}")
        if party == other:
            fail("a party cannot be merged with itself; give two")
        _keep(held, _review(party, Verdict.MERGE, who, why, slot="party", other=other), as_json=as_json)


@review_app.command()
def undo(
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="A review's id, or the beginning of one.")],
    *,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Take a review back; it stays in the list, and the picture is as if it had never been.

    Examples:

      reportedly review undo 3fa2
    """
    with _desk(store) as held:
        from reportedly import workflow
        from reportedly.workflow.records import review_json

        with drawing() as on_report:
            undone = workflow.undo(held, review, on_report=on_report)
        row = {**review_json(undone), "undone": True}
    put(json.dumps(row, ensure_ascii=False) + "\n" if as_json else f"taken back: {_line(undone)}\n")


@review_app.command("list")
def listed(*, store: options.Store = options.DEFAULT_STORE, as_json: options.AsJson = False) -> None:
    """List the reviews, oldest first, those taken back too.

    Examples:

      reportedly review list

      reportedly review list --json
    """
    with told_errors():
        from reportedly.stores import open_store
        from reportedly.workflow.records import review_json

        with open_store(store, create=False) as held:
            found = held.find_reviews()
    if as_json:
        put(json.dumps([review_json(one) for one in found], ensure_ascii=False, indent=2) + "\n")
    else:
        put("".join(f"{_line(one)}\n" for one in found) or "No reviews.\n")


@contextmanager
def _desk(store: str) -> Iterator[Store]:
    """The store, drawn in; what is not held or no term ends the command with its sentence."""
    with told_errors(), drawn_store(store) as held:
        try:
            yield held
        except ValueError as error:
            fail(str(error))


def _claim(held: Store, beginning: str) -> str:
    """The one claim whose id is this or begins so."""
    found = held.claim_ids(beginning)
    if not found:
        fail(f"no claim with the id {beginning!r} is held; `reportedly claims --json` gives the ids")
    if len(found) > 1 and found[0] != beginning:
        fail(f"more than one claim has an id that begins with {beginning!r}; give more of it")
    return found[0]


def _meant(given: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, known, _NAMED)
    return f"was {' or '.join(near)} meant?" if near else "`reportedly picture --json` gives the ids"


def _review(
    of: str,
    verdict: Verdict,
    who: str | None,
    why: str,
    *,
    other: str | None = None,
    slot: str | None = None,
    value: str | None = None,
) -> Review:
    """The review that is made now."""
    from reportedly.workflow import review_id

    now = datetime.now(UTC)
    return Review(
        id=review_id(of, verdict, now),
        of=of,
        verdict=verdict,
        who=who or _login(),
        when=now,
        why=why.strip(),
        other=other,
        slot=slot,
        value=value,
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        fail("nobody is logged in by a name; give --who NAME or set REPORTEDLY_REVIEWER")


def _keep(held: Store, made: Review, *, as_json: bool) -> None:
    from reportedly import workflow
    from reportedly.workflow.records import review_json

    with drawing() as on_report:
        workflow.review(held, made, on_report=on_report)
    if as_json:
        put(json.dumps(review_json(made), ensure_ascii=False) + "\n")
    else:
        put(f"kept: {_line(made)}\n`reportedly review undo {made.id[:_ID_DIGITS]}` takes it back.\n")


def _line(made: Review) -> str:
    """ "3fa2b1c0  2025-06-20  A. Reader rejects claim b08872c6: the figure is of 2023"."""
    from reportedly.exporters.wording import CLAIM_DIGITS, printable
    from reportedly.workflow.correcting import value_words

    of, other = made.of[:CLAIM_DIGITS], (made.other or "")[:CLAIM_DIGITS]
    done = {
        Verdict.ACCEPT: f"accepts claim {of}",
        Verdict.REJECT: f"rejects claim {of}",
        Verdict.CORRECT: f"corrects claim {of}: {made.slot} is {value_words(made)}",
        Verdict.MERGE: f"merges claim {of} with claim {other}",
        Verdict.SPLIT: f"sets claim {of} apart",
    }[made.verdict]
    if made.verdict is Verdict.MERGE and made.slot == "party":
        done = f"takes {made.of} for {made.other}"
    taken_back = " (taken back)" if made.undone else ""
    why = f": {made.why}" if made.why else ""
    return printable(f"{made.id[:_ID_DIGITS]}  {made.when.date()}  {made.who} {done}{why}{taken_back}")
