"""Carries out a command, tells what it did, and comes to its exit code."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from transync.cli.terminal import is_redrawn, paint
from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transync.cli.options import Common, Manner
    from transync.domain.changes import Change, Step
    from transync.domain.model import Finding
    from transync.project.project import Project
    from transync.project.run import Run

COMPLAINT, USAGE = 1, 2
"""Exit codes: findings or changes that are wanted; a command that could not begin."""

BAR_FROM = 100
"""A run of so many files shows its progress, on a terminal."""

_LABELS = {
    "build": "Building documents",
    "extract": "Merging catalogs",
    "prune": "Pruning catalogs",
    "repair": "Repairing catalogs",
}


def project(said: Common, paths: tuple[str, ...], codes: tuple[str, ...], jobs: int = 1) -> Project:
    """Open the project that a command is for."""
    from transync.engine.executor import Processes
    from transync.project.project import opened

    executor = Processes(jobs)
    found = opened(said.folder, codes, paths, executor=executor, has_store=not said.no_cache)
    if said.verbose:
        click.get_current_context().call_on_close(lambda: _explain(found))
    return found


def _explain(project: Project) -> None:
    """Tell why nothing was kept for the next run, or nothing was known of former ones."""
    from transync.storage import STORE

    if trouble := project.store.trouble:
        click.echo(f"transync: {STORE} is of no use: {trouble}", err=True)


def introduce(opened: Project, said: Common) -> None:
    """Tell which project was found, if more is to be told: it may be in a folder above."""
    if said.verbose:
        languages = ", ".join(opened.config.languages)
        origin = opened.config.source_language
        told = f"transync: the project in {opened.root.folder}, from {origin} into {languages}"
        click.echo(told, err=True)


def end(action: Callable[[], int]) -> None:
    """Run a command to its exit code; what could not even begin is code 2."""
    from transync.domain.errors import TransyncError

    code = USAGE
    try:
        with stopping.at_work:
            code = action()
    except TransyncError as error:
        click.echo(f"transync: {error}", err=True)
    except MemoryError:
        click.echo("transync: there is not enough memory; try `-j 1`, or a PATH", err=True)
    except KeyboardInterrupt:
        code = _stopped()
    except Exception:
        if not stopping.is_asked():  # before 3.12, a class that is being made wraps what stops it
            raise
        code = _stopped()
    sys.exit(code)


def _stopped() -> int:
    click.echo(stopping.STOPPED, err=True)
    return stopping.code()


def carry_out(name: str, run: Run, manner: Manner) -> int:
    """Carry out the steps of a run, and tell them."""
    from transync.commands.apply import applied
    from transync.domain.changes import Change, Tally
    from transync.report import tally_line

    steps = applied(run.root, run.steps, _waits) if manner.writes else run.steps
    tally = Tally(run.known.files, held_back=run.known.held_back)
    lines: list[str] = []  # told at the end: the bar may be where they would be
    try:
        with _shown(_LABELS.get(name, name), steps, run.total) as watched:
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
        verb = "changed" if manner.writes else "would change"
        click.echo(f"{name}: {tally_line(tally, verb, paint(sys.stdout))}")
    return COMPLAINT if manner.check and tally.changed else code


def complain(findings: Iterable[Finding]) -> int:
    """Print findings in the order of their places, and give the exit code."""
    from transync.domain.findings import in_order
    from transync.report import line

    told = in_order(findings)
    for found in told:
        click.echo(line(found, paint(sys.stderr)), err=True)
    return verdict(told)


def verdict(findings: Iterable[Finding]) -> int:
    """Give the exit code of a run that has found this."""
    from transync.domain.model import Severity

    return COMPLAINT if any(found.severity is Severity.ERROR for found in findings) else 0


def _waits() -> None:
    click.echo("transync: waits for another run in this project to end", err=True)


@contextmanager
def _shown(label: str, steps: Iterable[Step], total: int) -> Iterator[Iterable[Step]]:
    """Show the progress of long work on a terminal, and only there."""
    if total < BAR_FROM or not is_redrawn(sys.stderr):
        yield steps
        return
    with click.progressbar(steps, length=total, label=label, file=sys.stderr) as bar:
        yield bar


def _told(change: Change, manner: Manner) -> str:
    """Give the lines on one change."""
    if manner.diff and change.is_needed:
        from transync import report

        return report.diff(change.path, change.before, change.after, paint(sys.stdout))
    if manner.verbose or (not manner.quiet and change.is_needed):
        return f"{change.path}: {_done(change)}\n"
    return ""


def _done(change: Change) -> str:
    removed = "removed: " if change.after is None and change.before is not None else ""
    return f"{removed}{change.summary}"
