"""`reportedly store`: is it sound, how much is in it; a copy, a backup, and back again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options
from reportedly.cli.progress import stepping
from reportedly.cli.terminal import Exit, fail, put, put_sentence, told_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.knowledge import Knowledge
    from reportedly.stores.base import Problem
    from reportedly.workflow.copying import Copied
    from reportedly.workflow.keeping import BackedUp, Checked, Info

store_app = typer.Typer(
    name="store",
    help=(
        "Keep a store: check it, back it up, restore it, copy it.\n\nExamples:\n\n"
        "  reportedly store check\n\n"
        "  reportedly store backup reportedly-2025-06-27.db"
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of a store that is there.")]


@store_app.command("info")
def info(*, store: options.Store = options.DEFAULT_STORE, as_json: options.AsJson = False) -> None:
    """How much is in a store.

    Examples:

      reportedly store info

      reportedly store info --store war.db --json
    """
    with told_errors():
        from reportedly.stores import open_store
        from reportedly.workflow import keeping

        with open_store(store, create=False) as held:
            found = keeping.info(held)
    put(_dumped({"store": store, **_info_json(found)}) if as_json else _info_words(store, found))


@store_app.command("check")
def check(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not draw the picture anew beside the store to compare the two.")
    ] = False,
    knowledge: options.KnowledgeFiles = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Compare a store with itself: texts and digests, claims and their words, indexes, the picture and what it is of.

    The picture is also drawn anew, in a folder for temporary files, and must be the same. A store whose reports were
    added with --knowledge is checked with the same files. Nothing is changed. Ends with exit code 1 where something is
    wrong.

    Examples:

      reportedly store check

      reportedly store check --quick --store war.db
    """
    with told_errors(), stepping() as on_step:
        from reportedly.stores import open_store
        from reportedly.workflow import keeping

        with open_store(store, create=False) as held:
            found = keeping.check(held, _knowledge(knowledge), quick=quick, on_step=on_step)
    if as_json:
        put(_dumped(_checked_json(found)))
    else:
        _put_problems(found.problems, found.notes)
        put_sentence(_checked_words(found))
    raise typer.Exit(Exit.SOME_FAILED if found.problems else Exit.GOOD)


@store_app.command("copy")
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy: a path or URL.")],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="A new store, or one that such a copy began: a path or URL.")
    ],
    *,
    knowledge: options.KnowledgeFiles = None,
    as_json: options.AsJson = False,
) -> None:
    """Copy everything into another store: reports in all versions, claims, stories, reviews; draw the picture there.

    The ids are the same. What was copied is read back and compared, and so is the picture. A run that was cut short
    goes on; run again, it brings what is new. Ends with exit code 1 where the copy is not the same.

    Examples:

      reportedly store copy reportedly.db sqlite:////srv/reportedly/war.db
    """
    with told_errors(), stepping() as on_step:
        from reportedly.stores import file_of, open_store
        from reportedly.workflow import copying

        files = (file_of(source), file_of(target))
        if files[0] is not None and files[1] is not None and files[0].resolve() == files[1].resolve():
            fail("a store cannot be copied into itself; give another place")
        with open_store(source, create=False) as held, open_store(target) as copied:
            done = copying.copy(held, copied, _knowledge(knowledge), on_step)
    if as_json:
        put(_dumped(_copied_json(done)))
    else:
        _put_problems(done.problems, done.notes)
        put_sentence(_copied_words(done, target))
    raise typer.Exit(Exit.SOME_FAILED if done.problems else Exit.GOOD)


@store_app.command("backup")
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the backup is to stand: one SQLite file.")],
    *,
    replace: Replace = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Write a store as it is at this moment into one file, while others may go on writing to it.

    The file is checked, and appears whole or not at all. It is a store itself, and can be opened as one.

    Examples:

      reportedly store backup reportedly-2025-06-27.db

      reportedly store backup /backups/war.db --store war.db --replace
    """
    with told_errors(), stepping() as on_step:
        from reportedly.workflow import keeping

        done = keeping.back_up(store, file, replace=replace, on_step=on_step)
    put(_dumped(_backed_up_json(done)) if as_json else f"backup: {_backed_up_words(done)}\n")


@store_app.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    *,
    replace: Replace = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Make a store of a backup. It is checked first; a store that is there is left alone, unless --replace is given.

    Examples:

      reportedly store restore reportedly-2025-06-27.db --store war.db

      reportedly store restore reportedly-2025-06-27.db --replace
    """
    with told_errors(), stepping() as on_step:
        from reportedly.workflow import keeping

        done = keeping.restore(file, store, replace=replace, on_step=on_step)
    put(_dumped(_backed_up_json(done)) if as_json else f"restored: {_backed_up_words(done)}\n")


