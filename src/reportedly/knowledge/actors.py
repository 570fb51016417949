"""Who is who: states, bodies, persons and outlets, with every name the press gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import Row, Table, listed, rows, shipped
from reportedly.model.claim import ActorKind

STATE_COLUMNS = ("id", "name", "iso2", "capital", "demonyms", "aliases")
BODY_COLUMNS = ("id", "kind", "name", "aliases", "state", "part_of", "yardstick")
PERSON_COLUMNS = ("id", "name", "aliases", "title", "state", "affiliation")
OUTLET_COLUMNS = ("id", "name", "kind", "domains", "aliases", "state")

_BODY_KINDS = {
    "organisation": ActorKind.ORGANISATION,
    "government": ActorKind.ORGANISATION,
    "group": ActorKind.GROUP,
}
_OUTLET_KINDS = ("outlet", "agency", "platform")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One row of a table. `state`, `part_of`, `affiliation` are ids; `yardstick` names a table of yardsticks.toml.
    `is_government`: a part of a state, or of what governs in its place; `apart`: it speaks for another side than the
    government of its state."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    state: str | None = None
    part_of: str | None = None
    yardstick: str | None = None
    title: str | None = None
    is_government: bool = False
    apart: bool = False
    is_agency: bool = False
    is_platform: bool = False
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """All actors by id and by name. `named` is keyed by `fold(name)`; `demonyms` and `capitals` lead to states."""

    by_id: Mapping[str, Actor]
    named: Mapping[str, Actor]
    demonyms: Mapping[str, Actor]
    capitals: Mapping[str, Actor]
    domains: Mapping[str, Actor] = field(default_factory=dict)

    def find(self, name: str) -> Actor | None:
        """The actor of this name or alias, or None."""
        return self.named.get(fold(name))

    def by_demonym(self, word: str) -> Actor | None:
        """The state an adjective or noun of nationality belongs to ("Ukrainian", "Britons")."""
        return self.demonyms.get(fold(word))

    def yardstick_of(self, actor: Actor | None) -> str | None:
        """The yardstick an actor, or the body it belongs to, is known to write by."""
        seen: set[str] = set()
        while actor is not None and actor.id not in seen:
            if actor.yardstick:
                return actor.yardstick
            seen.add(actor.id)
            actor = self.by_id.get(actor.part_of or "")
        return None


def folded(name: str) -> str:
    """The form names are compared in: plain apostrophes, no leading article or dots, single spaces; short acronyms
    keep their case, so that "US" is not "us"."""
    plain = " ".join(name.translate(_PLAIN).split())
    if plain[:4].lower() == "the ":
        plain = plain[4:]
    return plain if len(plain) <= 3 and plain.isupper() else plain.casefold()


# The same names come again and again in one report; tables, which fold each name once, go round the cache.
fold = lru_cache(maxsize=1 << 13)(folded)


_PLAIN = str.maketrans({"’": "'", "‘": "'", ".": None, "–": "-", "‑": "-"})


@cache
def load_actors(extra: tuple[Table, ...] = ()) -> Actors:
    """The shipped tables, then users' in the columns of bodies.tsv, persons.tsv or outlets.tsv (later rows win).

    Raises KnowledgeError where a row is wrong, or names a state or body that is in no table.
    """
    everyone: list[tuple[Actor, Row]] = []
    demonyms: dict[str, Actor] = {}
    capitals: dict[str, Actor] = {}
    for row in rows(shipped("states.tsv"), STATE_COLUMNS):
        state = Actor(
            id=row["id"], name=row["name"], kind=ActorKind.STATE, aliases=listed(row["aliases"]), state=row["id"]
        )
        everyone.append((state, row))
        demonyms.update((fold(word), state) for word in listed(row["demonyms"]))
        capitals.update((fold(word), state) for word in listed(row["capital"]))
    for table in (shipped("outlets.tsv"), shipped("persons.tsv"), shipped("bodies.tsv"), *extra):
        everyone += _actors_in(table)
    by_id = {actor.id: actor for actor, _ in everyone}
    for actor, row in everyone:
        _check_references(actor, row, by_id)
    return Actors(
        by_id=by_id,
        named={fold(name): actor for actor, _ in everyone for name in (actor.name, *actor.aliases)},
        demonyms=demonyms,
        capitals=capitals,
        domains={domain: actor for actor, _ in everyone for domain in actor.domains},
    )


def _actors_in(table: Table) -> Iterator[tuple[Actor, Row]]:
    """The actors of a table of outlets, persons or bodies, which its header tells apart."""
    if "domains" in table.header:
        for row in rows(table, OUTLET_COLUMNS, terms={"kind": _OUTLET_KINDS}):
            yield _outlet(row), row
    elif "affiliation" in table.header:
        for row in rows(table, PERSON_COLUMNS):
            yield _person(row), row
    else:
        for row in rows(table, BODY_COLUMNS, terms={"kind": _BODY_KINDS}):
            yield _body(row), row


def _check_references(actor: Actor, row: Row, by_id: Mapping[str, Actor]) -> None:
    state = by_id.get(actor.state) if actor.state else None
    if actor.state and (state is None or state.kind is not ActorKind.STATE):
        raise KnowledgeError(f"{row.where}: the state {actor.state!r} is no id of states.tsv")
    if actor.part_of and actor.part_of not in by_id:
        raise KnowledgeError(f"{row.where}: {actor.part_of!r} is the id of no actor; add it, or leave the cell empty")


def _outlet(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=ActorKind.OUTLET,
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        is_agency=row["kind"] == "agency",
        is_platform=row["kind"] == "platform",
        domains=tuple(domain.lower().removeprefix("www.") for domain in listed(row["domains"])),
    )


def _person(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=ActorKind.PERSON,
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        part_of=row["affiliation"] or None,
        title=row["title"] or None,
    )


def _body(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=_BODY_KINDS[row["kind"]],
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        part_of=row["part_of"] or None,
        yardstick=row["yardstick"] or None,
        is_government=row["kind"] == "government",
        apart=bool(row.cells.get("apart")),
    )
