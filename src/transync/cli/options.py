"""The options that several commands have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FOLDER = click.Path(exists=True, file_okay=False)


class Common(NamedTuple):
    """What may be said before and behind every command; it is the object of its context."""

    folder: str = "."
    quiet: bool = False
    verbose: bool = False
    no_cache: bool = False


class Manner(NamedTuple):
    """How a run is to be told, and whether it writes."""

    quiet: bool = False
    verbose: bool = False
    check: bool = False
    diff: bool = False
    jobs: int = 0

    @classmethod
    def of(cls, common: Common, options: Mapping[str, int | None]) -> Manner:
        """Take the manner from what is common, and from the options that `writing` adds."""
        flags = {name: bool(value) for name, value in options.items() if name != "jobs"}
        jobs = options.get("jobs") or 0
        return cls(quiet=common.quiet, verbose=common.verbose, **flags, jobs=jobs)

    @property
    def writes(self) -> bool:
        """Whether files are changed, and not only looked at."""
        return not (self.check or self.diff)


def common(
    quiet: str = "Tell only what is wrong.", verbose: str = "Tell more."
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options of every command; the texts say what they do in this one."""

    def added(command: Callable[..., Any]) -> Callable[..., Any]:
        told: dict[str, Any] = {"expose_value": False, "callback": _note}
        for option in (
            click.option("-v", "--verbose", is_flag=True, help=verbose, **told),
            click.option("-q", "--quiet", is_flag=True, help=quiet, **told),
            click.option("-C", "folder", metavar="DIR", help="Run as if started in DIR.", **told),
        ):
            command = option(command)
        return command

    return added


def _note(context: click.Context, option: click.Parameter, value: str | bool | None) -> None:
    """Keep what was said, with what was said before the command; a folder is in that one."""
    said = context.obj or Common()
    if isinstance(value, str):
        folder = str(Path(said.folder, value))
        _FOLDER.convert(folder, option, context)
        said = said._replace(folder=folder)
    elif value:
        flags = {**said._asdict(), str(option.name): True}
        said = Common(**flags)
    context.obj = said


def listed(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Take several values from an option that is repeated, or that has commas."""
    parts = tuple(part.strip() for value in values for part in value.split(","))
    if "" in parts:
        message = f"{','.join(values)!r} has a comma, but nothing beside it"
        raise click.BadParameter(message, context, option)
    return parts


def codes_of(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Read codes of findings, or beginnings of codes, which may be joined by commas.

    A family may be named as the manual does: T1xx.
    """
    if not values:
        return ()
    from transync.checks import is_code

    named = [code.strip().upper() for value in values for code in value.split(",")]
    codes = tuple(re.sub(r"(?<=\d)X+\Z", "", code) for code in named)
    for code in codes:
        if not is_code(code):
            message = (
                f"{code!r} is not the code of a finding, like T402, or a beginning of some; "
                "`transync explain` lists them"
            )
            raise click.BadParameter(message, context, option)
    return codes


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose what a run is for."""
    for option in (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option(
            *("--lang", "codes"),
            multiple=True,
            callback=listed,
            metavar="L",
            help="Only these languages: en,fr.",
        ),
        click.option(
            "--no-cache",
            is_flag=True,
            help="Neither read nor write what former runs have found out.",
            expose_value=False,
            callback=_note,
        ),
    ):
        command = option(command)
    return command


def writing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that writes files."""
    for option in (
        common(verbose="Name the unchanged files, too."),
        click.option("--diff", is_flag=True, help="Show what would change; write nothing."),
        click.option(
            "--check", is_flag=True, help="Write nothing; exit 1 if something would change."
        ),
    ):
        command = option(command)
    return selecting(command)


def spreading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of a command that spreads its work over processes."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Work with so many processes (as many as there are cores).",
    )(command)


def example(*commands: str) -> str:
    """Give what stands below the options of a command: an example, and where to read on."""
    lines = "\n".join(f"  $ {command}" for command in commands)
    return f"\b\nFor example:\n{lines}\n\nManual: docs/reference/commands.md of transync."
