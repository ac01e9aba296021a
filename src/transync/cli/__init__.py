"""The command line: options in, text and an exit code out."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import NamedTuple

import click

from transync.cli.options import common_options

__all__ = ["main"]


class _CommandInfo(NamedTuple):
    """The module of a command, and its line in the list of commands."""

    module: str
    help: str


COMMANDS = {
    "absorb": _CommandInfo(
        "absorbing", "Take edits made by hand in localized pages into the catalogs."
    ),
    "build": _CommandInfo("pipeline", "Build the localized documents from the catalogs."),
    "check": _CommandInfo("checking", "Find all drift and faults; write nothing."),
    "explain": _CommandInfo("explaining", "Explain findings: what they mean and how to fix them."),
    "extract": _CommandInfo("pipeline", "Update the catalogs from the documents."),
    "help": _CommandInfo("explaining", "Show help for transync or one of its commands."),
    "import": _CommandInfo("importing", "Take translations from existing pages into catalogs."),
    "index": _CommandInfo("sharding", "Find out for all shards what concerns all documents."),
    "init": _CommandInfo(
        "pipeline", "Create a configuration for the site in this folder; keep existing files."
    ),
    "merge-driver": _CommandInfo(
        "catalogs", "Merge two versions of a catalog, page or configuration, for git."
    ),
    "prune": _CommandInfo("catalogs", "Remove obsolete messages from the catalogs."),
    "repair": _CommandInfo("catalogs", "Salvage messages from catalogs that cannot be read."),
    "report": _CommandInfo("merging", "Work with the reports of `check`."),
    "status": _CommandInfo("pipeline", "Show what is translated, fuzzy and missing."),
}


class _Commands(click.Group):
    """Commands that are imported only when they run, or show their own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"transync.cli.{COMMANDS[cmd_name].module}")
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name)
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
    """Return the message for an unknown command, with suggestions."""
    from difflib import get_close_matches  # which only this needs

    longer = [each for each in COMMANDS if name and each.startswith(name.lower())]
    names = get_close_matches(name.lower(), COMMANDS) or longer
    meant = f"Did you mean `{'` or `'.join(names)}`?" if names else "`transync help` lists them."
    return f"There is no command {name!r}. {meant}"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="Manual: docs/ in the repository of transync; examples: `transync help COMMAND`.",
)
@click.version_option(package_name="transync", message="%(prog)s %(version)s")
@common_options()
@click.pass_context
def main(context: click.Context) -> None:
    """Keep translations of Markdown in sync, segment by segment."""
    context.color = True  # transync decides on colours itself, and a diff keeps every character
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:  # a path that the terminal cannot show must not end a run
        reconfigure(errors="backslashreplace")
