"""The report of a check: its format, where it goes, and how much it shows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from transync.cli.running import exit_code
from transync.cli.terminal import paint
from transync.report.ansi import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transync.cli.options import Common
    from transync.commands.check.check import Checked
    from transync.domain.model import Finding
    from transync.project.project import Project
    from transync.report import Summary
    from transync.report.ansi import Paint

FORMATS = ("text", "json", "github", "sarif", "junit", "gitlab")
STDOUT = "-"

_COUNTING = ("text", "json")
"""The formats that can count findings instead of listing them."""
_SILENT = ("junit", "gitlab")
"""The formats that cannot say how many findings they leave out."""


def reporting(*forms: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds the options of a report in one of some formats."""

    def added(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in _report_options(forms):
            command = option(command)
        return command

    return added


def _report_options(forms: Sequence[str]) -> Sequence[Callable[[Callable[..., Any]], Any]]:
    return (
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
            type=click.Choice(forms),
            default="text",
            help="For people, for programs, or for a CI service.",
        ),
    )


class Report(NamedTuple):
    """A report as the options of a check ask for it."""

    common: Common
    form: str
    output: str
    limit: int | None
    """The most findings to show; None for all."""
    counts: bool
    """Whether to count findings by code instead of listing them."""

    def refuse_contradictions(self) -> None:
        """Raise `UsageError` for options that exclude each other."""
        if self.counts and self.form not in _COUNTING:
            raise click.UsageError(
                f"--statistics is for --format {' and '.join(_COUNTING)}, not for {self.form}."
            )

    def refuse_own(self, project: Project, baseline: str | None) -> None:
        """Raise `ConfigError` if the report, or the baseline, would replace a project file."""
        from transync.domain.errors import PathError
        from transync.project.named_files import refuse_own

        known = [baseline] if baseline else []
        for name in (self.output, *known):
            if name.endswith("/"):
                raise PathError("is a folder; name a file in it", path=name)
        if self._goes_into_a_file:
            refuse_own(project, self._place, "the report", *map(self._in_folder, known))
        for name in known:
            refuse_own(project, self._in_folder(name), "the baseline")

    def refuse_named(self, names: Sequence[str]) -> None:
        """Raise `UsageError` if the report would replace one of the files that it is made of."""
        from transync.storage import real_path

        read = {real_path(self._in_folder(name)) for name in names}
        if self._goes_into_a_file and real_path(self._place) in read:
            raise click.UsageError(f"--output {self.output} would replace a file that is read.")

    def write(self, text: str, found: Sequence[Finding], summary: Summary) -> None:
        """Write a text for programs where the report goes; beside a file, print its last line."""
        from transync import storage
        from transync.report.text import total

        if not self._goes_into_a_file:
            click.echo(text, nl=False)
            return
        storage.write_named(self._place, text.encode("utf-8"))
        if not self.common.quiet:
            click.echo(total(found, summary, paint(sys.stdout)), nl=False)

    def print(self, found: Sequence[Finding], summary: Summary) -> None:
        """Print the report, or write it to a file and print its last line."""
        if self._goes_into_a_file:
            self.write(self._rendered(found, summary, plain), found, summary)
            return
        click.echo(self._rendered(found, summary, paint(sys.stdout)), nl=False)
        left = len(found) - summary.limit
        if summary.limit and left > 0 and self.form in _SILENT:
            click.echo(f"transync: {left} more findings are not shown (--max-findings)", err=True)

    def print_nothing(self, project: Project, why: str) -> None:
        """Print that there is nothing to check; programs get a report without findings."""
        from transync.report import Summary

        languages = tuple(language.code for language in project.languages)
        sentence = f"check: {why}; nothing to check"
        if self.form != "text" or self._goes_into_a_file:
            self._replace(common=self.common._replace(quiet=True)).print((), Summary(0, languages))
        if not self.common.quiet:
            click.echo(sentence, err=self.form != "text" and not self._goes_into_a_file)

    def _rendered(self, found: Sequence[Finding], summary: Summary, show: Paint) -> str:
        from transync.report import statistics, text
        from transync.report.formats import FORMATS as RENDERERS

        if self.counts:
            as_json = self.form == "json"
            return (
                statistics.to_json(found, summary)
                if as_json
                else statistics.as_text(found, summary, show)
            )
        if self.form != "text":
            return RENDERERS[self.form](found, summary)
        return (text.lines if self.common.quiet else text.render)(found, summary, show)

    @property
    def _place(self) -> Path:
        return self._in_folder(self.output)

    def _in_folder(self, name: str) -> Path:
        """Return the path of a file relative to the folder of the run (`-C`)."""
        return Path(self.common.folder, name)

    @property
    def _goes_into_a_file(self) -> bool:
        """Whether the report goes elsewhere than standard output, whatever name that has."""
        from transync import storage

        return self.output != STDOUT and storage.handle_of(self._place) != 1


def conclude(checked: Checked, found: Sequence[Finding], prefix: str, report: Report) -> int:
    """Report what is left of the findings of a check, and return the exit code.

    `prefix` is the project's folder in its repository, or empty.
    """
    from transync.report import Summary

    suppressed = len(checked.findings) - len(found)
    above = f"{prefix.rstrip('/')}/" if prefix else ""
    found = [each._replace(path=f"{above}{each.path}") for each in found]
    limit = report.limit or 0
    report.print(found, Summary(checked.documents, checked.languages, suppressed, limit))
    return exit_code(found)
