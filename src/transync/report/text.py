"""The report for people: a line for each finding, file by file, and totals."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from transync.domain.counts import counted
from transync.domain.findings import in_order
from transync.report.ansi import Style, plain
from transync.report.findings import line
from transync.report.summary import checked, count, count_codes, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding
    from transync.report.ansi import Paint
    from transync.report.summary import Summary

_STYLES = (Style.ERROR, Style.WARNING)
"""Of what a `Count` counts."""


def render(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Give the report; without its colours it is the same whether they are asked for or not."""
    found = in_order(findings)
    blocks = _blocks(shown(found, summary), paint)
    return "\n".join([*blocks, _codes(found, paint) + total(found, summary, paint)])


def lines(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Give the findings alone."""
    return "\n".join(_blocks(shown(in_order(findings), summary), paint))


def total(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Tell in one line what was checked and what was found, its line feed included."""
    told = [checked(summary), _told(findings, paint)]
    if left := len(findings) - len(shown(findings, summary)):
        told.append(f"{counted(left, 'finding')} not shown (--max-findings {summary.limit})")
    if summary.suppressed:
        told.append(f"{counted(summary.suppressed, 'finding')} of the baseline left out")
    return f"check: {', '.join(told)}\n"


def _blocks(findings: Sequence[Finding], paint: Paint) -> list[str]:
    """Give the lines of each file."""
    files = groupby(findings, attrgetter("path"))
    return ["".join(f"{line(each, paint)}\n" for each in group) for _, group in files]


def _told(findings: Sequence[Finding], paint: Paint) -> str:
    numbers = zip(_STYLES, count(findings), strict=True)
    told = [
        paint(style, counted(number, style.name.lower())) for style, number in numbers if number
    ]
    files = {each.path for each in findings}
    if not told:
        return paint(Style.GOOD, "no findings")
    return f"{' and '.join(told)} in {counted(len(files), 'file')}"


def _codes(findings: Sequence[Finding], paint: Paint) -> str:
    """Count the findings of each code, errors and warnings in a line each."""
    codes = count_codes(findings).items()
    told = ""
    for index, style in enumerate(_STYLES):
        numbers = [f"{code} {found[index]}" for code, found in codes if found[index]]
        if numbers:
            told += f"{paint(style, f'{style.name.lower()}s')}: {', '.join(numbers)}\n"
    return told
