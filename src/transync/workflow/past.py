"""The past of a command: how it left a project, packed so that any damage shows."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from transync import files
from transync.workflow.steps import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.files import Look


_LONGEST = 200
"""Of the line that comes first, in bytes."""


class Noted(NamedTuple):
    """What a command notes for its next run."""

    notes: dict[str, Any]
    """What it can say in few words."""
    texts: bytes
    """What there is to say of all texts."""


class Past:
    """A project as a command left it: nothing to do, nothing to complain of."""

    def __init__(self, head: Sequence[Any], look: Look, more: Sequence[memoryview]) -> None:
        counted, suspects, self._digests = head
        self.counted = Known(*counted)
        """The files that the command was about."""
        self.suspects = frozenset(suspects)
        """The documents with findings, whose files are not among those counted."""
        self.look = look
        """The stamps of the files, as it left them."""
        self._more = more

    @cached_property
    def is_whole(self) -> bool:
        """Whether what the command noted is as it was written; asked for where it is needed."""
        digests: list[str] = self._digests
        return [*map(_digest, self._more)] == digests

    @property
    def noted(self) -> Noted:
        """What the command noted."""
        notes, texts = map(bytes, self._more)
        return Noted(json.loads(notes), texts)


def written(
    made_by: str, counted: Known, suspects: Iterable[str], look: Look, noted: Noted
) -> bytes:
    """Give how the past of a command is kept, with the fingerprint of what it was made by."""
    more = (json.dumps(noted.notes).encode(), noted.texts)
    head = json.dumps([made_by, counted, sorted(suspects), [*map(_digest, more)]]).encode()
    parts = (head, *files.packed(look), *more)
    sizes = " ".join(str(len(part)) for part in parts)
    return b"".join((f"{sizes} {_checksum(sizes, *parts[:3])}\n".encode(), *parts))


def read(data: bytes, made_by: str) -> Past | None:
    """Read it; None where it is damaged, or was made by something else.

    Whether what was noted is whole, it tells itself.
    """
    line = data[: data.find(b"\n", 0, _LONGEST) + 1]
    sizes, _, checksum = line.decode("ascii", "replace").rstrip("\n").rpartition(" ")
    parts, start = [], len(line)
    for size in map(int, sizes.split() if sizes.replace(" ", "").isdecimal() else ()):
        parts.append(memoryview(data)[start : start + size])
        start += size
    if len(parts) != 5 or _checksum(sizes, *parts[:3]) != checksum:
        return None
    maker, *head = json.loads(bytes(parts[0]))
    if maker != made_by:
        return None
    return Past(head, files.unpacked(bytes(parts[1]), bytes(parts[2])), parts[3:])


def _checksum(sizes: str, *parts: bytes | memoryview) -> str:
    told = blake2b(sizes.encode(), digest_size=16)
    for part in parts:
        told.update(part)
    return told.hexdigest()


def _digest(part: bytes | memoryview) -> str:
    return blake2b(part, digest_size=16).hexdigest()
