"""Which document an address or a path leads to."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from transync.dialects.links import LinkPlace
from transync.domain.layouts import Role
from transync.domain.paths import parents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.project.address_index import AddressIndex
    from transync.project.project import Project


NAMES = (LinkPlace.NAME, LinkPlace.SHOWN)


class AddressRoot(NamedTuple):
    """A folder that addresses may begin at."""

    folder: str
    mark: str = ""
    """What the name of a folder begins with, and the address does not: `_` of a collection."""


def roots(project: Project, document: str) -> list[AddressRoot]:
    """List the folders that an address on a document's page may begin at, the likeliest first.

    That is the folder of the documents, or one above it; with collections, that of any.
    """
    links = project.dialect(document).links
    if links and links.from_repository:
        return [AddressRoot("")]
    folder = folder_of(project.layout_of(document).source.text)
    found = [AddressRoot(each) for each in dict.fromkeys((folder, *parents(folder), ""))]
    if not (links and links.has_collections):
        return found
    others = dict.fromkeys(folder_of(source.text) for source in project.layouts.sources)
    return [
        *found,
        AddressRoot("", "_"),
        *(AddressRoot(each) for each in others if each not in ("", folder)),
    ]


def folder_of(source: str) -> str:
    """Return the folder of a source's documents, by its template."""
    return dirname(source.partition("{path}")[0] + "x")


def within_site(project: Project, target: str) -> tuple[str, str]:
    """Divide an address into that of the site, as the project says it, and the rest from a slash.

    The first is empty, and the second the whole target, where that begins otherwise.
    """
    base = project.config.links.base.rstrip("/")
    for start in (base, urlsplit(base).path):
        if start and (
            target == start or target.startswith((f"{start}/", f"{start}#", f"{start}?"))
        ):
            rest = target.removeprefix(start)
            return start, rest if rest.startswith("/") else f"/{rest}"
    return "", target


def linked_document(index: AddressIndex, document: str, path: str, place: LinkPlace) -> str:
    """Return the document that a link of a document leads to, by its path; empty where none is.

    `path` is its target, without a query and an anchor.
    """
    if place is not LinkPlace.ADDRESS:
        _, path = within_site(index.project, path)
    if path.startswith("//") or ":" in path.partition("/")[0]:
        return ""
    return next(_linked(index, document, unquote(path.partition("?")[0]), place), "")


def _linked(index: AddressIndex, document: str, path: str, place: LinkPlace) -> Iterator[str]:
    project = index.project
    links = project.dialect(document).links
    if not links:
        return
    if place in (LinkPlace.DOCUMENT, LinkPlace.SNIPPET):
        yield from documents_at(project, "", path, ())
    elif place in NAMES:
        yield from document_named(index, document, path)
    elif path.startswith("/") or place is LinkPlace.ADDRESS:
        if found := index.at(path):
            yield found.document
        for root, mark in roots(project, document):
            yield from documents_at(project, root, f"/{mark}{path.lstrip('/')}", links.indexes)
    else:
        yield from documents_at(project, dirname(document), path, links.indexes)
        if place is LinkPlace.REFERENCE:
            yield from document_named(index, document, path)


def document_named(index: AddressIndex, document: str, name: str) -> Iterator[str]:
    """Yield the document that a name in another one means, if it is one."""
    if name.startswith("."):
        name = normpath(join(dirname(document), name))
    if found := index.named(name):
        yield found


def documents_at(
    project: Project, folder: str, target: str, indexes: Sequence[str]
) -> Iterator[str]:
    """Yield the documents that are there and that a target may mean, the likeliest first."""
    for path in candidates(project, folder, target, indexes):
        if _is_document(project, path):
            yield path


def candidates(project: Project, folder: str, target: str, indexes: Sequence[str]) -> Iterator[str]:
    """Yield the paths of the documents that a target may mean, whether they are there or not.

    `indexes` are the names of documents that are the page of their folder.
    """
    file = normpath(join(folder, target.lstrip("/")))
    if file.startswith("../"):
        return
    endings = dict.fromkeys(each.text.rpartition("{path}")[2] for each in project.layouts.sources)
    stem = file.removesuffix(".html")
    yield file
    for ending in endings:
        yield f"{stem}{ending}"
        yield from (normpath(f"{stem}/{name}{ending}") for name in indexes)


def _is_document(project: Project, path: str) -> bool:
    placement = project.layouts.placement(path)
    is_source = placement is not None and placement.role is Role.SOURCE
    return is_source and project.workspace.has(path)
