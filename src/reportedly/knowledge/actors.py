"""Who is who: states, bodies, persons and outlets, with every name the press gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import listed, rows, shipped
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One row of a table. `state`, `part_of`, `affiliation` are ids; `yardstick` names a table of yardsticks.toml."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    state: str | None = None
    part_of: str | None = None
    yardstick: str | None = None
    title: str | None = None
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


def fold(name: str) -> str:
    """The form names are compared in: plain apostrophes, no leading article or dots, single spaces; short acronyms
    keep their case, so that "US" is not "us"."""
    plain = " ".join(name.translate(_PLAIN).split())
    if plain[:4].lower() == "the ":
        plain = plain[4:]
    return plain if len(plain) <= 3 and plain.isupper() else plain.casefold()


def fold_all(text: str) -> str:
    """A whole table folded at once: as `fold`, but for the articles and the short acronyms, which no place name is."""
    return text.translate(_PLAIN).casefold()


_PLAIN = str.maketrans({"’": "'", "‘": "'", ".": None, "–": "-", "‑": "-"})


@cache
def load_actors(extra: tuple[str, ...] = ()) -> Actors:
    """The shipped tables, then the texts of user tables in the columns of bodies.tsv (later rows win)."""
    everyone: list[Actor] = []
    demonyms: dict[str, Actor] = {}
    capitals: dict[str, Actor] = {}
    for row in rows(shipped("states.tsv"), STATE_COLUMNS, "states.tsv"):
        state = Actor(
            id=row["id"], name=row["name"], kind=ActorKind.STATE, aliases=listed(row["aliases"]), state=row["id"]
        )
        everyone.append(state)
        demonyms.update((fold(word), state) for word in listed(row["demonyms"]))
        capitals.update((fold(word), state) for word in listed(row["capital"]))
    everyone += [_outlet(row) for row in rows(shipped("outlets.tsv"), OUTLET_COLUMNS, "outlets.tsv")]
    everyone += [_person(row) for row in rows(shipped("persons.tsv"), PERSON_COLUMNS, "persons.tsv")]
    everyone += [_body(row, "bodies.tsv") for row in rows(shipped("bodies.tsv"), BODY_COLUMNS, "bodies.tsv")]
    for number, text in enumerate(extra, start=1):
        where = f"user actor table {number}"
        everyone += [_body(row, where) for row in rows(text, BODY_COLUMNS, where)]
    named: dict[str, Actor] = {}
    for actor in everyone:
        for name in (actor.name, *actor.aliases):
            named[fold(name)] = actor
    domains = {domain: actor for actor in everyone for domain in actor.domains}
    return Actors(
        by_id={actor.id: actor for actor in everyone},
        named=named,
        demonyms=demonyms,
        capitals=capitals,
        domains=domains,
    )


def _outlet(row: Mapping[str, str]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=ActorKind.OUTLET,
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        is_agency=row["kind"] == "agency",
        is_platform=row["kind"] == "platform",
        domains=listed(row["domains"]),
    )


def _person(row: Mapping[str, str]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=ActorKind.PERSON,
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        part_of=row["affiliation"] or None,
        title=row["title"] or None,
    )


def _body(row: Mapping[str, str], where: str) -> Actor:
    kind = _BODY_KINDS.get(row["kind"])
    if kind is None:
        raise KnowledgeError(f"{where}: {row['id']} has the kind {row['kind']!r}; use one of {', '.join(_BODY_KINDS)}")
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=kind,
        aliases=listed(row["aliases"]),
        state=row["state"] or None,
        part_of=row["part_of"] or None,
        yardstick=row["yardstick"] or None,
    )
