"""The command that moves a translated site in: import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

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

if TYPE_CHECKING:
    from transync.commands.importing.options import ImportOptions

_EXAMPLES = (
    "transync import --check",
    "transync import --lang fr --from 'old/{lang}/{path}.md'",
    "transync import --pair docs/tea.md=docs/fr/the.md",
)


class _ImportFlags(TypedDict):
    """The options of the command, as click gives them."""

    template: str | None
    page_root: str | None
    pairs: tuple[str, ...]
    revision: str | None
    no_history: bool
    review: bool
    outdated: str
    no_keep: bool
    configure: bool
    form: str
    check: bool
    diff: bool
    jobs: int | None


@click.command("import", epilog=example(*_EXAMPLES))
@writing
@spreading
@click.option("--review", is_flag=True, help="Mark all imported translations as fuzzy.")
@click.option(
    "--outdated",
    type=click.Choice(["fuzzy", "current"]),
    default="fuzzy",
    help="Mark translations of a former text as fuzzy (default), or take them as current.",
)
@click.option("--configure", is_flag=True, help="Add the settings that the pages suggest.")
@click.option("--no-keep", is_flag=True, help="Do not add pages to `build.keep`.")
@click.option("--no-history", is_flag=True, help="Do not look at older versions of the documents.")
@click.option(
    "--source-rev", "revision", metavar="REV", help="The pages are translations of this commit."
)
@click.option(
    "--pair",
    "pairs",
    multiple=True,
    metavar="DOCUMENT=PAGE",
    help="This page is the translation of this document.",
)
@click.option(
    *("--from-root", "page_root"),
    metavar="DIR",
    help="The pages are in this folder: another clone.",
)
@click.option(
    "--from", "template", metavar="TEMPLATE", help="Where the pages are, if not under `output`."
)
@formatted
@click.pass_obj
def import_(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    **options: Unpack[_ImportFlags],
) -> None:
    """Take translations from existing pages into catalogs.

    It writes catalogs, never a page, and never over a translation that is there. Pages that would
    not come back as they are get into `build.keep`.
    """
    if options["revision"] and options["no_history"]:
        raise click.UsageError("--source-rev and --no-history exclude each other; use one.")
    refuse_diff_as_json(options["form"], diff=options["diff"])

    def steps() -> int:
        from transync.commands.importing.importing import import_pages
        from transync.commands.importing.json_report import json_report
        from transync.commands.importing.notes import notes

        how = _options(common, options)
        output = OutputOptions.of(common, options)
        workers = WorkerOptions(options["jobs"] or 0)
        found = import_pages(project(common, paths, codes, workers), how)
        if options["form"] == "json":
            return print_json("import", found.run, output, partial(json_report, found.record))
        code = execute("import", found.run, output)
        if not (output.quiet or output.diff):
            for line in notes(found.record):
                click.echo(line)
        return code

    exit_with(steps)


def _options(common: Common, options: _ImportFlags) -> ImportOptions:
    """Take those of an import out of the options of the command line."""
    from transync.commands.importing.options import ImportOptions, PageOptions, Review

    pairs = tuple(map(_pair, options["pairs"]))
    pages = PageOptions(options["template"] or "", options["page_root"] or "", pairs, common.folder)
    review = Review.NOT_OUTDATED if options["outdated"] == "current" else Review.UNSURE
    return ImportOptions(
        Review.ALL if options["review"] else review,
        keeps=not options["no_keep"],
        has_history=not options["no_history"],
        revision=options["revision"] or "",
        configures=options["configure"],
        pages=pages,
    )


def _pair(text: str) -> tuple[str, str]:
    """Return a document and its page; raises `ConfigError` for anything else."""
    from transync.domain.errors import ConfigError

    document, is_pair, page = text.partition("=")
    if not is_pair:
        raise ConfigError(f'"{text}" is no pair; say it as DOCUMENT=PAGE')
    return document, page
