"""The command that finds faults: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from transync.cli.options import Common, codes_of, common_options, example, selecting
from transync.cli.reporting import FORMATS, Report, conclude, reporting
from transync.cli.running import exit_with, introduce, project
from transync.cli.sharding import SHARD_FORMAT, Sharding, sharding
from transync.cli.workers import WorkerOptions, distributing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transync.api.project import Project
    from transync.commands.check.check import Checked
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
    sharding: Sharding

    def refuse_contradictions(self, report: Report, paths: tuple[str, ...]) -> None:
        """Raise `UsageError` for options that exclude each other."""
        if self.write_baseline and not self.baseline:
            raise click.UsageError("--write-baseline needs --baseline FILE, the file to write to.")
        self.sharding.refuse_contradictions(paths)
        if self.sharding.number is None:
            if report.form == SHARD_FORMAT:
                raise click.UsageError("--format shard needs --shard I/N, the shard to write.")
            return
        if self.write_baseline or self.revision is not None:
            option = "--write-baseline" if self.write_baseline else "--changed-from"
            raise click.UsageError(f"{option} takes all documents; leave out --shard.")
        if report.form == SHARD_FORMAT and (
            self.strict or self.baseline or self.prefix or report.limit
        ):
            names = "--strict, --baseline, --max-findings and --path-prefix"
            raise click.UsageError(f"{names} are for `transync report merge`.")


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


@click.command(
    epilog=example("transync check --select T1 --lang en", "transync check --statistics")
)
@selecting
@distributing
@sharding
@reporting(*FORMATS, SHARD_FORMAT)
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
    values = cast("dict[str, Any]", asked)
    workers = WorkerOptions(values.pop("jobs") or 0, values.pop("place"))
    report = Report(common, *map(values.pop, ("form", "output", "limit", "statistics")))
    report.refuse_contradictions()
    own = Sharding(*map(values.pop, ("shard", "index")))
    options = CheckOptions(**values, sharding=own)
    options.refuse_contradictions(report, paths)

    def steps() -> int:
        opened = project(common, paths, codes, workers)
        introduce(opened, common)
        report.refuse_own(opened, options.baseline)
        if own.number is not None:
            return _judged_shard(common, opened, options, report)
        return _judged(common, opened, options, report)

    exit_with(steps)


def _judged(common: Common, opened: Project, options: CheckOptions, report: Report) -> int:
    """Check a project, report the findings, and return the exit code."""
    if options.revision is not None:
        from transync.project.changed_files import changed_since

        narrowed = changed_since(opened, options.revision)
        if narrowed is None:
            report.print_nothing(opened, f"no document has changed since {options.revision}")
            return 0
        opened = narrowed
    checked = opened.check(select=options.select, ignore=options.ignore)
    return _reported(common, opened, options, report, checked)


def _judged_shard(common: Common, opened: Project, options: CheckOptions, report: Report) -> int:
    """Check a shard of a project, and report the findings or write them for a merge."""
    from transync.commands.check.check import selection_of
    from transync.commands.check.merged import merged_part
    from transync.commands.check.shard import check_shard
    from transync.report.shard_report import to_json

    assert options.sharding.number
    index = options.sharding.read_index(opened, common)
    selection = selection_of(opened.config, options.select, options.ignore)
    found = check_shard(opened, selection, options.sharding.number, index)
    checked = merged_part([found])
    if report.form != SHARD_FORMAT:
        return _reported(common, opened, options, report, checked)
    from transync.report import Summary

    report.write(to_json(found), checked.findings, Summary(checked.documents, checked.languages))
    return 0


def _reported(
    common: Common, opened: Project, options: CheckOptions, report: Report, checked: Checked
) -> int:
    """Report what a check has found, and return the exit code."""
    from transync.commands.check.check import warnings_as_errors

    found: Sequence[Finding] = checked.findings
    if options.strict or opened.config.check.strict:
        found = warnings_as_errors(found)
    if options.baseline:
        found = _without_known(common, opened, options, found)
    return conclude(checked, found, options.prefix, report)


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