def _knowledge(files: Sequence[Path] | None) -> Knowledge | None:
    """The shipped tables with a person's own; None where there are none, for they load slowly."""
    if not files:
        return None
    from reportedly.knowledge import load_knowledge

    return load_knowledge(files)


def _put_problems(problems: Sequence[Problem], notes: Sequence[str]) -> None:
    from reportedly.exporters.wording import printable

    for problem in problems:
        put_sentence(printable(f"wrong: {_where(problem)}{problem.sentence}"))
    for note in notes:
        put_sentence(printable(f"note: {note}"))


def _where(problem: Problem) -> str:
    """ "report 3f2a..., version 2, claim 91bc...: "."""
    named = (("report", problem.report_id), ("version", problem.version), ("claim", problem.claim_id))
    parts = [f"{noun} {value}" for noun, value in named if value is not None]
    return f"{', '.join(parts)}: " if parts else ""


def _checked_words(found: Checked) -> str:
    size = f"{found.versions:,} report versions and {found.claims:,} claims checked"
    picture = ", and the picture is what they give" if found.redrawn and not found.problems else ""
    if not found.problems:
        return f"{size}: all is well{picture}"
    return f"{size}: {len(found.problems):,} things are wrong; put back a backup, or see docs/howto/keep-a-store.md"


def _copied_words(done: Copied, target: str) -> str:
    new = f"{done.versions:,} report versions, {done.stories:,} stories and {done.reviews:,} reviews copied"
    held = f" ({done.held:,} versions were there already)" if done.held else ""
    end = f"{target} is not the same in {len(done.problems):,} things" if done.problems else f"{target} is the same"
    return f"{new}{held}; {done.drawn:,} reports drawn into the picture; {end}"


def _backed_up_words(done: BackedUp) -> str:
    return f"{done.reports:,} reports and {done.claims:,} claims in {done.place} ({_size(done.size_bytes)})"


def _info_words(store: str, found: Info) -> str:
    counts = found.counts
    rows = (
        ("store", store),
        ("size", _size(found.size_bytes)),
        ("schema", found.revision),
        ("reports", f"{counts.reports:,}, {counts.versions:,} versions"),
        ("claims", f"{counts.claims:,} of the latest versions, by {counts.origins:,} origins"),
        ("picture", f"{found.questions:,} questions; {found.undrawn:,} reports not drawn in yet"),
        ("stories", f"{found.stories:,}"),
        ("reviews", f"{found.reviews:,}, {found.undone:,} taken back"),
    )
    return "".join(f"{name:<9}{value}\n" for name, value in rows)


def _size(size_bytes: int) -> str:
    size, unit = float(size_bytes), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1_000:
            break
        size, unit = size / 1_000, larger
    return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"


def _info_json(found: Info) -> dict[str, Any]:
    counts = found.counts
    return {
        "size_bytes": found.size_bytes,
        "schema": found.revision,
        "reports": counts.reports,
        "versions": counts.versions,
        "claims": counts.claims,
        "origins": counts.origins,
        "questions": found.questions,
        "undrawn": found.undrawn,
        "stories": found.stories,
        "reviews": found.reviews,
        "undone": found.undone,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "sentence": problem.sentence,
        "report": problem.report_id,
        "version": problem.version,
        "claim": problem.claim_id,
    }


def _checked_json(found: Checked) -> dict[str, Any]:
    return {
        "problems": [_problem_json(problem) for problem in found.problems],
        "notes": list(found.notes),
        "versions": found.versions,
        "claims": found.claims,
        "redrawn": found.redrawn,
    }


def _copied_json(done: Copied) -> dict[str, Any]:
    return {
        "versions": done.versions,
        "held": done.held,
        "stories": done.stories,
        "reviews": done.reviews,
        "drawn": done.drawn,
        "problems": [_problem_json(problem) for problem in done.problems],
        "notes": list(done.notes),
    }


def _backed_up_json(done: BackedUp) -> dict[str, Any]:
    return {
        "store": done.place,
        "size_bytes": done.size_bytes,
        "reports": done.reports,
        "versions": done.versions,
        "claims": done.claims,
    }


def _dumped(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"
