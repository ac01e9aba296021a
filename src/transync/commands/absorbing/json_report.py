"""Reports an absorption as one JSON object, for programs; keys may be added later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.report.encode import as_json
from transync.report.summary import run_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.commands.absorbing.outcome import AbsorbOutcome, AbsorbRecord
    from transync.domain.changes import Tally


def json_report(record: AbsorbRecord, tally: Tally) -> str:
    """Return what has come of each edited page, and what hindered it."""
    return as_json(
        {
            "pages": [each._asdict() for each in record.pages],
            "findings": [each._asdict() for each in tally.findings],
            "summary": _summary(record.pages, tally),
        }
    )


def _summary(pages: Sequence[AbsorbOutcome], tally: Tally) -> dict[str, object]:
    return {
        "pages": len(pages),
        "whole": sum(page.whole for page in pages),
        "absorbed": sum(page.absorbed for page in pages),
        "conflicts": sum(page.conflicts for page in pages),
        **run_totals(tally),
    }
