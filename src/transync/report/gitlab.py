"""The report in GitLab's Code Quality format, shown on the lines of a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.model import Severity
from transync.report.encode import as_json
from transync.report.fingerprint import fingerprints
from transync.report.summary import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding
    from transync.report.summary import Summary

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return a list with an object for each finding; one for a whole file is on its first line."""
    found = shown(findings, summary)
    pairs = zip(found, fingerprints(found), strict=True)
    return as_json([_degradation(*pair) for pair in pairs]) + "\n"


def _degradation(found: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": f"{found.code}: {found.message}",
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.path, "lines": {"begin": max(found.line, 1)}},
    }
