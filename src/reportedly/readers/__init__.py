"""From a location to reports: `read` takes a file, a directory, `-`, or a URL.

Only these two names are public. Importing this package loads no parser and no network library; each loads with the
first source that needs it.
"""

from __future__ import annotations

from reportedly.readers.base import ReadOptions
from reportedly.readers.sources import read

__all__ = ["ReadOptions", "read"]
