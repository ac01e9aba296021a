"""The report in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.report.characters import writable
from transync.report.encode import as_json
from transync.report.fingerprint import fingerprints
from transync.report.summary import facts, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.checks import ManualPage
    from transync.domain.model import Finding
    from transync.report.summary import Summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LINK = re.compile(r"(?<!\\)((?:\\\\)*)\]\(")


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return one run: the rules that found something, and a result for each finding.

    Paths are relative to the project's folder, which is left open. Columns count characters.
    """
    found = shown(findings, summary)
    codes = sorted({each.code for each in found})
    run = {
        "tool": {"driver": {"name": "transync", "rules": _rules(codes)}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [
            _result(each, codes.index(each.code), mark)
            for each, mark in zip(found, fingerprints(found), strict=True)
        ],
        "properties": facts(findings, summary),
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rules(codes: Sequence[str]) -> list[dict[str, object]]:
    from transync.checks import pages  # loads every rule, which other formats do not need

    return [_rule(code, pages()) for code in codes]


def _rule(code: str, pages: Mapping[str, ManualPage]) -> dict[str, object]:
    """Return the description of a rule; its texts have no placeholders."""
    if code not in pages:
        return {"id": code}
    page = pages[code]
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.text.partition("\n\nFails")[0]},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": page.severity},
    }


def _result(found: Finding, rule: int, fingerprint: str) -> dict[str, object]:
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity,
        "message": {"text": _plain(found.message)},
        "locations": [{"physicalLocation": _location(found)}],
        # Not `primaryLocationLineHash`: GitHub computes that itself, and warns about other values.
        "partialFingerprints": {"transync/v1": fingerprint},
        "properties": {"document": found.document, "language": found.language},
    }


def _location(found: Finding) -> dict[str, object]:
    from urllib.parse import quote

    artifact = {"uri": quote(writable(found.path)), "uriBaseId": _ROOT}
    region = {"startLine": found.line, "startColumn": found.column}
    known = {key: number for key, number in region.items() if number}
    return {"artifactLocation": artifact, **({"region": known} if found.line else {})}


def _plain(message: str) -> str:
    """Escape what SARIF takes for placeholders (3.11.5) or links (3.11.6) in a message."""
    doubled = message.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(r"\1\\](", doubled)
