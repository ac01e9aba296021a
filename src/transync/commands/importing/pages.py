"""A page that somebody has made, with what was found on it, and what makes it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.project.composing import Composer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.origin import Origin
    from transync.core.align.transfer import Transfer
    from transync.core.build.refusal import Refusal
    from transync.domain.addresses import Claim
    from transync.domain.model import Message
    from transync.locale.languages import Language
    from transync.project.project import Project
    from transync.project.targets import Target


class ImportedPage(NamedTuple):
    """A page, and what was found on it."""

    target: Target
    """The page that a build would make of its document."""
    path: str
    text: str
    transfer: Transfer
    origin: Origin
    """The version of the document that it was translated from."""
    original: Sequence[Message]
    """Its translations, and what stands between them, of that version."""
    messages: Sequence[Message]
    """The same, merged with the present version."""
    is_in_place: bool = True
    """Whether it is the very file that the build would write."""
    refusals: Sequence[Refusal] = ()
    """What stands between its texts, and a build would refuse."""


class ImportComposer(Composer):
    """Makes pages as a build will, once the translations of all pages are imported.

    So a document whose page is there counts as published.
    """

    def __init__(
        self,
        project: Project,
        finder: PageFinder,
        claims: Mapping[str, Sequence[Claim]] | None = None,
    ) -> None:
        super().__init__(project, claims)
        self.finder = finder

    def __reduce__(self) -> tuple[type[ImportComposer], tuple[object, ...]]:
        return ImportComposer, (self.project, self.finder, self._claims)

    @property
    def anew(self) -> ImportComposer:
        """The same, but it has read no catalog yet; it knows all claims if links depend on them."""
        if not self.project.has_localized_links:
            return ImportComposer(self.project, self.finder)
        again = ImportComposer(self.project, self.finder, self.addresses.claims)
        again.addresses = self.addresses
        return again

    def is_published(self, path: str, language: Language) -> bool:
        """Whether a document has a page, or will have one."""
        is_there = self.finder.has_page(self.project, path, language.code)
        return is_there or super().is_published(path, language)
