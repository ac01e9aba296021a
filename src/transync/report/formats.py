"""The report formats of `check`, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from transync.domain.model import Finding
from transync.report import ansi, github, gitlab, json, junit, sarif, text
from transync.report.summary import Summary

Format = Callable[[Sequence[Finding], Summary], str]
"""Returns a whole report in the order of the findings' places, with a line feed at its end.

It is valid in UTF-8, and no character in it acts on a terminal.
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
    """Return the report for people, in colour."""
    return text.render(findings, summary, ansi.coloured)
