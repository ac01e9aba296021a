"""Skips work whose inputs have not changed since the last run of a command.

A file counts as unchanged if its content is. It need not be read if its stamp is the same, and the
stamp says enough: it was older than the clock's tick in which the file was read, so that every
later change must have another one (git calls the others "racy").
"""

from __future__ import annotations

import time
from collections import Counter
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from transync import storage
from transync.domain.changes import SkippedCounts
from transync.domain.model import Finding
from transync.engine import DamagedError
from transync.engine.executor import SERIAL
from transync.project import contents, last_run
from transync.project.fingerprint import fingerprint
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from transync.domain.changes import Step
    from transync.domain.paths import PathTemplate, Role
    from transync.engine import Edit
    from transync.project.last_run import Past
    from transync.project.project import Project
    from transync.storage import Snapshot

_PATIENCE = 20
"""How often to look whether the clock has gone on, which takes a few milliseconds."""
_TICK = 0.002
_MANY = 20_000
"""It takes longer to look at so many files than to start processes for it."""


class Watch:
    """One run of a command, from its first look at the files to what it leaves for the next."""

    def __init__(
        self,
        project: Project,
        command: str,
        templates: Iterable[PathTemplate | None],
        *,
        whole: bool = False,
        looks_again: bool = False,
    ) -> None:
        self.project = project
        self.command = command
        self.looks_again = looks_again
        self.templates = tuple(template for template in templates if template)
        self.written: dict[str, bytes | None] = {}
        """The digest of what each file that was changed must hold; None for one that is gone."""
        self.counted = SkippedCounts()
        self.findings = 0
        self.suspects: set[str] = set()
        """The documents with findings, which are looked into each time, if the command can."""
        self.of_document: Counter[str] = Counter()
        """The files of each document that were counted."""
        self.absent: Counter[str] = Counter()
        """Those of them that are not there afterwards: held back, or, without document, removed."""
        self.is_partial = False
        """Whether the run has used files that are not looked at, so that it knows too little."""
        self.look: Snapshot | None = None
        self.past: Past | None = None
        self.others: Callable[[], Iterable[Edit]] = tuple
        """What else the command keeps; raises `DamagedError` if that cannot be."""
        self._digests: dict[str, bytes] = {}
        """Of the files that were read since."""
        if project.is_whole:
            self.past = self._recalled()
            self.look = self._looked()
            if whole or self.look is None:
                self.past = None

    @cached_property
    def notes(self) -> dict[str, Any]:
        """What the command noted for itself the last time, and notes for the next."""
        return self.past.head.notes if self.past else {}

    @cached_property
    def results(self) -> dict[str, bytes]:
        """What the command found out of each document the last time, and finds out now."""
        return dict((self.past and self.past.results) or {})

    def note(self, documents: Iterable[str]) -> None:
        """Note which documents there are."""
        self.notes["documents"] = sorted(documents)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The paths of all documents that were there the last time."""
        return frozenset(self.notes.get("documents", ()))

    @cached_property
    def changed(self) -> frozenset[str]:
        """The files that are not as they were: written, new or gone."""
        now = self.look or storage.Snapshot()
        if self.past is None:
            return frozenset(now.differing_from(storage.Snapshot()))
        differing = [*now.differing_from(self.past.look)]
        # One that has changed in this tick of the clock may change once more without a new stamp.
        tick = (differing and storage.clock(self.project.root)) or 0
        there = [path for path in differing if path in now and storage.changed_at(now[path]) < tick]
        self._read(there)
        same = {path for path in there if self.past.digest(path) == self._digests.get(path)}
        return frozenset(differing) - same

    def is_there(self, path: str) -> bool:
        """Tell whether a file was there when the run began."""
        return self.look is not None and path in self.look

    def there(self, folder: str) -> list[str] | None:
        """Give the files that were in a folder when the run began; None where nobody knows."""
        if self.look is None:
            return None
        head = f"{folder}/" if folder else ""
        return [path for path, _ in self.look.files() if path.startswith(head)]

    @cached_property
    def gone(self) -> frozenset[str]:
        """The documents that were there the last time, and are not any more."""
        return frozenset(path for path in self.documents & self.changed if not self.is_there(path))

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether every file is as the command left it."""
        return (
            self.past is not None
            and self.look is not None
            and not self.past.head.suspects
            and not self.changed
        )

    def left_over(self, documents: Container[str], files: int) -> SkippedCounts:
        """Give what is left of the past without some documents, which are looked into again.

        They had so many files that were counted. To be asked once, before the run.
        """
        past = self.past.head.counted if self.past else SkippedCounts()
        before: dict[str, int] = self.notes.get("held back", {})
        held_back = {path: count for path, count in before.items() if path not in documents}
        self.absent.update(held_back)
        return SkippedCounts(past.files - files, sum(held_back.values()))

    def touched(self, *roles: Role) -> set[str] | None:
        """Give what `{path}` stands for in the files of some roles that are not as they were.

        None if more may have to be done than what these ask for: a file is one of several
        documents.
        """
        if self.past is None or self.look is None:
            return None
        stems = set(map(self.project.stem, self.past.head.suspects))
        for path in self.changed:
            placement = self.project.layout.placement(path)
            if placement is None or placement.role not in roles:
                continue
            if placement.path is None:
                return None
            stems.add(placement.path)
        return stems

    def begin_anew(self) -> None:
        """Let go of what is known of the past: all is to be looked into."""
        self.past = None
        for name in ("documents", "gone", "changed"):  # were told by the past
            self.__dict__.pop(name, None)
        self.notes, self.results = {}, {}

    def run(self, steps: Iterable[Step], total: int, known: SkippedCounts) -> Run:
        """Make the run that does these steps, and leaves word for the next."""
        self.counted = known
        return Run(self.project.root, self._over(steps), total, known, self.leave)

    def rest(self) -> Run:
        """Make the run that has nothing to do."""
        return Run(
            self.project.root, (), 0, self.past.head.counted if self.past else SkippedCounts()
        )

    def _over(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Give the steps, and watch them."""
        for step in steps:
            if isinstance(step, Finding):
                self.findings += 1
                self.suspects.add(step.document)
            else:
                self.of_document[step.document] += 1
                if step.after is None:
                    self.absent[step.document] += 1
                if step.is_needed:
                    self.written[step.path] = contents.of_text(step.after)
            yield step

    def leave(self, findings: int = 0) -> None:
        """Note how the run has left the files, for the next; if its findings are all known."""
        if self.look is None or not self.project.store.keeps:
            return
        may_suspect = self.notes.get("documents", ()) if self.looks_again else ()
        is_known = findings == self.findings and self.suspects.issubset(may_suspect)
        if not is_known or self.is_partial or not self._took_in():
            last_run.forget(self.project.store, self.command)
            return
        fine = self.of_document.keys() - self.suspects
        done = sum(self.of_document[path] for path in fine) - self.absent.pop("", 0)
        held_back = {path: n for path, n in self.absent.items() if path not in self.suspects}
        self.notes["held back"] = held_back
        counted = SkippedCounts(self.counted.files + done, sum(held_back.values()))
        self._keep(counted)

    def _keep(self, counted: SkippedCounts) -> None:
        if self.look is None:
            return
        before = self.past.look if self.past else storage.Snapshot()
        changed = [*self.look.differing_from(before)]
        self._read(changed)
        # What is not read has changed while it was.
        self.look.drop(path for path in changed if path not in self._digests)
        made_by = fingerprint(self.project.config)
        head = last_run.Head(made_by, counted, frozenset(self.suspects), self.notes)
        try:
            now = last_run.Present(head, self.look, self._digests, self.results, self.others())
            last_run.keep(self.project.store, self.command, self.past, now)
        except DamagedError:
            last_run.forget(self.project.store, self.command)

    def _read(self, paths: Iterable[str]) -> None:
        """Take the digests of files that are as they were when they were looked at."""
        if look := self.look:
            wanted = [path for path in paths if path in look and path not in self._digests]
            self._digests.update(contents.read(self.project, look, wanted))

    def _looked(self) -> Snapshot | None:
        folders = [template.folder for template in self.templates]
        is_large = self.past and self.past.head.counted.files >= _MANY
        executor = self.project.executor if is_large else SERIAL
        meant = partial(_is_meant, self.templates)
        return storage.take_snapshot(self.project.root, folders, meant, executor)

    def _recalled(self) -> Past | None:
        config, store = self.project.config, self.project.store
        return last_run.recalled(store, self.command, fingerprint(config))

    def begin(self) -> None:
        """Wait until no file can change any more and keep its stamp; a tick, for fresh ones.

        One that has changed since the look has another stamp than it has there.
        """
        for _ in range(_PATIENCE):
            now = storage.clock(self.project.root) if self.look else None
            if now is None or self.look is None:
                break
            fresh = self._changed_since(self.look, now)
            if not fresh:
                return
            time.sleep(_TICK)
            again = storage.signatures(self.project.root, fresh)
            if again.keys() != set(fresh):
                break
            self.look.update(again)
        self.look = None

    def _changed_since(self, look: Snapshot, now: int) -> list[str]:
        """Give the files that may change once more in the tick in which they have changed."""
        if self.past is None:
            return look.modified_since(now)
        there = (path for path in self.changed if path in look)  # all others are as they were
        return [path for path in there if storage.changed_at(look[path]) >= now]

    def _took_in(self) -> bool:
        """Take in what the run has written: it must be there, and settled, to the last byte."""
        there = {path for path, digest in self.written.items() if digest is not None}
        for _ in range(_PATIENCE):
            now = storage.clock(self.project.root)
            found = storage.signatures(self.project.root, self.written)
            if now is None or found.keys() != there:
                return False
            if all(storage.changed_at(each) < now for each in found.values()):
                break
            time.sleep(_TICK)
        else:
            return False
        if self.look is not None:
            self.look.update(found)
            self.look.drop(self.written.keys() - there)
        for path in self.written:
            self._digests.pop(path, None)
        self._read(there)
        return all(self._digests.get(path) == self.written[path] for path in there)


def _is_meant(templates: Sequence[PathTemplate], name: str) -> bool:
    is_plain = name[0] != "." and name != "node_modules"  # nearly all are
    return is_plain or any(template.names_folder(name) for template in templates)
