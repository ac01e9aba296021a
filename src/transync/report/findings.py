"""Render a finding as one line."""

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
    """Return a finding as one line: `path:line:column: error T309: what is wrong`.

    Nothing in it breaks the line or acts on a terminal.
    """
    numbers = [str(number) for number in (found.line, found.column) if number]
    place = paint(Style.PLACE, visible(":".join([found.path, *numbers])))
    severity = paint(STYLES[found.severity], found.severity)
    return f"{place}: {severity} {paint(Style.CODE, found.code)}: {visible(found.message)}"


def worst(findings: Iterable[Finding]) -> Style:
    """Return the style of the most severe finding."""
    found = {each.severity for each in findings}
    return Style.ERROR if Severity.ERROR in found else Style.WARNING
