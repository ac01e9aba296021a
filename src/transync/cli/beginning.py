"""Begins a project: asks on a terminal for what a look at the folder does not tell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transync.cli.running import execute

if TYPE_CHECKING:
    from transync.cli.options import OutputOptions


def begun(
    folder: str, source: str, codes: tuple[str, ...], output: OutputOptions, *, has_git: bool
) -> int:
    """Make a folder a project, or have git merge the catalogs of one that is there.

    Raises `click.UsageError` for a language that nobody has said, and that nothing tells, and
    `ConfigError` where git is wanted, and there is no repository.
    """
    if not has_git:
        return _written(folder, source, codes, output)
    from transync.commands.init.begin import is_begun
    from transync.commands.merge_driver import set_up
    from transync.storage import Root, require_repository

    require_repository(Root.at(Path(folder)))
    code = 0 if is_begun(folder) else _written(folder, source, codes, output)
    return code or (0 if output.diff else execute("init", set_up(folder), output))


def _written(folder: str, source: str, codes: tuple[str, ...], output: OutputOptions) -> int:
    """Look at a folder, write its configuration, and say what to do next."""
    from transync.commands.init.begin import begin, look
    from transync.commands.init.summary import found, next_step

    discovery = look(folder, source)
    source = source or discovery.site.source_language or _asked_source()
    codes = codes or discovery.site.languages or _asked_codes(source)
    run = begin(discovery, source, codes)
    if not output.quiet:
        for line in found(discovery, source):
            click.echo(line)
    code = execute("init", run, output)
    if not (code or output.quiet or output.diff):
        click.echo(next_step(discovery, run))
    return code


def _asked_source() -> str:
    if not _is_asked():
        raise click.UsageError("No document shows its language; say it: `--from en`.")
    answer: str = click.prompt("Which language are the documents in", default="en")
    return answer.strip()


def _asked_codes(source: str) -> tuple[str, ...]:
    example = "fr,ja" if source != "fr" else "en,ja"
    if not _is_asked():
        raise click.UsageError(f"Say which languages to translate into: `--to {example}`.")
    answer: str = click.prompt(f"Which languages do you translate into (such as {example})")
    return tuple(code for part in answer.split(",") if (code := part.strip()))


def _is_asked() -> bool:
    """Whether somebody is there to answer: never in a script, in CI or behind a pipe."""
    return sys.stdin.isatty() and sys.stderr.isatty()
