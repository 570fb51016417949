"""The version: stamped on every claim, so that a reading can be told from a later one."""

__version__ = "0.1.0"
