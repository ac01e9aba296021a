"""Addresses that the documents of a project claim, and which of them several do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.dialects.permalinks import plain_address
from transync.project.addresses import Claim, own_address
from transync.project.page_keys import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.locale.languages import Language
    from transync.project.project import Project

_NOTE = "addresses"


class SharedAddress(NamedTuple):
    """A claim of a document, and who claims the same address."""

    document: str
    claim: Claim
    address: str
    """That of the document's page in a language, or its own."""
    other: str
    """The path of the other document."""
    code: str
    """The language of the document's page; empty for the document itself."""


def shared_addresses(
    project: Project, every: Mapping[str, Sequence[Claim]]
) -> Iterator[SharedAddress]:
    """Yield each claim of an address that a document before it claims, by the order of paths.

    Where two documents claim one address, their pages do so in all languages: those are not
    yielded again.
    """
    owners: dict[str, tuple[str, str]] = {}
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for code, document, claim, address in _places(project, every):
        own = document, code
        owner, _ = first = owners.setdefault(plain_address(address), own)
        # That a key says the same on a page, a finding at the page reports.
        is_rival = first != own and (owner != document or not claim.key)
        if is_rival and owner not in rivals[document]:
            rivals[document].add(owner)
            yield SharedAddress(document, claim, address, owner, code)


def _places(
    project: Project, every: Mapping[str, Sequence[Claim]]
) -> Iterator[tuple[str, str, Claim, str]]:
    """Yield the claims of all documents, then those of their pages in each language."""
    for document in sorted(every):
        for claim in every[document]:
            yield "", document, claim, claim.address
    for document in sorted(every):
        for language in project.languages_of(document) if every[document] else ():
            for claim in every[document]:
                if address := page_address(project, language, document, claim):
                    yield language.code, document, claim, address


def page_address(project: Project, language: Language, document: str, claim: Claim) -> str:
    """Return what the page of a document has in the place of an address that it claims.

    Empty where it has none, or the same by the same key.
    """
    key = claim.key or own_address(project, document)
    made = address_of(project, language, document, key, claim.address)
    return made or ("" if claim.key else claim.pages.get(language.code, ""))


def noted(every: Mapping[str, Sequence[Claim]]) -> dict[str, object]:
    """Return what the next run must know of the claims."""
    return {_NOTE: {path: found for path, found in every.items() if found}}


def kept(notes: Mapping[str, Any]) -> dict[str, list[Claim]]:
    """Return the claims that a former run has noted."""
    return {path: [Claim(*each) for each in found] for path, found in notes.get(_NOTE, {}).items()}
