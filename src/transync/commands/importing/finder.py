"""Finds the pages of documents: under `output`, or where the options of the command say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.domain.errors import ConfigError
from transync.domain.paths import PathTemplate, alternatives
from transync.storage import Root, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.commands.importing.options import PageOptions
    from transync.project.project import Project
    from transync.storage import Listing

_SEPARATORS = str.maketrans("/._-", "    ")


class PageFinder(NamedTuple):
    """Knows where the page of a document is, in each language; it only reads."""

    workspace: Workspace
    templates: tuple[PathTemplate, ...] = ()
    """Those that take the place of `output`, one for each ending."""
    pairs: Mapping[tuple[str, str], str] = {}
    """The paths of pages by the path of their document and the code of their language."""

    def path(self, project: Project, document: str, code: str) -> str:
        """Return the path of the page of a document, which need not be there."""
        if known := self.pairs.get((document, code)):
            return known
        if not self.templates:
            return project.output_of(document, code)
        name = project.layout_of(document).name(document)
        paths = [template.expand(path=name, lang=code) for template in self.templates]
        return next(filter(self.workspace.has, paths), paths[0])

    def has_page(self, project: Project, document: str, code: str) -> bool:
        """Whether a document has a page in a language."""
        is_translated = project.layout_of(document).source_language != code
        return is_translated and self.workspace.has(self.path(project, document, code))

    def text(self, path: str) -> str | None:
        """Read a page; None where there is none. Raises `TransyncError` for one that is no text."""
        return self.workspace.read_document_if_there(path)

    def pages(self, project: Project, code: str) -> Listing:
        """List all pages in a language, those without a document included."""
        templates = self.templates or project.layouts.outputs
        own = [PathTemplate(each.text, (code,)) for each in templates]
        return storage.joined([self.workspace.list_files(each) for each in own])

    def is_in_place(self, project: Project, path: str, output: str) -> bool:
        """Whether a page is the file that a build would write, so that it can be kept there."""
        return self.workspace.root == project.root and path == output


def finder(project: Project, options: PageOptions) -> PageFinder:
    """Return what finds the pages of documents.

    Raises `ConfigError` for a template, a folder or a pair that cannot be, `PathError` for a path
    that leads out of the project or of the folder.
    """
    workspace = _workspace(project, options)
    templates = _templates(project, options.template) if options.template else ()
    found = PageFinder(workspace, templates)
    pairs = dict(_pair(project, found, options, each) for each in options.pairs)
    if len(pairs) < len(options.pairs):
        raise ConfigError("two pages in one language are paired with the same document")
    return found._replace(pairs=pairs)


def _workspace(project: Project, options: PageOptions) -> Workspace:
    if not options.folder:
        return project.workspace
    folder = Path(options.start, options.folder)
    if not storage.is_folder(folder):
        raise ConfigError("is not a folder", path=options.folder)
    return Workspace(Root.at(folder))


def _templates(project: Project, text: str) -> tuple[PathTemplate, ...]:
    codes = [language.code for language in project.languages]
    templates = tuple(PathTemplate.parse(each, codes) for each in alternatives(text))
    for template in templates:
        if "path" not in template.placeholders:
            raise ConfigError(f'"{text}" lacks `{{path}}`')
        if "lang" not in template.placeholders and len(codes) > 1:
            raise ConfigError(f'"{text}" lacks `{{lang}}`; name the language with --lang')
    return templates


def _pair(
    project: Project, found: PageFinder, options: PageOptions, pair: tuple[str, str]
) -> tuple[tuple[str, str], str]:
    """Return a document with the language of its page, and the page."""
    document, page = pair
    document = storage.relative(project.root, Path(options.start, document))
    page = page if options.folder else storage.relative(project.root, Path(options.start, page))
    if not project.layouts.of(document).is_source(document) or not project.workspace.has(document):
        raise ConfigError("is no document of this project", path=document)
    if not found.workspace.has(page):
        raise ConfigError("there is no such page", path=page)
    return (document, _code(project, found, document, page)), page


def _code(project: Project, found: PageFinder, document: str, page: str) -> str:
    """Return the code of the language of a page: its path says so, or the run is for one only."""
    codes = [language.code for language in project.languages_of(document)]
    for template in found.templates or project.layouts.outputs:
        match = template.match(page)
        if match and match.lang in codes:
            return str(match.lang)
    parts = page.translate(_SEPARATORS).split()
    named = [code for code in codes if code in parts]
    if len(named or codes) != 1:
        raise ConfigError("its path shows no language; name it with --lang", path=page)
    return (named or codes)[0]
