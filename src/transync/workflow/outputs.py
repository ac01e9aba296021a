"""Outputs: the localized documents that are there, and whose they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync import files, frontmatter
from transync.errors import DocumentError, TransyncError
from transync.model import BOM
from transync.paths import Role
from transync.report import finding
from transync.stamps import is_edited, is_stamped, unstamped
from transync.workflow.steps import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.workflow.project import Project
    from transync.workflow.sources import Sources
    from transync.workflow.steps import Step

_SURROGATE = re.compile("[\ud800-\udfff]")


def localized_text(project: Project, path: str) -> str | None:
    """Read a localized document, None where there is none.

    Bytes that are not UTF-8 become surrogates. Raises `TransyncError` for what is no file.
    """
    data = files.read_if_there(project.root, path)
    return None if data is None else data.decode("utf-8", "surrogateescape")


def is_somebodys(before: str, after: str | None) -> bool:
    """Tell whether a localized document holds what transync did not write.

    Without a stamp that is known only where transync would have put one. An empty one, which a
    power failure may have left, holds nothing.
    """
    if not before.strip("\0"):
        return False
    if _SURROGATE.search(before):
        return True
    try:
        if is_stamped(before):
            return is_edited(before)
        return after is None or (is_stamped(after) and not _is_the_same(before, after))
    except TransyncError:
        return True


def _is_the_same(before: str, after: str) -> bool:
    """Tell whether a text is all of another but its stamps, or but a front matter that is new."""
    if before == unstamped(after):
        return True
    front = frontmatter.find(after)
    if front is None or frontmatter.find(before) is not None:
        return False
    return _without_blank_lines(before) == _without_blank_lines(after[front.end :])


def _without_blank_lines(text: str) -> str:
    return text.removeprefix(BOM).lstrip("\r\n")


def outputs_without_document(
    project: Project, found: Sources, paths: Iterable[str] | None = None
) -> Iterator[Step]:
    """Remove what was built from documents that are gone, if nobody has edited it.

    Looks for it at `paths`, or everywhere.
    """
    codes = {language.code for language in project.languages}
    if paths is None:
        listing = files.list_files(project.root, project.layout.output)
        yield from (finding(error) for error in listing.errors)
        paths = listing.files
    for path in sorted(paths):
        slot = project.layout.slot(path)
        if slot is None or slot.role is not Role.OUTPUT or slot.lang not in codes:
            continue
        if not found.has(project.document(slot.path)):
            yield from _without_document(project, path, slot.lang or "")


def _without_document(project: Project, path: str, code: str) -> Iterator[Step]:
    try:
        text = files.read_document(project.root, path)
        if not is_stamped(text):
            return
        edited = is_edited(text)
    except DocumentError:  # it is not transync's
        return
    except TransyncError as error:
        yield finding(error, path=path)
        return
    if edited:
        from transync.checks.drift import output_edited  # which few runs have to say
        from transync.checks.rule import Place

        message = "its document is gone, but it was edited by hand; remove it, or bring it back"
        yield output_edited.at(Place(path, language=code), message)
    else:
        yield Change(path, text, None, "its document is gone", language=code)
