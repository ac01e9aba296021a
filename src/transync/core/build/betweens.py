"""Puts "between" messages into a document: what stands between its texts, as a language has it.

Box titles, comments in code, white space, paragraphs that only one language has: such a message
has whole lines of the document as its text, and replaces them wherever they stand in it. The texts
of the document stay; what comes out is the document whose blocks a localized page must have.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.refusal import Refusal
from transync.core.build.splicing import own_pieces, spliced
from transync.core.document.occurrences import occurrences
from transync.core.document.split import split
from transync.core.markup.differences import ACTIVE, TEMPLATE_CODE, Difference
from transync.core.markup.effects import AddedEffects
from transync.core.markup.inventory import STRUCTURE, TOKEN
from transync.core.markup.strangers import CONTROL, Stranger
from transync.domain.errors import DocumentError
from transync.domain.model import BETWEEN, Document, Form, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from transync.core.document.occurrences import Occurrence
    from transync.core.markup.inventory import Item
    from transync.dialects import Dialect
    from transync.domain.model import Key

_DESCRIPTION = "between two texts"
_TRIES = 64
"""About how often a document is cut, at most, to find the messages that fail."""

_REMEMBERED = 4
"""Documents with their messages that are kept: an import tries them, then builds with them."""


class Adapted(NamedTuple):
    """A document with its "between" messages, and those that were refused."""

    document: Document
    refusals: tuple[Refusal, ...] = ()


class _Reason(NamedTuple):
    """Why messages are refused: as a `Refusal` says it."""

    code: str
    what: Difference | Stranger | DocumentError | None


_LOSES = _Reason(STRUCTURE, None)


class _Failure(NamedTuple):
    """Why some messages cannot be put in together."""

    reason: _Reason
    plain: Mapping[str, _Reason] = {}
    """What is wrong with those that are plainly at fault, by themselves."""
    acts: bool = False
    """Whether they fail because something acts, which needs no cut to be seen."""


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
        self._added = AddedEffects(self._text, dialect)
        self._tries = 0

    def done(self) -> Adapted:
        messages = {
            each.lines: self._wanted[each.lines]
            for each in occurrences(self._text, self._wanted, self._newline)
        }
        reasons: dict[str, _Reason] = {}
        rest = messages
        result = self._tried(rest)
        while isinstance(result, _Failure):
            # Where each would do alone, but not all together, none of them is put in.
            reasons |= self._reasons(rest, result) or dict.fromkeys(rest, result.reason)
            rest = {text: each for text, each in messages.items() if text not in reasons}
            result = self._tried(rest)
        return Adapted(result, tuple(self._refusals(messages, reasons)))

    def _reasons(self, messages: Mapping[str, str], failure: _Failure) -> Mapping[str, _Reason]:
        """Return what is wrong with messages that fail alone, of some that fail together.

        Where it is not plain which these are, halves are tried, then their halves, as few of many
        messages fail. Where many do, and the tries are used up, those that are left fail together.
        """
        if len(messages) == 1 or self._tries > _TRIES:
            return dict.fromkeys(messages, failure.reason)
        if failure.plain:
            return failure.plain
        try_half = self._acting if failure.acts else self._tried
        reasons: dict[str, _Reason] = {}
        texts = [*messages]
        middle = len(texts) // 2
        for half in (texts[:middle], texts[middle:]):
            own = {text: messages[text] for text in half}
            if isinstance(result := try_half(own), _Failure):
                reasons |= self._reasons(own, result)
        return reasons

    def _refusals(
        self, messages: Mapping[str, str], reasons: Mapping[str, _Reason]
    ) -> Iterator[Refusal]:
        places = {each.lines: each for each in occurrences(self._text, messages, self._newline)}
        for text in (text for text in messages if text in reasons):
            code, what = reasons[text]
            line = 1 + self._text.count("\n", 0, places[text].start)
            segment = Segment(text, text, Form.TEXT, _DESCRIPTION, line, 1, context=BETWEEN)
            yield Refusal(segment, code, messages[text], what)

    @property
    def _newline(self) -> str:
        return self._document.newline

    def _tried(self, messages: Mapping[str, str]) -> Document | _Failure:
        """Put messages in; return the document, or what is wrong with it."""
        return self._acting(messages) or self._cut(messages)

    def _cut(self, messages: Mapping[str, str]) -> Document | _Failure:
        """Put messages in and cut; return the document, or which of its texts are not there."""
        if not messages:
            return self._document
        places, written = self._written(messages)
        text = spliced(self._text, places, written)
        try:
            built = _cut(text, self._document.path, tuple(self._translate), self._dialect)
        except DocumentError as error:
            return _Failure(_Reason(STRUCTURE, error))
        found = own_pieces(self._document, built, places, [*map(len, written)])
        if not found.lost:
            return built._replace(pieces=found.pieces)
        # Behind a text that is lost outside of all messages, whatever is lost may be so for it.
        losing = takewhile(lambda place: place is not None, found.lost)
        return _Failure(_LOSES, {place.lines: _LOSES for place in losing if place})

    def _acting(self, messages: Mapping[str, str]) -> _Failure | None:
        """Put messages in; return what then acts and did not, and who has that by itself."""
        self._tries += 1
        places, written = self._written(messages)
        acting = self._added.of(spliced(self._text, places, written))
        if not acting:
            return None
        own = {
            place.lines: self._added.of(lines) & acting
            for place, lines in zip(places, written, strict=True)
        }
        plain = {lines: _acting_reason(those) for lines, those in own.items() if those}
        return _Failure(_acting_reason(acting), plain, acts=True)

    def _written(self, messages: Mapping[str, str]) -> tuple[list[Occurrence], list[str]]:
        """Return where messages stand in the document, and the characters for each place."""
        places = occurrences(self._text, messages, self._newline)
        return places, [messages[each.lines].replace("\n", self._newline) for each in places]


@lru_cache(maxsize=_REMEMBERED)
def _cut(text: str, path: str, translate: tuple[str, ...], dialect: Dialect) -> Document:
    return split(text, path, translate, dialect)


def _acting_reason(acting: Set[Item]) -> _Reason:
    """Return the first of some things that act as what is wrong."""
    kind, value = min(acting, key=lambda item: (item[1].startswith("</"), item))
    if kind == CONTROL:
        return _Reason(CONTROL, Stranger(CONTROL, value))
    return _Reason(TEMPLATE_CODE if kind == TOKEN else ACTIVE, Difference(kind, value, 0, 1))
