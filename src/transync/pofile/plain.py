"""Reads an entry that is written as nearly all are; of any other, only the grammar can tell.

Comments, one `msgid` and one `msgstr`, each with its strings on lines of their own, and a blank
line behind them: what has nothing else in it can be taken apart without looking at each character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transync.model import Entry, Message
from transync.pofile import comments
from transync.pofile.strings import SPLICE

if TYPE_CHECKING:
    from transync.pofile.comments import Comments

_REMEMBERED = 1024

_STRINGS = r'((?:"(?:[^"\\\n\x04]++|\\["n])*+"\n)++)'
"""Strings, one on each line, with no escapes but of a line end and a quote."""
# Behind a blank line, another string would be the rest of this one.
_ENTRY = re.compile(
    rf"\n?((?:\#[^\n]*+\n){{0,32}}+)msgid {_STRINGS}msgstr {_STRINGS}(?=\n[\#m]|\Z)"
)


def entry(text: str, start: int, line: int) -> Entry | None:
    """Read the entry that begins at an offset, in a line, with the blank line before it.

    None where it is written in any other way, or where there is none.
    """
    found = _ENTRY.match(text, start)
    said = _said(found[1]) if found else None
    if found is None or said is None:
        return None
    head, source, translation = found.groups()
    line += found.start(1) - start + head.count("\n")
    texts = _text(source), _text(translation)
    message = Message(*texts, None, said.fuzzy, False, None, None, *said[:-1])
    return Entry(message, found[0], line)


def _text(strings: str) -> str:
    text = strings[1:-2].replace('"\n"', "")
    return text.replace("\\n", "\n").replace('\\"', '"') if "\\" in text else text


@lru_cache(maxsize=_REMEMBERED)
def _said(head: str) -> Comments | None:
    """Read what stands before `msgid`; None if that is anything but comments."""
    *lines, rest = head.split("\n")
    if rest or SPLICE in head or not all(map(_is_comment, lines)):
        return None
    return comments.read(head)


def _is_comment(line: str) -> bool:
    return line.startswith("#") and line[1:2] not in ("~", "|")
