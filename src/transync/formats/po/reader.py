"""Read `.po` files as strictly as GNU gettext does; entries keep the text they were read from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.model import BOM, Catalog, Entry, Message
from transync.formats.po import comments, faults, plain
from transync.formats.po.grammar import FORM, HEAD, live, obsolete
from transync.formats.po.strings import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.model import Key


_PARTS = ("context", "id", "translation", "plural", "old_context", "old_id", "old_plural")
_CHARSET = re.compile(r"charset=([^ \t\n]*)")
_CONVERT = "convert the file with `msgconv -t UTF-8`"


def decode(data: bytes, path: str) -> str:
    """Return the text of a `.po` file in UTF-8, its byte order mark included.

    Raises CatalogError where the bytes are not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix(BOM)
        problem = f"the bytes here are not UTF-8; {_CONVERT}, or repair them"
        raise faults.at(before, len(before), path, problem) from None


def parse(text: str, path: str) -> Catalog:
    """Read a catalog; the raw texts of its entries and its tail, joined, are `text`.

    Raises CatalogError, with line and column, for what GNU gettext refuses, cuts, or reads
    differently from version to version, and for a charset that is not UTF-8.
    """
    body = text.removeprefix(BOM)
    _refuse_characters(body, path)
    entries = tuple(_entries(body, path))
    _refuse_duplicates(entries, path)
    _refuse_header(entries, path, ascii_only=body.isascii())
    return Catalog(
        path=path,
        entries=entries,
        tail=body[sum(len(entry.raw) for entry in entries) :],
        bom=text.startswith(BOM),
        newline="\r\n" if body.partition("\n")[0].endswith("\r") else "\n",
    )


def _entries(text: str, path: str) -> Iterator[Entry]:
    start, line = 0, 1
    while found := plain.entry(text, start, line) or _by_grammar(text, start, line, path):
        yield found
        start += len(found.raw)
        line += found.raw.count("\n")


def _by_grammar(text: str, start: int, line: int, path: str) -> Entry | None:
    """Read the entry that begins at an offset; None at the end."""
    head = HEAD.match(text, start)
    end_of_head = head.end() if head else start
    if end_of_head == len(text):
        return None
    grammar = obsolete() if text.startswith("#~", end_of_head) else live()
    match = grammar.match(text, end_of_head)
    if match is None:
        raise faults.find(text, end_of_head, path)
    message = _message(text[start:end_of_head], match, path)
    line += text.count("\n", start, match.start("keyword"))
    return Entry(message, text[start : match.end()], line)


def _message(head: str, match: re.Match[str], path: str) -> Message:
    said = comments.read(head) if "#" in head else comments.NONE
    try:
        texts = [quoted and unquote(quoted) for quoted in match.group(*_PARTS)]
    except ValueError:  # report the place of the fault
        texts = [match[name] and _text(match, name, path) for name in _PARTS]
    context, text, translation, plural, previous_context, previous, previous_plural = texts
    return Message(
        text,
        translation or "",
        context,
        said.fuzzy,
        match.re is not live(),
        previous,
        previous_context,
        said.comments,
        said.extracted,
        said.documents,
        said.flags,
        plural,
        () if plural is None else _plurals(match, path),
        previous_plural,
    )


def _plurals(match: re.Match[str], path: str) -> tuple[str, ...]:
    """Read `msgstr[0]`, `msgstr[1]` and so on, which must come in this order."""
    texts: list[str] = []
    for form in FORM.finditer(match.string, match.start("forms"), match.end("forms")):
        if (form["number"].lstrip("0") or "0") != str(len(texts)):
            problem = f"the index of a plural form is wrong; this one must be [{len(texts)}]"
            raise faults.at(match.string, form.start(), path, problem)
        texts.append(_text(form, "text", path))
    return tuple(texts)


def _text(match: re.Match[str], name: str, path: str) -> str:
    try:
        return unquote(match[name])
    except ValueError as error:
        raise faults.at(match.string, match.start(name), path, str(error)) from None


def _refuse_characters(text: str, path: str) -> None:
    """Refuse characters that gettext misreads, or does not read at all."""
    if (offset := text.find("\0")) >= 0:
        problem = "a zero byte, at which gettext cuts the text off; remove it"
        raise faults.at(text, offset, path, problem)
    if "\r" in text and "\n" not in text:
        problem = "the lines end with CR only, which gettext takes for one line; use LF or CRLF"
        raise faults.at(text, text.index("\r"), path, problem)


def _refuse_duplicates(entries: Sequence[Entry], path: str) -> None:
    """Refuse duplicates, even obsolete ones: gettext does, and it is unclear which one counts."""
    lines: dict[Key, int] = {}
    for message, _, line in entries:
        first = lines.setdefault(message.key, line)
        if first != line:
            problem = f"this message is already defined in line {first}; keep one of them"
            raise faults.on(line, path, problem)


def _refuse_header(entries: Sequence[Entry], path: str, *, ascii_only: bool) -> None:
    """Refuse a header that is not the first entry, or whose charset is not UTF-8."""
    for number, (message, _, line) in enumerate(entries):
        if message.id or message.context is not None or message.obsolete:
            continue
        if number:
            raise faults.on(line, path, 'the header (msgid "") must be the first entry; move it')
        found = _CHARSET.search(message.translation)
        charset = found[1] if found else ""
        if not _fits(charset, ascii_only=ascii_only):
            problem = f"the charset is {charset}, not UTF-8; {_CONVERT}"
            raise faults.on(line, path, problem)


def _fits(charset: str, *, ascii_only: bool) -> bool:
    """Whether the file can be read as UTF-8; a template may leave the placeholder CHARSET."""
    name = charset.lower()
    if name in ("ascii", "us-ascii", "ansi_x3.4-1968"):
        return ascii_only
    return name in ("", "charset", "utf-8", "utf8")
