"""Merges two versions of a configuration for git: two lists of kept pages are not in conflict.

Two people who import a language each write their pages into the same list, `build.keep`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import Change
from transync.domain.conflicts import UNRESOLVED, first_line, unmerged
from transync.domain.errors import ConfigError, ConflictError
from transync.domain.findings import finding
from transync.project.config.keeping import is_pyproject_file, kept_paths, with_kept, without_kept
from transync.storage import MergedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.changes import Step
    from transync.storage import Root


def merged_config(root: Root, place: str, data: Sequence[bytes], path: str) -> Iterator[Step]:
    """Merge the versions base, ours and theirs into the file of ours; `path` is its name.

    As git does, line by line; where that fails, without the lists, which are then joined.
    """
    texts = [each.decode("utf-8", "surrogateescape") for each in data]
    merged = storage.merged_text(root, *texts) or MergedText(unmerged(*texts[1:]), is_clean=False)
    if not merged.is_clean:
        merged = _without_lists(root, texts, is_pyproject=is_pyproject_file(path)) or merged
    if not merged.is_clean:
        line = first_line(merged.text)
        yield finding(ConflictError(UNRESOLVED, path=path, line=line, column=1 if line else 0))
    yield Change(place, texts[1], merged.text, "merged")


def _without_lists(root: Root, texts: Sequence[str], *, is_pyproject: bool) -> MergedText | None:
    """Merge what is beside the lists, and the lists; None where that is not certain.

    A list that is not as transync writes it may have comments, which nobody else may lose.
    """
    lists = [kept_paths(text, is_pyproject=is_pyproject) for text in texts]
    try:
        bare = [
            without_kept(text, paths, is_pyproject=is_pyproject)
            for text, paths in zip(texts, lists, strict=True)
        ]
        again = [
            with_kept(text, paths, is_pyproject=is_pyproject)
            for text, paths in zip(bare, lists, strict=True)
        ]
        merged = storage.merged_text(root, *bare) if again == texts else None
        if merged is None or not merged.is_clean:
            return None
        text = with_kept(merged.text, _joined(*lists), is_pyproject=is_pyproject)
    except ConfigError:
        return None
    return MergedText(text, is_clean=True)


def _joined(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the paths of both lists without those that one of them has taken out."""
    gone = {path for path in base if path not in ours or path not in theirs}
    paths = [path for path in dict.fromkeys((*ours, *theirs)) if path not in gone]
    return sorted(paths) if [*ours, *theirs] == [*sorted(ours), *sorted(theirs)] else paths
