"""The formats for other programs: read back by readers of their own, and held to their schemas."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from tests.support.paths import FIXTURES
from tests.support.reports import EXAMPLE, NASTY, SUMMARY, findings
from transync.domain.model import Finding, Severity
from transync.report import Summary, line
from transync.report.encode import as_json
from transync.report.formats import FORMATS

EXPECTED = {
    "text": "report.txt",
    "json": "report.json",
    "github": "report.github.txt",
    "sarif": "report.sarif",
    "junit": "report.xml",
    "gitlab": "report.gitlab.json",
}
NOTHING = Summary(1, ("en",))


def told(text: str) -> str:
    """Give a text as a file can hold it: a lone surrogate is written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


# Every format


def test_formats() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif", "junit", "gitlab"]


@pytest.mark.parametrize("form", FORMATS)
def test_formats__whole(form: str) -> None:
    expected = (FIXTURES / "report" / EXPECTED[form]).read_bytes().decode("utf-8")
    assert without_manual(FORMATS[form](NASTY, SUMMARY)) == expected


def without_manual(text: str) -> str:
    """Leave out the pages of the manual, which SARIF repeats."""
    if not text.startswith('{\n  "$schema"'):
        return text
    report = json.loads(text)
    driver = report["runs"][0]["tool"]["driver"]
    driver["rules"] = [{"id": rule["id"]} for rule in driver["rules"]]
    return f"{as_json(report)}\n"


@given(findings())
def test_formats__are_text_that_acts_on_nothing(found: list[Finding]) -> None:
    for form, render in FORMATS.items():
        text = render(found, SUMMARY)
        assert text.endswith("\n"), form
        assert all(c == "\n" or c.isprintable() for c in text), form
        text.encode("utf-8")


def test_formats__are_the_same_everywhere() -> None:
    code = (
        "from tests.support.reports import NASTY, SUMMARY\n"
        "from transync.report.formats import FORMATS\n"
        "print([render(NASTY, SUMMARY) for render in FORMATS.values()])\n"
    )
    reports = set()
    for seed, locale in (("0", "C"), ("1", "tr_TR.UTF-8"), ("2", "C.UTF-8")):
        known = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", code]
        reports.add(subprocess.run(command, env=known, capture_output=True, check=True).stdout)
    assert len(reports) == 1


# json


def test_json__summary() -> None:
    assert json.loads(FORMATS["json"](EXAMPLE, SUMMARY._replace(suppressed=4)))["summary"] == {
        "documents": 2,
        "languages": ["en", "fr", "ja"],
        "suppressed": 4,
        "not_shown": 0,
        "errors": 2,
        "warnings": 1,
        "files": 2,
        "codes": {
            "T001": {"errors": 1, "warnings": 0},
            "T102": {"errors": 1, "warnings": 0},
            "T403": {"errors": 0, "warnings": 1},
        },
    }


@given(findings())
def test_json__has_every_finding(found: list[Finding]) -> None:
    rows = [
        each._replace(path=told(each.path), message=told(each.message))._asdict() for each in found
    ]
    assert json.loads(FORMATS["json"](found, SUMMARY))["findings"] == rows


# github


class Command(NamedTuple):
    """What GitHub's runner makes of a line of a log."""

    name: str
    properties: dict[str, str]
    data: str


_COMMAND = re.compile(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)")
_MARKS = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def read_command(log: str) -> Command | None:
    """Read a command: it begins with two colons, its properties end at the next two."""
    found = _COMMAND.fullmatch(log.lstrip())
    if found is None:
        return None
    pairs = (pair.split("=", 1) for pair in (found["properties"] or "").strip().split(",") if pair)
    properties = {key: unescaped(value, _MARKS) for key, value in pairs}
    data = {mark: each for mark, each in _MARKS.items() if mark not in {"%3A", "%2C"}}
    return Command(found["name"], properties, unescaped(found["data"], data))


def unescaped(text: str, marks: dict[str, str]) -> str:
    """Undo one mark after the other, the percent sign last, as the runner does."""
    for mark, character in marks.items():
        text = text.replace(mark, character)
    return text


def shown(text: str) -> str:
    """Give a text with all that is not printable, line endings aside, written out."""
    return "".join(
        c if c.isprintable() or c in "\r\n" else c.encode("unicode_escape").decode() for c in text
    )


