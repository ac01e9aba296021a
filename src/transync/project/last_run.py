"""The past of a command: the files as it left them, by content, and what it found out of them."""

from __future__ import annotations

import json
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.domain.changes import SkippedCounts
from transync.engine import Edit
from transync.engine.store import Base
from transync.project.contents import DIGEST_BYTES
from transync.storage import SIGNATURE_BYTES, Folder, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.engine import Store

_HEAD = "head"


class Head(NamedTuple):
    """What a command says of its run in few words."""

    made_by: str
    """The fingerprint of the program and the settings."""
    counted: SkippedCounts
    """The files that the command was about."""
    suspects: frozenset[str]
    """The documents with findings, whose files are not among those counted."""
    notes: dict[str, Any]
    """What the command notes for itself."""


class Present(NamedTuple):
    """What a run leaves for the next."""

    head: Head
    look: Snapshot
    """The stamps of the files."""
    digests: Mapping[str, bytes]
    """By path, what the past does not know: those of files with another stamp."""
    results: Mapping[str, bytes]
    """What was found out of each document."""
    others: Iterable[Edit] = ()
    """What else the command keeps, as edits to what it kept in its past."""


class Past:
    """A project as a command left it."""

    def __init__(self, store: Store, base: Base, head: Head, packed: Mapping[str, bytes]) -> None:
        self.base = base
        self.head = head
        self.files = packed
        """The files by folder, packed."""
        self._store = store

    @cached_property
    def results(self) -> Mapping[str, bytes] | None:
        """What the command found out of each document; None where any of it is damaged."""
        return self._store.rows(f"{self.base.task}: documents")

    @cached_property
    def look(self) -> Snapshot:
        """The stamps of the files."""
        return Snapshot({head: _unpacked(row)[0] for head, row in self.files.items()})

    @cached_property
    def _digests(self) -> dict[str, dict[str, bytes]]:
        return {}

    def digest(self, path: str) -> bytes | None:
        """Return the digest of what was in a file; None if there was no such file."""
        head, _, name = path.rpartition("/")
        if head not in self._digests:
            folder, digests = _unpacked(self.files.get(head, b"\0"))
            each = (digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))
            self._digests[head] = dict(zip((name for name, _ in folder.each()), each, strict=True))
        return self._digests[head].get(name)


def recalled(store: Store, command: str, made_by: str) -> Past | None:
    """Return the past of a command; None if it has none, or was made by something else."""
    found = store.some(command, [_HEAD]).get(_HEAD, b"")
    maker, counted, suspects, notes, _ = json.loads(found) if found else ("", (), (), {}, 0)
    packed = store.rows(f"{command}: files") if maker == made_by else None
    if packed is None:
        return None
    head = Head(maker, SkippedCounts(*counted), frozenset(suspects), notes)
    return Past(store, Base(command, _HEAD, found), head, packed)


def keep(store: Store, command: str, past: Past | None, now: Present) -> None:
    """Keep what a run leaves for the next, which writes only what is not as in its `past`.

    Another run may have kept something in the meantime: then what it has kept stands.
    """
    head = [*now.head[:2], sorted(now.head.suspects), now.head.notes, time.time_ns()]
    folders = now.look.folders().items()
    packed = {name: _packed(name, folder, now.digests, past) for name, folder in folders}
    store.save(
        Edit(command, {_HEAD: json.dumps(head).encode()}, is_whole=True),
        _edit(f"{command}: files", past.files if past else None, packed),
        _edit(f"{command}: documents", past.results if past else None, now.results),
        *now.others,
        base=past.base if past else None,
    )


def forget(store: Store, command: str) -> None:
    """Keep nothing of a command."""
    tasks = (command, f"{command}: files", f"{command}: documents")
    store.save(*(Edit(task, is_whole=True) for task in tasks))


def _edit(task: str, before: Mapping[str, bytes] | None, after: Mapping[str, bytes]) -> Edit:
    if not before:
        return Edit(task, after, is_whole=True)
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    return Edit(task, changed, before.keys() - after.keys())


def _packed(head: str, folder: Folder, known: Mapping[str, bytes], past: Past | None) -> bytes:
    above = f"{head}/" if head else ""
    if past and (row := past.files.get(head)) and _unpacked(row)[0] == folder:
        return row
    paths = (above + name for name, _ in folder.each())
    digests = (known.get(path) or (past and past.digest(path)) or b"" for path in paths)
    names = folder.names.encode("utf-8", "surrogateescape")
    return b"".join((names, b"\0", folder.signatures, *digests))


def _unpacked(row: bytes) -> tuple[Folder, bytes]:
    names, _, rest = row.partition(b"\0")
    end = SIGNATURE_BYTES * (names.count(b"/") + bool(names))
    return Folder(names.decode("utf-8", "surrogateescape"), rest[:end]), rest[end:]
