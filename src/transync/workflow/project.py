"""The project as a run sees it: its settings, its languages, its documents."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from transync import config, files, pofile
from transync.errors import ConfigError, DocumentError, PathError, TransyncError
from transync.model import Finding
from transync.paths import Role, collisions, parents
from transync.report import finding
from transync.split import split
from transync.workers import spread
from transync.workflow import remembered
from transync.workflow.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from transync.config import Config
    from transync.files import Listing, Root
    from transync.languages import Language
    from transync.model import Document
    from transync.paths import Layout


class Project(NamedTuple):
    """A folder with its configuration, and what a run is for."""

    root: Root
    config: Config
    languages: tuple[Language, ...]
    arguments: tuple[str, ...] = ()
    """The files and folders that the run is for; none means all."""
    jobs: int = 1
    """How many processes may work at once; 0 for as many as there are cores."""

    @property
    def layout(self) -> Layout:
        """Where its files are."""
        return self.config.layout

    @property
    def translate(self) -> Sequence[str]:
        """The front-matter paths that are translated."""
        return self.config.front_matter.translate

    def stem(self, document: str) -> str:
        """Give what `{path}` stands for in the path of a document."""
        names = self.layout.source.match(document)
        return (names.path if names else None) or document

    def document(self, stem: str | None) -> str:
        """Give the path of the document that `{path}` stands for."""
        return self.layout.source.expand(path=stem or "")

    def is_chosen(self, document: str, code: str | None = None) -> bool:
        """Tell whether the run is for a document in a language, or in any."""
        if not self.arguments:
            return True
        stem = self.stem(document)
        codes = [code] if code else [each.code for each in self.languages]
        return any(
            self.layout.is_meant(argument, stem, each)
            for argument in self.arguments
            for each in codes
        )


@dataclass(frozen=True)
class Sources:
    """The documents of a project, cut, and why others could not be."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()
    others: frozenset[str] = frozenset()
    """The paths of more documents, which nobody has looked into: they are as they were."""
    are_remembered: bool = True
    """Whether no document had to be cut: another run has."""

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of the documents."""
        return self.others.union(document.path for document in self.documents)

    @cached_property
    def unread(self) -> frozenset[str]:
        """The documents that could not be read, and the folders that could not be looked into."""
        return frozenset(found.document for found in self.findings)

    def is_unread(self, path: str) -> bool:
        """Tell whether there may be a document of this path, but nobody could read it."""
        return not self.unread.isdisjoint((path, *parents(path)))

    def has(self, path: str) -> bool:
        """Tell whether there is, or may be, a document of this path."""
        return path in self.paths or self.is_unread(path)


def opened(
    folder: str, codes: Iterable[str] = (), paths: Iterable[str] = (), *, jobs: int = 1
) -> Project:
    """Find the project that `folder` is in, for some languages and paths, or for all.

    Raises `ConfigError` for a configuration or a language that cannot be, `PathError` for a
    path out of the project.
    """
    found = files.find_config(Path(folder))
    settings = config.parse(found.text, found.path.name)
    chosen = tuple(dict.fromkeys(codes)) or settings.languages
    for code in chosen:
        if code not in settings.languages:
            known = ", ".join(settings.languages)
            raise ConfigError(f"this project has no language `{code}`; it has {known}")
    arguments = tuple(files.relative(found.root, Path(folder, path)) for path in paths)
    return Project(found.root, settings, tuple(map(settings.language, chosen)), arguments, jobs)


def sources(project: Project) -> Sources:
    """Read and cut all documents, in the order of their paths.

    Raises `ConfigError` where there is none, or where an argument belongs to none.
    """
    listing = files.list_files(project.root, project.layout.source, project.layout.exclude.match)
    paths = [path for path in listing.files if _is_source(project, path)]
    if not paths:
        _refuse_nothing(project, listing)
    _refuse_strangers(project, paths)
    findings = [finding(error, error.path) for error in listing.errors]
    findings += _collisions(project, paths)
    clashing = {found.document for found in findings}
    wanted = [path for path in paths if path not in clashing]
    known = _recalled(project, wanted)
    documents, faults = _cut(project, wanted, known)
    return Sources(documents, (*findings, *faults), are_remembered=len(known) == len(documents))


def remember(project: Project, found: Sources) -> None:
    """Keep what was cut for the next run."""
    if not (found.are_remembered or found.others):
        remembered.remember(project.root, fingerprint(project.config), found.documents)


def some_sources(project: Project, paths: Collection[str], touched: Collection[str]) -> Sources:
    """Read and cut only the `touched` ones of the documents that are known to be there."""
    documents, faults = _cut(project, sorted(touched), {})
    return Sources(documents, faults, frozenset(paths).difference(touched))


def _recalled(project: Project, paths: Iterable[str]) -> Mapping[str, Document]:
    """Give the documents that were cut before, from the very text that each has now."""
    kept = remembered.recalled(project.root, fingerprint(project.config))
    found: dict[str, Document] = {}
    for path in () if kept.is_empty else paths:
        with suppress(TransyncError):  # told where it is to be cut
            text = files.read_document(project.root, path)
            if document := kept.document(path, text):
                found[path] = document
    return found


def _cut(
    project: Project, paths: Sequence[str], known: Mapping[str, Document]
) -> tuple[tuple[Document, ...], tuple[Finding, ...]]:
    """Give the documents at `paths`, in their order, and why others could not be cut."""
    fresh = [path for path in paths if path not in known]
    sized = partial(files.size, project.root)
    cut = spread(partial(_document, project), fresh, project.jobs, sized)
    found = {**known, **dict(zip(fresh, cut, strict=True))}
    every = [found[path] for path in paths]
    return (
        tuple(each for each in every if not isinstance(each, Finding)),
        tuple(each for each in every if isinstance(each, Finding)),
    )


def _document(project: Project, path: str) -> Document | Finding:
    try:
        return document(project, path)
    except TransyncError as error:
        return finding(error, path, path=path)


def _refuse_nothing(project: Project, listing: Listing) -> NoReturn:
    for error in listing.errors:
        raise ConfigError(error.message, path=error.path)
    pattern = project.layout.source.text
    raise ConfigError(f"there is no document to translate: no file matches {pattern}")


def _refuse_strangers(project: Project, paths: Sequence[str]) -> None:
    for argument in project.arguments:
        alone = project._replace(arguments=(argument,))
        if not any(map(alone.is_chosen, paths)):
            raise ConfigError(f"{argument or '.'} belongs to no document of this project")


def complaints(project: Project, found: Sources) -> Iterator[Finding]:
    """Give the findings that concern what the run is for."""
    for each in found.findings:
        is_document = project.layout.source.match(each.document) is not None
        if not is_document or project.is_chosen(each.document):
            yield each


def _is_source(project: Project, path: str) -> bool:
    slot = project.layout.slot(path)
    return slot is not None and slot.role is Role.SOURCE


def document(project: Project, path: str) -> Document:
    """Read and cut one document; raises `DocumentError` where that is not possible."""
    found = split(files.read_document(project.root, path), path, project.translate)
    for segment in found.segments:
        if bad := pofile.UNWRITABLE.search(f"{segment.context}{segment.text}"):
            message = f"this text has a character, U+{ord(bad[0]):04X}, that no catalog can hold"
            raise DocumentError(
                f"{message}; remove it", path=path, line=segment.line, column=segment.column
            )
    return found


def weight(document: Document) -> int:
    """Tell how much work a document is, as against others: its pieces."""
    return len(document.pieces)


def _collisions(project: Project, paths: Sequence[str]) -> Iterator[Finding]:
    """Report the documents whose files would be one, be it only where case does not count."""
    layout = project.layout
    templates = [each for each in (layout.catalog, layout.template, layout.output) if each]
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for template in (each for each in templates if "path" in each.placeholders):
        for code in project.config.languages:
            for path in paths:
                owners[template.expand(path=project.stem(path), lang=code)].add(path)
    groups = [*collisions(owners), *((one,) for one in owners)]
    clashing = {frozenset().union(*(owners[one] for one in group)) for group in groups}
    for group in sorted(map(sorted, clashing)):
        for path in group if len(group) > 1 else ():
            others = ", ".join(other for other in group if other != path)
            message = f"would share its files with {others} on many systems; rename one of them"
            yield finding(PathError(message, path=path), path)
