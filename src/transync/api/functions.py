"""The functions behind the commands: texts and values in, values out; no files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from transync.checks.location import Location
from transync.checks.refusals import refused
from transync.core.build.compose import compose as composed
from transync.core.document.split import split
from transync.core.merge.betweens import with_betweens
from transync.core.merge.memory import memory as remembered
from transync.core.merge.merge import merge as merged
from transync.dialects import COMMONMARK, DIALECTS, dialect_of
from transync.domain.errors import ConfigError
from transync.domain.model import Catalog, located_segments
from transync.formats import po
from transync.locale.languages import language as language_of
from transync.project.catalogs import headed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.core.build.compose import Composition
    from transync.dialects import Dialect
    from transync.domain.model import Document, Finding, Key, Message

    Translations: TypeAlias = "Catalog | Mapping[str, str] | Mapping[Key, str]"

FRONT_MATTER = ("title", "description", "excerpt", "summary", "subtitle")
"""The front-matter keys that are translated where a project's configuration names no others."""


def segment(
    text: str,
    path: str = "",
    *,
    dialect: str = COMMONMARK.name,
    front_matter: Sequence[str] = FRONT_MATTER,
) -> Document:
    """Cut the text of a Markdown file into pieces, which are the text again when they are joined.

    `path` names the file in errors, and tells MDX by its ending; `dialect` is what a configuration
    calls its Markdown; `front_matter` are the keys whose values are translated, a dot goes into a
    table. Raises `DocumentError`, with line and column, for what cannot be read, and `ConfigError`
    for a dialect that does not exist.
    """
    return split(text, path, front_matter, _dialect(path, dialect))


def compose(
    document: Document,
    translations: Translations,
    *,
    dialect: str = COMMONMARK.name,
    front_matter: Sequence[str] = FRONT_MATTER,
) -> Composition:
    """Put translations into a document: its text, and those that would break it and were refused.

    Translations are a catalog, of which those count that are current; or translated texts by the
    texts of their segments, or by the `key` of these, which has the context, too. `dialect` and
    `front_matter` are what the document was segmented with.
    """
    return composed(
        document, _by_key(translations), front_matter, dialect=_dialect(document.path, dialect)
    )


def verify(
    document: Document,
    translations: Translations,
    *,
    dialect: str = COMMONMARK.name,
    front_matter: Sequence[str] = FRONT_MATTER,
) -> tuple[Finding, ...]:
    """Return why translations would be refused, each at its segment's place in the document.

    Arguments are those of `compose`, which leaves out what is found here.
    """
    found = compose(document, translations, dialect=dialect, front_matter=front_matter).refusals
    return tuple(
        refused(each, Location(document.path, each.segment.line, each.segment.column))
        for each in found
    )


def merge(
    documents: Iterable[Document],
    catalog: Catalog,
    language: str = "",
    *,
    memory: Iterable[Catalog] = (),
) -> Catalog:
    """Bring a catalog up to its documents; no translation is lost.

    A text that is new takes the translation of the same text over from the catalog, or from the
    `memory`: other catalogs of the language. That of a text which is much like it is fuzzy. With a
    `language` (BCP 47, or as gettext calls it), a catalog without a header gets one. Raises
    `ConfigError` for a language that nobody knows.
    """
    members = [*documents]
    if language:
        catalog = headed(catalog, partial(_header, language, members))
    keys = {each.key for _, each in located_segments(members)}
    done = merged(located_segments(members), catalog, remembered(memory, keys)).catalog
    return with_betweens(done, {each.path: each.text for each in members})


def parse_catalog(text: str, path: str = "") -> Catalog:
    """Read the text of a `.po` file; `path` names it in errors, and need not exist.

    Raises `CatalogError`, with line and column, for what GNU gettext would not read.
    """
    return po.parse(text, path)


def render_catalog(catalog: Catalog) -> str:
    """Return the text of a catalog: an entry that was read and not changed keeps its characters."""
    return po.render(catalog)


def _dialect(path: str, name: str) -> Dialect:
    if name not in DIALECTS:
        raise ConfigError(f"there is no dialect `{name}`; there are {', '.join(sorted(DIALECTS))}")
    return dialect_of(path, DIALECTS[name])


def _by_key(translations: Translations) -> Mapping[Key, str]:
    if not isinstance(translations, Catalog):
        return {
            (None, key) if isinstance(key, str) else key: text for key, text in translations.items()
        }
    messages = (entry.message for entry in translations.entries)
    return {each.key: each.translation for each in messages if each.id and each.translated}


def _header(code: str, documents: Sequence[Document]) -> Message:
    language = language_of(code, {})
    name = documents[0].path if len(documents) == 1 else "documents"
    plural_forms = language.plural_forms
    return po.new_header(project=name, language=language.gettext, plural_forms=plural_forms)
