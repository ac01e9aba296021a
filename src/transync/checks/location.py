"""Where a finding is: in which line of which file, about which document and language."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """Where a finding is, and what it concerns."""

    path: str
    line: int = 0
    """From 1; 0 where it is unknown."""
    column: int = 0
    """From 1; 0 where it is unknown."""
    document: str = ""
    language: str = ""


NOWHERE = Location("")
"""Of what is in no file."""
