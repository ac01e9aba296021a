"""Documents as they are kept for other runs: a row of the store for each, by its path.

A row begins with the digest of what the document was cut from: the program with its settings, the
path and the text. So no command cuts a text which another has cut.
"""

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
_DIGEST_BYTES = 16

_JSON = json.JSONEncoder(check_circular=False, separators=(",", ":"))
_FORMS = {form.value: form for form in Form}


class DocumentRows:
    """The rows of documents as one: processes copy each object that one of them looks at."""

    def __init__(self, rows: Iterable[bytes] = ()) -> None:
        every = [*rows]
        self._joined = b"".join(every)
        self._ends = array("Q", accumulate(map(len, every), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return self._joined[self._ends[number] : self._ends[number + 1]]

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))


def kept(store: Store, paths: Sequence[str] | None = None) -> Mapping[str, bytes]:
    """Return the rows of all documents, or of those at some paths, by path."""
    return (store.rows(_TASK) or {}) if paths is None else store.some(_TASK, paths)


def keep(store: Store, rows: Mapping[str, bytes], *, is_whole: bool) -> None:
    """Keep the rows of documents by path; and no others, if these are the `whole`."""
    store.save(Edit(_TASK, rows, is_whole=is_whole))


def is_of(row: bytes, made_by: str, path: str, text: str) -> bool:
    """Whether a row is that of the document which a program with its settings cuts from a text."""
    return row.startswith(_digest(made_by, path, text))


def row(made_by: str, document: Document) -> bytes:
    """Return the row of a document that was cut by a program with its settings."""
    return _digest(made_by, document.path, document.text) + _JSON.encode(document).encode()


def document(row: bytes) -> Document:
    """Return the document of a row."""
    return _read(json.loads(row[_DIGEST_BYTES:]))


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


def _digest(made_by: str, path: str, text: str) -> bytes:
    parts = (made_by.encode(), path.encode("utf-8", "surrogateescape"), text.encode())
    return blake2b(b"\0".join(parts), digest_size=_DIGEST_BYTES).digest()
