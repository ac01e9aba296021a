"""Stamps a localized document with what it was made from and how much of it is translated."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from transync.domain.model import BOM
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.formats.frontmatter import Setting

SOURCE, COVERAGE, TRANSLATION = "source_digest", "translation_coverage", "translation_digest"
KEYS = (SOURCE, COVERAGE, TRANSLATION)

_DIGITS = 16


def digest(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of `text` (LF line endings, no BOM)."""
    plain = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def stamped(text: str, settings: Mapping[str, Setting], source: str, percent: int) -> str:
    """Write settings into the front matter of `text`, and the stamps of what `source` became.

    A text without front matter stays as it is.
    """
    bare = unstamped(text)
    stamps: Mapping[str, Setting] = {
        SOURCE: digest(source),
        COVERAGE: percent,
        TRANSLATION: digest(frontmatter.put(bare, settings)),
    }
    # All at once, so that the front matter is read once: each key comes where it would have come.
    return frontmatter.put(bare, {**settings, **stamps})


def unstamped(text: str) -> str:
    """Return `text` without its stamps."""
    return frontmatter.drop(text, KEYS)


def is_stamped(text: str) -> bool:
    """Whether transync has stamped `text`."""
    return TRANSLATION in frontmatter.values(text)


def is_edited(text: str) -> bool:
    """Whether somebody has changed `text` since it was stamped; no without a stamp."""
    stamp = frontmatter.values(text).get(TRANSLATION)
    return stamp is not None and stamp.value != digest(unstamped(text))
