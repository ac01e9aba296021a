"""Puts "between" messages into a document: what stands between its texts, as a language has it.

Box titles, comments in code, white space, paragraphs that only one language has: such a message
has whole lines of the document as its text, and replaces them wherever they stand in it. The texts
of the document stay; what comes out is the document whose blocks a localized page must have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.refusal import Refusal
from transync.core.build.splicing import own_pieces, spliced
from transync.core.document.occurrences import occurrences
from transync.core.document.split import split
from transync.core.markup.differences import ACTIVE, TEMPLATE_CODE, Difference
from transync.core.markup.effects import effects
from transync.core.markup.inventory import STRUCTURE, TOKEN
from transync.core.markup.strangers import CONTROL, CONTROLS, Stranger
from transync.domain.errors import DocumentError
from transync.domain.model import BETWEEN, Document, Form, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.dialects import Dialect
    from transync.domain.model import Key

_DESCRIPTION = "between two texts"
_TRIES = 64
"""About how often a document is cut, at most, to find the messages that fail."""


class Adapted(NamedTuple):
    """A document with its "between" messages, and those that were refused."""

    document: Document
    refusals: tuple[Refusal, ...] = ()


class _Reason(NamedTuple):
    """Why messages are refused: as a `Refusal` says it."""

    code: str
    what: Difference | Stranger | DocumentError | None


def adapted(
    document: Document, translations: Mapping[Key, str], translate: Sequence[str], dialect: Dialect
) -> Adapted:
    """Return a document whose lines between texts are as "between" messages have them.

    It has the same segments, in their order: what a message adds is verbatim.
    One that would lose a text, or add what acts (scripts, handlers, template code), is refused.
    """
    wanted = {
        text: translation
        for (context, text), translation in translations.items()
        if context == BETWEEN and translation and translation != text
    }
    if not wanted or dialect.data:
        return Adapted(document)
    return _Adaptation(document, wanted, translate, dialect).done()


class _Adaptation:
    """The messages of one document, which are tried together, and alone where that fails."""

    def __init__(
        self,
        document: Document,
        wanted: Mapping[str, str],
        translate: Sequence[str],
        dialect: Dialect,
    ) -> None:
        self._document, self._wanted = document, wanted
        self._translate, self._dialect = translate, dialect
        self._text = document.text
        self._tries = 0

    def done(self) -> Adapted:
        messages = {
            each.lines: self._wanted[each.lines]
            for each in occurrences(self._text, self._wanted, self._document.newline)
        }
        if not messages:
            return Adapted(self._document)
        result = self._tried(messages)
        if isinstance(result, Document):
            return Adapted(result)
        reasons = self._reasons(messages, result)
        rest = {text: each for text, each in messages.items() if text not in reasons}
        together = self._tried(rest) if rest and reasons else result if rest else self._document
        if isinstance(together, _Reason):
            reasons |= dict.fromkeys(rest, together)
            together = self._document
        return Adapted(together, tuple(self._refusals(messages, reasons)))

    def _reasons(self, messages: Mapping[str, str], failed: _Reason) -> dict[str, _Reason]:
        """Return what is wrong with each message that fails alone, of some that fail together.

        Halves are tried, then their halves, as few of many messages fail. Where many do, and the
        tries are used up, those that are left fail together.
        """
        if len(messages) == 1 or self._tries > _TRIES:
            return dict.fromkeys(messages, failed)
        reasons: dict[str, _Reason] = {}
        texts = [*messages]
        middle = len(texts) // 2
        for half in (texts[:middle], texts[middle:]):
            own = {text: messages[text] for text in half}
            if isinstance(result := self._tried(own), _Reason):
                reasons |= self._reasons(own, result)
        return reasons

    def _refusals(
        self, messages: Mapping[str, str], reasons: Mapping[str, _Reason]
    ) -> Iterator[Refusal]:
        places = {each.lines: each for each in occurrences(self._text, messages, self._newline)}
        for text, (code, what) in reasons.items():
            line = 1 + self._text.count("\n", 0, places[text].start)
            segment = Segment(text, text, Form.TEXT, _DESCRIPTION, line, 1, context=BETWEEN)
            yield Refusal(segment, code, messages[text], what)

    @property
    def _newline(self) -> str:
        return self._document.newline

    def _tried(self, messages: Mapping[str, str]) -> Document | _Reason:
        """Put messages in; return the document, or what is wrong with it."""
        self._tries += 1
        places = occurrences(self._text, messages, self._newline)
        written = [messages[each.lines].replace("\n", self._newline) for each in places]
        text = spliced(self._text, places, written)
        if reason := self._acting(text):
            return reason
        try:
            built = split(text, self._document.path, self._translate, self._dialect)
        except DocumentError as error:
            return _Reason(STRUCTURE, error)
        pieces = own_pieces(self._document, built, places, [*map(len, written)])
        return built._replace(pieces=pieces) if pieces else _Reason(STRUCTURE, None)

    def _acting(self, text: str) -> _Reason | None:
        """Return what a text has that acts, and the document has not."""
        for character in dict.fromkeys(CONTROLS.findall(text)):
            if character not in self._text and character not in "\r":
                return _Reason(CONTROL, Stranger(CONTROL, character))
        new = effects(text, self._dialect) - effects(self._text, self._dialect)
        for kind, value in sorted(new, key=lambda item: (item[1].startswith("</"), item))[:1]:
            code = TEMPLATE_CODE if kind == TOKEN else ACTIVE
            return _Reason(code, Difference(kind, value, 0, 1))
        return None
