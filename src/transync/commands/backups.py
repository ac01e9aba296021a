"""What commands keep in the folder `.transync`, so that it can be brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import Change
from transync.domain.paths import PathTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.storage import Root


def newest(root: Root, kind: str) -> int:
    """Return the number of the newest folder of a kind; 0 if there is none.

    Raises `PathError` for what cannot be looked at.
    """
    store = f"{storage.OWN_FOLDER}/{kind}"
    found = listed(root, store)
    heads = (path.removeprefix(f"{store}/").partition("/")[0] for path in found)
    return max((int(head) for head in heads if head.isdecimal()), default=0)


def listed(root: Root, folder: str) -> tuple[str, ...]:
    """List the files in a folder; raises `PathError` for what cannot be looked at."""
    found = storage.list_files(root, PathTemplate.parse(f"{folder}/{{path}}"))
    for error in found.errors:
        raise error
    return found.files


def folder(kind: str, number: int) -> str:
    """Name a folder by its kind and number."""
    return f"{storage.OWN_FOLDER}/{kind}/{number}"


def keeping(root: Root, path: str, text: str, summary: str) -> Iterator[Change]:
    """Keep a text; git ignores the folder, unless somebody has decided on that."""
    ignored = f"{storage.OWN_FOLDER}/.gitignore"
    if not storage.exists(root, ignored):
        yield Change(ignored, None, "*\n", "written")
    yield Change(path, None, text, summary)
