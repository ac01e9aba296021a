"""The command line: options in, lines and an exit code out."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NamedTuple

import click

__all__ = ["main"]


class _Place(NamedTuple):
    """Where a command is, and what the list of all commands says of it."""

    module: str
    help: str


COMMANDS = {
    "build": _Place("pipeline", "Build the localized documents from the catalogs."),
    "check": _Place("checking", "Find every drift and fault; write nothing."),
    "explain": _Place("checking", "Explain a finding: what it means, and how it is mended."),
    "extract": _Place("pipeline", "Bring the catalogs up to the documents."),
    "init": _Place("pipeline", "Write a configuration and a first note; what exists stays."),
    "merge-driver": _Place("catalogs", "Merge two versions of a catalog by message, for git."),
    "prune": _Place("catalogs", "Remove obsolete messages from the catalogs."),
    "repair": _Place("catalogs", "Save what can be saved of catalogs that cannot be read."),
    "status": _Place("pipeline", "Tell what is translated, fuzzy and missing."),
}


class _Commands(click.Group):
    """Commands that are imported when they are asked for: their list is told without them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"transync.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
