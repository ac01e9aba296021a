"""The project as a run sees it: its settings, its languages, what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from transync import storage
from transync.dialects import data_dialect, dialect_of
from transync.domain.errors import ConfigError
from transync.engine import Store
from transync.engine.executor import SERIAL
from transync.project import config
from transync.project.fingerprint import program_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.dialects import Dialect
    from transync.domain.layouts import Layout, Layouts
    from transync.domain.paths import PathTemplate
    from transync.engine.executor import Executor
    from transync.locale.languages import Language
    from transync.project.config import Config
    from transync.storage import Listing, Root, Workspace


NO_STORE = Store(None)


class Project(NamedTuple):
    """A folder with its configuration, and what a run is for."""

    workspace: Workspace
    config: Config
    languages: tuple[Language, ...]
    arguments: tuple[str, ...] = ()
    """The files and folders that the run is for; none means all."""
    executor: Executor = SERIAL
    """Runs its tasks."""
    store: Store = NO_STORE
    """What former runs have found out."""
    delegates: bool = False
    """Whether tasks bring their changes to disk, instead of returning the texts of files."""

    @property
    def root(self) -> Root:
        """Its folder."""
        return self.workspace.root

    @property
    def is_whole(self) -> bool:
        """Whether the run is for all documents and languages, as they are on disk."""
        is_all = not self.arguments and len(self.languages) == len(self.config.languages)
        return is_all and not self.workspace.unsaved

    def over(self, texts: Mapping[str, str]) -> Self:
        """Return the project with unsaved texts over its files, by path; it keeps no results.

        Raises `PathError` for a path that no project can have.
        """
        return self._replace(workspace=self.workspace.over(texts), store=self.store.read_only)

    @property
    def layouts(self) -> Layouts:
        """Where the files of its sources are."""
        return self.config.layouts

    def translated_keys(self, document: str) -> Sequence[str]:
        """Return the front-matter paths that are translated in a document, or in a page."""
        keys = self.config.front_matter
        if own := self.layout_of(document).keys:
            return own
        if not keys.adds_dialect:
            return keys.translate
        others = {*keys.set, *keys.address}
        more = (key for key in self.dialect(document).text_keys if key.split(".")[0] not in others)
        return tuple(dict.fromkeys((*keys.translate, *more)))

    def dialect(self, document: str) -> Dialect:
        """Return the dialect of a document, or of a page, by its path."""
        layout = self.layout_of(document)
        dialect = self.config.dialects[layout.dialect]
        if layout.keys:
            return data_dialect(dialect, document.rpartition(".")[2])
        return dialect_of(document, dialect)

    @property
    def has_localized_links(self) -> bool:
        """Whether a page depends on which other pages and files there are."""
        links = self.config.links
        is_wanted = links.pages == "localize" or links.assets == "rebase"
        return is_wanted and any(each.links is not None for each in self.config.dialects.values())

    def layout_of(self, document: str) -> Layout:
        """Return where the files of a document are."""
        return self.config.layouts.of(document)

    def language_of(self, document: str) -> Language:
        """Return the language that a document is written in."""
        return self.config.language(self.layout_of(document).source_language)

    def languages_of(self, document: str) -> Sequence[Language]:
        """Return the languages of the run that a document is translated into: not its own."""
        own = self.layout_of(document).source_language
        return [language for language in self.languages if language.code != own]

    def catalog_of(self, document: str, code: str) -> str:
        """Return the path of the catalog of a document in a language."""
        layout = self.layout_of(document)
        return layout.catalog.expand(path=layout.name(document), lang=code)

    def output_of(self, document: str, code: str) -> str:
        """Return the path of the page of a document in a language, or in its own."""
        layout = self.layout_of(document)
        return layout.output.expand(path=layout.name(document), lang=code)

    def outputs_of(self, document: str) -> list[str]:
        """Return the paths of all pages that a document can have, of which not all are there."""
        own = self.layout_of(document).source_language
        return [
            self.output_of(document, code) for code in dict.fromkeys((own, *self.config.languages))
        ]

    def files_of(self, templates: Iterable[PathTemplate]) -> Listing:
        """List the files that match one of some templates, sorted."""
        return storage.joined([self.workspace.list_files(template) for template in templates])

    def is_chosen(self, document: str, code: str | None = None) -> bool:
        """Whether the run is for a document in a language, or in any."""
        if not self.arguments:
            return True
        codes = [code] if code else [each.code for each in self.languages]
        wanted = frozenset(self.arguments)
        return any(not wanted.isdisjoint(self.layouts.selectors(document, each)) for each in codes)


def opened(
    folder: str,
    codes: Iterable[str] = (),
    paths: Iterable[str] = (),
    *,
    executor: Executor = SERIAL,
    has_store: bool = True,
) -> Project:
    """Find the project that `folder` is in, for some languages and paths, or for all.

    Without its store, nothing is known of former runs, and nothing is kept for the next.

    Raises `ConfigError` for a configuration or a language that cannot be, `PathError` for a
    path out of the project.
    """
    found = storage.find_config(Path(folder))
    settings = config.parse(found.text, found.path.name)
    chosen = tuple(dict.fromkeys(codes)) or settings.languages
    for code in chosen:
        if code not in settings.languages:
            known = ", ".join(settings.languages)
            raise ConfigError(f"this project has no language `{code}`; it has {known}")
    arguments = tuple(storage.relative(found.root, Path(folder, path)) for path in paths)
    languages = tuple(map(settings.language, chosen))
    store = Store(storage.store_place(found.root), program_version()) if has_store else NO_STORE
    workspace = storage.Workspace(found.root)
    return Project(workspace, settings, languages, arguments, executor, store)
