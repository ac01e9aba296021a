"""The commands for catalogs: merge-driver, prune, repair."""

from __future__ import annotations

import click

from transync.cli.options import Common, OutputOptions, common_options, example, writing
from transync.cli.running import execute, exit_with, project


@click.command("merge-driver", epilog=example("transync merge-driver %O %A %B %P"))
@click.argument("base", metavar="%O")
@click.argument("ours", metavar="%A")
@click.argument("theirs", metavar="%B")
@click.argument("path", metavar="%P")
@click.option("--config", is_flag=True, help="The versions are of a configuration.")
@click.option("--page", is_flag=True, help="The versions are of a localized document.")
@common_options(verbose="Print how many messages were merged.")
@click.pass_obj
def merge_driver(common: Common, /, path: str, page: bool, config: bool, **versions: str) -> None:
    """Merge two versions of a catalog, page or configuration, for git.

    `transync init --git` configures git to use it.
    """
    if page and config:
        raise click.UsageError("--page and --config exclude each other; use one.")
    from transync.commands.merge_driver import MergedKind, Versions, merged

    def steps() -> int:
        other = MergedKind.CONFIG if config else MergedKind.CATALOG
        kind = MergedKind.PAGE if page else other
        run = merged(common.folder, Versions(**versions), path, kind)
        return execute("merge-driver", run, OutputOptions(quiet=not common.verbose))

    exit_with(steps)


@click.command(epilog=example("transync prune", "transync prune --undo"))
@writing
@click.option("--undo", is_flag=True, help="Restore what the last prune removed.")
@click.pass_obj
def prune(
    common: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], undo: bool, **flags: bool
) -> None:
    """Remove obsolete messages from the catalogs."""
    from transync.commands import prune as pruning

    def steps() -> int:
        run = pruning.bring_back if undo else pruning.prune
        return execute("prune", run(project(common, paths, codes)), OutputOptions.of(common, flags))

    exit_with(steps)


@click.command(epilog=example("transync repair --diff", "transync repair locales/en/tee.po"))
@writing
@click.pass_obj
def repair(
    common: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], **flags: bool
) -> None:
    """Salvage messages from catalogs that cannot be read."""
    from transync.commands.repair import repair as run

    exit_with(
        lambda: execute(
            "repair", run(project(common, paths, codes)), OutputOptions.of(common, flags)
        )
    )
