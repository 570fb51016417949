"""Takes news reports about a conflict apart into attributed claims: who said what, through whom, how many, how sure.

    import reportedly

    extractor = reportedly.Extractor(reportedly.load_knowledge())
    for report in reportedly.read("article.html"):
        for claim in extractor.extract(report):
            print(claim.text, claim.origin)

(`read` also yields a `SourceError` in place of a report that could not be had.) Each name loads the module it lives in
when it is first used: importing this package loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reportedly._version import __version__

if TYPE_CHECKING:
    from reportedly.errors import (
        ClaimFormatError,
        KnowledgeError,
        NotFoundError,
        ReportedlyError,
        SourceError,
        StoreError,
    )
    from reportedly.exporters.base import Reading
    from reportedly.extraction.pipeline import Extractor
    from reportedly.knowledge import Knowledge, load_knowledge
    from reportedly.model.certainty import Certainty
    from reportedly.model.claim import Claim, Hop
    from reportedly.model.claim_json import claim_from_json, claim_to_json
    from reportedly.model.quantity import Quantity
    from reportedly.model.report import Report, Span
    from reportedly.model.story import Estimate, Question, Series
    from reportedly.readers import ReadOptions, read
    from reportedly.reconciliation.pipeline import reconcile
    from reportedly.stores import ClaimQuery, Store, open_store
    from reportedly.workflow import Picture, add, picture

__all__ = [
    "Certainty",
    "Claim",
    "ClaimFormatError",
    "ClaimQuery",
    "Estimate",
    "Extractor",
    "Hop",
    "Knowledge",
    "KnowledgeError",
    "NotFoundError",
    "Picture",
    "Quantity",
    "Question",
    "ReadOptions",
    "Reading",
    "Report",
    "ReportedlyError",
    "Series",
    "SourceError",
    "Span",
    "Store",
    "StoreError",
    "__version__",
    "add",
    "claim_from_json",
    "claim_to_json",
    "load_knowledge",
    "open_store",
    "picture",
    "read",
    "reconcile",
]

_HOMES = {
    "errors": "ClaimFormatError KnowledgeError NotFoundError ReportedlyError SourceError StoreError",
    "exporters.base": "Reading",
    "extraction.pipeline": "Extractor",
    "knowledge": "Knowledge load_knowledge",
    "model.certainty": "Certainty",
    "model.claim": "Claim Hop",
    "model.claim_json": "claim_from_json claim_to_json",
    "model.quantity": "Quantity",
    "model.report": "Report Span",
    "model.story": "Estimate Question Series",
    "readers": "ReadOptions read",
    "reconciliation.pipeline": "reconcile",
    "stores": "ClaimQuery Store open_store",
    "workflow": "Picture add picture",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(f"reportedly.{home}"), name)


def __dir__() -> list[str]:
    return list(__all__)
