"""Compares a page that somebody has made with the one that a build would make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.page_state import is_built, is_empty
from transync.commands.importing.traits import value_in
from transync.core.align.differing import differing
from transync.core.build.stamps import KEYS
from transync.core.document.split import split
from transync.domain.allowance import ALLOWABLE
from transync.domain.errors import TransyncError
from transync.domain.model import Catalog, Entry
from transync.formats import frontmatter
from transync.project.composing import Composer, percentage
from transync.project.page_keys import page_keys
from transync.project.translations import translations_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.commands.importing.pages import ImportedPage
    from transync.core.build.refusal import Refusal
    from transync.formats.frontmatter import Field, Value
    from transync.project.project import Project
    from transync.project.targets import Target
    from transync.project.translations import Translations


class Comparison(NamedTuple):
    """How what a catalog gives differs from a page."""

    places: int
    """In how many places; 0 for a page that comes back byte for byte.

    Of the front matter, it is only the values that count, of keys that a build does not set.
    """
    line: int = 0
    """The line of the page where the first of them is, from 1."""
    refusals: tuple[Refusal, ...] = ()
    """The translations that a build would not write."""
    is_whole: bool = True
    """Whether all of the page was found: what a build adds are texts that the page lacks."""
    is_published: bool = True
    """Whether so much is translated that a build would write the page, and not remove it."""


def compared(composer: Composer, page: ImportedPage, translations: Translations) -> Comparison:
    """Compare a page with the one that a build would make."""
    target = page.target
    done = composer.put(target.document, target.language, translations)
    refusals = done.composition.refusals
    built = composer.page(target, done)
    percent = percentage(done.published, target.document)
    is_published = percent >= composer.project.config.build.minimum
    lines = [*_differing_keys(composer.project, target, built, page.text)]
    if (before := _body(built)) != (after := _body(page.text)):
        ahead = page.text[: len(page.text) - len(after)].count("\n")
        places = differing(*(text.splitlines(keepends=True) for text in (before, after)))
        lines += (ahead + place.other_start + 1 for place in places)
    if not lines:
        return Comparison(0, 0, refusals, is_published=is_published)
    is_whole = _is_whole(composer, page)
    return Comparison(len(lines), min(lines), refusals, is_whole, is_published)


def _differing_keys(project: Project, target: Target, built: str, page: str) -> Iterator[int]:
    """Yield the lines of a page's keys that have another value than a build gives them.

    A key that the page lacks is on its first line. How a value is written does not count.
    """
    if project.dialect(target.document.path).data:
        return
    try:
        ours, theirs = frontmatter.values(built), frontmatter.values(page)
        wanted, dropped = page_keys(project, target.language, target.document)
    except TransyncError:  # whoever checks the page will say why
        return
    own = {*wanted, *dropped, *KEYS}
    for key in dict.fromkeys((*theirs, *ours)):
        if key not in own and _value(ours, key) != _value(theirs, key):
            yield theirs[key].line if key in theirs else 1


def _value(fields: Mapping[str, Field], key: str) -> Value:
    """Return the value of a key, without white space at the end of a text."""
    value = value_in(fields, key)
    return value.rstrip() if isinstance(value, str) else value


def _is_whole(composer: Composer, page: ImportedPage) -> bool:
    """Whether a page's messages give all of its lines, with the version it was translated from.

    There may be lines between them: of texts that the page lacks.
    """
    if page.transfer.unplaced:  # no message has these texts
        return False
    target, revision = page.target, page.origin.revision
    if revision:
        project, path = composer.project, target.document.path
        text = page.origin.blocks.document.text
        document = split(text, path, project.translated_keys(path), project.dialect(path))
        target = target._replace(document=document)
    entries = (Entry(message._replace(fuzzy=False)) for message in page.original)
    known = translations_in(Catalog("", tuple(entries)))
    known = known._replace(allowed=dict.fromkeys(known.entries, frozenset(ALLOWABLE)))
    done = composer.put(target.document, target.language, known)
    lines = iter(_body(composer.page(target, done)).splitlines(keepends=True))
    return all(line in lines for line in _body(page.text).splitlines(keepends=True))


def is_kept(page: ImportedPage, result: Comparison) -> bool:
    """Whether a page that no build has made is to stay: a build would change or remove it."""
    is_nobodys = is_built(page.text) or is_empty(page.text)
    would_change = result.places > 0 or not result.is_published
    return page.is_in_place and would_change and not is_nobodys


def _body(text: str) -> str:
    span = frontmatter.find(text)
    return text[span.end :] if span else text
