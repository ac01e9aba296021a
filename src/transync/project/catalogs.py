"""The catalogs of a project: which documents share one, what is on disk, their headers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.domain.errors import CatalogError, ConfigError, TransyncError
from transync.domain.layouts import Role, is_within
from transync.domain.model import Catalog, Entry
from transync.domain.paths import parents
from transync.formats import po
from transync.project.owners import CatalogOwner, owner, owner_of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from transync.domain.model import Message
    from transync.project.project import Project


_NEEDED = ("Language", "Content-Type", "Plural-Forms")
"""The fields of a header without which translators' editors do not know what to do."""


class Read(NamedTuple):
    """A catalog as it is on disk."""

    catalog: Catalog

    @property
    def text(self) -> str:
        """Its characters: those of its entries, which need not be kept twice."""
        return po.render(self.catalog)


class Placed(NamedTuple):
    """Where catalogs are, by language; and which folders could not be looked into."""

    paths: Mapping[str, Sequence[str]]
    errors: Mapping[str, TransyncError]


def read(project: Project, path: str) -> Read | None:
    """Read a catalog or template; None where there is none.

    Raises `CatalogError` for what GNU gettext would not read; of a catalog, it names the way out.
    """
    data = project.workspace.read_if_there(path)
    if data is None:
        return None
    try:
        return Read(po.parse(po.decode(data, path), path))
    except CatalogError as error:
        if project.layouts.placed(Role.CATALOG, path):
            raise _repairable(error) from None
        raise


def _repairable(error: CatalogError) -> CatalogError:
    message = f"{error.message}; try `transync repair`"
    return CatalogError(message, path=error.path, line=error.line, column=error.column)


def placed(project: Project) -> Placed:
    """List the catalogs of all languages, in their order."""
    listing = project.files_of(project.layouts.catalogs)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in listing.files:
        if code := language_of(project, path):
            found[code].append(path)
    return Placed(found, {error.path: error for error in listing.errors})


def language_of(project: Project, path: str) -> str:
    """Return the code of the language of a catalog, by its path; empty for what is no catalog."""
    placement = project.layouts.placed(Role.CATALOG, path)
    return (placement.lang if placement else None) or ""


def origins(project: Project) -> tuple[str, ...]:
    """Return the codes of the canonical languages that have a memory of their own.

    The same word may mean something else in another language, so none takes over the translations
    of another. Where there is only one, its code is not needed: it is empty.
    """
    languages = project.layouts.languages
    return languages if len(languages) > 1 else ("",)


def origin_of(project: Project, path: str) -> str:
    """Return which of the `origins` the documents of a catalog are in, by its path."""
    known = origins(project)
    if len(known) == 1:
        return known[0]
    own = (each for each in project.layouts.each if each.match(Role.CATALOG, path))
    return next((each.source_language for each in own), known[0])


def each(project: Project, code: str) -> Iterator[tuple[str, Read | TransyncError]]:
    """Read transync's catalogs of a language, one by one, or why it cannot."""
    there = placed(project)
    yield from there.errors.items()
    for path in there.paths.get(code, ()):
        try:
            known = read(project, path)
            if known and _may_change(project, path, owner(project.layouts, known.catalog)):
                yield path, known
        except CatalogError as error:
            data = project.workspace.read(path)
            if _may_change(project, path, owner_of_text(project.layouts, path, data)):
                yield path, error
        except TransyncError as error:
            yield path, error


def is_protected(project: Project, path: str) -> bool:
    """Whether a catalog or a template without document stays as it is, whatever it says.

    The project excludes it, or it is in a folder that is a project of its own.
    """
    return any(layout.exclude.match(path) for layout in project.layouts.each) or any(
        _is_project(project.root.folder / folder) for folder in parents(path)
    )


def _is_project(folder: Path) -> bool:
    try:
        return storage.config_in(folder) is not None
    except ConfigError:  # nobody can read it, but it is there
        return True


