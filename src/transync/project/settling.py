"""Waits until files are settled: whoever changes one from now on gives it another signature.

A file system's clock goes on in ticks. What has changed in the present one may change once more and
keep its signature; that takes a few milliseconds to pass.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from transync import storage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from transync.storage import Root, Snapshot

_PATIENCE = 20
"""How often to look whether the clock has gone on."""
_TICK = 0.002


def settle(root: Root, now: Snapshot, unsettled: Callable[[int], Collection[str]]) -> bool:
    """Bring a snapshot up to the files once all are settled; return whether they are.

    `unsettled` returns the files of the snapshot that have changed at a time or later.
    """
    for _ in range(_PATIENCE):
        if (tick := storage.clock(root)) is None:
            return False
        fresh = unsettled(tick)
        if not fresh:
            return True
        time.sleep(_TICK)
        again = storage.signatures(root, fresh)
        if again.keys() != {*fresh}:
            return False
        now.update(again)
    return False


def settled_signatures(root: Root, paths: Collection[str]) -> Mapping[str, bytes] | None:
    """Return the signatures of those files that are there, once all are settled; else None."""
    for _ in range(_PATIENCE):
        tick = storage.clock(root)
        found = storage.signatures(root, paths)
        if tick is None:
            return None
        if all(storage.changed_at(each) < tick for each in found.values()):
            return found
        time.sleep(_TICK)
    return None
