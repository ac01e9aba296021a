"""Findings, changes and amounts as text, and in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from transync.model import Finding
from transync.report import github, gitlab, json, junit, sarif, text
from transync.report.changes import diff
from transync.report.findings import finding, in_order, line
from transync.report.fingerprint import fingerprints
from transync.report.status import status_json, status_text
from transync.report.summary import Summary, counted
from transync.report.text import total

__all__ = [
    "FORMATS",
    "Format",
    "Summary",
    "coloured",
    "counted",
    "diff",
    "finding",
    "fingerprints",
    "in_order",
    "line",
    "status_json",
    "status_text",
    "total",
]

Format = Callable[[Sequence[Finding], Summary], str]
"""Gives a whole report, in the order of the findings' places; it ends in a line feed.

UTF-8 can hold it, and no character in it acts on a terminal.
"""

FORMATS: Mapping[str, Format] = {
    "text": text.render,
    "json": json.render,
    "github": github.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "gitlab": gitlab.render,
}


def coloured(findings: Sequence[Finding], summary: Summary) -> str:
    """Give the report for people in the colours of a terminal."""
    return text.render(findings, summary, colour=True)
