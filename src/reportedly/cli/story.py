"""`reportedly story`: saved queries, and what each gathers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawn_store
from reportedly.cli.picture import DEFAULT_QUESTIONS, How, ViewName, print_picture
from reportedly.cli.terminal import fail, put, told_errors
from reportedly.model.story import Query

if TYPE_CHECKING:
    from reportedly.model.story import Story
    from reportedly.stores.base import Store

story_app = typer.Typer(
    name="story",
    help=(
        "Saved queries: make one, list them, see what one gathers.\n\nExamples:\n\n"
        '  reportedly story new "Kursk losses" --place Kursk --measure casualties\n\n'
        '  reportedly story show "Kursk losses"'
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The story's name.")]


@story_app.command("new")
def new(
    name: Name,
    *,
    topic: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS", help="Words that the names of the sides, place or measure must hold, all of them."
        ),
    ] = None,
    actor: options.Actors = None,
    place: options.Place = None,
    measure: options.Measure = None,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """Save a query under a name; every condition given must hold.

    Examples:

      reportedly story new "Kursk losses" --actor "North Korea" --place Kursk --measure casualties

      reportedly story new Gaza --place "Gaza Strip"
    """
    query = Query(
        topic=topic or None, actors=tuple(filter(None, actor or ())), place=place or None, measure=measure or None
    )
    if not name.strip():
        fail("a story needs a name; give one")
    if query == Query():
        fail("a story that gathers everything is the picture; give --topic, --actor, --place or --measure")
    with told_errors():
        from reportedly import workflow
        from reportedly.stores import open_store

        with open_store(store, create=False) as held:
            made = workflow.new_story(held, name.strip(), query)
    from reportedly.workflow.records import story_json

    put(f"{json.dumps(story_json(made), ensure_ascii=False)}\n" if as_json else f"new story: {_line(made)}\n")


@story_app.command("list")
def listed(*, store: options.Store = options.DEFAULT_STORE, as_json: options.AsJson = False) -> None:
    """List the stories.

    Examples:

      reportedly story list

      reportedly story list --json
    """
    with told_errors():
        from reportedly.stores import open_store

        with open_store(store, create=False) as held:
            stories = held.find_stories()
    if as_json:
        from reportedly.workflow.records import story_json

        put(json.dumps([story_json(one) for one in stories], ensure_ascii=False, indent=2) + "\n")
    else:
        put("".join(f"{_line(one)}\n" for one in stories) or "No stories; make one with `reportedly story new`.\n")


@story_app.command("show")
def show(
    name: Name,
    *,
    questions: Annotated[int, typer.Option(min=0, help="How many questions, the biggest first; 0 for all.")] = (
        DEFAULT_QUESTIONS
    ),
    view: Annotated[ViewName, typer.Option(help="By which rule figures are shown; see `reportedly picture`.")] = (
        ViewName.LATEST
    ),
    limit: Annotated[int, typer.Option(min=0, help="At most so many findings; 0 for all.")] = 20,
    today: Annotated[str | None, typer.Option(metavar="DAY", help="The day forecasts are looked at.")] = None,
    cite: options.Cite = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
) -> None:
    """The questions, findings and forecasts that a story gathers.

    Examples:

      reportedly story show "Kursk losses"

      reportedly story show Gaza --cite --questions 0
    """
    day = options.day_of("--today", today) or options.today()
    how = How(questions=questions, view=view, cite=cite)
    with told_errors(), drawn_store(store) as held:
        from reportedly import workflow

        story = workflow.story_named(held, name)
        if as_json:
            put(_as_json(held, story, how, limit, day) + "\n")
            return
        from reportedly.cli.findings import print_findings
        from reportedly.cli.forecasts import print_forecasts

        put(f"{_line(story)}\n\nPICTURE\n")
        print_picture(held, story.query, how)
        put("\nFINDINGS\n")
        print_findings(held, story.query, limit=limit, cite=cite)
        put("\nFORECASTS\n")
        print_forecasts(held, story.query, today=day, cite=cite)


def _line(story: Story) -> str:
    """ "Kursk losses: North Korea; in Kursk; casualties"."""
    from reportedly.exporters.wording import printable, query_words

    return printable(f"{story.name}: {query_words(story.query)}")


def _as_json(held: Store, story: Story, how: How, limit: int, day: date) -> str:
    from reportedly import workflow
    from reportedly.workflow import records
    from reportedly.workflow.telling import forecasts_by_state, foreseen, told_findings

    seen = workflow.picture(held, story.query, limit=how.questions or None)
    told, by_kind = told_findings(held, story.query, (), limit or None)
    found = forecasts_by_state(held, story.query, (), day)
    told_forecasts = foreseen(held, found, cite=how.cite)
    row = {
        "story": records.story_json(story),
        "picture": records.picture_json(seen, how.blocks(held, seen.series), how.view),
        "findings": records.findings_json(told, sum(by_kind.values())),
        "forecasts": records.forecasts_json(day, told_forecasts, workflow.record_of_sources(found)),
    }
    return json.dumps(row, ensure_ascii=False, indent=2)
