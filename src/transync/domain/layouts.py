"""Layouts: where the files of a source are, and to which documents of a project a file belongs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.paths import Globs, PathTemplate, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.domain.paths import TemplateMatch


_NOTHING = Globs()


class Role(StrEnum):
    """What a file is to the project."""

    SOURCE = "source"
    CATALOG = "catalog"
    TEMPLATE = "template"
    OUTPUT = "output"


class Placement(NamedTuple):
    """A file's role, and the language and the documents that it has it for."""

    role: Role
    lang: str | None = None
    """The site's code of the language; `None` for a file of all languages."""
    documents: tuple[str, ...] | None = None
    """The path of its document in each source that it may belong to, be it there or not; `None`
    for a file of all documents."""


@dataclass(frozen=True)
class Layout:
    """Where the documents of one source are, their catalogs, templates and localized documents."""

    source: PathTemplate
    catalog: PathTemplate
    template: PathTemplate | None
    output: PathTemplate
    exclude: Globs = _NOTHING
    canonical: bool = False
    """Whether the canonical document is published too."""
    source_language: str = ""
    dialect: str = "commonmark"
    """The name of the flavour of Markdown that its documents are written in."""
    keys: tuple[str, ...] = ()
    """The keys whose values are translated, if its documents are data files."""
    permalink: str = ""
    """The pattern of the addresses of its pages; empty where their paths say them."""

    @cached_property
    def published(self) -> PathTemplate:
        """The template of the localized documents, the published canonical ones included."""
        own = (self.source_language,) if self.canonical else ()
        return PathTemplate(self.output.text, (*self.output.languages, *own))

    @cached_property
    def is_file(self) -> bool:
        """Whether the source is one file, so that its template has no `{path}`."""
        return "path" not in self.source.placeholders

    def name(self, document: str) -> str:
        """Return what `{path}` stands for in the files of a document, by its path."""
        names = self.source.match(document)
        if self.is_file:
            return self.source.text.rpartition(".")[0] or document
        return (names.path if names else None) or document

    def document(self, name: str | None) -> str | None:
        """Return the path of the document that `{path}` stands for; `None` if that is nothing.

        Without `{path}`, a file is of all documents: `None`, too, if there can be several.
        """
        if self.is_file:
            own = self.source.text
            return own if name in (None, self.name(own)) else None
        return self.source.expand(path=name) if name else None

    def in_role(self, role: Role) -> PathTemplate | None:
        """Return the template of the files that have a role; `None` where none have it."""
        if role is Role.OUTPUT:
            return self.published
        return {Role.SOURCE: self.source, Role.CATALOG: self.catalog}.get(role, self.template)

    def file(self, role: Role, document: str, code: str | None = None) -> str | None:
        """Return the path of the file that a document has in a role, in a language."""
        template = self.in_role(role)
        return template.expand(path=self.name(document), lang=code) if template else None

    def is_source(self, path: str) -> bool:
        """Whether a file is one of its documents, if no output of the project matches it."""
        return self.source.match(path) is not None and not self.exclude.match(path)

    def match(self, role: Role, path: str) -> TemplateMatch | None:
        """Return what the placeholders stand for in a file of a role; `None` if it is none.

        A canonical document that is published in place (`_notes/de/{path}-de.md`) is no output.
        """
        template = self.in_role(role)
        names = template.match(path) if template else None
        if names and role is Role.OUTPUT and names.lang == self.source_language:
            source = self.source.match(path)
            return None if source and source.path == names.path else names
        return names


