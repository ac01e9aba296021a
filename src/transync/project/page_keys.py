"""The front-matter keys of a localized document: those that the project sets, and its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.paths import fill_placeholders, placeholders
from transync.formats import frontmatter
from transync.project.addresses import address_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transync.domain.model import Document
    from transync.formats.frontmatter import Field, Setting, Value
    from transync.locale.languages import Language
    from transync.project.project import Project

_ADDRESS = "address"
_OF_DOCUMENT = frozenset(("value", _ADDRESS))
"""The placeholders that say something of a document, which not each has."""


class PageKeys(NamedTuple):
    """What becomes of the front matter of a document in a language."""

    settings: Mapping[str, Setting]
    """The keys that are set."""
    dropped: frozenset[str] = frozenset()
    """The keys of the document that the page does without."""


def page_keys(project: Project, language: Language, document: Document | None = None) -> PageKeys:
    """Return the keys that the page of a document gets in a language, or any page.

    What is made of the document's own value is set only where the document has one. Raises
    `FrontMatterError` for a front matter that is no plain data.
    """
    config = project.config.front_matter
    stem = project.layout_of(document.path).name(document.path) if document else ""

    def named(name: str) -> str:  # babel, which knows names, is loaded where a pattern asks for one
        return stem if name == "path" else getattr(language, name)

    needs_values = config.address or any(map(_has_value, config.set.values()))
    values = frontmatter.values(document.text, document.path) if document and needs_values else {}
    settings: dict[str, Setting] = {}
    for key, pattern in (*config.set.items(), *config.address.items()):
        own = _own(project, document, pattern, key, values)
        is_address = key in config.address
        if pattern is False and is_address:
            continue
        if not isinstance(pattern, str):
            settings[key] = pattern
        elif not (is_address or _has_value(pattern)):
            settings[key] = fill_placeholders(pattern, named)
        elif (made := _made(pattern, own, named)) is not None:
            settings[key] = made
    dropped = (key for key, pattern in config.address.items() if pattern is False)
    return PageKeys(settings, frozenset(key for key in dropped if key in values))


def _own(
    project: Project,
    document: Document | None,
    pattern: object,
    key: str,
    values: Mapping[str, Field],
) -> Value:
    """Return what a pattern is filled with: the document's value of the key, or its address."""
    if isinstance(pattern, str) and _ADDRESS in placeholders(pattern):
        return address_in(project, document.path, values) if document else None
    return values[key].value if key in values else None


def address_of(project: Project, language: Language, path: str, key: str, own: str) -> str:
    """Return what a page claims in the place of an address of its document.

    Empty where it leaves that out, or claims the same.
    """
    config = project.config.front_matter
    pattern = config.address.get(key, config.set.get(key))
    if not isinstance(pattern, str):
        return ""
    stem = project.layout_of(path).name(path)
    made = _made(pattern, own, lambda name: stem if name == "path" else getattr(language, name))
    return made if isinstance(made, str) else ""


def _has_value(pattern: object) -> bool:
    return isinstance(pattern, str) and not _OF_DOCUMENT.isdisjoint(placeholders(pattern))


def _made(pattern: str, own: Value, named: Callable[[str], str]) -> Setting | None:
    """Fill a pattern with a text of the document, or with each text of a list."""
    if isinstance(own, str):
        if not own or "://" in own:  # an address elsewhere
            return own or None
        return fill_placeholders(pattern, lambda name: own if name in _OF_DOCUMENT else named(name))
    if isinstance(own, list | tuple):
        made = [_made(pattern, item, named) for item in own]
        return [item for item in made if item is not None]
    return None
