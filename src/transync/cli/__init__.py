"""The command line: options in, lines and an exit code out."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NamedTuple

import click

from transync.cli.options import common

__all__ = ["main"]


class _Place(NamedTuple):
    """Where a command is, and what the list of all commands says of it."""

    module: str
    help: str


COMMANDS = {
    "build": _Place("pipeline", "Build the localized documents from the catalogs."),
    "check": _Place("checking", "Find every drift and fault; write nothing."),
    "explain": _Place("explaining", "Explain findings: what they mean, and how they are mended."),
    "extract": _Place("pipeline", "Bring the catalogs up to the documents."),
    "help": _Place("explaining", "Tell how transync, or one of its commands, is used."),
    "init": _Place("pipeline", "Write a configuration and a first note; what exists stays."),
    "merge-driver": _Place("catalogs", "Merge two versions of a catalog, or of a page, for git."),
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(unknown(name), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in COMMANDS.items()])


def unknown(name: str) -> str:
    """Tell that there is no command of a name, and which are spelt much like it, or begin so."""
    from difflib import get_close_matches  # which only this needs

    longer = [each for each in COMMANDS if name and each.startswith(name.lower())]
    names = get_close_matches(name.lower(), COMMANDS) or longer
    meant = f"Did you mean `{'` or `'.join(names)}`?" if names else "`transync help` lists them."
    return f"There is no command {name!r}. {meant}"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="Manual: docs/ of transync; `transync help COMMAND` has an example of each command.",
)
@click.version_option(package_name="transync", message="%(prog)s %(version)s")
@common()
@click.pass_context
def main(context: click.Context) -> None:
    """Keep translations of Markdown in sync, segment by segment."""
    context.color = True  # what is coloured is decided here, and a diff keeps each character
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:  # a path that it cannot show must not end a run
        reconfigure(errors="backslashreplace")
