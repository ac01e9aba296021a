"""Puts translations into the places of the segments they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.escape import escaped
from transync.core.build.verify import Written, guilty, spliced
from transync.core.document.prose import BLANKS
from transync.core.document.split import MAX_SEGMENT
from transync.core.markup.elsewhere import Place
from transync.core.markup.inventory import STRUCTURE, inventory, is_alike, undefined
from transync.core.markup.strangers import strange
from transync.dialects import COMMONMARK
from transync.domain.allowance import NO_ALLOWANCE
from transync.domain.errors import DocumentError, LimitError
from transync.domain.model import BOM, IN_FRONT_MATTER, Document, Form, Key, Segment
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.core.markup.differences import Difference
    from transync.core.markup.strangers import Stranger
    from transync.dialects import Dialect
    from transync.domain.allowance import Allowance

_HARD_BREAK = "  "
_UNDERLINE = re.compile(r"(?:\r\n|\r|\n)[\s>]*(?:[=-]+[ \t]*(?:[\r\n]|\Z)|[:~][ \t])")
"""How the line behind a heading or a term begins."""
_ENDING = re.compile(r"[\r\n]|\A\s*```")
"""What of a translation may end an underlined heading, to some renderer."""
_ATTRIBUTES = re.compile(r"[ \t]*#*[ \t]*\{")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]:[ \t]*\Z")


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


class Composition(NamedTuple):
    """A localized text, and the translations that could not be part of it."""

    text: str
    refusals: tuple[Refusal, ...] = ()


def compose(
    document: Document,
    translations: Mapping[Key, str],
    translate: Sequence[str] = (),
    allowance: Allowance = NO_ALLOWANCE,
    dialect: Dialect = COMMONMARK,
) -> Composition:
    """Give the document's text with its segments translated; all else is the author's.

    A segment without a translation keeps its text, and so does one whose translation would
    add, remove or change a block, a link target, code, a tag or a token: it is refused, unless
    the `allowance` has it. `translate` and `dialect` are what the document was split with.
    """
    refusals: list[Refusal] = []
    written: dict[int, Written] = {}
    for number, segment, translation in _translated(document, translations):
        try:
            done, problems = _write(document, number, translation, allowance, dialect)
        except DocumentError as error:
            refusals.append(Refusal(segment, STRUCTURE, translation, error))
            continue
        refusals += problems
        if not problems:
            written[number] = done
    for number in guilty(document, written, translate, allowance, dialect):
        text = written.pop(number).text
        piece = document.pieces[number]
        assert isinstance(piece, Segment)
        refusals.append(Refusal(piece, STRUCTURE, text))
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


def _write(
    document: Document, number: int, translation: str, allowance: Allowance, dialect: Dialect
) -> tuple[Written, list[Refusal]]:
    """Write a translation for its place, and tell what it adds to or takes from its source.

    Raises `DocumentError` for what the place cannot hold.
    """
    segment = document.pieces[number]
    assert isinstance(segment, Segment)
    if len(translation) > MAX_SEGMENT:
        raise LimitError(f"it has {len(translation)} characters, {MAX_SEGMENT} at most")
    place = place_of(document, number, segment, translation, dialect)
    text = escaped(translation, segment.form, place)
    if problems := _changes(document, segment, text, allowance, dialect):
        return Written(text, ""), problems
    return Written(text, _raw(segment, text, document.newline)), []


def place_of(
    document: Document, number: int, segment: Segment, translation: str, dialect: Dialect
) -> Place:
    """Return what of a place other renderers look at, as far as it matters to a translation."""
    is_text = segment.form is Form.TEXT
    begins = number <= 1 and not (number and document.pieces[0].raw.strip(BOM))
    if is_text and not _ENDING.search(translation):
        return Place(segment.text, begins=begins, dialect=dialect)
    ahead = document.pieces[number - 1].raw if number else ""
    behind = "".join(piece.raw for piece in document.pieces[number + 1 : number + 3])
    lead = ahead[ahead.rfind(document.newline[-1]) + 1 :]
    is_heading = segment.form is Form.LINE and lead.rstrip(BLANKS).endswith("#")
    return Place(
        source=segment.text,
        leads=not is_heading and (segment.form is Form.LINE or "|" not in lead),
        is_heading=is_heading,
        has_attributes=is_heading and _ATTRIBUTES.match(behind) is not None,
        begins=begins,
        is_line="\n" not in segment.text
        and bool(_UNDERLINE.match(behind) or _FOOTNOTE.search(lead)),
        dialect=dialect,
    )


def _changes(
    document: Document, segment: Segment, text: str, allowance: Allowance, dialect: Dialect
) -> list[Refusal]:
    """Tell what of the markup of a segment would change, and is not allowed to."""
    form, references = segment.form, document.references
    source, translation = _shown(segment, segment.text), _shown(segment, text)
    found = strange(source, translation, form, references)
    is_broken = segment.text.count("\n") != text.count("\n")
    if not (found or is_broken) and is_alike(source, translation, form, references, dialect):
        return []
    before, after = (inventory(each, form, references, dialect) for each in (source, translation))
    if not (found or is_broken) and before == after:
        return []
    from transync.core.markup.differences import violations  # which few translations need
    from transync.core.markup.tolerance import Texts

    texts = Texts(
        *(source, translation, form, allowance.of(segment.key), allowance.tongues),
        *(dialect.is_jsx, tuple(undefined(text, segment.text, references))),
    )
    return [
        Refusal(segment, code, text, what, is_allowable)
        for code, what, is_allowable in violations(texts, before, after, found)
    ]


def _raw(segment: Segment, text: str, newline: str) -> str:
    """Write an escaped translation as the place of its segment wants it."""
    if segment.form in IN_FRONT_MATTER:
        before, behind = segment.breaks or ("", "")
        whole = segment._replace(text=f"{before}{segment.text}{behind}")
        return frontmatter.render(whole, f"{before}{text}{behind}", newline)
    raw = (newline + segment.prefix).join(_marked(segment, text))
    # A backslash before a pipe would escape it, however many there are (markdown-it-py).
    return raw + " " if segment.form is Form.CELL and raw.endswith("\\") else raw


def _shown(segment: Segment, text: str) -> str:
    """Give a text with its hard breaks marked, as a renderer gets it."""
    return "\n".join(_marked(segment, text))


def _marked(segment: Segment, text: str) -> list[str]:
    """Give the lines of a text, each with its hard break in the author's style."""
    if "\n" not in text:
        return [text]
    *lines, last = text.split("\n")
    marks = segment.breaks or (_HARD_BREAK,)
    marked = []
    for number, line in enumerate(lines):
        mark = marks[min(number, len(marks) - 1)]
        if not line:
            mark = "\\"  # a line of blanks would end the paragraph
        # A backslash behind a backslash would be one, and no break.
        marked.append(line + (_HARD_BREAK if line.endswith("\\") else mark))
    return [*marked, last]
