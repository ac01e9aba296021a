"""Count what was checked and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.counts import counted
from transync.domain.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.domain.changes import Tally
    from transync.domain.model import Finding


class Summary(NamedTuple):
    """What was checked: all that a report says beside its findings."""

    documents: int
    languages: tuple[str, ...]
    """The site's codes of the target languages."""
    suppressed: int = 0
    """How many findings the baseline leaves out."""
    limit: int = 0
    """The most findings to show; 0 for all."""


class Count(NamedTuple):
    """The number of findings by severity."""

    errors: int = 0
    warnings: int = 0


def shown(findings: Sequence[Finding], summary: Summary) -> Sequence[Finding]:
    """Return the findings that the report shows, in order: errors first, where there is a limit."""
    numbers = range(len(findings))
    if not summary.limit or len(findings) <= summary.limit:
        return findings
    first = sorted(numbers, key=lambda number: findings[number].severity is not Severity.ERROR)
    return [findings[number] for number in sorted(first[: summary.limit])]


def facts(findings: Sequence[Finding], summary: Summary) -> dict[str, object]:
    """Return the summary of a check for programs."""
    return {
        "documents": summary.documents,
        "languages": summary.languages,
        "suppressed": summary.suppressed,
        "not_shown": len(findings) - len(shown(findings, summary)),
    }


def count(findings: Sequence[Finding]) -> Count:
    """Count the errors and the warnings."""
    errors = sum(found.severity is Severity.ERROR for found in findings)
    return Count(errors, len(findings) - errors)


def run_totals(tally: Tally) -> dict[str, int]:
    """Return how many files a run was for and has changed, and its errors and warnings."""
    counts = count(tally.findings)._asdict()
    return {"files": tally.files, "changed": tally.changed, **counts}


def count_codes(findings: Sequence[Finding]) -> Mapping[str, Count]:
    """Count the errors and the warnings of each code, in the order of the codes."""
    by_code: dict[str, list[Finding]] = {}
    for found in findings:
        by_code.setdefault(found.code, []).append(found)
    return {code: count(by_code[code]) for code in sorted(by_code)}


def checked(summary: Summary) -> str:
    """Return what was checked: `2 documents in 3 languages`."""
    documents = counted(summary.documents, "document")
    return f"{documents} in {counted(len(summary.languages), 'language')}"
