"""Reports an import as one JSON object, for programs; keys may be added later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.report.encode import as_json
from transync.report.summary import run_totals

if TYPE_CHECKING:
    from transync.commands.importing.outcome import ImportOutcome
    from transync.commands.importing.record import ImportRecord
    from transync.commands.importing.suggestions import Suggestion
    from transync.domain.changes import Tally

_COUNTS = ("translated", "unsure", "suspected", "outdated", "untranslated", "missing")


def json_report(record: ImportRecord, tally: Tally) -> str:
    """Return what has come of each page, what the pages suggest, and what hindered them."""
    settings = [_setting(each, record) for each in record.suggestions]
    return as_json(
        {
            "pages": [_page(each) for each in record.pages],
            "unpaired": [each._asdict() for each in record.unpaired],
            "settings": settings,
            "findings": [each._asdict() for each in tally.findings],
            "summary": _summary(record, tally),
        }
    )


def _page(page: ImportOutcome) -> dict[str, object]:
    found = page._asdict()
    return {
        **found,
        "comes_back": page.comes_back,
        "unplaced": [each._asdict() for each in page.unplaced],
        "refused": [each._asdict() for each in page.refused],
    }


def _setting(setting: Suggestion, record: ImportRecord) -> dict[str, object]:
    return {**setting._asdict(), "line": setting.line, "written": record.is_configured}


def _summary(record: ImportRecord, tally: Tally) -> dict[str, object]:
    return {
        "pages": len(record.pages),
        "come_back": sum(page.comes_back for page in record.pages),
        "whole": sum(page.whole for page in record.pages),
        "kept": len(record.kept),
        **{name: sum(getattr(page, name) for page in record.pages) for name in _COUNTS},
        "no_history": record.lack,
        **run_totals(tally),
    }
