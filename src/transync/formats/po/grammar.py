"""The grammar of `.po` files, as GNU gettext 0.21 reads them (manual, "The Format of PO Files").

White space and line breaks only separate; what counts is the order of keywords and strings. A mark
(`#~` obsolete, `#|` previous, `#~|` both) holds to the end of its line, and every line of its part
must have it. A backslash before a line break joins the lines, in comments too.

Stricter than gettext, so that every entry has its own lines and no reading is a surprise: an entry
begins on a line of its own, a line has marks of one kind, keywords and marks are not joined from
two lines, and `domain` is refused. All quantifiers are possessive: reading takes linear time.
"""

from __future__ import annotations

import re
from functools import cache

SPACES = " \t\r\f\v"
"""What separates within a line."""

ESCAPE = r'\\(?>(?:\\\n)*)(?:[abfnrtv\\"]|[0-7]|x(?>(?:\\\n)*)[0-9A-Fa-f])'
PLAIN = r'[^"\\\n\x04]'
"""A character that stands for itself; U+0004 is gettext's own separator of context and text."""
STRING = rf'"(?>(?:{PLAIN}++|{ESCAPE}|\\\n)*)"'
COMMENT = r"#(?>(?:\\\n)*)(?![~|])[^\n]*+(?>(?:(?<=\\)\n[^\n]*+)*)"

_BLANK = rf"[{SPACES}]"
_OBSOLETE, _OLD, _OBSOLETE_OLD = r"#~(?!\|)", r"#\|", r"#~\|"


def _gap(mark: str) -> str:
    """Match what may stand between the parts of an entry whose lines have `mark`."""
    if not mark:
        return rf"[{SPACES}\n]*+"
    rest_of_line = rf"(?>(?:{_BLANK}|{mark})*)"
    return rf"(?>(?:(?>(?:{rest_of_line}\n)+){_BLANK}*+{mark})?){rest_of_line}"


def _clause(keyword: str, name: str, gap: str) -> str:
    """Match a keyword and its strings."""
    return rf"{keyword}{gap}(?P<{name}>{STRING}(?>(?:{gap}{STRING})*))"


def _previous(mark: str) -> str:
    """Match the previous source, up to the end of its last line."""
    gap = _gap(mark)
    return (
        rf"{mark}{gap}"
        rf"(?>(?:{_clause('msgctxt', 'old_context', gap)}{gap})?)"
        rf"{_clause('msgid', 'old_id', gap)}"
        rf"(?>(?:{gap}{_clause('msgid_plural', 'old_plural', gap)})?)"
        rf"(?>(?:(?>(?:{_BLANK}|{mark})*)\n)+){_BLANK}*+"
    )


def _entry(mark: str, old_mark: str) -> re.Pattern[str]:
    """Match an entry from the end of its comments to the end of its last line."""
    gap = _gap(mark)
    form = rf"msgstr{gap}\[{gap}[0-9]++{gap}\]{gap}{STRING}(?>(?:{gap}{STRING})*)"
    return re.compile(
        rf"(?>(?:{_previous(old_mark)})?){mark}{gap}"
        rf"(?>(?:{_clause('msgctxt', 'context', gap)}{gap})?)"
        rf"(?P<keyword>){_clause('msgid', 'id', gap)}{gap}"
        rf"(?:{_clause('msgstr', 'translation', gap)}"
        rf"|{_clause('msgid_plural', 'plural', gap)}(?P<forms>(?>(?:{gap}{form})+)))"
        rf"(?>(?:{_BLANK}{f'|{mark}' if mark else ''})*)(?:\n|\Z)"
    )


@cache
def live() -> re.Pattern[str]:
    """Return the grammar of a live entry; it is large, so it is compiled on first use."""
    return _entry("", _OLD)


@cache
def obsolete() -> re.Pattern[str]:
    """Return the grammar of an obsolete entry, compiled on first use."""
    return _entry(_OBSOLETE, _OBSOLETE_OLD)


FORM = re.compile(
    rf"\[[^0-9]*+(?P<number>[0-9]++)[^\]]*+\][^\"]*+(?P<text>{STRING}(?>(?:[^\"\[]*+{STRING})*))"
)
"""One `msgstr[n]` of those that `forms` has matched: its number and strings."""
HEAD = re.compile(
    rf"(?>(?:[{SPACES}\n]++|{COMMENT}"
    rf"|(?>(?:#(?:~\|?|\|){_BLANK}*+)+)(?=\n|\Z)|(?>(?:{_OBSOLETE}{_BLANK}*+)+)(?=#(?![~|])))*)"
)
"""What stands before an entry: blank lines, comments, and marks of nothing.

No comment after `#|`: gettext then takes the next line for marked too.
"""
