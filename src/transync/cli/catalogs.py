"""The commands for catalogs: merge-driver, prune, repair."""

from __future__ import annotations

import click

from transync.cli.options import Common, Manner, common, example, writing
from transync.cli.running import carry_out, end, project


@click.command("merge-driver", epilog=example("transync merge-driver %O %A %B %P"))
@click.argument("base", metavar="%O")
@click.argument("ours", metavar="%A")
@click.argument("theirs", metavar="%B")
@click.argument("path", metavar="%P")
@click.option("--page", is_flag=True, help="They are of a localized document.")
@common(verbose="Tell how many messages were merged.")
@click.pass_obj
def merge_driver(said: Common, /, path: str, page: bool, **versions: str) -> None:
    """Merge two versions of a catalog, or of a page, for git.

    `transync init --git` sets git up for it.
    """
    from transync.commands.merge_driver import Versions, merged

    def steps() -> int:
        run = merged(said.folder, Versions(**versions), path, is_page=page)
        return carry_out("merge-driver", run, Manner(quiet=not said.verbose))

    end(steps)


@click.command(epilog=example("transync prune", "transync prune --undo"))
@writing
@click.option("--undo", is_flag=True, help="Bring back what the last prune has removed.")
@click.pass_obj
def prune(
    said: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], undo: bool, **manner: bool
) -> None:
    """Remove obsolete messages from the catalogs."""
    from transync.commands import prune as pruning

    def steps() -> int:
        run = pruning.bring_back if undo else pruning.prune
        return carry_out("prune", run(project(said, paths, codes)), Manner.of(said, manner))

    end(steps)


@click.command(epilog=example("transync repair --diff", "transync repair locales/en/tee.po"))
@writing
@click.pass_obj
def repair(said: Common, /, paths: tuple[str, ...], codes: tuple[str, ...], **manner: bool) -> None:
    """Save what can be saved of catalogs that cannot be read."""
    from transync.commands.repair import repair as run

    end(lambda: carry_out("repair", run(project(said, paths, codes)), Manner.of(said, manner)))
