"""The command line: options in, lines and an exit code out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.files import Root
    from transync.model import Finding
    from transync.workflow.project import Project
    from transync.workflow.steps import Change, Run

COMPLAINT, USAGE = 1, 2
"""Exit codes: findings or changes that are wanted; a command that could not begin."""

BAR_FROM = 100
"""A run of so many files shows its progress, on a terminal."""


class Manner(NamedTuple):
    """How a run is to be told, and whether it writes."""

    quiet: bool = False
    verbose: bool = False
    check: bool = False
    diff: bool = False


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="transync", message="%(prog)s %(version)s")
@click.option("-C", "folder", default=".", metavar="DIR", help="Run as if started in DIR.")
@click.pass_context
def main(context: click.Context, folder: str) -> None:
    """Keep translations of Markdown in sync, segment by segment."""
    context.obj = Path(folder)


def _selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose what a run is for."""
    for option in (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option("--lang", "codes", multiple=True, metavar="L", help="Only this language."),
    ):
        command = option(command)
    return command


def _writing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that writes files."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Tell only what is wrong."),
        click.option("-v", "--verbose", is_flag=True, help="Name the unchanged files, too."),
        click.option("--diff", is_flag=True, help="Show what would change; write nothing."),
        click.option(
            "--check", is_flag=True, help="Write nothing; exit 1 if something would change."
        ),
    ):
        command = option(command)
    return _selecting(command)


@main.command()
@click.option("--from", "source", default="de", metavar="L", help="The documents' language (de).")
@click.option(
    "--to", "codes", multiple=True, default=("en",), metavar="L", help="Translate into it (en)."
)
@click.pass_obj
def init(folder: Path, source: str, codes: tuple[str, ...]) -> None:
    """Write a configuration and a first note; what exists stays."""
    from transync.files import Root
    from transync.workflow.init import first_files

    def begin() -> int:
        root = Root.at(folder)
        for change in first_files(root, source, codes):
            _carry_out(root, change)
            click.echo(f"{change.path}: {change.told}")
        return 0

    _end(begin)


@main.command()
@_writing
@click.pass_obj
def extract(
    folder: Path, /, paths: tuple[str, ...], codes: tuple[str, ...], **manner: bool
) -> None:
    """Bring the catalogs up to the documents."""
    from transync.workflow.extract import extract as run

    _end(lambda: _run("extract", _project(folder, paths, codes), run, Manner(**manner)))


@main.command()
@_writing
@click.option("--force", is_flag=True, help="Replace localized documents that were edited by hand.")
@click.pass_obj
def build(
    folder: Path, /, paths: tuple[str, ...], codes: tuple[str, ...], force: bool, **manner: bool
) -> None:
    """Build the localized documents from the catalogs."""
    from transync.workflow.build import build as run

    _end(
        lambda: _run(
            "build",
            _project(folder, paths, codes),
            lambda project: run(project, force=force),
            Manner(**manner),
        )
    )


@main.command()
@_selecting
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def status(folder: Path, paths: tuple[str, ...], codes: tuple[str, ...], form: str) -> None:
    """Tell what is translated, fuzzy and missing."""
    from transync import report
    from transync.workflow.status import status as run

    def count() -> int:
        found = run(_project(folder, paths, codes))
        tell = report.status_json if form == "json" else report.status_text
        click.echo(tell(found.rows))
        return _complain(found.findings)

    _end(count)


def _project(folder: Path, paths: tuple[str, ...], codes: tuple[str, ...]) -> Project:
    from transync.workflow.project import opened

    return opened(folder, codes, map(Path, paths))


def _end(action: Callable[[], int]) -> None:
    """Run a command to its exit code; what could not even begin is code 2."""
    from transync.errors import TransyncError

    try:
        code = action()
    except TransyncError as error:
        click.echo(f"transync: {error}", err=True)
        code = USAGE
    sys.exit(code)


def _run(name: str, project: Project, command: Callable[[Project], Run], manner: Manner) -> int:
    """Carry out the steps of a run, and tell them."""
    from transync.workflow.steps import Change

    run = command(project)
    findings: list[Finding] = []
    files = changed = 0
    for step in _watched(run):
        if not isinstance(step, Change):
            findings.append(step)
            continue
        files += 1
        changed += step.is_needed
        writes = not (manner.check or manner.diff)
        if problem := _carry_out(project.root, step) if writes else None:
            findings.append(problem)
        _tell(step, manner)
    code = _complain(findings)
    if not manner.quiet:
        click.echo(f"{name}: {_summary(files, changed, manner)}")
    return COMPLAINT if manner.check and changed else code


def _watched(run: Run) -> Iterator[Change | Finding]:
    """Show the progress of long work on a terminal, and only there."""
    if run.total < BAR_FROM or not sys.stderr.isatty():
        yield from run.steps
        return
    with click.progressbar(run.steps, length=run.total, file=sys.stderr) as bar:
        yield from bar


def _carry_out(root: Root, change: Change) -> Finding | None:
    from transync.errors import TransyncError
    from transync.report import finding
    from transync.workflow.apply import apply

    try:
        apply(root, change)
    except TransyncError as error:
        return finding(error, change.document, change.language, path=change.path)
    return None


def _tell(change: Change, manner: Manner) -> None:
    if manner.diff and change.is_needed:
        from transync.report import diff

        click.echo(diff(change.path, change.before, change.after), nl=False)
    elif manner.verbose or (change.is_needed and not manner.quiet):
        removed = "removed: " if change.after is None and change.before is not None else ""
        click.echo(f"{change.path}: {removed}{change.told}")


def _complain(findings: list[Finding] | tuple[Finding, ...]) -> int:
    """Print findings in the order of their places, and give the exit code."""
    from transync.model import Severity
    from transync.report import in_order, line

    for found in in_order(findings):
        click.echo(line(found), err=True)
    return COMPLAINT if any(f.severity is Severity.ERROR for f in findings) else 0


def _summary(files: int, changed: int, manner: Manner) -> str:
    done = "would change" if manner.check or manner.diff else "changed"
    return f"{files} files, {changed or 'none'} {done}"
