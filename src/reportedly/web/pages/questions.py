"""One question whole: every figure that was given to it, what each rule makes of them, wider and narrower questions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reportedly.exporters.findings import Told
from reportedly.exporters.picture import Block
from reportedly.model.finding import Finding
from reportedly.model.story import Query, Question
from reportedly.reconciliation.contradictions import find_contradictions
from reportedly.reconciliation.questions import series_of
from reportedly.reconciliation.views import RULES, View
from reportedly.stores.base import Store
from reportedly.web import lists
from reportedly.web.answers import Now, chart_of, figures_of, now_of
from reportedly.web.charts.series import Chart, symbols_of
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, pictured
from reportedly.web.params import PAGE_ROWS, At, Offset
from reportedly.web.render import question_url, render
from reportedly.workflow import Picture
from reportedly.workflow.telling import blocks_of, told_findings

router = APIRouter(default_response_class=HTMLResponse)
RELATED = 12
"""Wider questions, and narrower ones, that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A question with all its estimates: what each rule makes of them, the chart, and related questions. `latest`: the
    block under the rule that shows the latest figure of each origin."""

    latest: Block
    conservative: Now | None
    range: Now | None
    chart: Chart | None
    wider: tuple[Question, ...]
    narrower: tuple[Question, ...]


@router.get("/questions/{question_id}")
def question(request: Request, desk: At, form: As, question_id: str, offset: Offset = 0) -> Response:
    """The question, its estimates paged, the newest first; or all of them as a file."""
    asked = desk.store.get_question(question_id)
    whole = desk.view(("question", question_id), lambda store: _whole(store, asked)).value
    series = whole.latest.series
    if form is not Format.PAGE:
        block = _every_figure(whole.latest)
        return pictured(form, "question", Picture(counts=None, series=(series,), questions=1), [block])
    end = len(series.estimates) - offset
    after = offset + PAGE_ROWS
    return render(
        request,
        "question.html",
        downloads=lists.downloads(request),
        question=asked,
        whole=whole,
        rules=RULES,
        rows=figures_of(series, series.estimates[max(0, end - PAGE_ROWS) : max(0, end)]),
        offset=offset,
        findings=desk.view(("found on", asked), lambda store: _findings(store, asked, whole)).value,
        previous=question_url(question_id, max(0, offset - PAGE_ROWS)) if offset else None,
        following=question_url(question_id, after) if after < len(series.estimates) else None,
    )


def _every_figure(block: Block) -> Block:
    return replace(block, figures=figures_of(block.series, block.series.estimates)[:DOWNLOAD_ROWS])


def _whole(store: Store, asked: Question) -> Whole:
    series = series_of(asked, store.estimates_of(asked.id))
    views = (View.LATEST, View.CONSERVATIVE, View.RANGE)
    latest, least, spanned = (blocks_of(store, [series], view)[0] for view in views)
    related = store.related_to(asked)
    return Whole(
        latest=latest,
        conservative=now_of(least),
        range=now_of(spanned),
        chart=chart_of(series, symbols_of(series.estimates)),
        wider=tuple(other for other in related if asked.within(other))[:RELATED],
        narrower=tuple(other for other in related if not asked.within(other))[:RELATED],
    )


def _findings(store: Store, asked: Question, whole: Whole) -> tuple[Told, ...]:
    """What its own figures contradict, and what else its sides and place gather that is about this very question. One
    that stays in a report has no sides by which others could be gathered."""
    if asked.report is not None:
        found: tuple[Finding, ...] = find_contradictions([whole.latest.series])
        return tuple(Told(finding=one, question=asked) for one in found)
    sides = tuple(filter(None, (asked.subject, asked.counterpart)))
    told, _ = told_findings(store, Query(actors=sides, place=asked.place), (), None)
    return tuple(one for one in told if one.finding.question == asked.id)
