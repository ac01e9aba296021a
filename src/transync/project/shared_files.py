"""Reports documents of which two would have one file: a catalog, a template, a page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transync.domain.errors import PathError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.domain.paths import collisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.layouts import Layout
    from transync.domain.model import Finding
    from transync.project.project import Project


def shared_files(project: Project, paths: Sequence[str]) -> Iterator[Finding]:
    """Report the documents whose files would be one, be it only where case does not count."""
    documents: defaultdict[Layout, list[str]] = defaultdict(list)
    for path in paths:
        documents[project.layout_of(path)].append(path)
    yield from _clashes(
        [place for layout, own in documents.items() for place in _places(layout, own)]
    )


def _places(layout: Layout, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that the documents of a source have for themselves, each with its own."""
    names = {path: layout.name(path) for path in paths}
    for role in (Role.CATALOG, Role.TEMPLATE, Role.OUTPUT):
        template = layout.in_role(role)
        if template is None or not ("path" in template.placeholders or role is Role.OUTPUT):
            continue
        for code in template.languages if "lang" in template.placeholders else (None,):
            place = template.expand(path="\0", lang=code)
            yield from ((place.replace("\0", name), path) for path, name in names.items())


def _clashes(places: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Report the documents, each beside a file of its own, that share one with another."""
    if len(dict(places)) == len(places) and not collisions(place for place, _ in places):
        return
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for place, path in places:
        owners[place].add(path)
    shared = {frozenset(those) for those in owners.values() if len(those) > 1}
    alike = {frozenset().union(*(owners[one] for one in group)) for group in collisions(owners)}
    for group in sorted(map(sorted, shared | alike)):
        where = "" if frozenset(group) in shared else " on many systems"
        for path in group if len(group) > 1 else ():
            others = ", ".join(other for other in group if other != path)
            message = f"would share its files with {others}{where}; rename one of them"
            yield finding(PathError(message, path=path), path)
