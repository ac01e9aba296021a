"""Digests of what is in files, so that one that was only touched counts as unchanged."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.project.project import Project
    from transync.storage import Snapshot, Workspace

DIGEST_BYTES = 16


def read(project: Project, look: Snapshot, paths: Sequence[str]) -> dict[str, bytes]:
    """Return the digests of files by path, without those that changed since they were looked at."""
    digests = project.executor.map(partial(_of_file, project.workspace), paths)
    found = dict(zip(paths, digests, strict=True))
    now = storage.signatures(project.root, paths)
    return {path: each for path, each in found.items() if each and now.get(path) == look[path]}


def of_text(text: str | None) -> bytes | None:
    """Return the digest of a file with this text; None for a file that is not there."""
    return None if text is None else _digest(text.encode("utf-8", "surrogateescape"))


def _of_file(workspace: Workspace, path: str) -> bytes:
    try:
        return _digest(workspace.read(path))
    except TransyncError:
        return b""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=DIGEST_BYTES).digest()
