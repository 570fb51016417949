"""Every error a caller may meet, one tree.

    ReportedlyError
    ├── SourceError            a report could not be had; names the source it was asked for
    │   ├── SourceNotFound     no such file, or the server says it is not there
    │   ├── SourceRefused      we may not or will not fetch it: private address, robots.txt, scheme
    │   ├── SourceTooLarge     above the size limit
    │   ├── SourceUnreachable  time-out, connection, TLS, too many redirects, server error
    │   └── SourceUnreadable   had, but not text: binary, encrypted, empty, unknown encoding
    ├── StoreError             the store could not be opened, read or written
    │   ├── StoreForeign       the file is not one of our stores
    │   ├── StoreNewer         written by a newer version of Reportedly
    │   ├── StoreUnwritable    read-only, locked or full
    │   └── StoreInterrupted   the connection to the database was lost; trying again may help
    ├── KnowledgeError         a data file (ours or the user's) does not hold what it must
    ├── RunnerError            the workers that were to read cannot be had, or do not stay
    ├── ClaimFormatError       JSON that is not a claim of a version we know
    └── NotFoundError          a `get` for something the store does not hold

Messages are one sentence that says what is wrong and what to do. All of them pickle: they cross process borders.
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of the tree; `str(error)` is the sentence a person reads."""


class SourceError(ReportedlyError):
    """A report could not be had from `source`."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class SourceNotFound(SourceError):  # noqa: N818 - reads as what happened; the tree's root carries the suffix
    """No such file, or the server says that it is not there."""


class SourceRefused(SourceError):  # noqa: N818
    """We may not, or will not, fetch it."""


class SourceTooLarge(SourceError):  # noqa: N818
    """Above the size limit."""


class SourceUnreachable(SourceError):  # noqa: N818
    """The network or the server failed; trying later may help."""


class SourceUnreadable(SourceError):  # noqa: N818
    """The bytes were had, but hold no text that can be read."""


class StoreError(ReportedlyError):
    """The store could not be opened, read or written."""


class StoreForeign(StoreError):  # noqa: N818
    """The file is a database, or something else, that we did not write."""


class StoreNewer(StoreError):  # noqa: N818
    """Written by a newer version of Reportedly."""


class StoreUnwritable(StoreError):  # noqa: N818
    """Read-only, locked by another program, or out of space."""


class StoreInterrupted(StoreError):  # noqa: N818
    """The connection to the database was lost, or it gave up a transaction: all of it was kept or nothing."""


class KnowledgeError(ReportedlyError):
    """A data file does not hold what it must; the message names file and line."""


class RunnerError(ReportedlyError):
    """The workers that were to read cannot be had, or do not stay."""


class ClaimFormatError(ReportedlyError):
    """JSON that is not a claim of a version we know."""


class NotFoundError(ReportedlyError):
    """Asked to get something that the store does not hold."""
