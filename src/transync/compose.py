"""Puts translations into the places of the segments they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import frontmatter
from transync.escape import escaped
from transync.guard import Written, guilty, spliced
from transync.inventory import changes, inventory
from transync.model import Document, Form, Key, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STRUCTURE = "T309"

_HARD_BREAK = "  "


class Refusal(NamedTuple):
    """A translation that was not written, because the document would not be the same."""

    segment: Segment
    code: str
    reason: str


class Composition(NamedTuple):
    """A localized text, and the translations that could not be part of it."""

    text: str
    refusals: tuple[Refusal, ...] = ()


def compose(
    document: Document, translations: Mapping[Key, str], translate: Sequence[str] = ()
) -> Composition:
    """Give the document's text with its segments translated; all else is the author's.

    A segment without a translation keeps its text, and so does one whose translation would
    add, remove or change a block, a link target, code, a tag or a token: it is refused.
    `translate` are the front-matter paths that the document was split with.
    """
    refusals: list[Refusal] = []
    written: dict[int, Written] = {}
    for number, segment, translation in _translated(document, translations):
        text = escaped(translation, segment.form)
        problems = _problems(segment, text, document.references)
        refusals += problems
        if not problems:
            written[number] = Written(text, _raw(segment, text, document.newline))
    for number in guilty(document, written, translate):
        del written[number]
        refusals += _structural(document, number)
    return Composition(spliced(document, written), tuple(refusals))


def _translated(
    document: Document, translations: Mapping[Key, str]
) -> Iterator[tuple[int, Segment, str]]:
    """Give the segments whose text is to change, each with its number among the pieces."""
    for number, piece in enumerate(document.pieces):
        if isinstance(piece, Segment):
            translation = translations.get(piece.key, "")
            if translation.strip() and translation != piece.text:
                yield number, piece, translation


def _problems(segment: Segment, text: str, references: Mapping[str, str]) -> list[Refusal]:
    """Tell what the translation adds to or takes from the inventory of its source."""
    before = inventory(segment.text, segment.form, references)
    after = inventory(text, segment.form, references)
    return [Refusal(segment, code, reason) for code, reason in changes(before, after)]


def _structural(document: Document, number: int) -> Iterator[Refusal]:
    piece = document.pieces[number]
    if isinstance(piece, Segment):
        yield Refusal(piece, STRUCTURE, "the blocks of the document would not be the same")


def _raw(segment: Segment, text: str, newline: str) -> str:
    """Write an escaped translation as the place of its segment wants it."""
    if segment.form in (Form.YAML, Form.TOML):
        return frontmatter.render(segment, text, newline)
    raw, *others = text.split("\n")
    marks = segment.breaks or (_HARD_BREAK,)
    for number, line in enumerate(others):
        mark = marks[min(number, len(marks) - 1)]
        if raw.endswith("\\"):
            mark = _HARD_BREAK  # a backslash behind a backslash would be one, and no break
        raw += mark + newline + segment.prefix + line
    return raw
