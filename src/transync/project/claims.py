"""Addresses that the documents of a project claim, and which of them several do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.dialects.permalinks import plain_address
from transync.domain.addresses import Claim, ClaimedAddress
from transync.project.addresses import own_address
from transync.project.page_keys import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.locale.languages import Language
    from transync.project.project import Project

_NOTE = "addresses"


class SharedAddress(NamedTuple):
    """A claim of a document, and who claims the same address."""

    document: str
    claimed: ClaimedAddress
    other: str
    """The path of the other document."""


def shared_addresses(every: Mapping[str, Sequence[ClaimedAddress]]) -> Iterator[SharedAddress]:
    """Yield each claim of an address that a document before it claims, by the order of paths.

    Where two documents claim one address, their pages do so in all languages: those are not
    yielded again.
    """
    owners: dict[str, tuple[str, str]] = {}
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for document, each in _in_order(every):
        own = document, each.code
        owner, _ = first = owners.setdefault(plain_address(each.address), own)
        # That a key says the same on a page, a finding at the page reports.
        is_rival = first != own and (owner != document or not each.claim.key)
        if is_rival and owner not in rivals[document]:
            rivals[document].add(owner)
            yield SharedAddress(document, each, owner)


def claimed_by(project: Project, document: str, own: Sequence[Claim]) -> Iterator[ClaimedAddress]:
    """Yield the addresses that a document claims for itself, then for its pages."""
    keys = [claim.key or own_address(project, document) for claim in own]
    for claim, key in zip(own, keys, strict=True):
        yield ClaimedAddress("", claim, key, claim.address)
    for language in project.languages_of(document) if own else ():
        for claim, key in zip(own, keys, strict=True):
            if address := page_address(project, language, document, claim):
                yield ClaimedAddress(language.code, claim, key, address)


def _in_order(
    every: Mapping[str, Sequence[ClaimedAddress]],
) -> Iterator[tuple[str, ClaimedAddress]]:
    """Yield what all documents claim for themselves, then what they claim for their pages."""
    for is_of_pages in (False, True):
        for document in sorted(every):
            yield from (
                (document, each) for each in every[document] if bool(each.code) is is_of_pages
            )


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
