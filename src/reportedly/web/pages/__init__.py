"""The pages for people, one file a subject, each with its `router`. Each page stands without script."""

from __future__ import annotations

from fastapi import APIRouter

from reportedly.web.pages import adding, claims, home, login, reports, search

router = APIRouter()
for page in (home, adding, reports, claims, search, login):
    router.include_router(page.router)
