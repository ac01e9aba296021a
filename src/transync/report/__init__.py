"""Findings, changes and amounts as text and as JSON."""

from __future__ import annotations

from transync.report.changes import diff
from transync.report.findings import finding, in_order, line
from transync.report.status import status_json, status_text
from transync.report.summary import counted

__all__ = ["counted", "diff", "finding", "in_order", "line", "status_json", "status_text"]
