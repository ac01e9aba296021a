"""Addresses that the documents of a project claim, and which of them several do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.project.page_keys import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.formats.frontmatter import Field
    from transync.project.project import Project

_NOTE = "addresses"


class Claim(NamedTuple):
    """An address in the front matter of a document."""

    key: str
    address: str
    line: int
    column: int


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


def claims(fields: Mapping[str, Field], keys: Iterable[str]) -> list[Claim]:
    """Return the addresses that a front matter claims, without patterns and those elsewhere."""
    found = []
    for key in keys:
        if (field := fields.get(key)) is None:
            continue
        values = field.value if isinstance(field.value, list | tuple) else [field.value]
        found += [
            Claim(key, value, field.line, field.column)
            for value in values
            if isinstance(value, str) and value and ":" not in value
        ]
    return found


def shared_addresses(
    project: Project, every: Mapping[str, Sequence[Claim]]
) -> Iterator[SharedAddress]:
    """Yield each claim of an address that a document before it claims, by the order of paths.

    Where two documents claim one address, their pages do so in all languages: those are not
    yielded again.
    """
    owners: dict[str, str] = {}
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for code, document, claim, address in _places(project, every):
        owner = owners.setdefault(address.rstrip("/") or "/", document)
        if owner != document and owner not in rivals[document]:
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
                address = address_of(project, language, document, claim.key, claim.address)
                if address:
                    yield language.code, document, claim, address


def noted(every: Mapping[str, Sequence[Claim]]) -> dict[str, object]:
    """Return what the next run must know of the claims."""
    return {_NOTE: {path: found for path, found in every.items() if found}}


def kept(notes: Mapping[str, Any]) -> dict[str, list[Claim]]:
    """Return the claims that a former run has noted."""
    return {path: [Claim(*each) for each in found] for path, found in notes.get(_NOTE, {}).items()}
