"""Finds the page that a build had made before somebody edited it, and its document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.core.build.stamps import SOURCE, TRANSLATION, digest, is_edited, unstamped
from transync.domain.errors import TransyncError
from transync.formats import frontmatter
from transync.project import written_pages
from transync.project.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.commands.build.build import Made
    from transync.project.pages import Pages
    from transync.project.project import Project
    from transync.project.targets import Target
    from transync.storage import History

_MOST = 25
"""How many revisions of a file are looked at, the newest first."""


class BuiltPage(NamedTuple):
    """A page as a build had made it, and its document at that time."""

    text: str
    document: str
    """The characters of the document."""
    is_known: bool = True
    """Whether this is what was edited; else it is only what the catalog gives now."""


class PastFiles:
    """The older versions of files that git has; another process reads them anew."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __reduce__(self) -> tuple[type[PastFiles], tuple[Project]]:
        return PastFiles, (self._project,)

    def versions(self, path: str) -> Iterator[str]:
        """Yield the texts that a file has had, the newest first."""
        known = self._history.get(path, ())[:_MOST]
        data = storage.contents(self._project.root, [each.blob for each in known])
        found = (data[each.blob] for each in known if each.blob in data)
        yield from (each.decode("utf-8", "surrogateescape") for each in found)

    @cached_property
    def _history(self) -> History:
        return storage.history(self._project.root)


def base_of(pages: Pages, target: Target, made: Made, past: PastFiles) -> BuiltPage:
    """Return what was edited: what the catalog gives now, or a version that git has.

    The stamp of the page shows which; where there is none, the record of what builds have written
    here, or the content.
    """
    page, document = made.before or "", target.document
    stamp = _stamp(page, TRANSLATION)
    now = made.after or ""
    if _is_built(pages, target, now, stamp):
        return BuiltPage(now, document.text)
    for text in past.versions(target.path):
        is_built = _is_built(pages, target, text, stamp) or (
            stamp is None and _is_nobodys(pages, target, text)
        )
        if text != page and is_built:
            return BuiltPage(text, _source(target, text, past))
    return BuiltPage(now, document.text, is_known=False)


def is_current(pages: Pages, target: Target, made: Made) -> bool:
    """Whether what was built is what the catalog gives now, so that all else is an edit."""
    stamp = _stamp(made.before or "", TRANSLATION)
    return made.after is not None and _is_built(pages, target, made.after, stamp)


def _stamp(page: str, key: str) -> object:
    """Return what a build has stamped into the front matter of a page; None where it has not."""
    fields = frontmatter.values(page)
    return fields[key].value if key in fields else None


def _is_built(pages: Pages, target: Target, text: str, stamp: object) -> bool:
    """Whether a text is what a build had made here, or what the stamp of an edited page is of."""
    try:
        if stamp is not None:
            return not is_edited(text) and digest(unstamped(text)) == stamp
        return written_pages.mark(target.path, text) in pages.written
    except TransyncError:
        return False


def _is_nobodys(pages: Pages, target: Target, text: str) -> bool:
    """Whether all of a text stands in the catalogs and in the document, so that a build made it."""
    page = Page(target.path, text, target.language.code)
    return bool(text) and not pages.is_somebodys(page, target.document, None)


def _source(target: Target, text: str, past: PastFiles) -> str:
    """Return the document that a page was built from, by its stamp; else as it is now."""
    stamp = _stamp(text, SOURCE)
    now = target.document.text
    if stamp in (None, digest(now)):
        return now
    older = (each for each in past.versions(target.document.path) if digest(each) == stamp)
    return next(older, now)
