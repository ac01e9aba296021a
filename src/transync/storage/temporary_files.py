"""Name temporary files, and remove those that killed runs have left.

A file still being written is named `….tmp` and can go. A file that was swapped out carries the
digests of the old and the new text in its name. After a kill it holds one of the two; if it holds
anything else, somebody saved at that very moment, and it stays.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from transync.storage.root import inside, system_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transync.storage.root import Root

OWN_FOLDER = ".transync"
"""The folder for transync's own files."""

_NAME = re.compile(
    r"\.transync-\w{8}(?:\.tmp|\.lease|-(?P<old>[0-9a-f]{16})-(?P<new>[0-9a-f]{16})\.old)"
)


def temporary_name(place: Path | str) -> str:
    """Return a name for the new version of a file while it is being written."""
    return f"{os.path.split(place)[0]}/.transync-{os.urandom(4).hex()}.tmp"


def swapped_out_name(place: Path, old: bytes, new: bytes = b"") -> Path:
    """Return a name for the old version of a file while the new one replaces it."""
    digests = f"{_digest(old)}-{_digest(new)}"
    return place.with_name(f".transync-{os.urandom(4).hex()}-{digests}.old")


def clean_up(root: Root, folder: str) -> Iterator[str]:
    """Remove temporary files from a folder; yield the paths of those that hold somebody's work.

    In transync's own folder, subfolders are cleaned up too. The caller holds the project's lock.
    Raises `TransyncError` with the system's reason.
    """
    with system_errors(folder, "cleaned up"):
        place = inside(root, folder) if folder else root.folder
        if not place.is_dir():
            return
        for left in sorted(place.glob(f"{'**/' * (folder == OWN_FOLDER)}.transync-*")):
            if found := _NAME.fullmatch(left.name):
                if found["old"] is None or _digest(left.read_bytes()) in found.groups():
                    left.unlink(missing_ok=True)
                else:
                    yield left.relative_to(root.folder).as_posix()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