def _may_change(project: Project, path: str, whose: CatalogOwner) -> bool:
    """Whether a catalog is transync's, or that of a document if nothing says whose it is."""
    placement = project.layouts.placed(Role.CATALOG, path)
    documents = placement.documents if placement else None
    is_wanted = documents is None or any(_is_there(project, each) for each in documents)
    if not is_wanted and is_protected(project, path):
        return False
    return whose is CatalogOwner.OURS or (whose is CatalogOwner.UNKNOWN and is_wanted)


def _is_there(project: Project, document: str) -> bool:
    is_excluded = project.layout_of(document).exclude.match(document)
    return not is_excluded and project.workspace.has(document)


def is_chosen(project: Project, path: str, code: str) -> bool:
    """Whether the run is for a catalog, be its document there or not."""
    placement = project.layouts.placed(Role.CATALOG, path)
    if placement is None or placement.documents is None:
        return not project.arguments or any(is_within(each, path) for each in project.arguments)
    return any(project.is_chosen(document, code) for document in placement.documents)


def groups(
    project: Project, documents: Iterable[str], code: str | None
) -> dict[str, tuple[str, ...]]:
    """Return the documents of each catalog that the run is for; of each template without `code`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    chosen = set()
    for document in documents:
        path = _place_of(project, document, code)
        if path is None:
            continue
        found[path].append(document)
        if project.is_chosen(document, code):
            chosen.add(path)
    return {path: tuple(members) for path, members in found.items() if path in chosen}


def _place_of(project: Project, document: str, code: str | None) -> str | None:
    """Return the path of the catalog of a document, or of its template; None where it has none."""
    layout = project.layout_of(document)
    if code == layout.source_language:
        return None
    return layout.file(Role.CATALOG if code else Role.TEMPLATE, document, code)


def all_groups(
    project: Project, documents: Iterable[str]
) -> Iterator[tuple[str | None, dict[str, tuple[str, ...]]]]:
    """Yield the same for templates, which are under None, and then for each language."""
    members = [*documents]
    for code in (None, *(language.code for language in project.languages)):
        yield code, groups(project, members, code)


def count(project: Project, documents: Sequence[str]) -> int:
    """Return how many catalogs and templates the run is for."""
    layouts = project.layouts
    if len(layouts.each) == 1 and layouts.has_own_catalogs and not project.arguments:
        return len(documents) * (len(project.languages) + len(layouts.templates(Role.TEMPLATE)))
    return sum(len(paths) for _, paths in all_groups(project, documents))


def headed(old: Catalog, header: Callable[[], Message]) -> Catalog:
    """Return a catalog with the header that it lacks, or the fields for language and charset.

    The `header` of a new catalog is made only where it is needed.
    """
    known = po.header(old)
    if known is None:
        return old._replace(entries=(Entry(header()), *old.entries))
    fields = po.fields(old)
    unsaid = [name for name in _NEEDED if not _is_said(name, fields.get(name, ""))]
    if not unsaid:
        return old
    wanted = po.fields(Catalog("", (Entry(header()),)))
    missing: dict[str, str] = {name: wanted[name] for name in unsaid if name in wanted}
    message = po.set_fields(known, missing)
    if message == known:
        return old
    return old._replace(entries=(Entry(message), *old.entries[1:]))


def signed(catalog: Catalog) -> Catalog:
    """Let the header of a catalog say that transync has written it, as nothing else may do.

    Obsolete messages name no document, and editors write their own name into the header.
    """
    first = catalog.entries[0]
    message = po.set_fields(first.message, dict([po.GENERATOR]))
    if message == first.message:
        return catalog
    return catalog._replace(entries=(Entry(message), *catalog.entries[1:]))


def title(project: Project, documents: Sequence[str]) -> str:
    """Name a catalog: after its document, or after what all documents are."""
    if len(documents) > 1:
        return "documents"
    path = documents[0]
    return project.layout_of(path).name(path)


def _is_said(name: str, value: str) -> bool:
    """Whether a header field has a value that will do, and no placeholder."""
    if name == "Content-Type":  # what reads as ASCII until now may soon hold more
        return "utf8" in value.lower().replace("-", "")
    return bool(value) and "INTEGER" not in value
