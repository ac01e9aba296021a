"""The commands of the pipeline: init, extract, build, status."""

from __future__ import annotations

import sys

import click

from transync.cli.options import (
    Common,
    Manner,
    common,
    example,
    listed,
    selecting,
    spreading,
    writing,
)
from transync.cli.running import carry_out, complain, end, introduce, project
from transync.cli.terminal import paint


@click.command(epilog=example("transync init --from en --to de,fr"))
@click.option("--from", "source", default="de", metavar="L", help="The documents' language (de).")
@click.option(
    *("--to", "codes"),
    multiple=True,
    default=("en",),
    callback=listed,
    metavar="L",
    help="Translate into these (en): en,fr; or say it several times.",
)
@click.option("--git", is_flag=True, help="Have git merge catalogs by message, and pages.")
@common(verbose="Name the unchanged files, too.")
@click.pass_obj
def init(said: Common, source: str, codes: tuple[str, ...], git: bool) -> None:
    """Write a configuration and a first note; what exists stays."""
    from transync.commands.init import begin, is_begun
    from transync.commands.merge_driver import set_up

    manner = Manner.of(said, {})

    def steps() -> int:
        code = 0
        if not (git and is_begun(said.folder)):
            code = carry_out("init", begin(said.folder, source, codes), manner)
        return code or (carry_out("init", set_up(said.folder), manner) if git else 0)

    end(steps)


@click.command(epilog=example("transync extract", "transync extract --check source/tee.md"))
@writing
@spreading
@click.pass_obj
def extract(
    said: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], **options: int | None
) -> None:
    """Bring the catalogs up to the documents."""
    from transync.commands.begin import extract as run

    def steps() -> int:
        manner = Manner.of(said, options)
        found = run(project(said, paths, codes, manner.jobs), whole=manner.verbose)
        return carry_out("extract", found, manner)

    end(steps)


@click.command(epilog=example("transync build", "transync build --diff --lang en"))
@writing
@spreading
@click.option("--force", is_flag=True, help="Replace localized documents that were edited by hand.")
@click.pass_obj
def build(
    said: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    force: bool,
    **options: int | None,
) -> None:
    """Build the localized documents from the catalogs."""
    from transync.commands.begin import build as run

    def steps() -> int:
        manner = Manner.of(said, options)
        found = run(project(said, paths, codes, manner.jobs), force=force, whole=manner.verbose)
        return carry_out("build", found, manner)

    end(steps)


@click.command(epilog=example("transync status --lang fr", "transync status --format json"))
@selecting
@common(quiet="Tell only the totals.", verbose="Tell which project it is, too.")
@click.option(
    *("--format", "form"),
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table, or one object for programs.",
)
@click.pass_obj
def status(said: Common, paths: tuple[str, ...], codes: tuple[str, ...], form: str) -> None:
    """Tell what is translated, fuzzy and missing."""
    from transync.commands.status import status as run
    from transync.report.status import status_json, status_text

    def count() -> int:
        opened = project(said, paths, codes, 0)
        introduce(opened, said)
        found = run(opened)
        if form == "json":
            click.echo(status_json(found.rows))
        else:
            click.echo(status_text(found.rows, paint(sys.stdout), only_totals=said.quiet))
        return complain(found.findings)

    end(count)
