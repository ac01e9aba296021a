"""Renames: a document that has no catalog may have had one under another path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.workflow.catalogs import segments

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from transync.model import Document, Key
    from transync.workflow.catalogs import Shelf

ENOUGH = 0.5
"""A catalog whose document is gone is that of another document with so many of its texts."""


def adopted(
    wanted: Mapping[str, Sequence[Document]], known: Shelf, orphans: Collection[str]
) -> dict[str, str]:
    """Tell, for catalogs that do not exist yet, which catalog without document they were."""
    texts = {path: _texts(known, path) for path in orphans}
    pairs = []
    for path, documents in wanted.items():
        if path in known.read or path in known.broken:
            continue
        keys = {segment.key for _, segment in segments(documents)}
        for orphan, there in texts.items():
            shared = len(keys & there)
            if shared and shared >= ENOUGH * min(len(keys), len(there)):
                pairs.append((-shared, path, orphan))
    found: dict[str, str] = {}
    for _, path, orphan in sorted(pairs):
        if path not in found and orphan not in found.values():
            found[path] = orphan
    return found


def _texts(known: Shelf, path: str) -> set[Key]:
    entries = known.read[path].catalog.entries
    live = {e.message.key for e in entries if e.message.id and not e.message.obsolete}
    return live or {entry.message.key for entry in entries if entry.message.id}
