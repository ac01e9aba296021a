"""The report that counts findings by code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.report.ansi import Style, plain
from transync.report.encode import as_json
from transync.report.findings import STYLES
from transync.report.json import totals
from transync.report.text import total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding, Severity
    from transync.report.ansi import Paint
    from transync.report.summary import Summary


class Statistic(NamedTuple):
    """The number of findings with one code and severity."""

    code: str
    severity: Severity
    number: int
    meaning: str
    """The first line of the code's page in the manual."""


def statistics(findings: Sequence[Finding]) -> list[Statistic]:
    """Count the findings of each code and severity, the most frequent first."""
    from transync.checks import pages  # loads every rule, which other reports do not need

    counts = Counter((found.code, found.severity) for found in findings)
    found = [
        Statistic(code, severity, number, pages()[code].title if code in pages() else "")
        for (code, severity), number in counts.items()
    ]
    return sorted(found, key=lambda each: (-each.number, each.code, each.severity))


def as_text(findings: Sequence[Finding], summary: Summary, paint: Paint = plain) -> str:
    """Return a line for each code and severity, and the total."""
    found = statistics(findings)
    width = max((len(str(each.number)) for each in found), default=0)
    lines = "".join(
        f"{each.number:>{width}}  {paint(Style.PLACE, each.code)}  "
        f"{paint(STYLES[each.severity], each.severity)}{' ' * (9 - len(each.severity))}"
        f"{each.meaning}\n"
        for each in found
    )
    return lines + total(findings, summary._replace(limit=0), paint)


def to_json(findings: Sequence[Finding], summary: Summary) -> str:
    """Return `statistics` and the `summary` as one JSON object; its `findings` are empty."""
    report = {
        "findings": [],
        "statistics": [_as_dict(each) for each in statistics(findings)],
        "summary": {**totals(findings, summary), "not_shown": len(findings)},
    }
    return as_json(report) + "\n"


def _as_dict(each: Statistic) -> dict[str, object]:
    named = {"code": each.code, "severity": each.severity}
    return {**named, "count": each.number, "meaning": each.meaning}
