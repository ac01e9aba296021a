"""Findings as lines, in order, and as a report for people."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from hypothesis import given

from tests.support.reports import EXAMPLE, NASTY, SUMMARY, findings
from transync.domain.counts import counted
from transync.domain.errors import CatalogError
from transync.domain.findings import finding, in_order
from transync.domain.model import Finding, Severity
from transync.report import fingerprints, line
from transync.report.formats import FORMATS, coloured

if TYPE_CHECKING:
    from collections.abc import Callable

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_COLOUR = re.compile(r"\x1b\[\d+m")


def test_finding__has_the_place_of_its_error() -> None:
    error = CatalogError("is cut", path="a.po", line=3, column=1)
    assert finding(error, "a.md", "fr") == Finding(
        "T003", ERROR, "a.po", 3, 1, "is cut", "a.md", "fr"
    )
    assert finding(CatalogError("is cut"), path="b.po").path == "b.po"
    assert finding(error, path="b.po").path == "a.po"


def test_line__has_what_is_known() -> None:
    found = Finding("T101", WARNING, "a.po", 3, 1, "is missing")
    assert line(found) == "a.po:3:1: warning T101: is missing"
    assert line(found._replace(column=0)) == "a.po:3: warning T101: is missing"
    assert line(found._replace(line=0, column=0)) == "a.po: warning T101: is missing"


def test_line__acts_on_no_terminal() -> None:
    found = Finding("T005", ERROR, "a\x1b[2J\n.md", 0, 0, "\u202eb\r\0 \xfc\t")
    assert line(found) == r"a\x1b[2J\n.md: error T005: \u202eb\r\x00 ü\t"


def test_in_order__one_cause_is_one_finding() -> None:
    late = Finding("T003", ERROR, "b.po", 3, 1, "is cut", "a.md", "fr")
    early = late._replace(line=2)
    again = late._replace(document="b.md", language="ja")
    of_all = late._replace(document="", language="")
    assert in_order([late, early, again]) == [early, of_all]
    assert in_order([late, late]) == [late]


def test_in_order__keeps_the_order_of_one_place() -> None:
    first = Finding("T301", ERROR, "a.po", 3, 1, "the link `/z` is missing")
    second = first._replace(message="the link `/a` is not in the source")
    assert in_order([first, second]) == [first, second]


def test_counted() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def test_text() -> None:
    assert FORMATS["text"](EXAMPLE, SUMMARY) == (
        "locales/en/tee.po:12:1: error T102: the source has changed: Grüner [-Tee-]{+Kaffee+}\n"
        "locales/en/tee.po:16:1: warning T403: the number 2024 is missing\n"
        "\n"
        "source/café.md:1:4: error T001: byte 0xE9 is not UTF-8\n"
        "\n"
        "errors: T001 1, T102 1\n"
        "warnings: T403 1\n"
        "check: 2 documents in 3 languages, 2 errors and 1 warning in 2 files\n"
    )


def test_text__only_warnings() -> None:
    assert FORMATS["text"](EXAMPLE[1:2], SUMMARY) == (
        "locales/en/tee.po:16:1: warning T403: the number 2024 is missing\n"
        "\n"
        "warnings: T403 1\n"
        "check: 2 documents in 3 languages, 1 warning in 1 file\n"
    )


def test_text__no_finding() -> None:
    told = "check: 1 document in 1 language, no findings"
    one = SUMMARY._replace(documents=1, languages=("en",))
    assert FORMATS["text"]([], one) == f"{told}\n"
    left_out = one._replace(suppressed=12)
    assert FORMATS["text"]([], left_out) == f"{told}, 12 findings left out by the baseline\n"


def test_coloured() -> None:
    assert coloured(EXAMPLE[1:], SUMMARY) == (
        "\x1b[1mlocales/en/tee.po:16:1\x1b[0m: \x1b[33mwarning\x1b[0m \x1b[2mT403\x1b[0m: "
        "the number 2024 is missing\n"
        "\n"
        "\x1b[1msource/café.md:1:4\x1b[0m: \x1b[31merror\x1b[0m \x1b[2mT001\x1b[0m: "
        "byte 0xE9 is not UTF-8\n"
        "\n"
        "\x1b[31merrors\x1b[0m: T001 1\n"
        "\x1b[33mwarnings\x1b[0m: T403 1\n"
        "check: 2 documents in 3 languages, "
        "\x1b[31m1 error\x1b[0m and \x1b[33m1 warning\x1b[0m in 2 files\n"
    )


@given(findings())
def test_coloured__is_the_same_text(found: list[Finding]) -> None:
    assert _COLOUR.sub("", coloured(found, SUMMARY)) == FORMATS["text"](found, SUMMARY)


def test_fingerprints__tell_findings_apart() -> None:
    assert len(set(fingerprints(NASTY))) == len(NASTY)


def changed(**parts: str) -> Callable[[Finding], Finding]:
    return lambda found: found._replace(**parts)


def test_fingerprints__are_of_path_code_and_message() -> None:
    found = Finding("T101", ERROR, "a.po", 3, 1, "is missing", "a.md", "fr")
    digest = sha256(b"a.po\0T101\x001\0is missing").hexdigest()
    assert fingerprints([found]) == [digest[:32]]
    for change in (changed(path="b.po"), changed(code="T102"), changed(message="is here")):
        assert fingerprints([change(found)]) != fingerprints([found])
    for other in (found._replace(line=9, column=9), found._replace(severity=WARNING)):
        assert fingerprints([other]) == fingerprints([found])
