"""Hashes of texts: short enough to keep those of all, long enough that no two have the same."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from transync.core.markup.cosmetics import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.domain.model import Document, Key

_BYTES = 6
"""Of a million texts, no two are likely to have the same hash of so many bytes."""


def exact(key: Key) -> str:
    """Return the hash of a text."""
    return _digest(key[0], key[1].encode("utf-8", "surrogatepass"))


def normalized(key: Key) -> str:
    """Return the hash that a text has in common with all that are rendered like it."""
    return _digest(key[0], letters(key[1]))


def of(document: Document) -> str:
    """Return the hashes of the texts of a document, with a blank between two."""
    return joined(exact(segment.key) for segment in document.segments)


def joined(hashes: Iterable[str]) -> str:
    """Join hashes as an index has them."""
    return " ".join(hashes)


def _digest(context: str | None, text: bytes) -> str:
    if context is not None:
        text = b"\0".join((text, context.encode("utf-8", "surrogatepass")))
    return blake2b(text, digest_size=_BYTES).hexdigest()
