"""Remembers documents as they were cut, so that no command cuts a text which another has cut."""

from __future__ import annotations

import json
import sys
from array import array
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from transync import files
from transync.model import Document, Form, Segment, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.files import Root
    from transync.model import Piece

_NAME = "documents"
_LATEST = "latest"
_FEW = 100
"""Documents that are kept beside all others: those that were edited of late."""
_MARK = 32
"""Characters of a digest."""

_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))
_FORMS = {form.value: form for form in Form}


class Lines:
    """The lines of documents as one: processes copy each object that one of them looks at."""

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        every = [*lines]
        self._joined = b"".join(every)
        self._ends = array("Q", accumulate(map(len, every), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._joined[self._ends[number] : self._ends[number + 1]]

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))


class Remembered:
    """Documents by what they were cut from: a path and a text."""

    def __init__(self, lines: Mapping[bytes, bytes]) -> None:
        self._lines = lines

    def line(self, path: str, text: str) -> bytes:
        """Give how the document that was cut from `text` was kept; empty if it was not.

        Empty, too, if any of it is damaged.
        """
        mark = _mark(path, text)
        found = mark + self._lines.get(mark, b"")
        return found if is_sound(found) else b""


def recalled(root: Root, fingerprint: str) -> Remembered:
    """Recall what a run with the same program and settings has kept."""
    head, *lines = (files.recall(root, _NAME) or b"").split(b"\n")
    if head.decode("ascii", "replace") != fingerprint:
        return Remembered({})
    return Remembered({line[:_MARK]: line[_MARK:] for line in lines})


def remember(root: Root, fingerprint: str, lines: Iterable[bytes]) -> None:
    """Keep these documents, and no others."""
    files.keep(root, _NAME, b"\n".join((fingerprint.encode(), *lines)))
    files.forget(root, _LATEST)


class Latest:
    """The same for few documents, so that the others are not even taken apart.

    What is cut anew is kept beside all others, until all are read once more.
    """

    def __init__(self, root: Root, fingerprint: str) -> None:
        self._root = root
        self._head = fingerprint.encode()
        self._new: list[bytes] = []

    def line(self, path: str, text: str, *, is_old: bool) -> bytes:
        """Give how the document that was cut from `text` was kept, as `Remembered` does.

        One that `is_old` may be among all others, too.
        """
        mark = _mark(path, text)
        for kept in (self._latest, self._every if is_old else b""):
            start = kept.find(b"\n" + mark) + 1
            end = kept.find(b"\n", start)
            found = kept[start : end if end > 0 else None] if start else b""
            if is_sound(found):
                return found
        return b""

    def add(self, line: bytes) -> None:
        """Take one more."""
        self._new.append(line)

    def keep(self) -> None:
        """Keep what was taken, for the next run."""
        if self._new:
            lines = [*self._new, *self._latest.split(b"\n")[1:]]
            files.keep(self._root, _LATEST, b"\n".join((self._head, *lines[:_FEW])))

    @cached_property
    def _latest(self) -> bytes:
        return self._recalled(_LATEST)

    @cached_property
    def _every(self) -> bytes:
        return self._recalled(_NAME)

    def _recalled(self, name: str) -> bytes:
        data = files.recall(self._root, name) or b""
        return data if data.startswith(self._head + b"\n") else b""


def line(document: Document) -> bytes:
    """Give how a document is kept."""
    mark = _mark(document.path, document.text)
    written = _JSON.encode(document).encode()
    return mark + _checksum(mark, written) + written


def document(line: bytes) -> Document:
    """Give the document that was kept so."""
    return _read(json.loads(line[2 * _MARK :]))


def is_sound(line: bytes) -> bool:
    """Tell whether a line is as it was kept, and none of it damaged."""
    return line[_MARK : 2 * _MARK] == _checksum(line[:_MARK], line[2 * _MARK :])


def _read(kept: list[Any]) -> Document:
    path, pieces, newline, references, structure = kept
    return Document(path, tuple(map(_piece, pieces)), newline, references, structure)


def _piece(kept: list[Any]) -> Piece:
    if len(kept) == 1:
        return Verbatim(*kept)
    raw, text, form, about, line, column, prefix, breaks, context, notes, divided = kept
    return Segment(
        raw,
        raw if raw == text else text,  # one string, not two: there are many of them
        _FORMS[form],
        sys.intern(about),
        line,
        column,
        sys.intern(prefix),
        tuple(breaks),
        context,
        tuple(notes),
        divided,
    )


def _mark(path: str, text: str) -> bytes:
    return _digest(path.encode("utf-8", "surrogateescape"), b"\0", text.encode())


def _checksum(mark: bytes, written: bytes) -> bytes:
    return _digest(mark, written)


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"".join(parts), digest_size=_MARK // 2).hexdigest().encode()
