"""The commands of the pipeline: init, extract, build, status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import click

from transync.cli.options import (
    Common,
    OutputOptions,
    common_options,
    example,
    listed,
    selecting,
    writing,
)
from transync.cli.running import execute, exit_with, introduce, print_findings, project
from transync.cli.sharding import Sharding, shard_only, sharding
from transync.cli.terminal import paint
from transync.cli.workers import WorkerOptions, distributing

if TYPE_CHECKING:
    from transync.domain.shard_numbers import ShardNumber


@click.command(epilog=example("transync init --from en --to de,fr"))
@click.option("--from", "source", metavar="L", help="Language of the documents.")
@click.option(
    *("--to", "codes"),
    multiple=True,
    callback=listed,
    metavar="L",
    help="Languages to translate into: en,fr.",
)
@click.option("--dry-run", is_flag=True, help="Show the configuration; write nothing.")
@click.option("--git", is_flag=True, help="Configure git to merge catalogs by message, and pages.")
@common_options(verbose="Also list unchanged files.")
@click.pass_obj
def init(common: Common, source: str, codes: tuple[str, ...], dry_run: bool, git: bool) -> None:
    """Create a configuration for the site in this folder; keep existing files."""
    from transync.cli.beginning import begun

    output = OutputOptions.of(common, {"diff": dry_run})
    exit_with(lambda: begun(common.folder, source or "", codes, output, has_git=git))


@click.command(epilog=example("transync extract", "transync extract --check source/tee.md"))
@writing
@distributing
@shard_only
@click.pass_obj
def extract(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    shard: ShardNumber | None,
    **options: object,
) -> None:
    """Update the catalogs from the documents."""
    output = OutputOptions.of(common, options)
    Sharding(shard, None).refuse_contradictions(paths)
    if shard and output.writes:
        raise click.UsageError("--shard is for --check; an extraction is one run for all catalogs.")

    def steps() -> int:
        from transync.commands.begin import extract as run
        from transync.commands.delegated import delegating
        from transync.commands.extract.shard import extract_shard

        opened = project(common, paths, codes, WorkerOptions.of(options))
        if shard:
            return execute("extract", extract_shard(opened, shard, whole=output.verbose), output)
        opened = delegating(opened, writes=output.writes)
        return execute("extract", run(opened, whole=output.verbose), output)

    exit_with(steps)


@click.command(epilog=example("transync build", "transync build --diff --lang en"))
@writing
@distributing
@sharding
@click.option(
    "--force", is_flag=True, help="Overwrite localized documents that were edited by hand."
)
@click.option(
    "--adopt",
    is_flag=True,
    help="Build the pages at PATH that `build.keep` keeps, and take them out of it.",
)
@click.pass_obj
def build(
    common: Common,
    /,
    paths: tuple[str, ...],
    codes: tuple[str, ...],
    force: bool,
    adopt: bool,
    **asked: object,
) -> None:
    """Build the localized documents from the catalogs."""
    if adopt and not paths:
        raise click.UsageError("Say which pages to adopt: `--adopt PATH`.")
    options = cast("dict[str, Any]", asked)
    own = Sharding(*map(options.pop, ("shard", "index")))
    own.refuse_contradictions(paths)
    output = OutputOptions.of(common, options)

    def steps() -> int:
        from transync.commands import begin
        from transync.commands.delegated import delegating

        opened = project(common, paths, codes, WorkerOptions.of(options))
        opened = delegating(opened, writes=output.writes and not adopt)
        if own.number is not None:
            from transync.commands.build.shard import build_shard

            index = own.read_index(opened, common)
            found = build_shard(opened, own.number, index, force=force)
            return execute("build", found, output)
        if adopt:
            return execute("build", begin.adopt(opened), output)
        return execute("build", begin.build(opened, force=force, whole=output.verbose), output)

    exit_with(steps)


@click.command(epilog=example("transync status --lang fr", "transync status --format json"))
@selecting
@common_options(quiet="Print only the totals.", verbose="Also print which project it is.")
@click.option(
    *("--format", "form"),
    type=click.Choice(["text", "json"]),
    default="text",
    help="A table for people, or JSON for programs.",
)
@click.pass_obj
def status(common: Common, paths: tuple[str, ...], codes: tuple[str, ...], form: str) -> None:
    """Show what is translated, fuzzy and missing."""
    from transync.domain.findings import in_order
    from transync.report.status import status_json, status_text

    def count() -> int:
        opened = project(common, paths, codes, WorkerOptions())
        introduce(opened, common)
        found = opened.status()
        if form == "json":
            click.echo(status_json(found.rows))
        else:
            click.echo(status_text(found.rows, paint(sys.stdout), only_totals=common.quiet))
        return print_findings(in_order(found.findings))

    exit_with(count)
