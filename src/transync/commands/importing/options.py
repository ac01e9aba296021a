"""Says what is to be imported, from where, and what has to be looked at afterwards."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Review(Enum):
    """Which translations somebody has to look at: they are fuzzy."""

    ALL = "all"
    UNSURE = "unsure"
    """Those that are unsure or outdated."""
    NOT_OUTDATED = "not outdated"
    """Those that are unsure; those of a former text are taken for current."""


class PageOptions(NamedTuple):
    """Where the pages are."""

    template: str = ""
    """A path template that takes the place of `output`; empty for `output`."""
    folder: str = ""
    """The folder that it is in, as a clone of another repository; empty for the project's own."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Documents and pages that belong together: `docs/tea.md` and `docs/de/tee.md`."""
    start: str = "."
    """The folder that the paths of pairs, and `folder`, are relative to."""


class ImportOptions(NamedTuple):
    """How translations are imported."""

    review: Review = Review.UNSURE
    """Which of them are fuzzy."""
    keeps: bool = True
    """Whether pages that would not come back as they are get into `build.keep`."""
    has_history: bool = True
    """Whether older versions of the documents are looked at, too."""
    revision: str = ""
    """The version of the documents that all pages were translated from."""
    configures: bool = False
    """Whether the settings that the pages suggest are written, and used."""
    pages: PageOptions = PageOptions()
    """Where the pages are."""


DEFAULT = ImportOptions()
"""What an import does where nobody says otherwise."""
