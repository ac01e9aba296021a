"""The options that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Manner(NamedTuple):
    """How a run is to be told, and whether it writes."""

    quiet: bool = False
    verbose: bool = False
    check: bool = False
    diff: bool = False
    jobs: int = 0

    @classmethod
    def of(cls, options: Mapping[str, int | None]) -> Manner:
        """Take the manner from the options that `writing` adds."""
        flags = {name: bool(value) for name, value in options.items() if name != "jobs"}
        return cls(**flags, jobs=options["jobs"] or 0)

    @property
    def writes(self) -> bool:
        """Whether files are changed, and not only looked at."""
        return not (self.check or self.diff)


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose what a run is for."""
    for option in (
        click.argument("paths", nargs=-1, metavar="[PATH]..."),
        click.option("--lang", "codes", multiple=True, metavar="L", help="Only this language."),
    ):
        command = option(command)
    return command


def writing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that writes files."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Tell only what is wrong."),
        click.option("-v", "--verbose", is_flag=True, help="Name the unchanged files, too."),
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
