"""The store: what former runs have found out, in one SQLite file that is safe to delete.

Results are rows of a task, each a key and a value. Every row carries a checksum and every task the
sum of them, so that damage is noticed, and what is damaged is found out again. The file carries the
version of the program that wrote it: to any other version, whose rows may have another shape, it is
empty.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

T = TypeVar("T")

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS task"
    " (name TEXT PRIMARY KEY, rows INTEGER, seal INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS result"
    " (task TEXT, key BLOB, seal INTEGER, value BLOB, PRIMARY KEY (task, key)) WITHOUT ROWID",
)
_PATIENCE = 2.0
"""Seconds to wait for another process that has locked the store."""
_SEAL_BYTES = 5
"""Bytes of a checksum: so short that those of millions of rows add up to an integer of SQLite."""

_FAILURES = (OSError, sqlite3.Error, TypeError, ValueError)
"""What SQLite, and reading what it returns, raise for a file that is not as it was written."""
_OUTSIDE = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
}
"""What is wrong with the system and not with the file."""


class Edit(NamedTuple):
    """What is to be kept of a task."""

    task: str
    rows: Mapping[str, bytes] = {}
    gone: Iterable[str] = ()
    """The keys of rows that are not kept any more."""
    is_whole: bool = False
    """Whether the task keeps no other rows than these."""


class Base(NamedTuple):
    """A row on which edits rest: they are kept only as long as nobody has kept another."""

    task: str
    key: str
    value: bytes


class Store:
    """The results of a project's former runs.

    It never raises. When SQLite fails (a damaged file, a full disk, a folder that cannot be
    written, a lock that another process holds), the store has nothing, keeps nothing, and `trouble`
    says why. It is empty in another process, unless that was forked.
    """

    def __init__(self, place: Path | None, version: int = 0, *, is_read_only: bool = False) -> None:
        self._place = place
        self._version = version
        """That of the program: 31 bits, SQLite's `user_version`."""
        self._is_read_only = is_read_only
        self.trouble = ""
        """What went wrong, for people; empty while all is well."""

    def __reduce__(self) -> tuple[type[Store], tuple[None]]:
        """Be empty in another process, which may be on another machine."""
        return Store, (None,)

    @property
    def keeps(self) -> bool:
        """Whether there is a place where something could be kept."""
        return self._place is not None and not self._is_read_only

    @property
    def read_only(self) -> Store:
        """The same store, in which nothing more is kept."""
        return Store(self._place, self._version, is_read_only=True)

    def rows(self, task: str) -> dict[str, bytes] | None:
        """Return all results of a task by key; None if any of them is missing or damaged."""
        return self._reading(lambda database: _rows(database, task))

    def some(self, task: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return a few results of a task by key, without those that are missing or damaged."""
        asked = [*keys]
        return self._reading(lambda database: _some(database, task, asked)) or {}

    def save(
        self, *edits: Edit, base: Base | None = None, more: Callable[[], Iterable[Edit]] = tuple
    ) -> bool:
        """Keep all edits, or none of them, and return whether they are kept.

        What `more` returns is gone through as it is written, and must not read the store.
        """
        try:
            return self._saved(chain(edits, more()), base)
        except _FAILURES as error:
            self.trouble = str(error)
            if self._place is None or getattr(error, "sqlite_errorcode", None) in _OUTSIDE:
                return False
        with suppress(*_FAILURES):  # it is damaged
            self._place.unlink()
            return self._saved(chain(edits, more()), base)
        return False

    def _saved(self, edits: Iterable[Edit], base: Base | None) -> bool:
        if self._place is None or self._is_read_only:
            return False
        with closing(_connected(self._place, "rwc")) as database:
            # A power failure may damage the file: the checksums notice it, and nobody has to wait.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN IMMEDIATE")
            if _version(database) != self._version:
                _empty(database, self._version)
            for statement in _SCHEMA:
                database.execute(statement)
            if base and _some(database, base.task, [base.key]).get(base.key) != base.value:
                return False
            for edit in edits:
                _edit(database, edit)
            database.execute("COMMIT")
        return True

    def _reading(self, query: Callable[[sqlite3.Connection], T | None]) -> T | None:
        try:
            if self._place is not None:
                with closing(_connected(self._place, "ro")) as database:
                    return query(database) if _version(database) == self._version else None
        except _FAILURES as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_CANTOPEN:  # it is there
                self.trouble = str(error)
        return None


def _connected(place: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{place.as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None
    )


def _version(database: sqlite3.Connection) -> int:
    found: tuple[int] = database.execute("PRAGMA user_version").fetchone()
    return found[0]


def _empty(database: sqlite3.Connection, version: int) -> None:
    """Drop all that another version has kept."""
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        database.execute(f'DROP TABLE "{name}"')
    database.execute(f"PRAGMA user_version = {version}")


def _rows(database: sqlite3.Connection, task: str) -> dict[str, bytes] | None:
    kept = database.execute("SELECT rows, seal FROM task WHERE name = ?", (task,)).fetchone()
    query = "SELECT key, seal, value FROM result WHERE task = ?"
    found = database.execute(query, (task,)).fetchall() if kept else []
    if kept != (len(found), sum(seal for _, seal, _ in found)):
        return None
    if not all(seal == _seal(task, key, value) for key, seal, value in found):
        return None
    return {_text(key): value for key, _, value in found}


def _some(database: sqlite3.Connection, task: str, keys: Iterable[str]) -> dict[str, bytes]:
    query = "SELECT seal, value FROM result WHERE task = ? AND key = ?"
    found = {}
    for key in keys:
        row = database.execute(query, (task, _key(key))).fetchone()
        if row and row[0] == _seal(task, _key(key), row[1]):
            found[key] = row[1]
    return found


def _edit(database: sqlite3.Connection, edit: Edit) -> None:
    task = edit.task
    if edit.is_whole:
        database.execute("DELETE FROM result WHERE task = ?", (task,))
        database.execute("DELETE FROM task WHERE name = ?", (task,))
    count = total = 0
    for key in () if edit.is_whole else map(_key, {*edit.gone, *edit.rows}):
        query = "SELECT seal FROM result WHERE task = ? AND key = ?"
        for (seal,) in database.execute(query, (task, key)).fetchall():
            database.execute("DELETE FROM result WHERE task = ? AND key = ?", (task, key))
            count, total = count - 1, total - seal
    rows = [
        (task, _key(key), _seal(task, _key(key), value), value)
        for key, value in sorted(edit.rows.items())
    ]
    database.executemany("INSERT INTO result VALUES (?, ?, ?, ?)", rows)
    database.execute("INSERT OR IGNORE INTO task VALUES (?, 0, 0)", (task,))
    database.execute(
        "UPDATE task SET rows = rows + ?, seal = seal + ? WHERE name = ?",
        (count + len(rows), total + sum(seal for _, _, seal, _ in rows), task),
    )


def _seal(task: str, key: bytes, value: bytes) -> int:
    parts = b"\0".join((task.encode(), str(len(key)).encode(), key, value))
    return int.from_bytes(blake2b(parts, digest_size=_SEAL_BYTES).digest(), "big")


def _key(key: str) -> bytes:
    return key.encode("utf-8", "surrogateescape")


def _text(key: bytes) -> str:
    return key.decode("utf-8", "surrogateescape")
