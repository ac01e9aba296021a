"""The commands that find faults and explain them: check, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from transync.cli.options import selecting, spreading
from transync.cli.running import end, project, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transync.checks import Choice
    from transync.config import CheckConfig
    from transync.model import Finding
    from transync.report import Summary
    from transync.workflow.project import Project

FORMATS = ("text", "json", "github", "sarif", "junit", "gitlab")
_STDOUT = "-"


class Asked(NamedTuple):
    """What the options of a check ask for."""

    form: str
    output: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    baseline: str | None
    write_baseline: bool
    revision: str | None
    prefix: str
    no_color: str
    """https://no-color.org: not empty if the user wants no colours anywhere."""

    def choice(self, config: CheckConfig) -> Choice:
        """Join the options with the configuration; a selection takes the place of its own."""
        from transync.checks import Choice

        ignore = (*config.ignore, *self.ignore)
        return Choice(self.select or config.select, ignore, config.of_paths, config.of_languages)

    @property
    def before_paths(self) -> str:
        """What stands before each path of the report."""
        return f"{self.prefix.rstrip('/')}/" if self.prefix else ""


def _codes(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Read codes, or beginnings of codes, which may be joined by commas."""
    if not values:
        return ()
    from transync.checks import is_code

    codes = tuple(code.strip().upper() for value in values for code in value.split(","))
    for code in codes:
        if not is_code(code):
            message = f"{code!r} is not the code of a finding, like T402, or a beginning of some"
            raise click.BadParameter(message, context, option)
    return codes


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a check."""
    for option in (
        click.option("--no-color", envvar="NO_COLOR", default="", hidden=True),
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
        click.option(
            "--ignore", multiple=True, callback=_codes, metavar="CODES", help="Leave out: T4,T307."
        ),
        click.option(
            "--select",
            multiple=True,
            callback=_codes,
            metavar="CODES",
            help="Report only: T1,T301.",
        ),
        click.option(
            *("--path-prefix", "prefix"),
            default="",
            metavar="DIR",
            help="The project's folder in its repository: put it before each path.",
        ),
        click.option(
            "--output", default=_STDOUT, metavar="FILE", help="Write the report into FILE."
        ),
        click.option("--format", "form", type=click.Choice(FORMATS), default="text"),
    ):
        command = option(command)
    return selecting(spreading(command))


@click.command()
@_judging
@click.pass_obj
def check(
    folder: str,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    jobs: int | None,
    **asked: object,
) -> None:
    """Find every drift and fault; write nothing."""
    end(
        lambda: _judged(
            folder,
            project(folder, paths, codes, jobs or 0),
            Asked(**cast("dict[str, Any]", asked)),
        )
    )


def _judged(folder: str, opened: Project, asked: Asked) -> int:
    """Check a project, report what was found, and give the exit code."""
    from transync.report import Summary
    from transync.workflow.check import check as run
    from transync.workflow.check import graver

    if asked.write_baseline and not asked.baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE, the file to write.")
    if asked.revision is not None:
        from transync.workflow.changed import changed_since

        opened = changed_since(opened, asked.revision)
    config = opened.config.check
    checked = run(opened, asked.choice(config))
    found: Sequence[Finding] = checked.findings
    if asked.strict or config.strict:
        found = graver(found)
    if asked.baseline:
        found = _without_known(folder, opened, asked, found)
    suppressed = len(checked.findings) - len(found)
    found = [each._replace(path=f"{asked.before_paths}{each.path}") for each in found]
    _report(found, Summary(checked.documents, checked.languages, suppressed), asked)
    return verdict(found)


def _without_known(
    folder: str, opened: Project, asked: Asked, found: Sequence[Finding]
) -> Sequence[Finding]:
    """Leave out what the baseline has, which is written first where that is asked for."""
    from transync import files
    from transync.workflow.baseline import baseline_text, read_baseline, unknown

    path = files.relative(opened.root, Path(folder, asked.baseline or ""))
    if asked.write_baseline:
        files.write(opened.root, path, baseline_text(found).encode("utf-8"))
    return unknown(found, read_baseline(opened, path))


def _report(found: Sequence[Finding], summary: Summary, asked: Asked) -> None:
    from transync.report.formats import FORMATS, coloured
    from transync.report.text import total

    if asked.output != _STDOUT:
        _write(asked.output, FORMATS[asked.form](found, summary))
        click.echo(total(found, summary), nl=False)
    elif asked.form == "text" and sys.stdout.isatty() and not asked.no_color:
        click.echo(coloured(found, summary), nl=False)
    else:
        click.echo(FORMATS[asked.form](found, summary), nl=False)


def _write(output: str, text: str) -> None:
    """Write a report where the user wants it, be it outside of the project."""
    from transync.errors import TransyncError

    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=True) as file:
            file.write(text)
    except OSError as error:
        message = f"the report cannot be written: {error.strerror}"
        raise TransyncError(message, path=output) from error


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a finding: what it means, and how it is mended."""
    from transync.checks import pages

    page = pages().get(code.strip().upper())
    if page is None:
        known = ", ".join(pages())
        raise click.UsageError(f"There is no finding {code!r}. The findings are {known}.")
    off = ", off until it is selected" if page.optional else ""
    click.echo(f"{page.code} ({page.severity}{off})\n\n{page.text}")
