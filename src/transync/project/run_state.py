"""What a command knows of a project when it begins, and what it leaves for its next run.

A file counts as unchanged if its content is. It need not be read if its signature is the same, and
the signature says enough: it was older than the clock's tick in which the file was read, so that
every later change must have another one (git calls the others "racy").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import SkippedCounts
from transync.engine import DamagedError
from transync.engine.executor import SERIAL
from transync.project import contents, last_run
from transync.project.fingerprint import fingerprint
from transync.project.last_run import Head, Left
from transync.project.left_files import packed_files, took_in
from transync.project.settling import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from transync.domain.layouts import Role
    from transync.domain.paths import PathTemplate
    from transync.engine import Edit
    from transync.project.last_run import LastRun
    from transync.project.project import Project
    from transync.project.run import Record
    from transync.storage import Snapshot

_MANY = 20_000
"""It takes longer to look at so many files than to start processes for it."""


@dataclass
class RunState:
    """The files of a project as they are now, beside what the last run of a command has left."""

    project: Project
    command: str
    templates: tuple[PathTemplate, ...]
    """Those of the files that the command looks at."""
    made_by: str
    """The fingerprint of the program, the settings and what the command was asked."""
    now: Snapshot | None
    """None where not all files can be looked at: then all is done, and nothing left."""
    last: LastRun | None
    """None where all is to be done."""
    _digests: dict[str, bytes] = field(default_factory=dict)
    """Of the files that are not what they were, by path, as far as they were read."""

    @cached_property
    def documents(self) -> frozenset[str]:
        """The paths of all documents that were there the last time."""
        return frozenset(self.last.head.notes["documents"] if self.last else ())

    @cached_property
    def changed(self) -> frozenset[str]:
        """The files that are not as they were: written, new or gone."""
        now = self.now or storage.Snapshot()
        if self.last is None:
            return frozenset(now.differing_from(storage.Snapshot()))
        differing = [*now.differing_from(self.last.snapshot)]
        # What has changed in this tick of the clock may change again without a new signature.
        tick = (differing and storage.clock(self.project.root)) or 0
        there = [path for path in differing if path in now and storage.changed_at(now[path]) < tick]
        self._digests = contents.read(self.project, now, there)
        now.pack()
        same = {path for path in there if self.last.digest(path) == self._digests.get(path)}
        return frozenset(differing) - same

    @cached_property
    def gone(self) -> frozenset[str]:
        """The documents that were there the last time, and are not any more."""
        return frozenset(path for path in self.documents & self.changed if not self.is_there(path))

    @property
    def is_unchanged(self) -> bool:
        """Whether every file is as the command left it, and it has nothing to look into again."""
        if self.last is None or self.now is None or self.last.head.suspects:
            return False
        return not self.changed

    @property
    def counted(self) -> SkippedCounts:
        """The files that the last run was about."""
        return self.last.head.counted if self.last else SkippedCounts()

    def is_there(self, path: str) -> bool:
        """Whether a file was there when the run began."""
        return self.now is not None and path in self.now

    def files_in(self, folders: Iterable[str]) -> list[str] | None:
        """Return the files that were in folders when the run began; None where nobody knows."""
        if self.now is None:
            return None
        heads = tuple(f"{folder}/" if folder else "" for folder in folders)
        return [path for path, _ in self.now.files() if path.startswith(heads)]

    def touched(self, *roles: Role) -> set[str] | None:
        """Return the documents of the files of some roles that are not as they were.

        None if more may have to be done than what these ask for: a file is one of several
        documents. Of those that a file may belong to, all are meant if none is or was there.
        """
        if self.last is None or self.now is None:
            return None
        found = {path for path in self.last.head.suspects if path}
        for path in self.changed:
            placement = self.project.layouts.placement(path)
            if placement is None or placement.role not in roles:
                continue
            if placement.documents is None:
                return None
            known = [each for each in placement.documents if self._is_or_was(each)]
            found.update(known or placement.documents)
        return found

    def _is_or_was(self, document: str) -> bool:
        return document in self.documents or self.is_there(document)

    def anew(self) -> RunState:
        """Return the state of a run that does everything, whatever the last one has left."""
        return replace(self, last=None)

    def settled(self) -> RunState:
        """Return the state when no file can change any more and keep its signature.

        That takes a tick of the clock, where a file has just changed. One that has changed since
        the snapshot has another signature than it has there.
        """
        now, root = self.now, self.project.root
        if now is not None and settle(root, now, partial(self._changed_since, now)):
            return self
        return replace(self, now=None, last=None)

    def leave(
        self,
        documents: Iterable[str],
        results: Mapping[str, bytes],
        record: Record,
        *,
        notes: Mapping[str, object] | None = None,
        others: Callable[[], Iterable[Edit]] = tuple,
    ) -> None:
        """Leave what was found out of documents for the next run, and how the files are now.

        `documents` are all that there are, and `others` what else the command keeps.
        """
        if self.now is None or not self.project.store.keeps:
            return
        try:
            if not took_in(self.project, self.now, record.written):
                raise DamagedError(self.command)
            known = partial(_known, record.written, self._digests)
            files = packed_files(self.project, self.now, self.last, known)
            there = sorted(documents)
            noted = {"documents": there, **(notes or {})}
            head = Head(self.made_by, record.counted, frozenset(record.suspects), noted)
            gone = self.documents.difference(there)
            left = Left(head, files, results, gone, others)
            last_run.keep(self.project.store, self.command, self.last, left)
        except DamagedError:
            self.forget()

    def forget(self) -> None:
        """Leave nothing, so that the next run does everything."""
        if self.now is not None:
            last_run.forget(self.project.store, self.command)

    def _changed_since(self, now: Snapshot, tick: int) -> list[str]:
        """Return the files that may change once more in the tick in which they have changed."""
        if self.last is None:
            return now.modified_since(tick)
        there = (path for path in self.changed if path in now)  # all others are as they were
        return [path for path in there if storage.changed_at(now[path]) >= tick]


def _known(
    written: Mapping[str, bytes | None], read: Mapping[str, bytes], path: str
) -> bytes | None:
    return written.get(path) or read.get(path)


def begun(
    project: Project,
    command: str,
    templates: Iterable[PathTemplate | None],
    *,
    asked: str = "",
    whole: bool = False,
) -> RunState:
    """Look at the files of some templates, and at what the last run of a command has left.

    What it was `asked` is part of it. A run that is for a part of the project, or for the `whole`
    whatever is known, takes nothing from the last one.
    """
    wanted = tuple(template for template in templates if template)
    made_by = f"{fingerprint(project.config)} {asked}"
    if not project.is_whole:
        return RunState(project, command, wanted, made_by, None, None)
    last = last_run.recalled(project.store, command, made_by)
    is_large = last is not None and last.head.counted.files >= _MANY
    now = storage.take_snapshot(
        project.root,
        [template.folder for template in wanted],
        partial(_is_meant, wanted),
        project.executor if is_large else SERIAL,
    )
    is_new = whole or now is None
    return RunState(project, command, wanted, made_by, now, None if is_new else last)


def _is_meant(templates: Sequence[PathTemplate], name: str) -> bool:
    is_plain = name[0] != "." and name != "node_modules"  # nearly all are
    return is_plain or any(template.names_folder(name) for template in templates)
