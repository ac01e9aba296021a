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
from transync.pofile.strings import SPLICE, plain

if TYPE_CHECKING:
    from transync.pofile.comments import Comments

_LONGEST = 8192
"""Characters of an entry: to look further, each time, would be quadratic without blank lines."""
_BEGINS = ("#", "m")
"""How the next entry begins; behind a blank line, a string would be the rest of this one."""
_REMEMBERED = 1024

_STRING = r'"([^"\\\n\x04]*+)"\n'
_BEHIND = rf"(?=\n[{''.join(_BEGINS)}]|\Z)"
_ORDINARY = re.compile(rf"\n?((?:\#[^\n]*+\n){{0,32}}+)msgid {_STRING}msgstr {_STRING}{_BEHIND}")
"""An entry whose strings are on one line each, and have no escapes."""


def entry(text: str, start: int, line: int) -> Entry | None:
    """Read the entry that begins at an offset, in a line, with the blank line before it.

    None where it is written in any other way, or where there is none.
    """
    if ordinary := _ORDINARY.match(text, start):
        head, source, translation = ordinary.groups()
        end, begin = ordinary.end(), ordinary.start(1)
    else:
        begin = start + text.startswith("\n", start)
        end = _end(text, begin)
        head, _, strings = text[begin : end - 1].partition("msgid ")
        quoted, _, quoted_translation = strings.partition("\nmsgstr ")
        source, translation = plain(quoted), plain(quoted_translation)
    if source is None or translation is None:
        return None
    said = _said(head)
    if said is None:
        return None
    message = Message(source, translation, None, said.fuzzy, False, None, None, *said[:-1])
    return Entry(message, text[start:end], line + begin - start + head.count("\n"))


def _end(text: str, begin: int) -> int:
    """Tell where the lines of an entry end; where it begins, if it is to be read otherwise."""
    end = text.find("\n\n", begin, begin + _LONGEST)
    if end < 0:
        end = len(text) - text.endswith("\n")
        return end + 1 if end <= begin + _LONGEST else begin
    return end + 1 if text[end + 2 : end + 3] in _BEGINS else begin


@lru_cache(maxsize=_REMEMBERED)
def _said(head: str) -> Comments | None:
    """Read what stands before `msgid`; None if that is anything but comments."""
    *lines, rest = head.split("\n")
    if rest or SPLICE in head or not all(map(_is_comment, lines)):
        return None
    return comments.read(head)


def _is_comment(line: str) -> bool:
    return line.startswith("#") and line[1:2] not in ("~", "|")
