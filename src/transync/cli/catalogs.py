"""The commands for catalogs: merge-driver."""

from __future__ import annotations

import click

from transync.cli.options import Manner
from transync.cli.running import carry_out, end


@click.command("merge-driver")
@click.argument("base", metavar="%O")
@click.argument("ours", metavar="%A")
@click.argument("theirs", metavar="%B")
@click.argument("path", metavar="%P")
@click.pass_obj
def merge_driver(folder: str, base: str, ours: str, theirs: str, path: str) -> None:
    """Merge two versions of a catalog by message, for git; `init --git` sets it up."""
    from transync.workflow.merging import merged

    manner = Manner(quiet=True)
    end(lambda: carry_out("merge-driver", merged(folder, base, ours, theirs, path), manner))