@given(findings())
def test_github__is_read_by_the_runner(found: list[Finding]) -> None:
    *logs, last, end = FORMATS["github"](found, SUMMARY).split("\n")
    commands = [read_command(log) for log in logs]
    assert commands == [
        Command(
            each.severity,
            {
                "file": shown(each.path),
                **({"line": str(each.line)} if each.line else {}),
                **({"col": str(each.column)} if each.column else {}),
                "title": f"transync {each.code}",
            },
            shown(each.message),
        )
        for each in found
    ]
    assert read_command(last) is None
    assert last.startswith("check: 2 documents in 3 languages, ")
    assert end == ""


# junit


def held(text: str) -> str:
    """Give a text with what XML 1.0 cannot hold written out."""
    refused = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    return refused.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


@given(findings())
def test_junit__is_read_and_counted(found: list[Finding]) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](found, SUMMARY).encode("utf-8"))

    assert root.tag == "testsuites"
    assert [suite.get("name") for suite in root] == (
        list(dict.fromkeys(held(each.path) for each in found)) or ["transync check"]
    )
    counted = {name: sum(int(suite.get(name)) for suite in root) for name in ("tests", "failures")}
    assert counted == {name: int(root.get(name)) for name in counted}
    assert counted["tests"] == len(list(root.iter("testcase"))) == max(len(found), 1)
    assert counted["failures"] == len(list(root.iter("failure")))
    outcomes = [outcome for case in root.iter("testcase") for outcome in case]
    for outcome, each in zip(outcomes, found, strict=True):
        assert outcome.tag == ("failure" if each.severity is Severity.ERROR else "skipped")
        assert outcome.attrib == {"type": each.code, "message": held(each.message)}
        assert outcome.text == line(each)


@given(findings())
def test_junit__names_a_test_by_its_own(found: list[Finding]) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](found, SUMMARY))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names)


def test_junit__names_apart_what_is_written_alike() -> None:
    first = Finding("T505", Severity.ERROR, "a.md", 1, 1, "\0")
    report = FORMATS["junit"]([first, first._replace(line=2, message=r"\x00")], SUMMARY)
    names = [case.get("name") for case in ElementTree.fromstring(report).iter("testcase")]
    assert names == [r"T505: \x00", r"T505: \x00 (2)"]


def test_junit__no_finding_is_a_test_that_passed() -> None:
    assert FORMATS["junit"]([], NOTHING) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="transync check" tests="1" failures="0" errors="0">\n'
        '<testsuite name="transync check" tests="1" failures="0" errors="0">\n'
        '<testcase classname="transync check" name="1 document in 1 language"/>\n'
        "</testsuite>\n"
        "</testsuites>\n"
    )


# gitlab

DEGRADATIONS = Draft7Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string"},
                "check_name": {"type": "string"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^/.]"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""What the documentation of GitLab asks of a report of code quality."""


@given(findings())
def test_gitlab__is_as_documented_and_has_every_finding(found: list[Finding]) -> None:
    report = json.loads(FORMATS["gitlab"](found, SUMMARY))
    DEGRADATIONS.validate(report)
    marks = [each["fingerprint"] for each in report]
    assert len(set(marks)) == len(marks)
    for degradation, each in zip(report, found, strict=True):
        assert degradation["description"] == f"{each.code}: {told(each.message)}"
        assert degradation["check_name"] == each.code
        assert degradation["severity"] == ("major" if each.severity is Severity.ERROR else "minor")
        assert degradation["location"]["path"] == told(each.path)
        assert degradation["location"]["lines"]["begin"] == (each.line or 1)


# What stays the same where lines move


def identities(found: list[Finding]) -> list[object]:
    results = json.loads(FORMATS["sarif"](found, SUMMARY))["runs"][0]["results"]
    cases = ElementTree.fromstring(FORMATS["junit"](found, SUMMARY)).iter("testcase")
    return [
        [result["partialFingerprints"] for result in results],
        [each["fingerprint"] for each in json.loads(FORMATS["gitlab"](found, SUMMARY))],
        [(case.get("classname"), case.get("name")) for case in cases],
    ]


@given(findings())
def test_identities__outlive_shifted_lines(found: list[Finding]) -> None:
    shifted = [each._replace(line=each.line + 9) for each in found]
    assert identities(shifted) == identities(found)
