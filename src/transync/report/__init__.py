"""Findings, changes and amounts as text, and in the formats that other programs read."""

from transync.report.ansi import Paint, Style, plain
from transync.report.changes import diff
from transync.report.findings import finding, in_order, line, worst
from transync.report.fingerprint import fingerprints
from transync.report.summary import Summary, counted

__all__ = [
    "Paint",
    "Style",
    "Summary",
    "counted",
    "diff",
    "finding",
    "fingerprints",
    "in_order",
    "line",
    "plain",
    "worst",
]
