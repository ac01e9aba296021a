"""Find out what is wrong with the text of a `.po` file, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from transync.domain import conflicts
from transync.domain.errors import CatalogError
from transync.formats.po.grammar import COMMENT, ESCAPE, PLAIN, SPACES, STRING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = (
    rf"[{SPACES}]*+(?:"
    rf"(?P<newline>\n)|(?P<comment>{COMMENT})|(?P<mark>#~\|?+|#\|)|(?P<string>{STRING})"
    r"|(?P<word>[A-Za-z_$][A-Za-z0-9_$]*+)|(?P<number>[0-9]++)|(?P<bracket>[\[\]])"
    r"|(?P<end>\Z)|(?P<junk>.)"
    r")"
)
_OPEN_STRING = re.compile(rf'"(?>(?:{PLAIN}++|{ESCAPE}|\\\n)*)')
_SPLICED = re.compile(r"#?\\\n")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?=[ \r]|$)", re.MULTILINE)

_KEYWORDS = ["msgctxt", "msgid", "msgid_plural", "msgstr", "|msgctxt", "|msgid", "|msgid_plural"]
_MARKED = {"word", "string", "comment"}
"""The tokens that mean something else after `#|`."""
_LAST = {"msgstr text", "form text"}
"""Where an entry may end."""

# The grammar once more, as a state machine. `|` marks what follows a `#|`.
_FOLLOWS = {
    "": {
        "|msgctxt": "|msgctxt",
        "|msgid": "|msgid",
        "msgctxt": "msgctxt",
        "msgid": "msgid",
    },
    "|msgctxt": {"|string": "|msgctxt text"},
    "|msgctxt text": {"|string": "|msgctxt text", "|msgid": "|msgid"},
    "|msgid": {"|string": "|msgid text"},
    "|msgid text": {
        "|string": "|msgid text",
        "|msgid_plural": "|msgid_plural",
        "msgctxt": "msgctxt",
        "msgid": "msgid",
    },
    "|msgid_plural": {"|string": "|msgid_plural text"},
    "|msgid_plural text": {
        "|string": "|msgid_plural text",
        "msgctxt": "msgctxt",
        "msgid": "msgid",
    },
    "msgctxt": {"string": "msgctxt text"},
    "msgctxt text": {"string": "msgctxt text", "msgid": "msgid"},
    "msgid": {"string": "msgid text"},
    "msgid text": {
        "string": "msgid text",
        "msgid_plural": "msgid_plural",
        "msgstr": "msgstr",
    },
    "msgid_plural": {"string": "msgid_plural text"},
    "msgid_plural text": {"string": "msgid_plural text", "msgstr": "form"},
    "msgstr": {"string": "msgstr text"},
    "msgstr text": {"string": "msgstr text"},
    "form": {"[": "form ["},
    "form [": {"number": "form [n"},
    "form [n": {"]": "form []"},
    "form []": {"string": "form text"},
    "form text": {"string": "form text", "msgstr": "form"},
}
_NEEDS = {
    "": "an entry begins with `msgid` or `msgctxt`",
    "|msgctxt text": "a previous `msgctxt` needs its `#| msgid`",
    "|msgid text": "after a `#| msgid` comes the `msgid`; put comments before it",
    "|msgid_plural text": "after a `#| msgid_plural` comes the `msgid`; put comments before it",
    "msgctxt text": "a `msgctxt` needs its `msgid`, with no comment between them",
    "msgid text": "a `msgid` needs its `msgstr`, with no comment between them",
    "msgid_plural text": "a `msgid_plural` needs its `msgstr[0]`, with no comment between them",
    "form": "after `msgid_plural` comes `msgstr[0]`, `msgstr[1]` and so on",
    "form [": "between the brackets stands the number of the plural form",
    "form [n": "the bracket is not closed",
}


_LAYOUT = "begin every entry, and every kind of mark, on a line of its own"
"""The fault where there is no other."""


class _Token(NamedTuple):
    """A token of the text, and the marks of its line."""

    kind: str
    name: str
    """Its name in `_FOLLOWS`."""
    text: str
    offset: int
    obsolete: bool
    first: bool
    """Whether it is the first in its line, except for marks."""


def at(text: str, offset: int, path: str, problem: str) -> CatalogError:
    """Return the error for a place in `text`."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return CatalogError(problem, path=path, line=line, column=column)


