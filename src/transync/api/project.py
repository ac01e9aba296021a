"""The project as a program sees it: opened once, looked at and worked on by its methods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from transync import storage
from transync.commands.importing.options import DEFAULT
from transync.engine.executor import SERIAL
from transync.project import project
from transync.project.project import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from transync.api.plan import AbsorbPlan, ImportPlan, Plan
    from transync.commands.check.check import Checked
    from transync.commands.importing.options import ImportOptions
    from transync.commands.status import Status
    from transync.domain.model import Catalog, Document
    from transync.engine.executor import Executor


class Project(project.Project):
    """A folder with a configuration, and what can be done with it.

    It holds no open file and changes nothing by itself: each method looks at the files as they are
    then. Nothing is printed. Paths that a method takes are relative to the project's folder, or
    absolute; a folder stands for all that is in it.
    """

    __slots__ = ()

    @classmethod
    def open(
        cls,
        path: str | Path = ".",
        *,
        languages: Iterable[str] = (),
        paths: Iterable[str] = (),
        executor: Executor = SERIAL,
        cache: bool = True,
    ) -> Self:
        """Open the project that a folder is in, for some languages and files, or for all.

        `paths` are relative to `path`. The `executor` runs what may be run side by side. With
        `cache`, a run does only what has changed since the last one, and notes that beside the
        configuration, in `.transync`.

        Raises `ConfigError` for a configuration that is not there or not right and for a language
        that the project does not have, `PathError` for a path outside of it.
        """
        folder = str(path)
        return cls._make(opened(folder, languages, paths, executor=executor, has_store=cache))

    @property
    def folder(self) -> Path:
        """The project's folder, its links resolved."""
        return self.root.folder

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The site's codes of the languages that it was opened for."""
        return tuple(language.code for language in self.languages)

    def over(self, texts: Mapping[str, str]) -> Self:
        """Return the project as it would be if some files had other texts, by path.

        So a check sees what an editor has not saved yet. Such a project notes nothing for the next
        run, and its plans cannot be applied. Raises `PathError` for a path that no project can
        have.
        """
        return super().over(texts)

    def documents(self, paths: Iterable[str | Path] = ()) -> tuple[Document, ...]:
        """Read and segment the canonical documents, in the order of their paths.

        Those that cannot be read are left out: `check` finds them. Raises `ConfigError` where there
        is no document.
        """
        from transync.project.documents import sources

        narrowed = self._narrowed(paths)
        found = sources(narrowed).documents
        return tuple(each for each in found if narrowed.is_chosen(each.path))

    def catalogs(self, language: str) -> tuple[Catalog, ...]:
        """Read the catalogs of a language, in the order of their paths.

        Those that cannot be read are left out, and so are those of other programs.
        """
        from transync.project.catalogs import Read, each

        found = (known for _, known in each(self, language))
        return tuple(known.catalog for known in found if isinstance(known, Read))

    def extract(self, paths: Iterable[str | Path] = ()) -> Plan:
        """Plan the extraction: templates and catalogs that agree with the documents.

        Raises `ConfigError` where there is no document.
        """
        from transync.api.plan import planned
        from transync.commands.begin import extract

        return planned(extract(self._narrowed(paths)), self.workspace)

    def build(self, paths: Iterable[str | Path] = (), *, force: bool = False) -> Plan:
        """Plan the build: localized documents that agree with documents and catalogs.

        One that somebody has edited is replaced only with `force`. Raises `ConfigError` where there
        is no document.
        """
        from transync.api.plan import planned
        from transync.commands.begin import build

        return planned(build(self._narrowed(paths), force=force), self.workspace)

    def import_pages(
        self, paths: Iterable[str | Path] = (), options: ImportOptions = DEFAULT
    ) -> ImportPlan:
        """Plan the import: catalogs with the translations of the localized pages that are there.

        Raises `ConfigError` where there is no document, no page, or not what the options name, and
        `PathError` for a path that leads out of the project, or out of the folder of the pages.
        """
        from transync.api.plan import planned_import
        from transync.commands.importing.importing import import_pages

        start = str(Path(self.folder, options.pages.start))
        options = options._replace(pages=options.pages._replace(start=start))
        return planned_import(import_pages(self._narrowed(paths), options), self.workspace)

    def absorb(self, paths: Iterable[str | Path] = ()) -> AbsorbPlan:
        """Plan the absorption: catalogs with what somebody has edited in localized pages.

        Pages that are kept are left out, unless `paths` name them. Raises `ConfigError` where
        there is no document.
        """
        from transync.api.plan import planned_absorption
        from transync.commands.absorbing.absorb import absorb

        return planned_absorption(absorb(self._narrowed(paths)), self.workspace)

    def check(
        self,
        paths: Iterable[str | Path] = (),
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
    ) -> Checked:
        """Find every drift and fault, as findings in the order of their places; write nothing.

        `select` and `ignore` are codes, or the beginnings of some (`T4`): a selection takes the
        place of the configured one, what is ignored is added to it. Raises `ConfigError` where
        there is no document.
        """
        from transync.commands.check.check import check, selection_of

        return check(self._narrowed(paths), selection_of(self.config, select, ignore))

    def status(self, paths: Iterable[str | Path] = ()) -> Status:
        """Count what is translated, by document and language.

        Raises `ConfigError` where there is no document.
        """
        from transync.commands.status import status

        return status(self._narrowed(paths))

    def _narrowed(self, paths: Iterable[str | Path]) -> Self:
        """Return the project for a run over some paths; for those that it was opened for, if none.

        Raises `PathError` for a path outside of it.
        """
        places = [Path(self.root.folder, path) for path in paths]
        if not places:
            return self
        return self._replace(arguments=tuple(storage.relative(self.root, each) for each in places))
