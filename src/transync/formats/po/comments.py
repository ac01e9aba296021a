"""Parse and write the comment lines of an entry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.formats.po.grammar import SPACES
from transync.formats.po.strings import SPLICE, UNENCODABLE, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.domain.model import Message

WIDTH = 79
"""The bytes after which msgcat begins a new `#:` line, also with `--no-wrap`."""

_REMEMBERED = 1024
"""How many heads of entries are cached: many entries share theirs."""

_OPEN, _CLOSE = "\u2068", "\u2069"
_MARKS = {"": "", ".": ".", ":": ":", ",": ",", "=": ",", "!": ","}
_COMMENT = re.compile(rf"^(?>(?:[{SPACES}]++|#~\|?+|#\|)*)#([.:,=!]?+)(.*)$", re.MULTILINE)
_INTRICATE = (_OPEN, " :", ": ", "\t")
_REFERENCE = re.compile(
    rf"(?:{_OPEN}(?P<isolated>[^{_CLOSE}]++){_CLOSE}|(?P<name>[^ \t]++))"
    r"(?>(?:(?:[ \t]*+:|(?<=:)[ \t])[ \t]*+(?P<line>[0-9]++)(?![^ \t]))?)"
)
_PLAIN = re.compile(r"(?!\./)[\w/.-]+")
"""A reference without special characters, as nearly all are."""
_ORDINARY = re.compile(rf"((?>(?:#\. [^\\\r\n]++\n)+))#: ({_PLAIN.pattern})\n")
"""The head of nearly all entries: a description and one document."""
_FLAG = re.compile(rf"[^{SPACES},][^,]*+")
_WORD = re.compile(rf"[^{SPACES}]++")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Comments(NamedTuple):
    """The comment lines of an entry, as the fields of `Message`."""

    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    fuzzy: bool = False


NONE = Comments()


@lru_cache(maxsize=_REMEMBERED)
def read(head: str) -> Comments:
    """Parse what stands before an entry."""
    if ordinary := _ORDINARY.fullmatch(head):
        extracted, document = ordinary.groups()
        return Comments((), tuple(extracted[3:-1].split("\n#. ")), (document,))
    said: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": []}
    for mark, text in _COMMENT.findall(head.replace(SPLICE, "").replace("\r\n", "\n")):
        said[_MARKS[mark]].append(text)
    flags, fuzzy = _flags(said[","]) if said[","] else ((), False)
    return Comments(
        tuple(map(_said, said[""])),
        tuple(map(_said, said["."])),
        references(" ".join(text.removeprefix(" ") for text in said[":"])),
        flags,
        fuzzy,
    )


def write(message: Message) -> str:
    """Return the comment lines of a message in msgcat's order.

    Each line is a comment, whatever the texts contain: a line break in one begins a new comment,
    and a blank follows a backslash, which would continue the line. Raises `CatalogError` for a
    character that no `.po` file can hold.
    """
    fuzzy = message.fuzzy and any((message.translation, *message.plurals))
    return _written(message.comments, message.extracted, message.documents, message.flags, fuzzy)


@lru_cache(maxsize=_REMEMBERED)
def _written(
    comments: tuple[str, ...],
    extracted: tuple[str, ...],
    documents: tuple[str, ...],
    flags: tuple[str, ...],
    fuzzy: bool,
) -> str:
    if len(documents) == 1 and not (comments or flags or fuzzy):
        ordinary = "".join([*(f"#. {text}\n" for text in extracted), f"#: {documents[0]}\n"])
        if "".join(extracted).isprintable() and _ORDINARY.fullmatch(ordinary):
            return ordinary
    written = [*_marked("#", comments), *_marked("#.", extracted)]
    written += _filled(_isolated(name) for name in documents if name.strip())
    flags = ("fuzzy", *flags) if fuzzy else flags
    if said := [" ".join(flag.split()) for flag in flags if flag.strip()]:
        written.append(f"#, {', '.join(said)}")
    return writable("".join(f"{_line(line)}\n" for line in written), UNENCODABLE)


def _marked(mark: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        lines = (text,) if text.isprintable() else _LINE_END.split(text)
        yield from (f"{mark} {line}" if line else mark for line in lines)


def _said(text: str) -> str:
    """Remove the blank after the mark, and the one that `_line` puts after a backslash."""
    text = text.removeprefix(" ")
    return text[:-1] if text.endswith("\\ ") else text


def _line(text: str) -> str:
    return f"{text} " if text.endswith("\\") else text


def _flags(texts: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """Read the flags of all flag lines, and whether `fuzzy` is one of them.

    Newer versions of gettext know `#=`, and 0.21 reads only the last line: an entry that any
    version takes for fuzzy counts as fuzzy.
    """
    flags = [_WORD.findall(flag) for text in texts for flag in _FLAG.findall(text)]
    plain = [" ".join(word for word in words if word != "fuzzy") for words in flags]
    return tuple(filter(None, plain)), any("fuzzy" in words for words in flags)


def references(text: str) -> tuple[str, ...]:
    """Split `#:` lines as gettext does (manual, "The Format of PO Files"), each name once.

    The lines are read as one, because gettext 0.21 also wraps between U+2068 and U+2069.
    """
    if not any(sign in text for sign in _INTRICATE):
        return tuple(dict.fromkeys(filter(None, text.split(" "))))
    names: dict[str, None] = {}
    for match in _REFERENCE.finditer(text):
        name = match["isolated"] or match["name"]
        names[f"{name.removesuffix(':')}:{match['line']}" if match["line"] else name] = None
    return tuple(names)


def _isolated(reference: str) -> str:
    """Write a reference; U+2068 and U+2069 stand around a name with blanks."""
    if _PLAIN.fullmatch(reference):
        return reference
    reference = " ".join(_LINE_END.split(reference))
    name, colon, line = reference.rpartition(":")
    if not (name and line.isascii() and line.isdigit()):
        name, colon, line = reference, "", ""
    while name.startswith("./"):
        name = name.removeprefix("./")
    if " " in name or "\t" in name:
        name = f"{_OPEN}{name}{_CLOSE}"
    return name + colon + line


def _filled(references: Iterable[str]) -> Iterator[str]:
    line = "#:"
    for reference in references:
        if line != "#:" and len(f"{line} {reference}".encode()) > WIDTH:
            yield line
            line = "#:"
        line += f" {reference}"
    if line != "#:":
        yield line
