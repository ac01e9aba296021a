"""Brings changes to disk."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import Change
from transync.domain.errors import CatalogError, ChangedError, TransyncError
from transync.domain.findings import finding
from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Set

    from transync.domain.changes import Step
    from transync.domain.model import Finding
    from transync.storage import Root

_SAVES = 20
"""How often a catalog is joined with what others save while it is being written."""


def applied(
    root: Root,
    steps: Iterable[Step],
    waits: Callable[[], None] = lambda: None,
    *,
    is_delegated: bool = False,
) -> Iterator[Step]:
    """Bring each change to disk, one by one; what cannot be written is a finding that says why.

    No other run is at work meanwhile: `waits` is called when one is waited for. Of one that was
    killed, leftovers are swept: at the end, where tasks write files in the meantime.
    A file need not outlive a power failure, until another one gives something up for it: the
    names of files that are replaced are brought to the disk together.
    """
    work = _Progress(root, is_delegated=is_delegated)
    with storage.locked(root, waits):
        for folder in (storage.OWN_FOLDER, ""):  # in the project's own is the configuration
            yield from work.sweep(folder)
        try:
            for step in steps:
                with stopping.held:  # what is done is reported
                    yield from work.do(step)
        except BaseException:
            with suppress(TransyncError):
                work.settle()
            raise
        try:
            work.settle()
        except TransyncError as error:
            yield finding(error)
        yield from work.sweep_the_rest()


class _Progress:
    """What a run has done to the files so far."""

    def __init__(self, root: Root, *, is_delegated: bool) -> None:
        self._root = root
        self._is_delegated = is_delegated
        self._unswept: set[str] = set()
        self._failed: set[str] = set()
        self._new: set[str] = set()
        self._renamed: set[str] = set()
        """Those whose names may not be on the disk yet."""
        self._swept: set[str] = set()

    def do(self, step: Step) -> Iterator[Step]:
        """Do one step, and give it, or what hindered it."""
        if not isinstance(step, Change):
            yield step
            return
        folder = step.path.rpartition("/")[0]
        if self._is_delegated:
            self._unswept.add(folder)
        else:
            yield from self.sweep(folder)
        if step.is_made:
            self._note(step)
            yield step
            return
        if self._failed & step.relies_on:
            return
        try:
            self._bring_about(step.relies_on)
            yield from self._apply(step)
        except TransyncError as error:
            self._failed.add(step.path)
            yield finding(error, step.document, step.language, path=step.path)
            return
        yield step

    def settle(self) -> None:
        """Bring all names to the disk; raises `TransyncError` with the system's reason."""
        storage.sync_names(self._root, sorted(self._renamed))
        self._renamed.clear()

    def sweep(self, folder: str) -> Iterator[Step]:
        """Sweep a folder, once; report what somebody saved while a run was killed."""
        if folder in self._swept:
            return
        self._swept.add(folder)
        try:
            for path in storage.clean_up(self._root, folder):
                message = (
                    "holds what somebody saved while transync was killed; bring it back, remove it"
                )
                yield finding(TransyncError(message, path=path))
        except TransyncError as error:
            yield finding(error)

    def sweep_the_rest(self) -> Iterator[Step]:
        """Sweep the folders that wait for the end of the run."""
        for folder in sorted(self._unswept):
            yield from self.sweep(folder)

    def _bring_about(self, relied_on: Set[str]) -> None:
        """Bring to the disk what others are about to rely on."""
        if not relied_on:
            return
        for path in sorted(self._new & relied_on):
            storage.sync(self._root, path)
            self._new.remove(path)
        self.settle()

    def _apply(self, change: Change) -> Iterator[Finding]:
        if not change.is_needed:
            return
        seen = storage.Expected(_encoded(change.before))
        if change.after is None:
            storage.remove(self._root, change.path, seen)
            storage.remove_empty_folders(self._root, change.path, change.path.partition("/")[0])
            return
        data = change.after.encode("utf-8", "surrogateescape")
        sync = storage.Sync.NOTHING if change.is_derived else storage.Sync.BYTES
        for _ in range(_SAVES):
            try:
                storage.write(self._root, change.path, data, seen, sync)
                self._note(change)
                return
            except ChangedError as error:
                if not change.is_catalog or error.found is None:
                    raise
                base, seen = seen.data or b"", storage.Expected(error.found)
                data, findings = _joined(change.path, base, data, error.found)
                yield from findings
        raise ChangedError(change.path, seen.data)

    def _note(self, change: Change) -> None:
        if change.before is None:
            self._new.add(change.path)
        elif not change.is_derived:
            self._renamed.add(change.path)


def _joined(path: str, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, list[Finding]]:
    """Join a catalog with what somebody has saved in the meantime; no translation goes.

    Raises `CatalogError` if that is no catalog.
    """
    # Where a run has nothing to join, as nearly all have, this would be most of what it loads.
    from transync.core.merge.three_way import joined
    from transync.formats import po

    catalogs = (po.parse(po.decode(data, path), path) for data in (base, ours, theirs))
    done = joined(*catalogs, forgets=False)
    findings = [
        finding(CatalogError(f'"{text}" was translated anew at the same time; choose', path=path))
        for _, text in done.conflicts
    ]
    return po.render(done.catalog).encode("utf-8"), findings


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
