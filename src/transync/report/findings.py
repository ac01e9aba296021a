"""Findings: made of errors, put in order, told in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.model import Finding, Severity
from transync.report.ansi import Style, plain
from transync.report.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.errors import TransyncError
    from transync.report.ansi import Paint

STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def finding(
    error: TransyncError, document: str = "", language: str = "", *, path: str = ""
) -> Finding:
    """Make an error the finding that reports it; `path` stands in where it names no file."""
    return Finding(
        error.code,
        Severity.ERROR,
        error.path or path,
        error.line,
        error.column,
        error.message,
        document,
        language,
    )


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


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by their place; one cause is one finding, whatever suffers from it.

    A finding that concerns several languages, or several documents, names none.
    """
    causes: dict[Finding, Finding] = {}
    for found in findings:
        cause = found._replace(document="", language="")
        known = causes.get(cause, found)
        causes[cause] = cause._replace(
            document=found.document if found.document == known.document else "",
            language=found.language if found.language == known.language else "",
        )
    return sorted(
        causes.values(), key=lambda found: (found.path, found.line, found.column, found.code)
    )
