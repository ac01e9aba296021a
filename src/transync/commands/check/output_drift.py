"""Find the localized documents that are out of date, by what a build would make of them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from transync.checks import front
from transync.checks.addresses import claimed_addresses
from transync.checks.drift import output_kept, output_missing, output_outdated
from transync.checks.location import Location
from transync.commands.build.build import somebodys
from transync.commands.build.publishing import canonical as published
from transync.core.build.stamps import KEYS, SOURCE, digest
from transync.core.document.unmerged import first_mark
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import NEWLINE, Finding
from transync.formats import frontmatter
from transync.project.outputs import outputs_without_document
from transync.project.page_keys import page_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from transync.commands.build.build import Made
    from transync.domain.changes import Step
    from transync.domain.model import Document
    from transync.formats.frontmatter import Field
    from transync.locale.languages import Language
    from transync.project.composing import Composer
    from transync.project.documents import Sources
    from transync.project.pages import Pages
    from transync.project.project import Project
    from transync.project.targets import Target

    Wanted = Callable[[Finding], bool]

_COMPARED = 250_000
"""Lines times lines of two front matters that are compared: the time grows with it."""


class Asker(NamedTuple):
    """For whom drift is looked for: what pages are made of, whose they are, what is wanted."""

    composer: Composer
    pages: Pages
    wants: Wanted

    @property
    def project(self) -> Project:
        """The project that is looked into."""
        return self.composer.project


_STAMP = re.compile(rf'\s*"?(?:{"|".join(KEYS)})"?\s*[:=]')


class _PagePair(NamedTuple):
    """A localized document that is there, and the one that should be."""

    place: Location
    before: str
    after: str
    fields: Mapping[str, Field]
    document: Document
    edited: Finding | None
    """What a build would report, if it left the page alone."""


def output_drift(
    asker: Asker, target: Target, made: Made, canonical: Mapping[str, Field]
) -> Iterator[Finding]:
    """Report what of a localized document is not as a build would make it.

    `canonical` is the front matter of its document; what stands there between texts may be another
    in the language. Where the findings on its keys that are wanted tell all of it, there is no
    other, unless a build would leave it alone.
    """
    project, (document, language, path) = asker.project, target
    place = Location(path, 0, 0, document.path, language.code)
    if made.before is not None and project.config.build.keep.match(path):
        if made.before != made.after:
            yield output_kept(place._replace(line=1, column=1))
        return
    if made.before is None:
        if made.after is not None:
            yield output_missing(place)
        return
    edited = somebodys(asker.pages, target, made)
    if made.after is None and edited:
        yield edited
        return
    if made.after is None:
        what = f"is published, but only {made.percent}% of it is translated"
        yield output_outdated(place, what)
        return
    if line := first_mark(made.before):
        what = "has a conflict of a merge, and nothing on it is anybody's"
        at = place._replace(line=line, column=1)
        yield edited or output_outdated(at, what)
        return
    adapted = canonical
    if made.document.text != document.text:
        adapted = frontmatter.values(made.document.text, document.path)
    fields, keys = _keys(project, target, made.before, canonical, adapted)
    yield from keys
    if made.before != made.after:
        page = _PagePair(place, made.before, made.after, fields, document, edited)
        yield from _difference(page, {each.line for each in keys if asker.wants(each)})


def wish(
    project: Project, language: Language, document: Document | None = None
) -> front.ExpectedFrontMatter:
    """Return what the project wants of the front matters of a language."""
    templates = project.config.front_matter.set
    tongues = {key for key, value in templates.items() if value in ("{lang}", "{locale}")}
    wanted, dropped = page_keys(project, language, document)
    keys = project.config.front_matter.translate
    translate = project.translated_keys(document.path) if document else keys
    return front.ExpectedFrontMatter(
        *(wanted, frozenset(tongues), translate, KEYS, language.lang),
        dropped,
        project.dialect(document.path).address_keys if document else (),
    )


def published_drift(project: Project, pages: Pages, document: Document) -> Iterator[Finding]:
    """Report a published canonical document that is not as the canonical one."""
    step = published(project, pages, document, force=False)
    yield from _of_step(step, "is not as its canonical document")


def orphan_drift(asker: Asker, found: Sources, paths: Iterable[str] | None) -> Iterator[Finding]:
    """Report the localized documents, of all or at some `paths`, that belong to nothing now."""
    is_all = paths is None
    for step in outputs_without_document(asker.project, asker.pages, found, paths, is_all=is_all):
        yield from _of_step(step, step.summary if isinstance(step, Change) else "")


def _of_step(step: Step, what: str) -> Iterator[Finding]:
    if not isinstance(step, Change):
        yield step
        return
    place = Location(step.path, 0, 0, step.document, step.language)
    if step.is_needed and step.before is None:
        yield output_missing(place)
    elif step.is_needed:
        yield output_outdated(place, what)


def _keys(
    project: Project,
    target: Target,
    before: str,
    canonical: Mapping[str, Field],
    adapted: Mapping[str, Field],
) -> tuple[Mapping[str, Field], list[Finding]]:
    """Read the front matter of a localized document, and check its keys.

    `adapted` is the `canonical` one with what stands there between texts in the language.
    """
    document, language, path = target
    place = Location(path, 1, 1, document.path, language.code)
    if project.dialect(document.path).data:
        return {}, []
    try:
        fields = frontmatter.values(before, path)
    except TransyncError as error:
        return {}, [finding(error, document.path, language.code, path=path)]
    expected = wish(project, language, document)
    addresses = claimed_addresses(place, fields, canonical, expected.own_addresses)
    return fields, [*addresses, *front.of_localized(place, fields, adapted, expected)]


def _difference(page: _PagePair, reported: set[int]) -> Iterator[Finding]:
    """Report that a localized document differs, where its lines are not `reported` already."""
    differing = list(_differing(page.before, page.after))
    lines = [line for line, is_stamp in differing if not is_stamp]
    rest = [line for line in lines if line not in reported]
    if lines and not rest and not page.edited:
        return
    stamp = page.fields.get(SOURCE)
    is_moved = stamp is not None and stamp.value != digest(page.document.text)
    line = abs(rest[0]) if rest else next((line for line, _ in differing), 1)
    place = page.place._replace(line=line, column=1)
    if page.edited:
        yield page.edited._replace(line=place.line, column=place.column)
    elif not is_moved:
        yield output_outdated(place, "is not what its catalog gives now")
    if stamp and is_moved:
        place = page.place._replace(line=stamp.line, column=stamp.column)
        yield front.stamp(place)


def _differing(before: str, after: str) -> Iterator[tuple[int, bool]]:
    """List the lines of `before`, from 1, that are not those of `after`, and which are stamps.

    A negative number means that something is missing there, on no line. Of what stands
    behind the front matter, only the first line is reported.
    """
    (old, body), (new, new_body) = _parted(before), _parted(after)
    for tag, a, b, c, d in _edits(old, new):
        if tag == "equal":
            continue
        yield from ((number + 1, _is_stamp(old[number])) for number in range(a, b))
        if a == b and not all(map(_is_stamp, new[c:d])):
            yield -(a + 1), False
    if body != new_body:
        lines, wanted = NEWLINE.split(body), NEWLINE.split(new_body)
        same = sum(takewhile(bool, map(eq, lines, wanted)))
        yield len(old) + min(same + 1, len(lines)), False


def _parted(text: str) -> tuple[list[str], str]:
    """Return the lines of the front matter, none if there is none, and what follows it."""
    try:
        span = frontmatter.find(text)
    except TransyncError:
        span = None
    if span is None:
        return [], text
    return NEWLINE.split(text[: span.end])[:-1], text[span.end :]


def _edits(old: list[str], new: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Return how the lines of a front matter change; those of a huge one, as if all did."""
    if len(old) * len(new) > _COMPARED:
        return [] if old == new else [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new).get_opcodes()


def _is_stamp(line: str) -> bool:
    return _STAMP.match(line) is not None
