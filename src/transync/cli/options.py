"""Options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FOLDER = click.Path(exists=True, file_okay=False)


class Common(NamedTuple):
    """The options of every command, before or after its name; click's context object."""

    folder: str = "."
    quiet: bool = False
    verbose: bool = False
    no_cache: bool = False


class OutputOptions(NamedTuple):
    """What a run prints, and whether it writes."""

    quiet: bool = False
    verbose: bool = False
    check: bool = False
    diff: bool = False

    @classmethod
    def of(cls, common: Common, options: Mapping[str, object]) -> OutputOptions:
        """Take them from the common options and those that `writing` adds."""
        flags = {name: bool(options.get(name)) for name in ("check", "diff")}
        return cls(quiet=common.quiet, verbose=common.verbose, **flags)

    @property
    def writes(self) -> bool:
        """Whether the run changes files."""
        return not (self.check or self.diff)


def common_options(
    quiet: str = "Only report problems.", verbose: str = "Print more."
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options of every command; the arguments are their help texts."""

    def added(command: Callable[..., Any]) -> Callable[..., Any]:
        shared: dict[str, Any] = {"expose_value": False, "callback": _note}
        for option in (
            click.option("-v", "--verbose", is_flag=True, help=verbose, **shared),
            click.option("-q", "--quiet", is_flag=True, help=quiet, **shared),
            click.option("-C", "folder", metavar="DIR", help="Run as if started in DIR.", **shared),
        ):
            command = option(command)
        return command

    return added


def _note(context: click.Context, option: click.Parameter, value: str | bool | None) -> None:
    """Store an option; those before and after the command's name add up, `-C` as for git."""
    options = context.obj or Common()
    if isinstance(value, str):
        folder = str(Path(options.folder, value))
        _FOLDER.convert(folder, option, context)
        options = options._replace(folder=folder)
    elif value:
        flags = {**options._asdict(), str(option.name): True}
        options = Common(**flags)
    context.obj = options


def listed(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the values of an option that is repeated, or has commas."""
    parts = tuple(part.strip() for value in values for part in value.split(","))
    if "" in parts:
        message = f"{','.join(values)!r} has nothing beside a comma"
        raise click.BadParameter(message, context, option)
    return parts


def codes_of(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the codes of findings, or beginnings of codes, of an option or argument.

    Commas separate them; a family may be named as in the manual: T1xx.
    """
    if not values:
        return ()
    from transync.checks import is_code

    named = [code.strip() for value in values for code in value.split(",")]
    codes = tuple(re.sub(r"(?<=\d)X+\Z", "", code.upper()) for code in named)
    for said, code in zip(named, codes, strict=True):
        if not is_code(code):
            message = (
                f"{said!r} is neither the code of a finding, like T402, nor the beginning of one; "
                "`transync explain` lists them"
            )
            raise click.BadParameter(message, context, option)
    return codes


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose documents and languages."""
    for option in (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option(
            *("--lang", "codes"),
            multiple=True,
            callback=listed,
            metavar="L",
            help="Only these languages: en,fr.",
        ),
        caching,
    ):
        command = option(command)
    return command


def caching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of a command that can do without what earlier runs have left."""
    return click.option(
        "--no-cache",
        is_flag=True,
        help="Neither read nor write the results of earlier runs.",
        expose_value=False,
        callback=_note,
    )(command)


def writing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that writes files."""
    for option in (
        common_options(verbose="Also list unchanged files."),
        click.option("--diff", is_flag=True, help="Show what would change; write nothing."),
        click.option(
            "--check", is_flag=True, help="Write nothing; exit with 1 if something would change."
        ),
    ):
        command = option(command)
    return selecting(command)


formatted = click.option(
    *("--format", "form"),
    type=click.Choice(["text", "json"]),
    default="text",
    help="Lines for people, or JSON for programs.",
)


def refuse_diff_as_json(form: str, *, diff: bool) -> None:
    """Raise `UsageError` where changes are to be shown in a report for programs."""
    if form == "json" and diff:
        raise click.UsageError("--diff has no JSON; use --check.")


def example(*commands: str) -> str:
    """Return the end of a command's help: examples, and where to read on."""
    lines = "\n".join(f"  $ {command}" for command in commands)
    manual = "Manual: docs/reference/commands.md in the repository of transync"
    return f"\b\nFor example:\n{lines}\n\n{manual}"
