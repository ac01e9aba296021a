"""The report for people: a line for each finding, grouped by file, and totals."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from transync.domain.counts import counted
from transync.report.ansi import Style, plain
from transync.report.findings import line
from transync.report.summary import checked, count, count_codes, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding
    from transync.report.ansi import Paint
    from transync.report.summary import Summary

_STYLES = (Style.ERROR, Style.WARNING)
"""The styles of the fields of `Count`."""


def render(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Return the report; colours change nothing else in it."""
    blocks = _blocks(shown(findings, summary), paint)
    return "\n".join([*blocks, _codes(findings, paint) + total(findings, summary, paint)])


def lines(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Return the findings without totals."""
    return "\n".join(_blocks(shown(findings, summary), paint))


def total(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Return one line, with its line feed, on what was checked and found."""
    parts = [checked(summary), _numbers(findings, paint)]
    if left := len(findings) - len(shown(findings, summary)):
        parts.append(f"{counted(left, 'finding')} not shown (--max-findings {summary.limit})")
    if summary.suppressed:
        parts.append(f"{counted(summary.suppressed, 'finding')} left out by the baseline")
    return f"check: {', '.join(parts)}\n"


def _blocks(findings: Sequence[Finding], paint: Paint) -> list[str]:
    """Return the lines of each file."""
    files = groupby(findings, attrgetter("path"))
    return ["".join(f"{line(each, paint)}\n" for each in group) for _, group in files]


def _numbers(findings: Sequence[Finding], paint: Paint) -> str:
    numbers = zip(_STYLES, count(findings), strict=True)
    parts = [
        paint(style, counted(number, style.name.lower())) for style, number in numbers if number
    ]
    files = {each.path for each in findings}
    if not parts:
        return paint(Style.GOOD, "no findings")
    return f"{' and '.join(parts)} in {counted(len(files), 'file')}"


def _codes(findings: Sequence[Finding], paint: Paint) -> str:
    """Count the findings of each code, errors and warnings in a line each."""
    codes = count_codes(findings).items()
    lines = ""
    for index, style in enumerate(_STYLES):
        numbers = [f"{code} {found[index]}" for code, found in codes if found[index]]
        if numbers:
            lines += f"{paint(style, f'{style.name.lower()}s')}: {', '.join(numbers)}\n"
    return lines
