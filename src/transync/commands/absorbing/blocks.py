"""Cuts into blocks what an edited page is compared with: its document, and what builds made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.origin import blocks

if TYPE_CHECKING:
    from transync.commands.absorbing.base import BuiltPage
    from transync.core.align.units import BlockList
    from transync.project.project import Project
    from transync.project.targets import Target


class EditedPage(NamedTuple):
    """A page that somebody has edited."""

    target: Target
    text: str
    base: BuiltPage
    """What was edited."""
    now: str
    """What its catalog gives, before any edit goes into it."""
    is_anybodys: bool = True
    """Whether a build leaves it alone; else it has nothing that its document lacks."""


class PageBlocks(NamedTuple):
    """The blocks of a document and of its page, as these were and as they are."""

    source: BlockList
    """Those of the document as it is now."""
    document: BlockList
    """Those of the document that the page was built from."""
    base: BlockList
    """Those of the page as a build had made it."""
    page: BlockList
    """Those of the page as somebody has left it."""
    now: BlockList
    """Those of what the catalog gives now."""


def page_blocks(project: Project, page: EditedPage) -> PageBlocks:
    """Cut a page and its document, each version once; raises `DocumentError`."""
    own, base = page.target.document, page.base
    paths = page.target.path, own.path
    source = blocks(project, own.text, own.path)
    is_same = base.document == own.text
    document = source if is_same else blocks(project, base.document, own.path)
    built = blocks(project, base.text, *paths)
    now = built if page.now == base.text else blocks(project, page.now, *paths)
    return PageBlocks(source, document, built, blocks(project, page.text, *paths), now)
