"""The commands that explain findings and commands: explain, help."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from transync.cli.options import Common, codes_of, common_options, example
from transync.cli.terminal import paint
from transync.report.ansi import Style
from transync.report.findings import STYLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.checks import ManualPage
    from transync.report.ansi import Paint


@click.command(epilog=example("transync explain T102", "transync explain T1,T301"))
@click.argument("codes", nargs=-1, metavar="[CODE]...", callback=codes_of)
@common_options(quiet="Print one line per code.", verbose="Print the whole page of each code.")
@click.pass_obj
def explain(common: Common, codes: tuple[str, ...]) -> None:
    """Explain findings: what they mean and how to fix them.

    Print the page of a CODE, or list all codes, or those that begin alike (T1), one per line.
    """
    from transync.checks import pages

    show = paint(sys.stdout)
    whole = {code for code in codes if code in pages()} if not common.quiet else set()
    wanted = _wanted(codes, pages())
    if common.verbose:
        whole = {page.code for page in wanted}
    listed = sorted(page for page in wanted if page.code not in whole)
    parts = [_page(page, show) for page in wanted if page.code in whole]
    if listed:
        parts.insert(0, _list(listed, show))
    click.echo("\n".join(parts), nl=False)


def _wanted(codes: Sequence[str], pages: Mapping[str, ManualPage]) -> list[ManualPage]:
    """Return the pages of codes, or of beginnings of codes, each once; all if none is named."""
    found = {
        each: page
        for code in codes or ("T",)
        for each, page in pages.items()
        if each.startswith(code)
    }
    return list(found.values())


def _page(page: ManualPage, show: Paint) -> str:
    """Return a whole page of the manual."""
    off = ", off until it is selected" if page.optional else ""
    code = show(STYLES[page.severity], page.code)
    title, _, rest = page.text.partition("\n")
    return f"{code} ({page.severity}{off})\n\n{show(Style.PLACE, title)}\n{rest}\n"


def _list(listed: Sequence[ManualPage], show: Paint) -> str:
    """Return a line for each code, by families."""
    from transync.checks import FAMILIES

    parts = []
    for family, title in FAMILIES.items():
        lines = "".join(_line(page, show) for page in listed if page.code.startswith(family))
        if lines:
            parts.append(f"{show(Style.PLACE, f'{family}xx  {title}')}\n{lines}")
    return "\n".join(parts)


def _line(page: ManualPage, show: Paint) -> str:
    severity = show(STYLES[page.severity], page.severity)
    off = " (off until it is selected)" if page.optional else ""
    return f"{page.code}  {severity}{' ' * (9 - len(page.severity))}{page.title}{off}\n"


@click.command("help", epilog=example("transync help check"))
@click.argument("name", required=False, metavar="[COMMAND]")
@common_options()
@click.pass_context
def help(context: click.Context, name: str | None) -> None:
    """Show help for transync or one of its commands."""
    program = context.find_root()
    if name is None or not isinstance(program.command, click.Group):
        click.echo(program.get_help())
        return
    _, command, _ = program.command.resolve_command(program, [name])
    if command:
        with command.make_context(name, [], parent=program, resilient_parsing=True) as its:
            click.echo(command.get_help(its))
