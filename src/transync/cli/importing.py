"""The command that moves a translated site in: import."""

from __future__ import annotations

import click

from transync.cli.options import Common, OutputOptions, example, spreading, writing
from transync.cli.running import execute, exit_with, project


@click.command("import", epilog=example("transync import --diff", "transync import --lang fr"))
@writing
@spreading
@click.option("--review", is_flag=True, help="Mark all imported translations as fuzzy.")
@click.pass_obj
def import_(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    review: bool,
    **options: int | None,
) -> None:
    """Take translations from existing pages into catalogs.

    It writes catalogs, never a page, and never over a translation that is there.
    """
    from transync.commands.importing.importing import import_pages

    def steps() -> int:
        output = OutputOptions.of(common, options)
        found = project(common, paths, codes, output.jobs)
        return execute("import", import_pages(found, review=review), output)

    exit_with(steps)
