"""Digests of what is in files, so that one that was only touched counts as unchanged."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.project.project import Project
    from transync.storage import Snapshot, Workspace

DIGEST_BYTES = 16


def read(project: Project, look: Snapshot, paths: Sequence[str]) -> dict[str, bytes]:
    """Return the digests of files by path, without those that changed since they were looked at."""
    digests = project.executor.map(partial(_of_file, project.workspace), paths)
    found = dict(zip(paths, digests, strict=True))
    now = storage.signatures(project.root, paths)
    return {path: each for path, each in found.items() if each and now.get(path) == look[path]}


def of_documents(project: Project, documents: Sequence[str]) -> Iterator[str]:
    """Yield the digest of each document with its own catalogs and template, in hexadecimal."""
    yield from project.executor.map(partial(_of_document, project), documents)


def of_files(project: Project, paths: Sequence[str]) -> str:
    """Return one digest of files and their paths, in hexadecimal."""
    digests = project.executor.map(partial(_of_file, project.workspace), paths)
    return digest_of(zip(paths, (each.hex() for each in digests), strict=True))


def digest_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return one digest of paths, each with a digest, in hexadecimal."""
    whole = blake2b(digest_size=DIGEST_BYTES)
    for path, digest in pairs:
        whole.update(f"{path}\0{digest}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def own_files(project: Project, document: str) -> list[str]:
    """List what extraction reads for a document alone: itself, its catalogs, its template.

    What several documents share is not among them.
    """
    layout = project.layout_of(document)
    found = [document]
    if (template := layout.template) and "path" in template.placeholders:
        found.append(template.expand(path=layout.name(document)))
    if "path" in layout.catalog.placeholders:
        languages = project.languages_of(document)
        found += [project.catalog_of(document, language.code) for language in languages]
    return found


def of_text(text: str | None) -> bytes | None:
    """Return the digest of a file with this text; None for a file that is not there."""
    return None if text is None else _digest(text.encode("utf-8", "surrogateescape"))


def _of_document(project: Project, document: str) -> str:
    whole = blake2b(digest_size=DIGEST_BYTES)
    for path in own_files(project, document):
        whole.update(_of_file(project.workspace, path) or b"?")
    return whole.hexdigest()


def _of_file(workspace: Workspace, path: str) -> bytes:
    try:
        return _digest(workspace.read(path))
    except TransyncError:
        return b""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=DIGEST_BYTES).digest()
