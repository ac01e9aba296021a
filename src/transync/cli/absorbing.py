"""The command that takes edits of localized pages back into the catalogs: absorb."""

from __future__ import annotations

from functools import partial
from typing import TypedDict, Unpack

import click

from transync.cli.options import (
    Common,
    OutputOptions,
    example,
    formatted,
    refuse_diff_as_json,
    writing,
)
from transync.cli.running import execute, exit_with, print_json, project
from transync.cli.workers import WorkerOptions, spreading


class _AbsorbFlags(TypedDict):
    """The options of the command, as click gives them."""

    form: str
    check: bool
    diff: bool
    jobs: int | None


@click.command(epilog=example("transync absorb --diff", "transync absorb build/en/tea.md"))
@writing
@spreading
@formatted
@click.pass_obj
def absorb(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    **options: Unpack[_AbsorbFlags],
) -> None:
    """Take edits made by hand in localized pages into the catalogs.

    It writes catalogs, never a page. Where the catalog has changed as well, the message has both
    translations. What no catalog can hold is reported, and stays on the page.
    """
    refuse_diff_as_json(options["form"], diff=options["diff"])

    def steps() -> int:
        from transync.commands.absorbing.absorb import absorb as absorb_pages
        from transync.commands.absorbing.json_report import json_report

        output = OutputOptions.of(common, options)
        workers = WorkerOptions(options["jobs"] or 0)
        run, record = absorb_pages(project(common, paths, codes, workers))
        if options["form"] == "json":
            return print_json("absorb", run, output, partial(json_report, record))
        return execute("absorb", run, output)

    exit_with(steps)
