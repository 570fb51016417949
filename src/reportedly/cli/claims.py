"""`reportedly claims`: the claims of a store, by what they say and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, tell, told_errors

if TYPE_CHECKING:
    from reportedly.model.claim import Claim


def claims(
    *,
    measure: Annotated[str | None, typer.Option(help="A measure of the vocabulary: killed, casualties, ...")] = None,
    actor: Annotated[str | None, typer.Option(help="Part of a name anywhere in the claim.")] = None,
    origin: Annotated[str | None, typer.Option(help="Part of the name of who is said to know.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or before.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the claim, all of them.")] = None,
    report: Annotated[str | None, typer.Option(metavar="ID", help="A report's id, or how it begins.")] = None,
    figures: Annotated[
        bool | None, typer.Option("--figures/--statements", help="Only claims with a figure, or only those without.")
    ] = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Also of versions since replaced.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = 100,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """List claims, the newest saying first. Every condition given must hold.

    Examples:

      reportedly claims --measure casualties --actor "North Korea"

      reportedly claims --origin "Defence Intelligence" --since 2025-06-01 --json

      reportedly claims --text "container ships" --csv --limit 0 > claims.csv
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    with told_errors():
        from reportedly.stores import ClaimQuery, open_store

        query = ClaimQuery(
            measure=measure,
            actor=actor,
            origin=origin,
            since=options.day_of("--since", since),
            until=options.day_of("--until", until),
            text=text,
            report=report,
            has_quantity=figures,
            limit=limit or None,
            latest_versions_only=not all_versions,
        )
        with open_store(store, create=False) as held:
            found = held.find_claims(query)
            total = held.count_claims(query)
    print_claims(found, shape)
    if len(found) < total:
        tell(f"{len(found):,} of {total:,} claims are shown; --limit 0 shows all")


def print_claims(found: tuple[Claim, ...], shape: Shape) -> None:
    """Claims in one of the three shapes."""
    if shape is Shape.JSON:
        from reportedly.exporters.jsonl import array

        put_all(array(found))
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import claims_csv

        put_all(claims_csv(found))
    elif not found:
        put("No claims were found.\n")
    else:
        from reportedly.exporters.sheet import claims_table, drawn
        from reportedly.knowledge.measures import load_measures

        put(drawn(console(), claims_table(found, load_measures().by_name)))
