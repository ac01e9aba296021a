"""The nouns of what is not written: a refusal, with what is wrong with a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transync.core.markup.differences import Difference
    from transync.core.markup.strangers import Stranger
    from transync.domain.errors import DocumentError
    from transync.domain.model import Segment


class Refusal(NamedTuple):
    """A translation that was not written, because the document would not be the same."""

    segment: Segment
    code: str
    """The code of the finding that reports it."""
    translation: str
    """As it would have been written: with its escapes, and line feeds for hard breaks."""
    what: Difference | Stranger | DocumentError | None = None
    """What is wrong with it; None where the blocks of the document would not be the same."""
    is_allowable: bool = False
    """Whether it would be written if somebody allowed the code."""
