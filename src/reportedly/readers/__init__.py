"""From a location to reports: `read` takes a file, a directory, `-`, or a URL, `read_stream` bytes that are at hand.

Only these names are public. Importing this package loads no parser and no network library; each loads with the
first source that needs it.
"""

from __future__ import annotations

from reportedly.readers.base import ReadOptions
from reportedly.readers.sources import read, read_stream

__all__ = ["ReadOptions", "read", "read_stream"]
