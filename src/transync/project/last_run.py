"""The last run of a command: the files as it left them, and what it found out of them."""

from __future__ import annotations

import json
import time
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.domain.changes import SkippedCounts
from transync.engine import Base, Edit
from transync.project.contents import DIGEST_BYTES
from transync.storage import SIGNATURE_BYTES, Folder, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from transync.engine import Store

_HEAD = "head"


class Head(NamedTuple):
    """What a command says of its run in few words."""

    made_by: str
    """The fingerprint of the program, the settings and what the command was asked."""
    counted: SkippedCounts
    """The files that the command was about."""
    suspects: frozenset[str]
    """The documents that the next run looks into again: their files are not among those counted."""
    notes: Mapping[str, Any]
    """What the command notes for itself."""


class Left(NamedTuple):
    """What a run leaves for the next."""

    head: Head
    files: Mapping[str, bytes]
    """By folder, packed."""
    results: Mapping[str, bytes]
    """What was found out of documents in this run."""
    gone: Iterable[str]
    """The documents that are not there any more."""
    others: Callable[[], Iterable[Edit]] = tuple
    """Returns what else the command keeps, as edits to what its last run has kept."""


class LastRun:
    """A project as the last run of a command left it."""

    def __init__(self, store: Store, base: Base, head: Head, files: Mapping[str, bytes]) -> None:
        self.base = base
        self.head = head
        self.files = files
        """By folder, packed."""
        self._store = store

    @cached_property
    def results(self) -> Mapping[str, bytes] | None:
        """What the command found out of each document; None where any of it is damaged."""
        return self._store.rows(f"{self.base.task}: documents")

    def results_of(self, documents: Iterable[str]) -> Mapping[str, bytes]:
        """Return what the command found out of some documents, as far as it is not damaged."""
        return self._store.some(f"{self.base.task}: documents", documents)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The signatures of the files."""
        return Snapshot({head: _unpacked(row)[0] for head, row in self.files.items()})

    def digest(self, path: str) -> bytes | None:
        """Return the digest of what was in a file; None if there was no such file.

        It is found at once if the file before was in the same folder.
        """
        head, _, name = path.rpartition("/")
        return self._digests_in(head).get(name)

    @cached_property
    def _digests_in(self) -> Callable[[str], Mapping[str, bytes]]:
        return lru_cache(maxsize=1)(self._unpacked_digests)

    def _unpacked_digests(self, head: str) -> Mapping[str, bytes]:
        folder, digests = _unpacked(self.files.get(head, b"\0"))
        each = (digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))
        return dict(zip((name for name, _ in folder.each()), each, strict=True))


def recalled(store: Store, command: str, made_by: str) -> LastRun | None:
    """Return the last run of a command; None if there is none, or it was made by something else."""
    found = store.some(command, [_HEAD]).get(_HEAD, b"")
    maker, counted, suspects, notes, _ = json.loads(found) if found else ("", (), (), {}, 0)
    files = store.rows(f"{command}: files") if maker == made_by else None
    if files is None:
        return None
    head = Head(maker, SkippedCounts(*counted), frozenset(suspects), notes)
    return LastRun(store, Base(command, _HEAD, found), head, files)


def packed(folder: Folder, digests: Iterable[bytes]) -> bytes:
    """Pack the files of a folder with the digests of their contents, in the same order."""
    names = folder.names.encode("utf-8", "surrogateescape")
    return b"".join((names, b"\0", folder.signatures, *digests))


def keep(store: Store, command: str, last: LastRun | None, left: Left) -> None:
    """Keep what a run leaves for the next, which writes only what is not as the `last` left it.

    Another run may have kept something in the meantime: then what it has kept stands.
    """
    head = left.head
    words = [head.made_by, head.counted, sorted(head.suspects), head.notes, time.time_ns()]
    store.save(
        Edit(command, {_HEAD: json.dumps(words).encode()}, is_whole=True),
        _changed(f"{command}: files", last.files if last else {}, left.files),
        Edit(f"{command}: documents", left.results, left.gone, is_whole=last is None),
        base=last.base if last else None,
        more=left.others,
    )


def forget(store: Store, command: str) -> None:
    """Keep nothing of a command: without a head, nobody asks for the rest."""
    store.save(Edit(command, is_whole=True))


def _changed(task: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Edit:
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    return Edit(task, changed, before.keys() - after.keys(), is_whole=not before)


def _unpacked(row: bytes) -> tuple[Folder, bytes]:
    names, _, rest = row.partition(b"\0")
    end = SIGNATURE_BYTES * (names.count(b"/") + bool(names))
    return Folder(names.decode("utf-8", "surrogateescape"), rest[:end]), rest[end:]
