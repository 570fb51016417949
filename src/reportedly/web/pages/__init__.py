"""The pages for people, one file a subject, each with its `router`. Each page stands without script."""

from __future__ import annotations

from fastapi import APIRouter

from reportedly.web.pages import (
    claims,
    findings,
    forecasts,
    home,
    origins,
    outlets,
    questions,
    reports,
    reviews,
    search,
    stories,
)

router = APIRouter()
for page in (home, stories, questions, findings, forecasts, origins, outlets, reports, claims, reviews, search):
    router.include_router(page.router)