def on(line: int, path: str, problem: str) -> CatalogError:
    """Return the error for a whole line."""
    return CatalogError(problem, path=path, line=line, column=1)


def find(text: str, start: int, path: str) -> CatalogError:
    """Return the error for the text from `start` on, which is not an entry."""
    state, obsolete = "", text.startswith("#~", start)
    tokens = _tokens(text, start)
    token = next(tokens)
    while not (problem := _problem(token, state, text, obsolete=obsolete)):
        state = _FOLLOWS[state][token.name]
        token = next(tokens)
    return at(text, start if problem is _LAYOUT else token.offset, path, problem)


def _problem(token: _Token, state: str, text: str, *, obsolete: bool) -> str | None:
    """Return why a token cannot follow in `state`; the end of the text never can."""
    if problem := _wrong(token, text) or _misplaced(token, state):
        return problem
    if token.name not in _FOLLOWS[state]:
        return _LAYOUT
    if token.obsolete != obsolete:
        return "either all lines of an entry begin with `#~`, or none"
    return None


def _tokens(text: str, start: int) -> Iterator[_Token]:
    """Yield the tokens of the text as gettext does, whether or not they fit together."""
    obsolete = previous = False
    first = True
    token = re.compile(_TOKEN)  # only broken catalogs need it
    while True:
        # Every character is a token, at least junk; so is the end.
        match = cast("re.Match[str]", token.match(text, start))
        kind, start = match.lastgroup or "", match.end()
        found = match[kind]
        if kind == "newline":
            obsolete, previous, first = False, False, True
        elif kind == "mark":
            obsolete, previous = obsolete or "~" in found, previous or "|" in found
        else:
            name = found if kind in ("word", "bracket") else kind
            name = f"|{name}" if previous and kind in _MARKED else name
            yield _Token(kind, name, found, match.start(kind), obsolete, first)
            first = False


def _wrong(token: _Token, text: str) -> str | None:
    """Return what is wrong with a token in any place."""
    if _CONFLICT.match(text, text.rfind("\n", 0, token.offset) + 1):
        return conflicts.UNRESOLVED
    if token.kind == "junk":
        return _junk(token, text)
    if token.name == "|comment":
        return "a comment cannot stand after `#|`; begin it on a line of its own"
    if token.name == "domain":
        return "`domain` is not supported; a catalog has one domain"
    if token.kind == "word" and token.name not in _KEYWORDS:
        return f"the keyword `{token.text}` is unknown here"
    return None


def _misplaced(token: _Token, state: str) -> str | None:
    """Return what is wrong with a token in `state`."""
    if token.name in _FOLLOWS[state]:
        return None
    if state in _LAST:
        return None if token.first else "an entry ends with its line; go on in a new line"
    if state == "msgstr" and token.name == "[":
        return "plural forms need a `msgid_plural` before them"
    return _NEEDS.get(state, "after a keyword comes its text, in double quotes")


def _junk(token: _Token, text: str) -> str:
    """Return what is wrong where no token begins."""
    if string := _OPEN_STRING.match(text, token.offset):
        rest = text[string.end() : string.end() + 2]
        if rest.startswith("\\") and len(rest) == 2:
            return f"this string has an unknown escape, `{rest}`; a backslash is written `\\\\`"
        if rest.startswith("\x04"):
            return "this string has a character U+0004, which gettext uses itself; remove it"
        return "this string has no closing double quote in its line"
    if _SPLICED.match(text, token.offset):
        return "a backslash at the end of a line joins the next to it; remove it here"
    return f"{token.text!r} cannot stand here; text must be in double quotes, comments after `#`"
