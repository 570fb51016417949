"""`reportedly review`: a person's word on claims, kept beside what was extracted; it can be taken back."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawing, drawn_store
from reportedly.cli.terminal import fail, put, told_errors
from reportedly.model.story import Review, Verdict
from reportedly.workflow.reviewing import REVIEW_DIGITS, made_review, new_review, review_line

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
        _keep(held, new_review(held, claim, Verdict.ACCEPT, who=who or _login(), why=why), as_json=as_json)


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
    with _desk(store) as held:
        _keep(held, new_review(held, claim, Verdict.REJECT, who=who or _login(), why=why), as_json=as_json)


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
        made = new_review(held, claim, Verdict.CORRECT, who=who or _login(), why=why, slot=name, value=words)
        _keep(held, made, as_json=as_json)


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
        made = new_review(held, claim, Verdict.MERGE, who=who or _login(), why=why, other=other)
        _keep(held, made, as_json=as_json)


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
        _keep(held, new_review(held, claim, Verdict.SPLIT, who=who or _login(), why=why), as_json=as_json)


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
        made = made_review(party, Verdict.MERGE, who=who or _login(), why=why, slot="party", other=other)
        _keep(held, made, as_json=as_json)


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
    put(json.dumps(row, ensure_ascii=False) + "\n" if as_json else f"taken back: {review_line(undone)}\n")


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
        put("".join(f"{review_line(one)}\n" for one in found) or "No reviews.\n")


@contextmanager
def _desk(store: str) -> Iterator[Store]:
    """The store, drawn in; what is not held or no term ends the command with its sentence."""
    with told_errors(), drawn_store(store) as held:
        try:
            yield held
        except ValueError as error:
            fail(str(error))


def _meant(given: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, known, _NAMED)
    return f"was {' or '.join(near)} meant?" if near else "`reportedly picture --json` gives the ids"


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
        put(f"kept: {review_line(made)}\n`reportedly review undo {made.id[:REVIEW_DIGITS]}` takes it back.\n")
