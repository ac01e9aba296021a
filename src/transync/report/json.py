"""The report as one JSON object, for your own programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.report.encode import as_json
from transync.report.summary import count, count_codes, facts, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding
    from transync.report.summary import Summary


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return `findings`, with the fields of `Finding`, and a `summary`; keys may be added later."""
    listed = [each._asdict() for each in shown(findings, summary)]
    report = {"findings": listed, "summary": totals(findings, summary)}
    return as_json(report) + "\n"


def totals(findings: Sequence[Finding], summary: Summary) -> dict[str, object]:
    """Return what was checked, and the number of findings, including those not shown."""
    return {
        **facts(findings, summary),
        **count(findings)._asdict(),
        "files": len({found.path for found in findings}),
        "codes": {code: found._asdict() for code, found in count_codes(findings).items()},
    }
