"""Leftovers: the temporary files of runs that were killed, and what may be in them.

A file that is being written has a name ending in `.tmp`: nobody needs it. One that takes the place
of another has a name with the digests of both: after a kill it is the one or the other. Where it is
neither, somebody saved in that instant, and it stays.
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
"""The folder of what transync keeps."""

_NAME = re.compile(
    r"\.transync-\w{8}(?:\.tmp|\.lease|-(?P<old>[0-9a-f]{16})-(?P<new>[0-9a-f]{16})\.old)"
)


def temporary_name(place: Path | str) -> str:
    """Name a file beside another that is being written."""
    return f"{os.path.split(place)[0]}/.transync-{os.urandom(4).hex()}.tmp"


def swapped_out_name(place: Path, old: bytes, new: bytes = b"") -> Path:
    """Name a file beside another that takes its place, and then is what was there."""
    digests = f"{_digest(old)}-{_digest(new)}"
    return place.with_name(f".transync-{os.urandom(4).hex()}-{digests}.old")


def clean_up(root: Root, folder: str) -> Iterator[str]:
    """Remove the leftovers in a folder; give the paths of those that are somebody's work.

    Of a folder that is transync's own, those in all folders below, too. No other run may be at
    work. Raises `TransyncError` with the system's reason.
    """
    with system_errors(folder, "swept"):
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
