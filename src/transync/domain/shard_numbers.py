"""Shards of a project: which of several runs, on as many machines, a document is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

_WRITTEN = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


@dataclass(frozen=True, order=True)
class ShardNumber:
    """One of `count` runs that together are for all documents; its `number` counts from 1."""

    number: int
    count: int

    @property
    def is_first(self) -> bool:
        """Whether the run is for what belongs to no document, too."""
        return self.number == 1

    def has(self, document: str) -> bool:
        """Whether the run is for a document, by its path; `""` stands for what belongs to none.

        The digest of the path decides, so no document changes its shard when others come or go.
        """
        if not document:
            return self.is_first
        if self.count == 1:
            return True
        digest = sha256(document.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest, "big") % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


WHOLE = ShardNumber(1, 1)
"""The only run: it is for all documents."""


def parse_shard(text: str) -> ShardNumber:
    """Read a shard such as `2/8`; raises `ValueError` with a sentence for anything else."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no shard; write its number and how many there are: 2/8")
    number, count = map(int, found.groups())
    if not 1 <= number <= count:
        raise ValueError(f"there is no shard {text}: numbers begin at 1 and end at {count}")
    return ShardNumber(number, count)
