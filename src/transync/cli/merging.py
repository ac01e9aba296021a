"""The command that merges the reports of shards: report merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from transync.cli.options import Common, common_options, example
from transync.cli.reporting import FORMATS, Report, conclude, reporting
from transync.cli.running import exit_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.commands.check.check import Checked
    from transync.domain.model import Finding


@click.group(help="Work with the reports of `check`.")
@common_options()
def report() -> None:
    """Hold the commands that work with reports."""


@report.command(epilog=example("transync report merge shards/*.json --format github"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@reporting(*FORMATS)
@click.option("--baseline", metavar="FILE", help="Leave out the findings listed in FILE.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@common_options(quiet="Print only the findings.")
@click.pass_obj
def merge(
    common: Common,
    /,
    files: tuple[str, ...],
    strict: bool,
    baseline: str | None,
    prefix: str,
    **asked: object,
) -> None:
    """Merge the reports of all shards into the report of one check.

    Refuse reports of different runs, and a shard that is missing or there twice.
    """
    options = cast("dict[str, Any]", asked)
    shown = Report(common, *(options[name] for name in ("form", "output", "limit", "statistics")))
    shown.refuse_contradictions()

    def steps() -> int:
        shown.refuse_named([*files, *([baseline] if baseline else [])])
        return conclude(*_merged(common, files, strict, baseline), prefix, shown)

    exit_with(steps)


def _merged(
    common: Common, files: tuple[str, ...], strict: bool, baseline: str | None
) -> tuple[Checked, Sequence[Finding]]:
    """Merge the reports in some files, and return what is left of their findings, too."""
    from transync.commands.baseline import known_of, unknown
    from transync.commands.check.check import warnings_as_errors
    from transync.commands.check.merged import NamedReport, merged
    from transync.report.shard_report import from_json

    reports = [NamedReport(name, from_json(_read(common, name), name)) for name in files]
    checked, is_strict = merged(reports)
    found: Sequence[Finding] = checked.findings
    if strict or is_strict:
        found = warnings_as_errors(found)
    if baseline:
        found = unknown(found, known_of(_read(common, baseline), baseline))
    return checked, found


def _read(common: Common, name: str) -> str:
    from transync import storage

    return storage.read_named(Path(common.folder, name)).decode("utf-8", "replace")
