"""Entries taken apart without the grammar: where anything is said of one, the grammar says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.time_limit import bounded
from transync.domain.errors import CatalogError
from transync.formats.po import plain
from transync.formats.po.reader import _by_grammar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transync.domain.model import Entry

ENTRY = '#. Absatz\n#: a.md\n#, fuzzy\nmsgid "Ein \\"Wort\\"."\nmsgstr ""\n"A \\n"\n"word."\n'
PARTS = (
    *(
        "msgid ",
        "msgstr ",
        "msgctxt ",
        "msgid_plural ",
        "msgstr[0] ",
        '"',
        '"a"',
        '"ä\\n"',
        "a",
        " ",
    ),
    *("\n", "\n\n", "\r\n", "\t", "\\", '\\"', "\\n", "\\t", "\\\n", "\x04", "\u2028", "\f"),
    *("#", "# ", "#. a\n", "#: b.md:1\n", "#, fuzzy\n", "#~ ", "#| ", '#| msgid "b"\n', '"a"\n'),
    *('msgid "a"\n', 'msgid "b"\nmsgstr "c"\n\n', 'msgid ""\n"a"\nmsgstr "d"\n', ENTRY),
)


def told(text: str) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Give of each entry what is said of it without the grammar, and with it."""
    start, line = 0, 1
    while True:
        quickly = plain.entry(text, start, line)
        try:
            surely = _by_grammar(text, start, line, "a.po")
        except CatalogError:
            surely = None
        yield quickly, surely
        if surely is None:
            return
        start += len(surely.raw)
        line += surely.raw.count("\n")


@given(st.lists(st.sampled_from(PARTS)).map("".join))
@example('msgid "a\\"\n"n b"\nmsgstr ""\n')
@example('#. \\\nmsgid "a"\nmsgstr ""\n')
@example('#~ x\nmsgid "a"\nmsgstr ""\n')
@example('msgid "b"\nmsgstr "c"\n\n"a"\n')
@example('msgid "\nmsgstr "\n')
@example('msgid "a"\nmsgstr "b"\nmsgstr "c"\n')
@example('#. a msgid "b"\nmsgid "c"\nmsgstr "d"\n')
def test_plain__agrees_with_the_grammar(text: str) -> None:
    assert all(quickly in (None, surely) for quickly, surely in told(text))


def test_plain__reads_nearly_all(corpora: Path) -> None:
    for path in sorted((corpora / "comprehensive-rust/po").glob("*.po")):
        entries = [*told(path.read_bytes().decode())][:-1]
        assert all(quickly in (None, surely) for quickly, surely in entries)
        read = [quickly for quickly, _ in entries if quickly]
        assert len(read) > 0.8 * len(entries)


def test_plain__says_what_it_read() -> None:
    text = f"{ENTRY}\n{ENTRY}"
    found = plain.entry(text, len(ENTRY), 8)
    assert found is not None
    assert (found.raw, found.line) == (f"\n{ENTRY}", 12)
    message = found.message
    assert (message.id, message.translation, message.fuzzy) == ('Ein "Wort".', "A \nword.", True)
    assert (message.extracted, message.documents) == (("Absatz",), ("a.md",))


@pytest.mark.slow
@pytest.mark.parametrize("text", ['msgid "a"\nmsgstr "b"\n', "#, fuzzy\n", "a\n"])
def test_plain__without_blank_lines_takes_linear_time(text: str) -> None:
    long = 20_000 * text
    with bounded(5):
        for start in range(0, len(long), len(text)):
            plain.entry(long, start, 1)
