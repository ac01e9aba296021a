"""The index of a project: what a shard must know of all other documents, found out once for all.

It is of the very files that it was made of: whoever reads it compares those that it works on.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.domain.addresses import Claim
from transync.domain.errors import ConfigError
from transync.domain.findings import revived
from transync.domain.provenance import Provenance
from transync.project.contents import digest_of, of_documents, of_files, own_files
from transync.project.documents import refuse_nothing
from transync.project.known_pages import KnownPages
from transync.project.provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.project.project import Project

_KIND = "transync index 1"
_RENEW = "make the index anew with `transync index`"


class ProjectIndex(NamedTuple):
    """What is known of all documents of a project."""

    provenance: Provenance
    documents: Mapping[str, str]
    """Their paths, each with the digest of the document and its own catalogs."""
    others: str
    """The digest of the catalogs and templates of no document, or of several."""
    complaints: tuple[Finding, ...]
    """Why some documents or folders could not be read."""
    drift: tuple[Finding, ...]
    """That of all catalogs and templates, in the order in which a check comes across it."""
    pages: KnownPages
    """What pages need to know of each other."""
    digest: str = ""
    """That of its text, where it was read."""

    @property
    def sources(self) -> str:
        """The digest of all documents and of their own catalogs."""
        return digest_of(sorted(self.documents.items()))

    def refuse_others(self, project: Project, documents: Sequence[str]) -> None:
        """Raise `ConfigError` unless some documents are as they were when it was made."""
        found = zip(documents, of_documents(project, documents), strict=True)
        for path, digest in found:
            if self.documents.get(path) != digest:
                message = "the document, or a catalog of it, has changed since the index was made"
                raise ConfigError(f"{message}; {_RENEW}", path=path)

    def refuse_other_project(self, project: Project) -> None:
        """Raise `ConfigError` unless it lists the documents that are there, and what is beside."""
        listed = refuse_nothing(project).files
        for path in sorted(self.documents.keys() ^ {*listed}):
            come = "has gone" if path in self.documents else "is new"
            raise ConfigError(f"{come} since the index was made; {_RENEW}", path=path)
        if digest_of_others(project, listed) != self.others:
            raise ConfigError(f"a catalog without document has changed since; {_RENEW}")


def digest_of_others(project: Project, documents: Sequence[str]) -> str:
    """Return the digest of the catalogs and templates that are no document's own."""
    own = {path for document in documents for path in own_files(project, document)}
    layouts = project.layouts
    templates = (each.template for each in layouts.each if each.template)
    listing = project.files_of((*layouts.catalogs, *templates))
    return of_files(project, [path for path in listing.files if path not in own])


def to_json(index: ProjectIndex) -> str:
    """Return an index as text, which `from_json` reads; it is ASCII."""
    fields = index._asdict()
    del fields["digest"]
    fields["provenance"] = index.provenance._asdict()
    fields["pages"] = {
        "are_known": bool(index.pages.documents),
        "unpublished": sorted(index.pages.unpublished),
        "ids": [*index.pages.ids.items()],
        "claims": index.pages.claims,
    }
    return json.dumps({"kind": _KIND, **fields}, separators=(",", ":")) + "\n"


def from_json(project: Project, text: str, name: str) -> ProjectIndex:
    """Read the index in a file of that `name`.

    Raises `ConfigError` for what is none, or is one of something else than the `project`.
    """
    index = _read(text, name)
    if difference := provenance(project).difference(index.provenance):
        raise ConfigError(f"{difference}; {_RENEW}", path=name)
    return index._replace(digest=blake2b(text.encode(), digest_size=16).hexdigest())


def _read(text: str, name: str) -> ProjectIndex:
    try:
        fields: dict[str, Any] = json.loads(text)
        if fields.pop("kind") != _KIND:
            raise ValueError(_KIND)
        program, configuration, languages = fields.pop("provenance").values()
        complaints, drift = (tuple(revived(fields.pop(key))) for key in ("complaints", "drift"))
        documents: dict[str, str] = dict(fields.pop("documents"))
        pages = _pages(documents, **fields.pop("pages"))
        made = Provenance(program, configuration, tuple(languages))
        return ProjectIndex(made, documents, fields["others"], complaints, drift, pages)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ConfigError(f"is no index; {_RENEW}", path=name) from error


def _pages(
    documents: Iterable[str],
    *,
    are_known: bool,
    unpublished: Sequence[Sequence[str]],
    ids: Sequence[Any],
    claims: Mapping[str, Any],
) -> KnownPages:
    return KnownPages(
        frozenset(documents if are_known else ()),
        frozenset((path, code) for path, code in unpublished),
        {(path, code): own for (path, code), own in ids},
        {path: [Claim(*each) for each in own] for path, own in claims.items()},
    )
