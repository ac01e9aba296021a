"""A whole report, for people or for programs, in each of the formats that a check offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from transync.domain.model import Finding
from transync.report import ansi, github, gitlab, json, junit, sarif, text
from transync.report.summary import Summary

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
    return text.render(findings, summary, ansi.coloured)
