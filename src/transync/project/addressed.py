"""Which document an address belongs to that the front matter of one claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import TransyncError
from transync.formats import frontmatter
from transync.project.claims import claims
from transync.project.documents import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.project.claims import Claim
    from transync.project.project import Project


class Addressed(NamedTuple):
    """A document, and the address that its front matter claims."""

    document: str
    claim: Claim


def plain(address: str) -> str:
    """Return an address as all spellings of it have it: `/tea` for `/tea/` and `tea`."""
    return f"/{address.strip('/')}"


def addressed(project: Project) -> Mapping[str, Addressed]:
    """Return the documents by the addresses that they claim and that their pages have otherwise.

    Empty where `front-matter.address` has no pattern, so that no front matter has to be read.
    """
    if not _keys(project):
        return {}
    found: dict[str, Addressed] = {}
    for path in listed(project).files:
        for claim in _claims(project, path):
            found.setdefault(plain(claim.address), Addressed(path, claim))
    return found


def claimed(project: Project, documents: Iterable[str]) -> set[tuple[str, str]]:
    """Return some documents with each address that they claim."""
    if not _keys(project):
        return set()
    return {(path, plain(each.address)) for path in documents for each in _claims(project, path)}


def _keys(project: Project) -> list[str]:
    """List the keys of addresses that localized pages have in another form."""
    address = project.config.front_matter.address
    return [key for key, pattern in address.items() if isinstance(pattern, str)]


def _claims(project: Project, path: str) -> list[Claim]:
    """Return what a document claims; nothing of one that cannot be read, which others report."""
    if project.dialect(path).data:
        return []
    try:
        fields = frontmatter.values(project.workspace.read_document(path), path)
    except TransyncError:
        return []
    return claims(fields, _keys(project))
