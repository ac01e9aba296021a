"""Marks of texts: short enough to keep those of all, long enough that no two have the same."""

from __future__ import annotations

from binascii import b2a_base64
from hashlib import blake2b
from typing import TYPE_CHECKING

from transync.core.markup.cosmetics import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.domain.model import Document, Key

LENGTH = 8
"""Characters of a mark, of 64: of a million texts, no two are likely to have the same."""


def exact(*keys: Key) -> str:
    """Give the marks of some texts, one behind the other."""
    return _joined(
        _digest(context, text.encode("utf-8", "surrogatepass")) for context, text in keys
    )


def alike(*keys: Key) -> str:
    """Give the marks of texts that all have that are rendered like them, and few others."""
    return _joined(_digest(context, letters(text)) for context, text in keys)


def of(document: Document) -> str:
    """Give the marks of the texts of a document."""
    return exact(*[segment.key for segment in document.segments])


def _joined(digests: Iterable[bytes]) -> str:
    """Join the digests: six bytes are eight characters of 64."""
    return b2a_base64(b"".join(digests), newline=False).decode()


def _digest(context: str | None, text: bytes) -> bytes:
    if context is not None:
        text = b"\0".join((text, context.encode("utf-8", "surrogatepass")))
    return blake2b(text, digest_size=6).digest()
