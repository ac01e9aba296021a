"""Execute a command, print what it did, and exit with its code."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from transync.cli.terminal import is_redrawn, paint
from transync.cli.workers import ALONE, WorkerOptions, executor_of
from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from transync.api.project import Project
    from transync.cli.options import Common, OutputOptions
    from transync.domain.changes import Change, Step, Tally
    from transync.domain.model import Finding
    from transync.project.run import Run

COMPLAINT, USAGE = 1, 2
"""Exit codes: findings or pending changes; a command that could not start."""

BAR_FROM = 100
"""From this many files on, a run shows its progress on a terminal."""

_LABELS = {
    "absorb": "Absorbing edited pages",
    "build": "Building documents",
    "extract": "Merging catalogs",
    "import": "Importing pages",
    "prune": "Pruning catalogs",
    "repair": "Repairing catalogs",
}


def project(
    common: Common,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    workers: WorkerOptions = ALONE,
) -> Project:
    """Open the project for a command; raises what `executor_of` does."""
    from transync.api.project import Project

    executor, cache = executor_of(common.folder, workers), not common.no_cache
    found = Project.open(
        common.folder, languages=codes, paths=paths, executor=executor, cache=cache
    )
    if common.verbose:
        click.get_current_context().call_on_close(lambda: _print_trouble(found))
    return found


def _print_trouble(project: Project) -> None:
    """Print why the store could not be read or written."""
    from transync.storage import STORE

    if trouble := project.store.trouble:
        click.echo(f"transync: cannot use {STORE}: {trouble}", err=True)


def introduce(opened: Project, common: Common) -> None:
    """Print which project was found, with `-v`: it may be in a folder above."""
    if common.verbose:
        languages = ", ".join(opened.config.languages)
        origin = ", ".join(opened.layouts.languages)
        message = f"transync: project in {opened.root.folder}, from {origin} into {languages}"
        click.echo(message, err=True)
        from transync.project.beside import notes

        for note in notes(opened):
            click.echo(f"transync: {note}", err=True)


def exit_with(action: Callable[[], int]) -> None:
    """Run a command and exit with the code it returns; with 2 if it could not start."""
    from transync.domain.errors import TransyncError

    code = USAGE
    try:
        with stopping.at_work:
            code = action()
    except TransyncError as error:
        click.echo(f"transync: {error}", err=True)
    except MemoryError:
        click.echo("transync: out of memory; try `-j 1`, or fewer documents with PATH", err=True)
    except KeyboardInterrupt:
        code = _stopped()
    except Exception:
        if not stopping.is_asked():  # before 3.12, defining a class wraps an interrupt
            raise
        code = _stopped()
    sys.exit(code)


def _stopped() -> int:
    click.echo(stopping.STOPPED, err=True)
    return stopping.code()


def execute(name: str, run: Run, output: OutputOptions) -> int:
    """Carry out the steps of a run, print them, and return the exit code."""
    from transync.report import tally_line

    lines: list[str] = []  # printed at the end: the progress bar may still be on the screen
    try:
        tally = carry_out(name, run, output, lambda each: lines.append(_lines_for(each, output)))
    finally:
        click.echo("".join(lines), nl=False)
    print_findings(tally.findings)
    if not output.quiet:
        verb = "changed" if output.writes else "would change"
        click.echo(f"{name}: {tally_line(tally, verb, paint(sys.stdout))}")
    return verdict(tally, output)


def print_json(name: str, run: Run, output: OutputOptions, report: Callable[[Tally], str]) -> int:
    """Carry out the steps of a run, print its report for programs, and return the exit code."""
    tally = carry_out(name, run, output, lambda _: None)
    click.echo(report(tally))
    return verdict(tally, output)


def verdict(tally: Tally, output: OutputOptions) -> int:
    """Return the exit code of a run: whether it has findings, or would change something."""
    return COMPLAINT if output.check and tally.changed else exit_code(tally.findings)


def carry_out(name: str, run: Run, output: OutputOptions, note: Callable[[Change], None]) -> Tally:
    """Carry out the steps of a run behind a progress bar; print nothing else.

    `note` is called with each change. The findings are in the order of their places.
    """
    from transync.commands.apply import applied
    from transync.domain.changes import Change, Tally
    from transync.domain.findings import in_order

    steps = run.steps
    if output.writes:
        steps = applied(run.root, run.steps, _waits, is_delegated=run.is_delegated)
    tally = Tally(run.known.files, held_back=run.known.held_back)
    with _shown(_LABELS.get(name, name), steps, run.total) as watched:
        for step in watched:
            tally.add(step)
            if isinstance(step, Change):  # findings are printed together
                note(step)
    if output.writes:
        run.finish(len(tally.findings))
    tally.findings = in_order(tally.findings)
    return tally


def print_findings(findings: Sequence[Finding]) -> int:
    """Print findings, which are in the order of their places, and return the exit code."""
    from transync.report import line

    for found in findings:
        click.echo(line(found, paint(sys.stderr)), err=True)
    return exit_code(findings)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return the exit code of a run with these findings."""
    from transync.domain.model import Severity

    return COMPLAINT if any(found.severity is Severity.ERROR for found in findings) else 0


def _waits() -> None:
    click.echo("transync: waiting for another run in this project to finish", err=True)


@contextmanager
def _shown(label: str, steps: Iterable[Step], total: int) -> Iterator[Iterable[Step]]:
    """Show a progress bar for long work, on a terminal only."""
    if total < BAR_FROM or not is_redrawn(sys.stderr):
        yield steps
        return
    with click.progressbar(steps, length=total, label=label, file=sys.stderr) as bar:
        yield bar


def _lines_for(change: Change, output: OutputOptions) -> str:
    """Return the lines to print for a change."""
    if output.diff and change.is_needed:
        from transync import report

        return report.diff(change.path, change.before, change.after, paint(sys.stdout))
    if output.verbose or (not output.quiet and change.is_needed):
        return f"{change.path}: {_done(change)}\n"
    return ""


def _done(change: Change) -> str:
    removed = "removed: " if change.after is None and change.before is not None else ""
    return f"{removed}{change.summary}"
