"""Read entries in the usual form by one simple pattern, faster than by the whole grammar.

Such an entry has comments, one `msgid` and one `msgstr`, their strings on lines of their own, and a
blank line after them.
"""

from __future__ import annotations

import re

from transync.domain.model import Entry, Message
from transync.formats.po import comments

_STRINGS = r'((?>(?:"(?>(?:[^"\\\n\x04]++|\\["n])*)"\n)+))'
"""Strings, one per line, with no escapes except for line breaks and quotes."""
# A comment with a backslash at its end continues, and so would a string after a blank line.
_ENTRY = re.compile(
    r"\n?((?>(?:\#(?![~|])[^\n]*+(?<!\\)\n){0,32}))"
    rf"msgid {_STRINGS}msgstr {_STRINGS}(?=\n[\#m]|\Z)"
)


def entry(text: str, start: int, line: int) -> Entry | None:
    """Read the entry that begins at an offset, with the blank line before it.

    `line` is the number of the line at `start`. None if there is no entry in this form.
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
