"""The nouns: documents and their pieces, catalogs and their messages, findings."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any


NEWLINE = re.compile(r"\r\n|\r|\n")
"""A line ending (CommonMark 2.1); `str.splitlines` knows more of them than Markdown does."""

BOM = "\ufeff"
"""The byte order mark, which may begin a file and belongs to no line of it."""

_LINE_NUMBER = re.compile(r":\d+$")


class Form(StrEnum):
    """How a translation is written back into the place its segment was cut from."""

    TEXT = "text"
    """Lines of a paragraph: a hard break is a new line, each line may need an escape."""
    LINE = "line"
    """One line that is not the start of a block: a heading, the title of an admonition."""
    CELL = "cell"
    """One line between pipes."""
    VALUE = "value"
    """The value of an option of a directive: one line in which no Markdown is read."""
    HTML = "html"
    """One line of raw HTML."""
    ATTRIBUTE = "attribute"
    """The value of an attribute of a tag, between its quotes."""
    PARAMETER = "parameter"
    """The same of a token of a template engine, which knows no entities."""
    YAML = "yaml"
    """A scalar of a YAML front matter."""
    TOML = "toml"
    """A string of a TOML front matter."""
    JSON = "json"
    """A string of a JSON front matter."""


IN_FRONT_MATTER = (Form.YAML, Form.TOML, Form.JSON)
IN_QUOTES = (Form.ATTRIBUTE, Form.PARAMETER)


class Verbatim(NamedTuple):
    """A piece of a document that is never translated."""

    raw: str


class Segment(NamedTuple):
    """A piece of a document that is one translatable unit."""

    raw: str
    """The author's characters."""
    text: str
    """What translators see: inline Markdown on one line, a hard break as a line feed."""
    form: Form
    description: str
    """What it is, for the translator: `heading, level 2`."""
    line: int
    """Line in the file, from 1."""
    column: int
    """Column in that line in characters, from 1."""
    prefix: str = ""
    """What a continuation line of it starts with: `> `, the indentation of a list."""
    breaks: tuple[str, ...] = ()
    """The author's hard breaks as written: blanks or a backslash.

    In a front-matter value: the line feeds before and after its text.
    """
    context: str | None = None
    """The `msgctxt` that a directive or a front-matter key asks for."""
    notes: tuple[str, ...] = ()
    """The author's notes to translators."""
    divided: bool = False
    """Whether it is part of a paragraph that a site engine splits."""
    heading: str = ""
    """The heading that it stands under; of a heading, the one above that it is a part of."""

    @property
    def is_wrapped(self) -> bool:
        """Whether it has line breaks that neither readers nor translators see."""
        is_prose = self.form in (Form.TEXT, Form.HTML) and self.raw != self.text
        return is_prose and len(NEWLINE.findall(self.raw)) > self.text.count("\n")

    @property
    def comment(self) -> str:
        """What translators are told of it: `list item, in "Öffnen"`."""
        return f'{self.description}, in "{self.heading}"' if self.heading else self.description

    @property
    def key(self) -> Key:
        """What identifies its message in a catalog."""
        return self.context, self.text


BETWEEN = "transync: between"
"""The `msgctxt` of what stands between two texts: made by import and absorb, never extracted."""

Piece = Verbatim | Segment
Key = tuple[str | None, str]
"""The identity of a message: `msgctxt` and `msgid`."""


class Document(NamedTuple):
    """One Markdown file, cut: its pieces, joined, are the file."""

    path: str
    """Relative to the project, with slashes."""
    pieces: tuple[Piece, ...]
    newline: str
    """The line ending of the file's first line: LF, CRLF or CR (LF where it has none)."""
    references: Mapping[str, str]
    """Label (normalised as CommonMark does) → target of each link reference definition."""
    structure: str = ""
    """A digest of its blocks without positions and prose, which translations must preserve."""

    @property
    def text(self) -> str:
        """The file's characters."""
        return "".join(piece.raw for piece in self.pieces)

    @property
    def segments(self) -> Iterator[Segment]:
        """The translatable pieces, in the order of the file."""
        return (piece for piece in self.pieces if isinstance(piece, Segment))

    def __reduce__(self) -> tuple[Callable[..., Document], tuple[object, ...]]:
        """Pickle as plain tuples, which takes a third of the time."""
        return _document, (self.path, [*map(tuple, self.pieces)], *self[2:])


def located_segments(documents: Iterable[Document]) -> Iterator[tuple[str, Segment]]:
    """Yield the segments of documents, each with the path of its document."""
    for document in documents:
        for segment in document.segments:
            yield document.path, segment


def _document(
    path: str,
    pieces: Iterable[tuple[Any, ...]],
    newline: str,
    references: Mapping[str, str],
    structure: str,
) -> Document:
    made = [Segment._make(each) if len(each) > 1 else Verbatim._make(each) for each in pieces]
    return Document(path, tuple(made), newline, references, structure)


class Message(NamedTuple):
    """What one entry of a `.po` file says; strings are unescaped."""

    id: str
    translation: str = ""
    context: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    previous: str | None = None
    """`#| msgid`: the source that a fuzzy translation was made for."""
    previous_context: str | None = None
    comments: tuple[str, ...] = ()
    """`# `: of the translators; the lines without their mark."""
    extracted: tuple[str, ...] = ()
    """`#.`: of the author and of transync."""
    documents: tuple[str, ...] = ()
    """`#:`: the references, in their order, a line number (`:12`) included where there is one."""
    flags: tuple[str, ...] = ()
    """`#,`: all flags but `fuzzy`."""
    plural: str | None = None
    """`msgid_plural`; transync makes no such messages, and loses none."""
    plurals: tuple[str, ...] = ()
    """`msgstr[n]` in the order of n, for a message with a plural."""
    previous_plural: str | None = None

    @property
    def key(self) -> Key:
        """What identifies it in its catalog."""
        return self.context, self.id

    @property
    def is_between(self) -> bool:
        """Whether it is what stands between two texts, and no text itself."""
        return self.context == BETWEEN

    def suits(self, document: str) -> bool:
        """Whether a document may use it: what stands between texts, only one of its own."""
        return not self.is_between or document in self.paths

    @property
    def paths(self) -> list[str]:
        """Its documents, without the line numbers of other tools."""
        return [_LINE_NUMBER.sub("", document) for document in self.documents]

    @property
    def translated(self) -> bool:
        """Whether its translation is there and current."""
        return bool(self.translation) and not self.fuzzy and not self.obsolete


class Entry(NamedTuple):
    """A message and the characters it was read from."""

    message: Message
    raw: str = ""
    """Blank lines before the entry included; empty for a message that has not been written."""
    line: int = 0
    """Line of its `msgid` keyword, from 1; 0 for a message that has not been written."""


class Catalog(NamedTuple):
    """A `.po` file: what its entries were read from, joined, is the file."""

    path: str
    entries: tuple[Entry, ...]
    """The header entry (empty `msgid`) is the first, where there is one."""
    tail: str = ""
    """The text after the last entry."""
    bom: bool = False
    newline: str = "\n"


class Severity(StrEnum):
    """Whether a finding fails a run."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One reported fact, and its place."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    document: str = ""
    language: str = ""
