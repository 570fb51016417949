"""Where the capabilities meet: read a source and its claims, add it to a store, keep the picture, tell it.

Each function works on one report or one store; who calls them for many (a command, a server, a runner) decides what a
failing one costs. What is heavy loads with the function that needs it.
"""

from reportedly.workflow.picturing import (
    Findings,
    Pen,
    Picture,
    draw,
    find_findings,
    find_forecasts,
    new_story,
    parsed_quantity,
    picture,
    record_of_sources,
    redraw,
    review,
    review_id,
    story_named,
    undo,
)
from reportedly.workflow.reading import (
    ClaimExtractor,
    Feature,
    Kept,
    add,
    features,
    load_extractor,
    read_claims,
    stored_reading,
    stored_readings,
)

__all__ = [
    "ClaimExtractor",
    "Feature",
    "Findings",
    "Kept",
    "Pen",
    "Picture",
    "add",
    "draw",
    "features",
    "find_findings",
    "find_forecasts",
    "load_extractor",
    "new_story",
    "parsed_quantity",
    "picture",
    "read_claims",
    "record_of_sources",
    "redraw",
    "review",
    "review_id",
    "stored_reading",
    "stored_readings",
    "story_named",
    "undo",
]
