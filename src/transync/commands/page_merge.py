"""Merges two versions of a localized document for git: their stamps are never in conflict.

What transync alone has written can be written again, so that it needs nobody's decision. Words
that a person has put there are merged as git merges any text, and may be in conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.core.build.stamps import KEYS, TRANSLATION, digest, unstamped
from transync.domain.changes import Change
from transync.domain.conflicts import UNRESOLVED, first_line, unmerged
from transync.domain.errors import ConflictError, TransyncError
from transync.domain.findings import finding
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.changes import Step
    from transync.formats.frontmatter import Setting
    from transync.storage import Root


class _Version(NamedTuple):
    """A localized document without its stamps, and these."""

    whole: str
    text: str
    stamps: Mapping[str, Setting]

    @property
    def is_made(self) -> bool:
        """Whether its stamp says that nobody has changed it since it was built."""
        return self.stamps.get(TRANSLATION) == digest(self.text)


def rejoined(root: Root, place: str, data: Sequence[bytes], path: str) -> Iterator[Step]:
    """Merge the versions base, ours and theirs into the file of ours; `path` is its name."""
    base, ours, theirs = (_version(each.decode("utf-8", "surrogateescape")) for each in data)
    merged = storage.merged_text(root, base.text, ours.text, theirs.text)
    if merged is None:  # git takes it for binary
        merged = storage.MergedText(unmerged(ours.whole, theirs.whole), is_clean=False)
    is_made = ours.is_made and theirs.is_made
    if is_made and not merged.is_clean:
        text = ours.whole
    else:
        text = _stamped(merged.text, ours, theirs, is_made=is_made)
    if not (is_made or merged.is_clean):
        line = first_line(text)
        yield finding(ConflictError(UNRESOLVED, path=path, line=line, column=1 if line else 0))
    yield Change(place, ours.whole, text, "merged")


def _version(text: str) -> _Version:
    try:
        known = frontmatter.values(text)
        stamps = {key: known[key].value for key in KEYS if key in known}
        plain = {key: value for key, value in stamps.items() if isinstance(value, str | int)}
        return _Version(text, unstamped(text), plain)
    except TransyncError:  # nothing is known of its front matter
        return _Version(text, text, {})


def _stamped(text: str, ours: _Version, theirs: _Version, *, is_made: bool) -> str:
    """Put the stamps of ours back; what both builds have made together gets a digest that fits."""
    for side in (ours, theirs):
        if text == side.text:
            return side.whole
    stamps = {**ours.stamps, TRANSLATION: digest(text)} if is_made else ours.stamps
    try:
        return frontmatter.put(text, stamps)
    except TransyncError:  # the front matter is in conflict itself
        return text
