"""The command that takes edits of localized pages back into the catalogs: absorb."""

from __future__ import annotations

import click

from transync.cli.options import Common, OutputOptions, example, writing
from transync.cli.running import execute, exit_with, project
from transync.cli.workers import WorkerOptions, spreading


@click.command(epilog=example("transync absorb --diff", "transync absorb build/en/tea.md"))
@writing
@spreading
@click.pass_obj
def absorb(
    common: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], **options: int | None
) -> None:
    """Take edits made by hand in localized pages into the catalogs.

    It writes catalogs, never a page. Where the catalog has changed as well, the message has both
    translations. What no catalog can hold is reported, and stays on the page.
    """
    from transync.commands.absorbing.absorb import absorb as absorb_pages

    def steps() -> int:
        output = OutputOptions.of(common, options)
        workers = WorkerOptions(options["jobs"] or 0)
        return execute("absorb", absorb_pages(project(common, paths, codes, workers)), output)

    exit_with(steps)
