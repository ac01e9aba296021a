"""Carries out a command, tells what it did, and comes to its exit code."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transync.cli.options import Manner
    from transync.model import Finding
    from transync.workflow.project import Project
    from transync.workflow.steps import Change, Run, Step

COMPLAINT, USAGE, STOPPED = 1, 2, 130
"""Exit codes: findings or changes that are wanted; a command that could not begin; Ctrl-C."""

BAR_FROM = 100
"""A run of so many files shows its progress, on a terminal."""


def project(folder: str, paths: tuple[str, ...], codes: tuple[str, ...], jobs: int = 1) -> Project:
    """Open the project that a command is for."""
    from transync.workflow.project import opened

    return opened(folder, codes, paths, jobs=jobs)


def end(action: Callable[[], int]) -> None:
    """Run a command to its exit code; what could not even begin is code 2."""
    from transync.errors import TransyncError

    try:
        code = action()
    except TransyncError as error:
        click.echo(f"transync: {error}", err=True)
        code = USAGE
    except KeyboardInterrupt:
        click.echo("transync: stopped; each file is whole, run it again for the rest", err=True)
        code = STOPPED
    sys.exit(code)


def carry_out(name: str, run: Run, manner: Manner) -> int:
    """Carry out the steps of a run, and tell them."""
    from transync.workflow.apply import applied
    from transync.workflow.steps import Change, Tally

    steps = applied(run.root, run.steps, _waits) if manner.writes else run.steps
    tally = Tally(run.known.files, held_back=run.known.held_back)
    lines: list[str] = []  # told at the end: the bar may be where they would be
    try:
        with _shown(steps, run.total) as watched:
            for step in watched:
                tally.add(step)
                if isinstance(step, Change):  # findings are told together
                    lines.append(_told(step, manner))
    finally:
        click.echo("".join(lines), nl=False)
    if manner.writes:
        run.finish(len(tally.findings))
    code = complain(tally.findings)
    if not manner.quiet:
        click.echo(f"{name}: {tally.told('changed' if manner.writes else 'would change')}")
    return COMPLAINT if manner.check and tally.changed else code


def complain(findings: Iterable[Finding]) -> int:
    """Print findings in the order of their places, and give the exit code."""
    from transync.report import in_order, line

    told = in_order(findings)
    for found in told:
        click.echo(line(found), err=True)
    return verdict(told)


def verdict(findings: Iterable[Finding]) -> int:
    """Give the exit code of a run that has found this."""
    from transync.model import Severity

    return COMPLAINT if any(found.severity is Severity.ERROR for found in findings) else 0


def _waits() -> None:
    click.echo("transync: waits for another run in this project to end", err=True)


@contextmanager
def _shown(steps: Iterable[Step], total: int) -> Iterator[Iterable[Step]]:
    """Show the progress of long work on a terminal, and only there."""
    if total < BAR_FROM or not sys.stderr.isatty():
        yield steps
        return
    with click.progressbar(steps, length=total, file=sys.stderr) as bar:
        yield bar


def _told(change: Change, manner: Manner) -> str:
    """Give the lines on one change."""
    if manner.diff and change.is_needed:
        from transync import report

        return report.diff(change.path, change.before, change.after)
    if manner.verbose or (not manner.quiet and change.is_needed):
        return f"{change.path}: {_done(change)}\n"
    return ""


def _done(change: Change) -> str:
    removed = "removed: " if change.after is None and change.before is not None else ""
    return f"{removed}{change.told}"
