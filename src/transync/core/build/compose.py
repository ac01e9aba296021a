"""Puts translations into the places of the segments they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.betweens import adapted
from transync.core.build.escape import escaped
from transync.core.build.fast_verify import Replacement
from transync.core.build.grid_tables import redrawn
from transync.core.build.refusal import Refusal
from transync.core.build.verify import verified
from transync.core.document.line_breaks import broken_lines
from transync.core.document.prose import BLANKS
from transync.core.document.split import MAX_SEGMENT
from transync.core.markup.differences import violations
from transync.core.markup.elsewhere import Place
from transync.core.markup.inventory import STRUCTURE
from transync.dialects import COMMONMARK
from transync.domain.allowance import NO_ALLOWANCE
from transync.domain.errors import DocumentError, LimitError
from transync.domain.model import BOM, IN_FRONT_MATTER, Document, Form, Key, Segment
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.dialects import Dialect, LineBreaks
    from transync.domain.allowance import Allowance

_UNDERLINE = re.compile(r"(?:\r\n|\r|\n)[\s>]*(?:[=-]+[ \t]*(?:[\r\n]|\Z)|[:~][ \t])")
"""How the line behind a heading or a term begins."""
_ENDING = re.compile(r"[\r\n]|\A\s*```")
"""What of a translation may end an underlined heading, to some renderer."""
_ATTRIBUTES = re.compile(r"[ \t]*#*[ \t]*\{")
_ENDS_PARAMETER = re.compile(r"[\"<>{}\\`$]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]:[ \t]*\Z")


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
    """Return the document's text with its segments translated; all else is the author's.

    A segment without a translation keeps its text, and so does one whose translation would
    add, remove or change a block, a link target, code, a tag or a token: it is refused, unless
    the `allowance` has it. Before that, "between" messages replace what stands between segments.
    `translate` and `dialect` are what the document was split with.
    """
    base, refused = adapted(document, translations, translate, dialect)
    done = translated(base, translations, translate, allowance, dialect)
    return done._replace(refusals=(*refused, *done.refusals)) if refused else done


def translated(
    document: Document,
    translations: Mapping[Key, str],
    translate: Sequence[str] = (),
    allowance: Allowance = NO_ALLOWANCE,
    dialect: Dialect = COMMONMARK,
) -> Composition:
    """Return the same of a document that has its "between" messages already."""
    refusals: list[Refusal] = []
    replacements: dict[int, Replacement] = {}
    for number, segment, translation in _translated(document, translations):
        try:
            text = _escaped(document, number, translation, dialect)
            found = violations(segment, text, document.references, allowance, dialect)
            raw = "" if found else _raw(segment, text, document.newline, dialect.line_breaks)
        except DocumentError as error:
            refusals.append(Refusal(segment, STRUCTURE, translation, error))
            continue
        refusals += [Refusal(segment, code, text, what, fine) for code, what, fine in found]
        if not found:
            replacements[number] = Replacement(text, raw)
    built = verified(document, replacements, translate, allowance, dialect)
    for number in built.offenders:
        refusals.append(Refusal(_segment(document, number), STRUCTURE, replacements[number].text))
    has_tables = replacements and dialect.syntax.has_drawn_tables
    text = redrawn(built.text, document.text, dialect) if has_tables else built.text
    return Composition(text, tuple(refusals))


def _translated(
    document: Document, translations: Mapping[Key, str]
) -> Iterator[tuple[int, Segment, str]]:
    """Yield the segments whose text is to change, each with its number among the pieces."""
    for number, piece in enumerate(document.pieces):
        if isinstance(piece, Segment):
            translation = translations.get(piece.key, "")
            if translation.strip() and translation != piece.text:
                yield number, piece, translation


def _escaped(document: Document, number: int, translation: str, dialect: Dialect) -> str:
    """Return a translation with what its place needs escaped.

    Raises `LimitError` for one that is too long, or that its place cannot hold.
    """
    segment = _segment(document, number)
    if len(translation) > MAX_SEGMENT:
        raise LimitError(f"it has {len(translation)} characters, {MAX_SEGMENT} at most")
    if segment.form is Form.PARAMETER:
        _refuse_ends(translation, quote=document.pieces[number - 1].raw[-1])
    place = place_of(document, number, segment, translation, dialect)
    return escaped(translation, segment.form, place)


def _refuse_ends(translation: str, quote: str) -> None:
    """Raise `LimitError` for what may end the value of a parameter, or be code in it."""
    mark = quote if quote in translation else _ENDS_PARAMETER.search(translation)
    if mark:
        raise LimitError(f"the value of a parameter cannot hold {mark[0]}, which may end it")


def _segment(document: Document, number: int) -> Segment:
    piece = document.pieces[number]
    assert isinstance(piece, Segment)
    return piece


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


def _raw(segment: Segment, text: str, newline: str, line_breaks: LineBreaks) -> str:
    """Return the characters of an escaped translation in the place of its segment."""
    if segment.form in IN_FRONT_MATTER:
        before, behind = segment.breaks or ("", "")
        whole = segment._replace(text=f"{before}{segment.text}{behind}")
        return frontmatter.render(whole, f"{before}{text}{behind}", newline)
    raw = (newline + segment.prefix).join(broken_lines(segment, text, line_breaks))
    # A backslash before a pipe would escape it, however many there are (markdown-it-py).
    return raw + " " if segment.form is Form.CELL and raw.endswith("\\") else raw
