"""Render findings, changes and statistics as text, and in the formats that other programs read."""

from transync.report.ansi import Paint, Style, plain
from transync.report.changes import diff, tally_line
from transync.report.findings import line, worst
from transync.report.fingerprint import fingerprints
from transync.report.summary import Summary

__all__ = [
    "Paint",
    "Style",
    "Summary",
    "diff",
    "fingerprints",
    "line",
    "plain",
    "tally_line",
    "worst",
]
