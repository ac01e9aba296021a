"""Find the catalogs that are behind their documents, by what an extraction would do."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from transync.checks.drift import behind, catalog_missing, without_document
from transync.checks.location import Location
from transync.checks.quoting import excerpt
from transync.commands.begin import extraction
from transync.commands.extract.extract import prepared, run_of
from transync.domain.errors import CatalogError
from transync.domain.model import Finding
from transync.formats import po
from transync.project.catalogs import groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from transync.domain.changes import Change, Step
    from transync.domain.model import Document, Entry
    from transync.project.documents import Sources
    from transync.project.project import Project


def catalog_drift(project: Project, every: Callable[[], Sources]) -> Iterator[Finding]:
    """Report what an extraction would change of catalogs and templates, and what it could not.

    It looks into no more than an extraction would; `every` gives all documents, if it takes them.
    Where nothing is to be done, an extraction knows that, too.
    """
    state = extraction(project)
    if state.is_unchanged:
        return
    extracting = prepared(project, state.settled(), every)
    run = run_of(extracting)
    is_reported = False
    for found in _drift(project, extracting.found, run.steps):
        is_reported = True
        yield found
    if not is_reported:
        run.finish(0)


def _drift(project: Project, found: Sources, steps: Iterable[Step]) -> Iterator[Finding]:
    # By language, templates under an empty one; gathered anew for each catalog it is quadratic.
    read_document = found.reader(project)
    wanted: dict[str, Mapping[str, Sequence[str]]] = {}
    for step in steps:
        if isinstance(step, Finding):
            yield step
        elif step.is_needed:
            code = step.language
            if code not in wanted:
                wanted[code] = groups(project, found.looked_into, code or None)
            documents = [*map(read_document, wanted[code].get(step.path, ()))]
            yield from _of_change(documents, step)


def _of_change(documents: Sequence[Document], change: Change) -> Iterator[Finding]:
    place = Location(change.path, 0, 0, change.document, change.language)
    noun = "catalog" if change.language else "template"
    if change.before is None:
        of = documents[0].path if len(documents) == 1 else "the documents"
        yield catalog_missing(place, f"the {noun} of {of}")
    elif change.after is None or not documents:
        what = f"the {noun} belongs to no document any more"
        yield without_document(place, what)
    else:
        yield from _of_texts(documents, change, change.before)


def _of_texts(documents: Sequence[Document], change: Change, before: str) -> Iterator[Finding]:
    """Report the texts that the catalog lacks, each in its document; else what is not right."""
    try:
        old = po.parse(before, change.path)
    except CatalogError as error:  # only of a template an extraction makes a new one
        where = Location(change.path, error.line, error.column, change.document)
        yield behind(where, "has a conflict of a merge, and nothing in it is anybody's")
        return
    live = {entry.message.key for entry in old.entries if not entry.message.obsolete}
    missing = False
    for document in documents:
        for segment in document.segments:
            if segment.key not in live:
                missing = True
                where = Location(
                    *(document.path, segment.line, segment.column, document.path),
                    change.language,
                )
                what = f"{excerpt(segment.text)} is not in the catalog"
                yield behind(where, what)
    if not missing:
        line, what = _other(old.entries, po.parse(change.after or "", change.path).entries)
        where = Location(change.path, line, 1, change.document, change.language)
        yield behind(where, what)


def _other(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[int, str]:
    """Find the first entry that is to change, and return what of it is not right."""
    wanted = {entry.message.key for entry in new if not entry.message.obsolete}
    for one, other in zip_longest(old, new):
        if one is None or other is None or one.raw != other.raw:
            if one is None:
                break
            if not one.message.id:
                return one.line, "the header does not tell language or charset"
            if one.message.key not in wanted:
                return one.line, f"{excerpt(one.message.id)} is in no document any more"
            return one.line, "from here on, order or descriptions are not as in the document"
    return old[-1].line if old else 1, "what stands at its end is not as in the document"
