"""The steps in order; today one: questions with their figures."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model.claim import Claim
from reportedly.model.story import Series
from reportedly.reconciliation import questions


def reconcile(claims: Iterable[Claim]) -> tuple[Series, ...]:
    """The series of every question that the claims answer, biggest first: those that reach over reports, then most
    origins, most estimates, most claims; the name decides the rest, so that the same claims give the same order."""
    return tuple(sorted(questions.gather(claims), key=_size))


def _size(series: Series) -> tuple[bool, int, int, int, str, str]:
    question = series.question
    confined = question.report is not None
    return confined, -series.origins, -len(series.estimates), -series.claims, question.measure, question.id
