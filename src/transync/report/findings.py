"""Findings as text: a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.model import Severity
from transync.report.ansi import Style, plain
from transync.report.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.domain.model import Finding
    from transync.report.ansi import Paint

STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def line(found: Finding, paint: Paint = plain) -> str:
    """Give a finding as one line: `path:line:column: error T309: what is wrong`.

    Nothing in it can break the line, or act on the terminal that shows it.
    """
    numbers = [str(number) for number in (found.line, found.column) if number]
    place = paint(Style.PLACE, visible(":".join([found.path, *numbers])))
    severity = paint(STYLES[found.severity], found.severity)
    return f"{place}: {severity} {paint(Style.CODE, found.code)}: {visible(found.message)}"


def worst(findings: Iterable[Finding]) -> Style:
    """Give the style of the gravest of some findings."""
    found = {each.severity for each in findings}
    return Style.ERROR if Severity.ERROR in found else Style.WARNING
