"""The command that moves a translated site in: import."""

from __future__ import annotations

import click

from transync.cli.options import Common, OutputOptions, example, spreading, writing
from transync.cli.running import execute, exit_with, project

_OWN = ("review", "no_keep", "no_history")


@click.command("import", epilog=example("transync import --diff", "transync import --lang fr"))
@writing
@spreading
@click.option("--review", is_flag=True, help="Mark all imported translations as fuzzy.")
@click.option("--no-keep", is_flag=True, help="Do not add pages to `build.keep`.")
@click.option("--no-history", is_flag=True, help="Do not look at older versions of the documents.")
@click.pass_obj
def import_(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    **options: int | None,
) -> None:
    """Take translations from existing pages into catalogs.

    It writes catalogs, never a page, and never over a translation that is there. Pages that would
    not come back as they are get into `build.keep`.
    """
    from transync.commands.importing.importing import ImportOptions, import_pages

    review, no_keep, no_history = (bool(options.pop(name)) for name in _OWN)

    def steps() -> int:
        output = OutputOptions.of(common, options)
        found = project(common, paths, codes, output.jobs)
        how = ImportOptions(review, keeps=not no_keep, has_history=not no_history)
        return execute("import", import_pages(found, how), output)

    exit_with(steps)
