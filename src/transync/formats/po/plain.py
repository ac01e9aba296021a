"""Reads an entry that is written as nearly all are; of any other, only the grammar can tell.

Comments, one `msgid` and one `msgstr`, each with its strings on lines of their own, and a blank
line behind them: what has nothing else in it can be taken apart without looking at each character.
"""

from __future__ import annotations

import re

from transync.domain.model import Entry, Message
from transync.formats.po import comments

_STRINGS = r'((?>(?:"(?>(?:[^"\\\n\x04]++|\\["n])*)"\n)+))'
"""Strings, one on each line, with no escapes but of a line end and a quote."""
# A comment with a backslash at its end goes on; and behind a blank line, so would a string.
_ENTRY = re.compile(
    r"\n?((?>(?:\#(?![~|])[^\n]*+(?<!\\)\n){0,32}))"
    rf"msgid {_STRINGS}msgstr {_STRINGS}(?=\n[\#m]|\Z)"
)


def entry(text: str, start: int, line: int) -> Entry | None:
    """Read the entry that begins at an offset, in a line, with the blank line before it.

    None where it is written in any other way, or where there is none.
    """
    found = _ENTRY.match(text, start)
    if found is None:
        return None
    head, source, translation = found.groups()
    line += found.start(1) - start + head.count("\n")
    said = comments.read(head)
    texts = _text(source), _text(translation)
    message = Message(*texts, None, said.fuzzy, False, None, None, *said[:-1])
    return Entry(message, found[0], line)


def _text(strings: str) -> str:
    return strings[1:-2].replace('"\n"', "").replace("\\n", "\n").replace('\\"', '"')
