"""Findings for the tests of reports, and for the page on them."""

from __future__ import annotations

from hypothesis import strategies as st

from transync.domain.findings import in_order
from transync.domain.model import Finding, Severity
from transync.report import Summary

EXAMPLE = (
    Finding(
        *("T102", Severity.ERROR, "locales/en/tee.po", 12, 1),
        "the source has changed: Grüner [-Tee-]{+Kaffee+}",
        *("source/tee.md", "en"),
    ),
    Finding(
        *("T403", Severity.WARNING, "locales/en/tee.po", 16, 1),
        "the number 2024 is missing",
        *("source/tee.md", "en"),
    ),
    Finding("T001", Severity.ERROR, "source/café.md", 1, 4, "byte 0xE9 is not UTF-8", "", ""),
)
"""A small report, as the page on formats shows it."""

NASTY = (
    Finding("T405", Severity.WARNING, "Tee, 100 %::a=b/[ü] 茶?#.md", 1, 1, "50 %::, ä 😀", "", ""),
    Finding("T001", Severity.ERROR, "source/a.md", 0, 0, "", "", ""),
    Finding("T305", Severity.ERROR, "source/a.md", 7, 0, "`{{ page.title }}` is missing", "", "fr"),
    Finding("T301", Severity.ERROR, "source/a.md", 7, 3, "the link [a](b%20c) is missing", "", ""),
    Finding("T301", Severity.ERROR, "source/a.md", 7, 3, r"[a\](b) and [a\\](b)", "", ""),
    Finding("T101", Severity.WARNING, "source/b.md", 1, 1, "is not translated", "", "fr"),
    Finding("T101", Severity.ERROR, "source/b.md", 2, 1, "is not translated", "", "fr"),
    Finding("T101", Severity.ERROR, "source/b.md", 3, 1, "is not translated (2)", "", "fr"),
    Finding("T101", Severity.ERROR, "source/b.md", 4, 1, "is not translated", "", "fr"),
    Finding("T501", Severity.ERROR, "source/b.md", 9, 9, "<b a=\"1\" c='2'>&amp;]]></b>", "", ""),
    Finding("T503", Severity.ERROR, "source/b.md", 9, 9, "\u202ehcet\u202c \u200b\u2028", "", ""),
    Finding("T505", Severity.ERROR, "source/b.md", 9, 9, "\0\1\t\n\x1b[31m\x7f\x85 \r\n", "", ""),
    Finding("T505", Severity.ERROR, "source/b.md", 9, 9, "\ud800 \udcff \ufffe \uffff", "", ""),
    Finding("T005", Severity.ERROR, "\udcff\n<é>.md", 0, 0, "::error ::is no file", "", ""),
)
"""All that could break a report."""

SUMMARY = Summary(2, ("en", "fr", "ja"))

PIECES = st.sampled_from(
    [
        *("a", "Tee", "2024", " ", "\t", "\n", "\r", "\r\n", "'", '"', "`", "\\", "/", "%", "%0A"),
        *(
            "::",
            ":",
            ",",
            "=",
            "::error ::",
            "{",
            "}",
            "{0}",
            "{{",
            "}}",
            "[",
            "](",
            "[a](b)",
            r"\](",
        ),
        *(
            "<",
            ">",
            "&",
            "&amp;",
            "]]>",
            "<![CDATA[",
            "\0",
            "\1",
            "\x1b[31m",
            "\x7f",
            "\x85",
            "\\0",
        ),
        *("ü", "é", "e\u0301", "茶", "😀", "हिन्दी", "\u202e", "\u2028", "\u200b", "\ufeff", "\xa0"),
        *("\ud800", "\udcff", "\ufffe", "\uffff", "\U0010ffff", "\ue000", r"\ud800", "(2)", " (2)"),
    ]
)
TEXTS = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=12)


def findings() -> st.SearchStrategy[list[Finding]]:
    """Make findings in order, of few codes, paths and messages: many are nearly the same."""
    one = st.builds(
        Finding,
        st.sampled_from(["T001", "T101", "T403"]),
        st.sampled_from(Severity),
        st.sampled_from(["source/a.md", "source/b.md"]) | TEXTS.map("source/{}".format),
        st.integers(0, 4),
        st.integers(0, 2),
        st.sampled_from(["is missing", "is missing (2)"]) | TEXTS,
        st.sampled_from(["", "source/a.md"]),
        st.sampled_from(["", "fr"]),
    )
    return st.lists(one, max_size=8).map(in_order)
