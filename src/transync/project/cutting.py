"""Cuts the documents of a project, or takes them as they were cut before, from the same text."""

from __future__ import annotations

from enum import Enum, auto
from functools import cached_property, lru_cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.split import split
from transync.core.document.unmerged import refuse_conflict
from transync.domain.errors import DocumentError, TransyncError
from transync.domain.findings import finding
from transync.domain.model import IN_FRONT_MATTER, Document, Finding
from transync.engine.executor import WORTH_IT, is_remote
from transync.formats import po
from transync.project import kept_documents, text_hashes
from transync.project.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.domain.model import Segment
    from transync.project.project import Project


class Extent(Enum):
    """How much there is of documents: what is left out, all processes need not share."""

    NAMES = auto()
    """No more than their paths."""
    TEXTS = auto()
    """Their segments, and the hashes of these."""
    WHOLE = auto()


class Cut(NamedTuple):
    """A document, and how it is kept for other runs."""

    document: Document
    row: bytes
    """Empty where a process on another machine has cut it: then it is not kept."""
    is_kept: bool
    """Whether another run has cut and kept it."""
    hashes: str
    """Those of its texts, if these are asked for."""


class Documents(NamedTuple):
    """What became of the documents at some paths, in their order."""

    cut: Sequence[Cut]
    findings: Sequence[Finding]
    """Why others could not be."""

    @property
    def are_kept(self) -> bool:
        """Whether another run has kept them all."""
        return all(each.is_kept for each in self.cut)


class DocumentReader:
    """Reads documents and cuts them, but those that this process has, or that a run has kept.

    In another process it begins anew, and remembers as many as a small run has.
    """

    def __init__(
        self,
        project: Project,
        known: Iterable[Document] = (),
        rows: Mapping[str, bytes] | None = None,
    ) -> None:
        self._project = project
        self._known = {document.path: document for document in known}
        self._rows = rows
        """What other runs have kept, by path; None where the store is asked for each."""
        self._read = lru_cache(maxsize=WORTH_IT)(self._document)

    def __reduce__(self) -> tuple[type[DocumentReader], tuple[Project]]:
        return DocumentReader, (self._project,)

    def __call__(self, path: str) -> Document:
        """Return the document at a path; raises `TransyncError`."""
        return self._known.get(path) or self._read(path)

    def weight(self, group: tuple[str, Sequence[str]]) -> int:
        """Weigh a catalog by its documents: how much work it is, as against others."""
        return sum(len(self._known[path].pieces) for path in group[1] if path in self._known)

    def cut(self, path: str, extent: Extent) -> Cut:
        """Return as much as is asked for of the document at a path; raises `TransyncError`."""
        text = self._project.workspace.read_document(path)
        row = self._kept(path, text)
        is_kept = bool(row)
        if not row:
            found = _cut(self._project, path, text)
            row = kept_documents.row(self._made_by, found)
        elif extent is Extent.NAMES:  # then nothing of the row has to be read
            found = named(path)
        else:
            found = kept_documents.document(row)
        return Cut(_cropped(found, extent), row, is_kept, _hashes(found, extent))

    def _document(self, path: str) -> Document:
        text = self._project.workspace.read_document(path)
        row = self._kept(path, text)
        return kept_documents.document(row) if row else _cut(self._project, path, text)

    def _kept(self, path: str, text: str) -> bytes:
        """Return the row of the document that is cut from a text; empty if there is none."""
        rows = self._rows
        if rows is None:
            rows = kept_documents.kept(self._project.store, [path])
        row = rows.get(path, b"")
        return row if row and kept_documents.is_of(row, self._made_by, path, text) else b""

    @cached_property
    def _made_by(self) -> str:
        return fingerprint(self._project.config)


def every(project: Project, paths: Sequence[str], extent: Extent) -> Documents:
    """Cut the documents at `paths`, unless another run has, from the very text of each."""
    is_elsewhere = is_remote(project.executor)
    cut_one = _cut_elsewhere if is_elsewhere else _cut_here
    reader = DocumentReader(project, (), {} if is_elsewhere else kept_documents.kept(project.store))
    task = partial(cut_one, reader, extent)
    found = [*project.executor.map(task, paths, project.workspace.size)]
    return Documents(
        [each for each in found if isinstance(each, Cut)],
        [each for each in found if isinstance(each, Finding)],
    )


def some(project: Project, paths: Sequence[str]) -> list[Document | Finding]:
    """Cut a few documents, unless another run has, and keep them for the next that asks."""
    reader = DocumentReader(project, (), kept_documents.kept(project.store, paths))
    found = [_cut_here(reader, Extent.WHOLE, path) for path in paths]
    cut = [each for each in found if isinstance(each, Cut)]
    if new := {each.document.path: each.row for each in cut if not each.is_kept}:
        kept_documents.keep(project.store, new, is_whole=False)
    return [each.document if isinstance(each, Cut) else each for each in found]


def _cut_here(reader: DocumentReader, extent: Extent, path: str) -> Cut | Finding:
    try:
        return reader.cut(path, extent)
    except TransyncError as error:
        return finding(error, path, path=path)


def _cut_elsewhere(reader: DocumentReader, extent: Extent, path: str) -> Cut | Finding:
    """Cut a document on another machine: of less than all of it, only hashes come back.

    Whoever needs its texts reads it again.
    """
    try:
        found = reader(path)
    except TransyncError as error:
        return finding(error, path, path=path)
    document = found if extent is Extent.WHOLE else named(path)
    return Cut(document, b"", is_kept=True, hashes=_hashes(found, extent))


def _cropped(document: Document, extent: Extent) -> Document:
    if extent is Extent.TEXTS:
        return document._replace(pieces=tuple(document.segments), references={})
    return named(document.path) if extent is Extent.NAMES else document


def _hashes(document: Document, extent: Extent) -> str:
    return text_hashes.of(document) if extent is Extent.TEXTS else ""


def named(path: str) -> Document:
    """Return no more of a document than its name."""
    return Document(path, (), "\n", {})


def _cut(project: Project, path: str, text: str) -> Document:
    """Cut a text; raises `DocumentError` where that is not possible."""
    dialect = project.dialect(path)
    refuse_conflict(text, path, dialect)
    found = split(text, path, project.translated_keys(path), dialect)
    # What the text has not, only an escape in its front matter can make.
    suspects = found.segments if po.UNWRITABLE.search(text) else _in_front_matter(found)
    for segment in suspects:
        if bad := po.UNWRITABLE.search(f"{segment.context}{segment.text}"):
            message = f"this text has a character, U+{ord(bad[0]):04X}, that no catalog can hold"
            raise DocumentError(
                f"{message}; remove it", path=path, line=segment.line, column=segment.column
            )
    return found


def _in_front_matter(document: Document) -> Iterator[Segment]:
    return takewhile(lambda segment: segment.form in IN_FRONT_MATTER, document.segments)
