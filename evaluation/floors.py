"""floors.json: under which value no figure may fall, and of which corpus. Floors rise by command, fall on purpose."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import floor
from pathlib import Path

PATH = Path(__file__).with_name("floors.json")
# Floors keep three decimals, rounded down: the readers are deterministic, so nothing is allowed for noise.
THOUSAND = 1000
# Accuracy over what was found may rightly fall when more is found, so it is shown and has no floor.
SHOWN_ONLY = "-accuracy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFloors:
    """The floors of one set, by figure, and the digest of the corpus they were measured on."""

    sha256: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was lowered, or which corpus was replaced, on which day and why."""

    name: str
    day: str
    why: str
    before: float | str | None
    after: float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """All of floors.json."""

    sets: Mapping[str, SetFloors] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One set as it is measured now."""

    name: str
    sha256: str
    figures: Mapping[str, float]


def load(path: Path = PATH) -> Floors:
    """The floors kept; none where there is no file."""
    if not path.exists():
        return Floors()
    kept = json.loads(path.read_text(encoding="utf-8"))
    sets = {name: SetFloors(sha256=row["sha256"], floors=row["floors"]) for name, row in kept["sets"].items()}
    return Floors(sets=sets, changes=tuple(Change(**row) for row in kept["changes"]))


def save(floors: Floors, path: Path = PATH) -> None:
    """Write the floors, so that a difference reads as one."""
    sets = {name: {"sha256": kept.sha256, "floors": dict(kept.floors)} for name, kept in sorted(floors.sets.items())}
    changes = [{name: getattr(change, name) for name in Change.__slots__} for change in floors.changes]
    path.write_text(json.dumps({"sets": sets, "changes": changes}, indent=2) + "\n", encoding="utf-8")


def rounded_down(value: float) -> float:
    """To three decimals; what is a thousandth but for the float's last bit stays it."""
    return floor(value * THOUSAND + 1e-9) / THOUSAND


def failures(measured: Measured, floors: Floors) -> list[str]:
    """One sentence for each thing that is wrong; none where the set holds its floors."""
    kept = floors.sets.get(measured.name)
    if kept is None:
        return [f"{measured.name} has no floors yet; run with --raise-floors to set them"]
    if kept.sha256 != measured.sha256:
        return [
            f"{measured.name} is not the corpus its floors were measured on; if it changed on purpose, "
            f"run with --new-corpus {measured.name} --why 'REASON'"
        ]
    told = []
    for name, bottom in kept.floors.items():
        value = measured.figures.get(name)
        if value is None:
            told.append(f"{measured.name}/{name} has a floor of {bottom:.3f} and is no longer measured")
        elif rounded_down(value) < bottom:
            told.append(f"{measured.name}/{name} is {value:.4f}, under its floor of {bottom:.3f}")
    return told


def raised(floors: Floors, measured: Measured) -> Floors:
    """The floors at what is measured where that is higher. Of a changed corpus nothing is raised."""
    kept = floors.sets.get(measured.name)
    if kept is not None and kept.sha256 != measured.sha256:
        return floors
    now = _floors_of(measured)
    before = kept.floors if kept else {}
    risen = {**before, **{name: max(value, before.get(name, value)) for name, value in now.items()}}
    return _with_set(floors, measured.name, SetFloors(sha256=measured.sha256, floors=risen))


def lowered(floors: Floors, measured: Measured, figure: str, why: str, day: str) -> Floors:
    """The floor of one figure at what is measured, recorded. Raises ValueError where that is no lowering."""
    name = f"{measured.name}/{figure}"
    kept = floors.sets.get(measured.name)
    if kept is None or figure not in kept.floors:
        raise ValueError(f"{name} has no floor; known are {', '.join(kept.floors) if kept else 'none of this set'}")
    if kept.sha256 != measured.sha256:
        raise ValueError(f"{measured.name} is another corpus than its floors; run with --new-corpus {measured.name}")
    if figure not in measured.figures:  # no longer measured: the floor goes
        rest = {key: value for key, value in kept.floors.items() if key != figure}
        change = Change(name=name, day=day, why=why, before=kept.floors[figure], after="removed")
        return _recorded(_with_set(floors, measured.name, replace(kept, floors=rest)), change)
    now = rounded_down(measured.figures[figure])
    if now >= kept.floors[figure]:
        raise ValueError(f"{name} is {now:.3f}, not under its floor of {kept.floors[figure]:.3f}; nothing to lower")
    change = Change(name=name, day=day, why=why, before=kept.floors[figure], after=now)
    return _recorded(_with_set(floors, measured.name, replace(kept, floors={**kept.floors, figure: now})), change)


def renewed(floors: Floors, measured: Measured, why: str, day: str) -> Floors:
    """Floors measured anew on a changed corpus, recorded. Raises ValueError where the corpus has not changed."""
    kept = floors.sets.get(measured.name)
    if kept is not None and kept.sha256 == measured.sha256:
        raise ValueError(f"{measured.name} is the corpus its floors were measured on; use --lower for a figure of it")
    now = SetFloors(sha256=measured.sha256, floors=_floors_of(measured))
    before = kept.sha256 if kept else None
    change = Change(name=measured.name, day=day, why=why, before=before, after=measured.sha256)
    return _recorded(_with_set(floors, measured.name, now), change)


def _floors_of(measured: Measured) -> dict[str, float]:
    return {name: rounded_down(value) for name, value in measured.figures.items() if not name.endswith(SHOWN_ONLY)}


def _with_set(floors: Floors, name: str, kept: SetFloors) -> Floors:
    return replace(floors, sets={**floors.sets, name: kept})


def _recorded(floors: Floors, change: Change) -> Floors:
    return replace(floors, changes=(*floors.changes, change))
