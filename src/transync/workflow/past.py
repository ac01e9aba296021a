"""The past of a command: how it left a project, packed so that any damage shows."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from transync import files
from transync.workflow.steps import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.files import Look


class Past(NamedTuple):
    """A project as a command left it: nothing to do, nothing to complain of."""

    digest: str
    """Of the look."""
    counted: Known
    """The files that the command was about."""
    suspects: frozenset[str]
    """The documents with findings, whose files are not among those counted."""
    rest: tuple[bytes, bytes, bytes]

    @property
    def look(self) -> Look:
        """The stamps of the files, as it left them."""
        joined, stamps, _ = self.rest
        size = files.STAMP_BYTES
        paths = joined.decode("utf-8", "surrogateescape").split("\0") if joined else []
        return {path: stamps[size * n : size * (n + 1)] for n, path in enumerate(paths)}

    @property
    def notes(self) -> dict[str, Any]:
        """What the command noted for itself."""
        notes: dict[str, Any] = json.loads(self.rest[2])
        return notes


def written(
    made_by: str,
    counted: Known,
    suspects: Iterable[str],
    look: Look,
    notes: Mapping[str, Any],
) -> bytes:
    """Give how the past of a command is kept, with the fingerprint of what it was made by."""
    head = json.dumps([made_by, files.digest(look), counted, sorted(suspects)])
    parts = (_joined(look), b"".join(look.values()), json.dumps(notes).encode())
    return _packed(head.encode(), *parts)


def read(data: bytes, made_by: str) -> Past | None:
    """Read it; None where it is damaged, or was made by something else."""
    parts = _unpacked(data)
    if len(parts) != 4:
        return None
    maker, digest, counted, suspects = json.loads(parts[0])
    if maker != made_by:
        return None
    return Past(digest, Known(*counted), frozenset(suspects), (parts[1], parts[2], parts[3]))


def _joined(look: Look) -> bytes:
    return "\0".join(look).encode("utf-8", "surrogateescape")


def _packed(*parts: bytes) -> bytes:
    """Join parts so that any damage shows."""
    sizes = " ".join(str(len(part)) for part in parts)
    body = b"".join(parts)
    return f"{sizes} {_checksum(sizes.encode(), body)}\n".encode() + body


def _unpacked(data: bytes) -> Sequence[bytes]:
    """Take parts apart; none where the data is damaged, or something else."""
    head, _, body = data.partition(b"\n")
    sizes, _, checksum = head.rpartition(b" ")
    if _checksum(sizes, body).encode() != checksum:
        return ()
    parts, start = [], 0
    for size in map(int, sizes.split()):
        parts.append(body[start : start + size])
        start += size
    return parts


def _checksum(sizes: bytes, body: bytes) -> str:
    return blake2b(body, key=sizes[:64], digest_size=16).hexdigest()
