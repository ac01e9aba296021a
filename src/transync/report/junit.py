"""The report as failed tests, in the XML that all readers of JUnit reports understand."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from transync.domain.model import Severity
from transync.report.characters import visible
from transync.report.findings import line
from transync.report.summary import checked, count, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.domain.model import Finding
    from transync.report.summary import Summary

_SPECIAL = re.compile(r'[^ -~]|["&<>]')
_ENTITIES = {'"': "&quot;", "&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) cannot hold, not even as a reference."""


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return a suite for each file, in which an error is a failure and a warning a skipped test.

    So the report fails when the run does. Without findings, it is one passed test.
    """
    found = shown(findings, summary)
    whole = {"name": "transync check", **_numbers(found)}
    suites = [_suite(path, list(group)) for path, group in groupby(found, attrgetter("path"))]
    if not found:
        passed = _element("testcase", {"classname": "transync check", "name": checked(summary)})
        suites = [_element("testsuite", whole, f"\n{passed}")]
    body = _element("testsuites", whole, "\n" + "".join(suites))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def _suite(path: str, findings: Sequence[Finding]) -> str:
    skipped = str(count(findings).warnings)
    attributes = {"name": path, "file": path, **_numbers(findings), "skipped": skipped}
    pairs = zip(findings, _names(findings), strict=True)
    cases = "".join(_case(found, name) for found, name in pairs)
    return _element("testsuite", attributes, f"\n{cases}")


def _case(found: Finding, name: str) -> str:
    outcome = "failure" if found.severity is Severity.ERROR else "skipped"
    attributes = {"type": found.code, "message": found.message}
    result = _element(outcome, attributes, _escaped(line(found)))
    return _element("testcase", {"classname": found.path, "name": name}, f"\n{result}")


def _names(findings: Sequence[Finding]) -> list[str]:
    """Return a unique name for each finding of a file, without its line, which changes.

    GitLab compares runs by these names, and drops a second test of the same name.
    """
    seen: Counter[str] = Counter()
    names: list[str] = []
    for found in findings:
        first = name = visible(f"{found.code}: {found.message}")
        while seen[name]:
            seen[first] += 1
            name = f"{first} ({seen[first]})"
        seen[name] += 1
        names.append(name)
    return names


def _numbers(findings: Sequence[Finding]) -> dict[str, str]:
    tests = len(findings) or 1
    return {"tests": str(tests), "failures": str(count(findings).errors), "errors": "0"}


def _element(name: str, attributes: Mapping[str, str], body: str = "") -> str:
    given = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{body}</{name}>\n" if body else f"<{name}{given}/>\n"


def _escaped(text: str) -> str:
    """Escape what is special in XML or unprintable; spell out what XML cannot hold."""
    return _SPECIAL.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    character = found[0]
    if character in _ENTITIES:
        return _ENTITIES[character]
    if character.isprintable() or _NO_XML.match(character):
        return visible(character)
    return f"&#x{ord(character):X};"
