"""Remembers documents as they were cut, so that no command cuts a text which another has cut."""

from __future__ import annotations

import json
import sys
from array import array
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from transync.domain.model import Document, Form, Segment, Verbatim
from transync.engine import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.domain.model import Piece
    from transync.engine import Store

_TASK = "segment"
_MARK = 16
"""Bytes of a digest."""

_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))
_FORMS = {form.value: form for form in Form}


class DocumentLines:
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
    """Documents by what they were cut from: a path and a text, by a program and its settings."""

    def __init__(self, made_by: str, rows: Mapping[str, bytes]) -> None:
        self._made_by = made_by
        self._rows = rows

    def line(self, path: str, text: str) -> bytes:
        """Return how the document that was cut from `text` was kept; empty if it was not."""
        found = self._rows.get(path, b"")
        return found if found.startswith(_mark(self._made_by, path, text)) else b""


NOTHING = Remembered("", {})
"""No document."""


def recalled(store: Store, made_by: str, paths: Sequence[str] | None = None) -> Remembered:
    """Recall what a run with the same program and settings has kept, of all or of some `paths`."""
    rows = store.rows(_TASK) if paths is None else store.some(_TASK, paths)
    return Remembered(made_by, rows or {})


def remember(store: Store, rows: Mapping[str, bytes], *, is_whole: bool) -> None:
    """Keep documents by path; and no others, if these are the `whole`."""
    store.save(Edit(_TASK, rows, is_whole=is_whole))


def line(made_by: str, document: Document) -> bytes:
    """Return how a document is kept that was cut by a program with its settings."""
    mark = _mark(made_by, document.path, document.text)
    return mark + _JSON.encode(document).encode()


def document(line: bytes) -> Document:
    """Return the document that was kept so."""
    return _read(json.loads(line[_MARK:]))


def _read(kept: list[Any]) -> Document:
    path, pieces, newline, references, structure = kept
    return Document(path, tuple(map(_piece, pieces)), newline, references, structure)


def _piece(kept: list[Any]) -> Piece:
    if len(kept) == 1:
        return Verbatim(*kept)
    raw, text, form, about, line, column, prefix, *others = kept
    breaks, context, notes, divided, heading = others
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
        sys.intern(heading),
    )


def _mark(made_by: str, path: str, text: str) -> bytes:
    parts = (made_by.encode(), path.encode("utf-8", "surrogateescape"), text.encode())
    return blake2b(b"\0".join(parts), digest_size=_MARK).digest()
