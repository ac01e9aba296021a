"""The report as GitHub workflow commands, which GitHub shows on the lines of a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.report.characters import visible
from transync.report.summary import shown
from transync.report.text import total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Finding
    from transync.report.summary import Summary


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return a command for each finding, and a last line for the log."""
    commands = (_command(each) for each in shown(findings, summary))
    return "".join(commands) + total(findings, summary)


def _command(found: Finding) -> str:
    properties = {
        "file": found.path,
        "line": found.line,
        "col": found.column,
        "title": f"transync {found.code}",
    }
    given = [f"{key}={_escaped(str(value), '%:,')}" for key, value in properties.items() if value]
    return f"::{found.severity} {','.join(given)}::{_escaped(found.message, '%')}\n"


def _escaped(text: str, marks: str) -> str:
    """Escape line endings and special characters the way GitHub's runner unescapes them."""
    shown = visible(text, keep="\r\n")
    return re.sub(rf"[\r\n{marks}]", lambda found: f"%{ord(found[0]):02X}", shown)
