"""Make findings from errors, restore stored ones, and sort them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from transync.domain.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.errors import TransyncError


def finding(
    error: TransyncError, document: str = "", language: str = "", *, path: str = ""
) -> Finding:
    """Return the finding that reports an error; `path` is for errors without a file."""
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
    """Yield findings that were stored as JSON; they share the texts that many of them have."""
    for code, severity, path, line, column, message, document, language in kept:
        yield Finding(
            *(sys.intern(code), Severity(severity), sys.intern(path), line, column, message),
            *(sys.intern(document), sys.intern(language)),
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by place, and merge those that differ only in document or language.

    A merged finding names no document, or no language, where they differ.
    """
    causes: dict[Finding, Finding] = {}
    for found in findings:
        cause = found._replace(document="", language="")
        known = causes.setdefault(cause, found)
        if known is not found:
            causes[cause] = cause._replace(
                document=found.document if found.document == known.document else "",
                language=found.language if found.language == known.language else "",
            )
    return sorted(
        causes.values(), key=lambda found: (found.path, found.line, found.column, found.code)
    )
