"""The command line: options in, lines and an exit code out."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from transync.cli.catalogs import merge_driver, prune, repair
from transync.cli.checking import check, explain
from transync.cli.pipeline import build, extract, init, status

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="transync", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    metavar="DIR",
    help="Run as if started in DIR.",
)
@click.pass_context
def main(context: click.Context, folder: str) -> None:
    """Keep translations of Markdown in sync, segment by segment."""
    if isinstance(sys.stdout, TextIOWrapper):  # a path that it cannot show must not end a run
        sys.stdout.reconfigure(errors="backslashreplace")
    context.obj = folder


for command in (init, extract, build, check, status, explain, merge_driver, prune, repair):
    main.add_command(command)
