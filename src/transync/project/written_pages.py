"""Remembers what builds have written to pages that bear no stamp.

It may only permit: what it has forgotten, a build proves by the page's content, or leaves alone. So
it is no cache, which may be deleted and changes nothing, but stands beside it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from transync import storage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.storage import Root

_NAME = "pages"
_SIZE = 16
_MOST = 1_000_000
"""Digests that are kept; the oldest go first."""


def mark(path: str, text: str) -> bytes:
    """Return the digest of a page with this text, without regard to its line endings."""
    data = f"{path}\0{text}".replace("\r\n", "\n").encode("utf-8", "surrogateescape")
    return blake2b(data, digest_size=_SIZE).digest()


def marks(root: Root) -> list[bytes]:
    """Return the digests of all pages that builds have written, the latest last."""
    data = storage.noted(root, _NAME)
    return [data[start : start + _SIZE] for start in range(0, len(data), _SIZE)]


def keep(root: Root, new: Iterable[bytes]) -> None:
    """Keep the digests of pages that are as a build has made them."""
    wanted = dict.fromkeys(new)
    if not wanted:
        return
    known = marks(root)
    fresh = wanted.keys() - set(known)
    if fresh:
        every = [*known, *(each for each in wanted if each in fresh)]
        storage.note(root, _NAME, b"".join(every[-_MOST:]))
