"""The command that finds faults: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from transync.cli.options import Common, codes_of, common, example, selecting, spreading
from transync.cli.reporting import FORMATS, STDOUT, Report
from transync.cli.running import end, introduce, project, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transync.checks import Choice
    from transync.domain.model import Finding
    from transync.project.config import CheckConfig
    from transync.project.project import Project


class Asked(NamedTuple):
    """What the options of a check ask for, its report aside."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    baseline: str | None
    write_baseline: bool
    revision: str | None
    prefix: str

    def choice(self, config: CheckConfig) -> Choice:
        """Join the options with the configuration; a selection takes the place of its own."""
        from transync.checks import Choice

        ignore = (*config.ignore, *self.ignore)
        return Choice(self.select or config.select, ignore, config.of_paths, config.of_languages)

    @property
    def before_paths(self) -> str:
        """What stands before each path of the report."""
        return f"{self.prefix.rstrip('/')}/" if self.prefix else ""


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is looked for."""
    for option in (
        click.option(
            *("--changed-from", "revision"),
            metavar="REV",
            help="Only documents that are not as in a git revision.",
        ),
        click.option(
            "--write-baseline", is_flag=True, help="Write all findings into the baseline."
        ),
        click.option("--baseline", metavar="FILE", help="Leave out the findings listed in FILE."),
        click.option("--strict", is_flag=True, help="Let warnings fail the run, too."),
        *(
            click.option(name, multiple=True, callback=codes_of, metavar="CODES", help=told)
            for name, told in (
                ("--ignore", "Leave out: T4,T307."),
                ("--select", "Report only: T1,T301."),
            )
        ),
    ):
        command = option(command)
    return command


def _reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how it is told."""
    for option in (
        click.option(
            *("--path-prefix", "prefix"),
            default="",
            metavar="DIR",
            help="The project's folder in its repository: put it before each path.",
        ),
        click.option(
            *("--max-findings", "limit"),
            type=click.IntRange(min=1),
            default=None,
            metavar="N",
            help="Show so many findings, errors first; all are counted.",
        ),
        click.option(
            "--statistics", is_flag=True, help="Count the findings of each code; list none."
        ),
        click.option(
            "--output", default=STDOUT, metavar="FILE", help="Write the report into FILE."
        ),
        click.option(
            *("--format", "form"),
            type=click.Choice(FORMATS),
            default="text",
            help="For people, for programs, or for a service of CI.",
        ),
    ):
        command = option(command)
    return command


@click.command(
    epilog=example("transync check --select T1 --lang en", "transync check --statistics")
)
@selecting
@spreading
@_reporting
@_judging
@common(quiet="Tell only the findings.", verbose="Tell which project is checked, too.")
@click.pass_obj
def check(
    said: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    jobs: int | None,
    **asked: object,
) -> None:
    """Find every drift and fault; write nothing."""
    options = cast("dict[str, Any]", asked)
    report = Report(said, *map(options.pop, ("form", "output", "limit", "statistics")))
    report.refuse_contradictions()

    def steps() -> int:
        opened = project(said, paths, codes, jobs or 0)
        introduce(opened, said)
        return _judged(said, opened, Asked(**options), report)

    end(steps)


def _judged(said: Common, opened: Project, asked: Asked, report: Report) -> int:
    """Check a project, report what was found, and give the exit code."""
    from transync.commands.check.check import check as run
    from transync.commands.check.check import graver
    from transync.report import Summary

    if asked.write_baseline and not asked.baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write.")
    report.refuse_own(opened, asked.baseline)
    if asked.revision is not None:
        from transync.project.changed_files import changed_since

        narrowed = changed_since(opened, asked.revision)
        if narrowed is None:
            report.tell_nothing(opened, f"no document has changed since {asked.revision}")
            return 0
        opened = narrowed
    config = opened.config.check
    checked = run(opened, asked.choice(config))
    found: Sequence[Finding] = checked.findings
    if asked.strict or config.strict:
        found = graver(found)
    if asked.baseline:
        found = _without_known(said, opened, asked, found)
    suppressed = len(checked.findings) - len(found)
    found = [each._replace(path=f"{asked.before_paths}{each.path}") for each in found]
    report.tell(found, Summary(checked.documents, checked.languages, suppressed, report.limit or 0))
    return verdict(found)


def _without_known(
    said: Common, opened: Project, asked: Asked, found: Sequence[Finding]
) -> Sequence[Finding]:
    """Leave out what the baseline has, which is written first where that is asked for."""
    from transync import storage
    from transync.commands.baseline import baseline_text, known_of, read_baseline, unknown

    place = Path(said.folder, asked.baseline or "")
    if asked.write_baseline and storage.is_special(place):
        text = baseline_text(found)
        storage.write_named(place, text.encode("utf-8"))
        return unknown(found, known_of(text, str(place)))
    path = storage.relative(opened.root, place)
    if asked.write_baseline:
        storage.write(opened.root, path, baseline_text(found).encode("utf-8"))
    return unknown(found, read_baseline(opened, path))
