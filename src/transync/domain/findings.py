"""Findings: made of errors, read again where they were kept, and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transync.domain.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.errors import TransyncError


def finding(
    error: TransyncError, document: str = "", language: str = "", *, path: str = ""
) -> Finding:
    """Make an error the finding that reports it; `path` stands in where it names no file."""
    return Finding(
        error.code,
        Severity.ERROR,
        error.path or path,
        error.line,
        error.column,
        error.message,
        document,
        language,
    )


def revived(kept: Iterable[Sequence[Any]]) -> Iterator[Finding]:
    """Give findings that were kept as JSON."""
    for each in kept:
        found = Finding._make(each)
        yield found._replace(severity=Severity(found.severity))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by their place; one cause is one finding, whatever suffers from it.

    A finding that concerns several languages, or several documents, names none.
    """
    causes: dict[Finding, Finding] = {}
    for found in findings:
        cause = found._replace(document="", language="")
        known = causes.get(cause, found)
        causes[cause] = cause._replace(
            document=found.document if found.document == known.document else "",
            language=found.language if found.language == known.language else "",
        )
    return sorted(
        causes.values(), key=lambda found: (found.path, found.line, found.column, found.code)
    )
