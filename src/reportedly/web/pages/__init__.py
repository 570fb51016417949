"""The pages for people, one file a subject, each with its `router`. Each page stands without script."""

from __future__ import annotations

from fastapi import APIRouter

from reportedly.web.pages import (
    adding,
    claims,
    findings,
    forecasts,
    home,
    login,
    origins,
    outlets,
    questions,
    reports,
    reviews,
    search,
    stories,
)

router = APIRouter()
for page in (
    *(home, stories, questions, findings, forecasts, origins, outlets),
    *(adding, reports, claims, reviews, search, login),
):
    router.include_router(page.router)
