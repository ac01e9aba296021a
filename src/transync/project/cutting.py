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
from transync.project import document_cache, text_hashes
from transync.project.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.model import Segment
    from transync.project.document_cache import Remembered
    from transync.project.project import Project


class Extent(Enum):
    """How much there is of documents: what is left out, all processes need not share."""

    NAMES = auto()
    TEXTS = auto()
    """Those that are translated."""
    MARKED = auto()
    """The same, with their marks."""
    WHOLE = auto()


class Cut(NamedTuple):
    """A document, and how it is kept for other runs."""

    document: Document
    line: bytes
    is_old: bool
    """Whether another run has cut and kept it."""
    marks: str
    """Those of its texts, where these are asked for."""


class Documents(NamedTuple):
    """What became of the documents at some paths, in their order."""

    cut: Sequence[Cut]
    findings: Sequence[Finding]
    """Why others could not be."""
    are_kept: bool
    """Whether another run has kept them all."""


def every(project: Project, paths: Sequence[str], extent: Extent) -> Documents:
    """Cut the documents at `paths`, unless another run has, from the very text of each."""
    if is_remote(project.executor):
        cut_one = partial(_one_elsewhere, project, extent)
    else:
        made_by = fingerprint(project.config)
        kept = document_cache.recalled(project.store, made_by)
        cut_one = partial(_one, project, made_by, kept, extent)
    found = [*project.executor.map(cut_one, paths, project.workspace.size)]
    cut = [each for each in found if isinstance(each, Cut)]
    findings = [each for each in found if isinstance(each, Finding)]
    return Documents(cut, findings, are_kept=all(each.is_old for each in cut))


def some(project: Project, paths: Sequence[str]) -> list[Document | Finding]:
    """Cut a few documents, unless another run has, and keep them for the next that asks."""
    made_by = fingerprint(project.config)
    kept = document_cache.recalled(project.store, made_by, paths)
    found = [_one(project, made_by, kept, Extent.WHOLE, path) for path in paths]
    new = {
        each.document.path: each.line for each in found if isinstance(each, Cut) and not each.is_old
    }
    if new:
        document_cache.remember(project.store, new, is_whole=False)
    return [each.document if isinstance(each, Cut) else each for each in found]


class DocumentReader:
    """Reads documents, and cuts them: but those that this process has, which are there.

    In another process it begins anew, and remembers as many as a small run has.
    """

    def __init__(self, project: Project, known: Iterable[Document] = ()) -> None:
        self._project = project
        self._known = {document.path: document for document in known}
        self._read = lru_cache(maxsize=WORTH_IT)(self._cut)

    def __call__(self, path: str) -> Document:
        """Return the document at a path; raises `TransyncError`."""
        return self._known.get(path) or self._read(path)

    def __reduce__(self) -> tuple[type[DocumentReader], tuple[Project]]:
        return DocumentReader, (self._project,)

    def weight(self, group: tuple[str, Sequence[str]]) -> int:
        """Weigh a catalog by its documents: how much work it is, as against others."""
        return sum(len(self._known[path].pieces) for path in group[1] if path in self._known)

    @cached_property
    def _made_by(self) -> str:
        return fingerprint(self._project.config)

    def _cut(self, path: str) -> Document:
        text = self._project.workspace.read_document(path)
        kept = document_cache.recalled(self._project.store, self._made_by, [path])
        if line := kept.line(path, text):
            return document_cache.document(line)
        return _document(self._project, path, text)


def _one(
    project: Project, made_by: str, kept: Remembered, extent: Extent, path: str
) -> Cut | Finding:
    try:
        text = project.workspace.read_document(path)
        line, is_old = kept.line(path, text), True
        if not line:
            done, is_old = _document(project, path, text), False
            line = document_cache.line(made_by, done)
        elif extent is Extent.NAMES:  # then nothing of the line has to be read
            done = named(path)
        else:
            done = document_cache.document(line)
    except TransyncError as error:
        return finding(error, path, path=path)
    texts = text_hashes.of(done) if extent is Extent.MARKED else ""
    return Cut(_cropped(done, extent), line, is_old, texts)


def _one_elsewhere(project: Project, extent: Extent, path: str) -> Cut | Finding:
    """Cut a document in another process, which keeps it: of less than all, only hashes come back.

    Whoever needs its texts reads it again.
    """
    found = _one(project, "", document_cache.NOTHING, extent, path)
    if isinstance(found, Finding):
        return found
    document = found.document if extent is Extent.WHOLE else named(path)
    return Cut(document, b"", is_old=True, marks=found.marks)


def read_and_cut(project: Project, path: str) -> Document:
    """Read a document, and cut it; raises `TransyncError`."""
    return _document(project, path, project.workspace.read_document(path))


def _cropped(document: Document, extent: Extent) -> Document:
    if extent is Extent.NAMES:
        return named(document.path)
    if extent in (Extent.TEXTS, Extent.MARKED):
        return document._replace(pieces=tuple(document.segments), references={})
    return document


def named(path: str) -> Document:
    """Return no more of a document than its name."""
    return Document(path, (), "\n", {})


def _document(project: Project, path: str, text: str) -> Document:
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
