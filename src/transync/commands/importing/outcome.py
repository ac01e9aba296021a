"""What has come of a page: how much of it was imported, and what keeps it from coming back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.comparing import is_kept
from transync.commands.importing.filling import OUTDATED, TRANSLATED, UNSURE, state_of
from transync.commands.importing.page_state import is_empty, is_stub
from transync.commands.importing.refused_lines import refused_lines
from transync.core.build.stamps import is_edited

if TYPE_CHECKING:
    from transync.commands.importing.comparing import Comparison
    from transync.commands.importing.filling import Filled
    from transync.commands.importing.pages import ImportedPage
    from transync.commands.importing.refused_lines import RefusedLines

_WIDTH = 60


class UnplacedText(NamedTuple):
    """A text of a page that belongs to no text of its document."""

    line: int
    column: int
    text: str
    """Its first characters."""


class ImportOutcome(NamedTuple):
    """What has come of a page."""

    path: str
    document: str
    language: str
    catalog: str
    translated: int
    """How many of its texts are current translations of the document as it is."""
    unsure: int
    suspected: int
    """How many of the unsure have signs of being outdated, where no history tells."""
    outdated: int
    untranslated: int
    """How many are the same as in the document, and were left untranslated."""
    missing: int
    """How many texts of the document it lacks."""
    commit: str
    """The version of the document that it was translated from; empty for the present one."""
    time: int
    """When that was committed, in seconds since 1970."""
    unknown: str
    """The version that it says it was translated from, where that is not to be found."""
    has_history: bool
    """Whether older versions of its document were there to compare it with."""
    places: int
    """In how many places a build would change it; 0 if it comes back byte for byte."""
    line: int
    """The line of the page where the first of them is."""
    whole: bool
    """Whether all of its lines were found, its front matter aside: they come back, with the version
    of the document that it was translated from, and all of its translations accepted."""
    kept: bool
    """Whether it stays as it is, for `build.keep`."""
    removed: bool
    """Whether a build would remove it: too little of its document is translated."""
    empty: bool
    """Whether there is nothing on it."""
    stub: bool
    """Whether it is a copy of its document: nobody has translated it."""
    edited: bool
    """Whether a build has made it, and somebody has edited it since."""
    unplaced: tuple[UnplacedText, ...]
    others: tuple[str, ...]
    """The first characters of its texts whose messages have another translation."""
    refused: tuple[RefusedLines, ...]
    """What acts between its texts, so that a build would refuse it."""

    @property
    def comes_back(self) -> bool:
        """Whether a build gives it again byte for byte.

        Of its front matter, only the values count, of keys that a build does not set.
        """
        return not (self.places or self.removed or self.kept)


def outcome(
    page: ImportedPage, result: Comparison, catalog: str, done: Filled, *, keeps: bool
) -> ImportOutcome:
    """Return what has come of a page whose messages have filled a catalog.

    A page that would not come back is kept, where the import `keeps` such pages.
    """
    texts = (each for each in page.messages if not (each.obsolete or each.is_between))
    states = Counter(map(state_of, texts))
    own = {message.key: message.translation for message in page.messages}
    others = [each for each in done.others if own.get(each.key) == each.translation]
    revision = page.origin.revision
    is_page_kept = keeps and is_kept(page, result)
    return ImportOutcome(
        page.path,
        page.target.document.path,
        page.target.language.code,
        catalog,
        states[TRANSLATED],
        states[UNSURE],
        sum(bool(each.signs) for each in page.transfer.found),
        states[OUTDATED],
        len(page.transfer.untranslated),
        len(page.transfer.missing),
        revision.commit if revision else "",
        revision.time if revision else 0,
        page.origin.unknown,
        page.origin.has_history,
        result.places,
        result.line,
        result.is_whole and not (others or is_empty(page.text)),
        is_page_kept,
        page.is_in_place and not (result.is_published or is_page_kept),
        is_empty(page.text),
        is_stub(page.transfer),
        is_edited(page.text),
        tuple(
            UnplacedText(each.line, each.column, short(each.text))
            for each in page.transfer.unplaced
        ),
        tuple(short(each.translation) for each in others),
        tuple(refused_lines(page.path, page.text, page.refusals)),
    )


def short(text: str) -> str:
    """Return the first characters of a text, on one line."""
    line = text.replace("\n", " ")
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"
