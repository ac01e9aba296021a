"""Plans: what a command would write, to be looked at before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transync.domain.changes import Change
from transync.domain.errors import ConfigError
from transync.domain.findings import in_order
from transync.domain.model import Finding

if TYPE_CHECKING:
    from transync.project.run import Run
    from transync.storage import Workspace


@dataclass(frozen=True)
class Plan:
    """What an extraction or a build would change, and what it cannot do; nothing is written yet."""

    changes: tuple[Change, ...]
    """The files that are not as they should be, each with its text before and after."""
    findings: tuple[Finding, ...]
    """What could not be read, merged or built, in the order of its places."""
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


def planned(run: Run, workspace: Workspace) -> Plan:
    """Make the plan of a run: carry out its steps, but for writing."""
    steps = [*run.steps]
    changes = [step for step in steps if isinstance(step, Change)]
    needed = tuple(change for change in changes if change.is_needed)
    findings = in_order(step for step in steps if isinstance(step, Finding))
    unchanged = run.known.files + len(changes) - len(needed)
    return Plan(needed, tuple(findings), unchanged, run, workspace)
