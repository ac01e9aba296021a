"""The command line: options in, lines and an exit code out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transync.model import Finding
    from transync.workflow.project import Project
    from transync.workflow.steps import Change, Run, Step

COMPLAINT, USAGE, STOPPED = 1, 2, 130
"""Exit codes: findings or changes that are wanted; a command that could not begin; Ctrl-C."""

BAR_FROM = 100
"""A run of so many files shows its progress, on a terminal."""


class Manner(NamedTuple):
    """How a run is to be told, and whether it writes."""

    quiet: bool = False
    verbose: bool = False
    check: bool = False
    diff: bool = False

    @property
    def writes(self) -> bool:
        """Whether files are changed, and not only looked at."""
        return not (self.check or self.diff)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="transync", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    metavar="DIR",
    help="Run as if started in DIR.",
)
@click.pass_context
def main(context: click.Context, folder: str) -> None:
    """Keep translations of Markdown in sync, segment by segment."""
    if isinstance(sys.stdout, TextIOWrapper):  # a path that it cannot show must not end a run
        sys.stdout.reconfigure(errors="backslashreplace")
    context.obj = folder


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
def init(folder: str, source: str, codes: tuple[str, ...]) -> None:
    """Write a configuration and a first note; what exists stays."""
    from transync.workflow.init import begin

    _end(lambda: _run("init", begin(folder, source, codes), Manner()))


@main.command()
@_writing
@click.pass_obj
def extract(folder: str, /, paths: tuple[str, ...], codes: tuple[str, ...], **manner: bool) -> None:
    """Bring the catalogs up to the documents."""
    from transync.workflow.extract import extract as run

    _end(lambda: _run("extract", run(_project(folder, paths, codes)), Manner(**manner)))


@main.command()
@_writing
@click.option("--force", is_flag=True, help="Replace localized documents that were edited by hand.")
@click.pass_obj
def build(
    folder: str, /, paths: tuple[str, ...], codes: tuple[str, ...], force: bool, **manner: bool
) -> None:
    """Build the localized documents from the catalogs."""
    from transync.workflow.build import build as run

    _end(lambda: _run("build", run(_project(folder, paths, codes), force=force), Manner(**manner)))


@main.command()
@_selecting
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def status(folder: str, paths: tuple[str, ...], codes: tuple[str, ...], form: str) -> None:
    """Tell what is translated, fuzzy and missing."""
    from transync import report
    from transync.workflow.status import status as run

    def count() -> int:
        found = run(_project(folder, paths, codes))
        tell = report.status_json if form == "json" else report.status_text
        click.echo(tell(found.rows))
        return _complain(found.findings)

    _end(count)


def _project(folder: str, paths: tuple[str, ...], codes: tuple[str, ...]) -> Project:
    from transync.workflow.project import opened

    return opened(folder, codes, paths)


def _end(action: Callable[[], int]) -> None:
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


def _run(name: str, run: Run, manner: Manner) -> int:
    """Carry out the steps of a run, and tell them."""
    from transync.workflow.apply import applied
    from transync.workflow.steps import Tally

    steps = applied(run.root, run.steps) if manner.writes else run.steps
    tally = Tally()
    lines: list[str] = []  # told at the end: the bar may be where they would be
    try:
        with _shown(steps, run.total) as watched:
            for step in watched:
                tally.add(step)
                lines.append(_told(step, manner))
    finally:
        click.echo("".join(lines), nl=False)
    code = _complain(tally.findings)
    if not manner.quiet:
        click.echo(f"{name}: {tally.told('changed' if manner.writes else 'would change')}")
    return COMPLAINT if manner.check and tally.changed else code


@contextmanager
def _shown(steps: Iterable[Step], total: int) -> Iterator[Iterable[Step]]:
    """Show the progress of long work on a terminal, and only there."""
    if total < BAR_FROM or not sys.stderr.isatty():
        yield steps
        return
    with click.progressbar(steps, length=total, file=sys.stderr) as bar:
        yield bar


def _told(step: Step, manner: Manner) -> str:
    """Give the lines on one change; findings are told together."""
    from transync import report
    from transync.workflow.steps import Change

    if not isinstance(step, Change):
        return ""
    if manner.diff and step.is_needed:
        return report.diff(step.path, step.before, step.after)
    if manner.verbose or (step.is_needed and not manner.quiet):
        return f"{step.path}: {_done(step)}\n"
    return ""


def _done(change: Change) -> str:
    removed = "removed: " if change.after is None and change.before is not None else ""
    return f"{removed}{change.told}"


def _complain(findings: Iterable[Finding]) -> int:
    """Print findings in the order of their places, and give the exit code."""
    from transync.model import Severity
    from transync.report import in_order, line

    told = in_order(findings)
    for found in told:
        click.echo(line(found), err=True)
    return COMPLAINT if any(found.severity is Severity.ERROR for found in told) else 0