@dataclass(frozen=True)
class Layouts:
    """The layouts of all sources of a project; it has at least one."""

    each: tuple[Layout, ...]

    def of(self, document: str) -> Layout:
        """Return the layout of the source that a document is in, or a page of it: the first."""
        if len(self.each) == 1:
            return self.each[0]
        return self._of_page(document) or self._of_source(document) or self.each[0]

    def placement(self, path: str) -> Placement | None:
        """Return the role of a file, its documents and its language; `None` if it has no role.

        A file that some language's `output` matches is never a source, except a canonical document
        that is published in place.
        """
        for role in (Role.OUTPUT, Role.CATALOG, Role.TEMPLATE):
            if found := self.placed(role, path):
                return found
        if any(layout.is_source(path) for layout in self.each):
            return Placement(Role.SOURCE, None, (path,))
        return None

    def placed(self, role: Role, path: str) -> Placement | None:
        """Return what a file is if it is none of the project's but in a role; `None` if nothing."""
        found = [*self._matching(role, path)]
        if not found:
            return None
        lang = found[0][1].lang
        documents = [
            (layout, document) for layout, (name, _) in found if (document := layout.document(name))
        ]
        if any(name is None and not layout.is_file for layout, (name, _) in found):
            return Placement(role, lang)
        own = (document for layout, document in documents if self._is_in(document, layout))
        return Placement(role, lang, tuple(dict.fromkeys(own)))

    def names(self, role: Role, path: str) -> Iterator[str]:
        """Yield what `{path}` may stand for in a file that has a role."""
        return (name for _, (name, _) in self._matching(role, path) if name)

    def selectors(self, document: str, code: str) -> Iterator[str]:
        """Yield the file and folder arguments that select a document in a language.

        They are its files for the language, the folders that these are in, and `""`.
        """
        layout = self.of(document)
        yield ""
        for role in Role:
            if file := layout.file(role, document, code):
                yield file
                yield from parents(file)

    def templates(self, role: Role) -> tuple[PathTemplate, ...]:
        """Return the distinct templates of all sources, each with the languages of all of them."""
        found: dict[str, dict[str, None]] = {}
        for layout in self.each:
            if template := layout.in_role(role):
                found.setdefault(template.text, {}).update(dict.fromkeys(template.languages))
        return tuple(PathTemplate(text, tuple(languages)) for text, languages in found.items())

    @cached_property
    def sources(self) -> tuple[PathTemplate, ...]:
        """The templates of the documents."""
        return self.templates(Role.SOURCE)

    @cached_property
    def catalogs(self) -> tuple[PathTemplate, ...]:
        """The templates of the catalogs."""
        return self.templates(Role.CATALOG)

    @cached_property
    def outputs(self) -> tuple[PathTemplate, ...]:
        """The templates of the localized documents, the published canonical ones included."""
        return self.templates(Role.OUTPUT)

    @cached_property
    def has_own_catalogs(self) -> bool:
        """Whether each document has catalogs, and a template, that no other has."""
        templates = (*self.catalogs, *self.templates(Role.TEMPLATE))
        return all("path" in each.placeholders for each in templates)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of the canonical languages, in the order of the sources."""
        return tuple(dict.fromkeys(layout.source_language for layout in self.each))

    def _matching(self, role: Role, path: str) -> Iterator[tuple[Layout, TemplateMatch]]:
        for layout in self.each:
            if names := layout.match(role, path):
                yield layout, names

    def _is_in(self, document: str, layout: Layout) -> bool:
        return len(self.each) == 1 or self._of_source(document) in (layout, None)

    def _of_source(self, document: str) -> Layout | None:
        """Return the first layout that takes a file for a document."""
        return next((each for each in self.each if each.is_source(document)), None)

    def _of_page(self, path: str) -> Layout | None:
        return next((each for each in self.each if each.match(Role.OUTPUT, path)), None)


def is_within(folder: str, path: str) -> bool:
    """Whether a path is another, or in that folder; all paths are in the folder `""`."""
    return f"{path}/".startswith(f"{folder}/" if folder else "")


def own_languages(languages: Iterable[str], own: str) -> tuple[str, ...]:
    """Return the languages that the documents of a source are translated into: all but its own."""
    return tuple(code for code in languages if code.casefold() != own.casefold())
