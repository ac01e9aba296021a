"""The commands for catalogs: merge-driver, prune, repair."""

from __future__ import annotations

import click

from transync.cli.options import Manner, writing
from transync.cli.running import carry_out, end, project


@click.command("merge-driver")
@click.argument("base", metavar="%O")
@click.argument("ours", metavar="%A")
@click.argument("theirs", metavar="%B")
@click.argument("path", metavar="%P")
@click.option("--page", is_flag=True, help="They are of a localized document.")
@click.pass_obj
def merge_driver(folder: str, /, path: str, page: bool, **versions: str) -> None:
    """Merge two versions of a catalog, or of a page, for git.

    `transync init --git` sets git up for it.
    """
    from transync.workflow.merging import Versions, merged

    def steps() -> int:
        run = merged(folder, Versions(**versions), path, is_page=page)
        return carry_out("merge-driver", run, Manner(quiet=True))

    end(steps)


@click.command()
@writing
@click.option("--undo", is_flag=True, help="Bring back what the last prune has removed.")
@click.pass_obj
def prune(
    folder: str, /, paths: tuple[str, ...], codes: tuple[str, ...], undo: bool, **manner: bool
) -> None:
    """Remove obsolete messages from the catalogs."""
    from transync.workflow import prune as pruning

    def steps() -> int:
        run = pruning.bring_back if undo else pruning.prune
        return carry_out("prune", run(project(folder, paths, codes)), Manner(**manner))

    end(steps)


@click.command()
@writing
@click.pass_obj
def repair(folder: str, /, paths: tuple[str, ...], codes: tuple[str, ...], **manner: bool) -> None:
    """Save what can be saved of catalogs that cannot be read."""
    from transync.workflow.repair import repair as run

    end(lambda: carry_out("repair", run(project(folder, paths, codes)), Manner(**manner)))
