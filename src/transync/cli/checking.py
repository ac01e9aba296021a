"""The command that finds faults: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from transync.cli.options import (
    Common,
    codes_of,
    common_options,
    example,
    selecting,
)
from transync.cli.reporting import FORMATS, STDOUT, Report
from transync.cli.running import exit_code, exit_with, introduce, project
from transync.cli.workers import WorkerOptions, distributing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transync.api.project import Project
    from transync.domain.model import Finding


class CheckOptions(NamedTuple):
    """The options of a check, those of its report aside."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    baseline: str | None
    write_baseline: bool
    revision: str | None
    prefix: str

    @property
    def before_paths(self) -> str:
        """The prefix of each path in the report."""
        return f"{self.prefix.rstrip('/')}/" if self.prefix else ""


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose the findings."""
    for option in (
        click.option(
            *("--changed-from", "revision"),
            metavar="REV",
            help="Check only documents that differ from a git revision.",
        ),
        click.option(
            "--write-baseline", is_flag=True, help="Write all findings to the baseline file."
        ),
        click.option("--baseline", metavar="FILE", help="Leave out the findings listed in FILE."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        *(
            click.option(name, multiple=True, callback=codes_of, metavar="CODES", help=text)
            for name, text in (
                ("--ignore", "Leave out findings with these codes: T4,T307."),
                ("--select", "Report only findings with these codes: T1,T301."),
            )
        ),
    ):
        command = option(command)
    return command


def _reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of the report."""
    for option in (
        click.option(
            *("--path-prefix", "prefix"),
            default="",
            metavar="DIR",
            help="Put DIR, the project's folder in its repository, before each path.",
        ),
        click.option(
            *("--max-findings", "limit"),
            type=click.IntRange(min=1),
            default=None,
            metavar="N",
            help="Show at most N findings, errors first; count all.",
        ),
        click.option(
            "--statistics", is_flag=True, help="Count findings by code instead of listing them."
        ),
        click.option("--output", default=STDOUT, metavar="FILE", help="Write the report to FILE."),
        click.option(
            *("--format", "form"),
            type=click.Choice(FORMATS),
            default="text",
            help="For people, for programs, or for a CI service.",
        ),
    ):
        command = option(command)
    return command


@click.command(
    epilog=example("transync check --select T1 --lang en", "transync check --statistics")
)
@selecting
@distributing
@_reporting
@_judging
@common_options(quiet="Print only the findings.", verbose="Also print which project is checked.")
@click.pass_obj
def check(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    **asked: object,
) -> None:
    """Find all drift and faults; write nothing."""
    options = cast("dict[str, Any]", asked)
    workers = WorkerOptions(options.pop("jobs") or 0, options.pop("place"))
    report = Report(common, *map(options.pop, ("form", "output", "limit", "statistics")))
    report.refuse_contradictions()

    def steps() -> int:
        opened = project(common, paths, codes, workers)
        introduce(opened, common)
        return _judged(common, opened, CheckOptions(**options), report)

    exit_with(steps)


def _judged(common: Common, opened: Project, options: CheckOptions, report: Report) -> int:
    """Check a project, report the findings, and return the exit code."""
    from transync.commands.check.check import warnings_as_errors
    from transync.report import Summary

    if options.write_baseline and not options.baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write to.")
    report.refuse_own(opened, options.baseline)
    if options.revision is not None:
        from transync.project.changed_files import changed_since

        narrowed = changed_since(opened, options.revision)
        if narrowed is None:
            report.print_nothing(opened, f"no document has changed since {options.revision}")
            return 0
        opened = narrowed
    checked = opened.check(select=options.select, ignore=options.ignore)
    found: Sequence[Finding] = checked.findings
    if options.strict or opened.config.check.strict:
        found = warnings_as_errors(found)
    if options.baseline:
        found = _without_known(common, opened, options, found)
    suppressed = len(checked.findings) - len(found)
    found = [each._replace(path=f"{options.before_paths}{each.path}") for each in found]
    report.print(
        found, Summary(checked.documents, checked.languages, suppressed, report.limit or 0)
    )
    return exit_code(found)


def _without_known(
    common: Common, opened: Project, options: CheckOptions, found: Sequence[Finding]
) -> Sequence[Finding]:
    """Leave out findings in the baseline; write it first if that is asked for."""
    from transync import storage
    from transync.commands.baseline import baseline_text, known_of, read_baseline, unknown

    place = Path(common.folder, options.baseline or "")
    if options.write_baseline and storage.is_special(place):
        text = baseline_text(found)
        storage.write_named(place, text.encode("utf-8"))
        return unknown(found, known_of(text, str(place)))
    path = storage.relative(opened.root, place)
    if options.write_baseline:
        storage.write(opened.root, path, baseline_text(found).encode("utf-8"))
    return unknown(found, read_baseline(opened, path))
