"""Plans: what a command would write, to be looked at before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transync.domain.changes import Change
from transync.domain.errors import ConfigError
from transync.domain.findings import in_order
from transync.domain.model import Finding

if TYPE_CHECKING:
    from transync.commands.absorbing.absorb import Absorption
    from transync.commands.absorbing.outcome import AbsorbOutcome
    from transync.commands.importing.importing import Import
    from transync.commands.importing.outcome import ImportOutcome
    from transync.commands.importing.pairing import UnpairedPage
    from transync.commands.importing.suggestions import Suggestion
    from transync.project.run import Run
    from transync.storage import Workspace


@dataclass(frozen=True)
class Plan:
    """What a command would change, and what it cannot do; nothing is written yet."""

    changes: tuple[Change, ...]
    """The files that are not as they should be, each with its text before and after."""
    findings: tuple[Finding, ...]
    """What could not be read, merged, built, imported or absorbed, in the order of its places."""
    unchanged: int
    """How many files are as they should be."""
    _run: Run = field(repr=False, compare=False)
    _workspace: Workspace = field(repr=False, compare=False)

    def apply(self) -> tuple[Finding, ...]:
        """Write the changes, and return why some could not be written: nothing, if all are.

        No other run writes meanwhile: this one waits for it. A file is written whole or not at all,
        and only if it is as it was when the plan was made. Raises `ConfigError` for a plan that
        was made with unsaved texts, and `TransyncError` if another run does not end.
        """
        from transync.commands.apply import applied

        if self._workspace.unsaved:
            raise ConfigError("this plan was made with unsaved texts; save them, and make it anew")
        steps = [*applied(self._workspace.root, self.changes)]
        found = [step for step in steps if isinstance(step, Finding)]
        self._run.finish(len(self.findings) + len(found))
        return tuple(in_order(found))


@dataclass(frozen=True)
class ImportPlan(Plan):
    """What an import would change, and what has come of each page; nothing is written yet."""

    pages: tuple[ImportOutcome, ...]
    unpaired: tuple[UnpairedPage, ...]
    """The pages whose paths belong to no document."""
    settings: tuple[Suggestion, ...]
    """What of a configuration the pages suggest."""


@dataclass(frozen=True)
class AbsorbPlan(Plan):
    """What an absorption would change, and what has come of each page; nothing is written yet."""

    pages: tuple[AbsorbOutcome, ...]
    """Those that somebody has edited."""


def planned(run: Run, workspace: Workspace) -> Plan:
    """Make the plan of a run: carry out its steps, but for writing."""
    return Plan(*_carried_out(run), run, workspace)


def planned_import(found: Import, workspace: Workspace) -> ImportPlan:
    """Make the plan of an import."""
    done, record = _carried_out(found.run), found.record
    results = tuple(record.pages), tuple(record.unpaired), tuple(record.suggestions)
    return ImportPlan(*done, found.run, workspace, *results)


def planned_absorption(found: Absorption, workspace: Workspace) -> AbsorbPlan:
    """Make the plan of an absorption."""
    done = _carried_out(found.run)
    return AbsorbPlan(*done, found.run, workspace, tuple(found.record.pages))


def _carried_out(run: Run) -> tuple[tuple[Change, ...], tuple[Finding, ...], int]:
    """Return the changes of a run, its findings, and how many files are as they should be."""
    steps = [*run.steps]
    changes = [step for step in steps if isinstance(step, Change)]
    needed = tuple(change for change in changes if change.is_needed)
    findings = in_order(step for step in steps if isinstance(step, Finding))
    return needed, tuple(findings), run.known.files + len(changes) - len(needed)
