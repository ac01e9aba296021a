"""Whether two texts are alike: rendered the same, but for what leads somewhere and for labels.

Such texts have the same translation. What is compared is what the parser makes of them, so that
all ways to write one thing are one: emphasis with `*` or `_`, entities, escapes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from transync.core.document.prose import closed
from transync.core.markup.cosmetics import plain
from transync.core.markup.parts import MarkupKind, MarkupPart, parts
from transync.formats.html import TRANSLATABLE
from transync.formats.markdown import events

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What stands for a part before the parser sees it: to it, code, a tag or a token begins and ends
# with punctuation, an address with a letter. No text has these characters.
_TARGET, _ADDRESS = "\ufdd0", "\ufdd1"
_FOOTNOTE, _EXACT = "\U00010af1", "\U00010af2"
_VEILS = re.compile(f"[{_TARGET}{_ADDRESS}{_FOOTNOTE}{_EXACT}]")
_VEIL_OF = {
    MarkupKind.FOOTNOTE: _FOOTNOTE,
    MarkupKind.LINK: _ADDRESS,
    MarkupKind.ADDRESS: _ADDRESS,
    MarkupKind.LABEL: f"({_TARGET})",
    MarkupKind.SHORT: f"({_TARGET})",
}
_MARKUP = re.compile(r"[\\&*_~<\[\]]")
_MAX_BRACKETS = 100
"""Brackets of one text that the parser is given: it may take long over more."""
_MAX_OPENERS = 1000
"""The same of what may begin a comment."""
_REMEMBERED = 4096

_COMMENT = "<!--"
_PADDING = re.compile(r"(?<=^\{\{)[ \t]+|(?<=^\{%)[ \t]+|[ \t]+(?=[}%]\}$)")
"""The blanks between a token and its braces."""
_NAME = re.compile(r"</?\s*([\w:.-]+)")
_ATTRIBUTE = re.compile(
    r"\s([^\s=<>\"'/{}]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s\"'=<>`]+))?"
)
_LEADING = frozenset(
    (
        *("action", "background", "cite", "data", "formaction", "href", "id", "longdesc"),
        *("name", "poster", "src", "srcset", "to", "xlink:href"),
    )
)
"""The attributes that lead somewhere, or are there to be led to."""
_VOID = frozenset(("br", "hr", "img", "input", "source", "wbr"))


class Reading(NamedTuple):
    """What a text is to a reader, and what of it is not compared."""

    shown: str
    """What is rendered, cosmetics, targets and labels aside."""
    exact: tuple[str, ...]
    """Code, tags and tokens, which are compared to the letter, where they are not spelling."""
    parts: tuple[MarkupPart, ...]

    def is_like(self, other: Reading) -> bool:
        """Whether two texts are alike."""
        return self[:2] == other[:2]


@lru_cache(maxsize=_REMEMBERED)
def reading(text: str) -> Reading:
    """Read a text."""
    if _VEILS.search(text):
        return Reading(text, (), ())
    found = parts(text)
    exact = tuple(
        _exact(part)
        for part in found
        if part.kind in (MarkupKind.CODE, MarkupKind.TAG, MarkupKind.TOKEN)
    )
    return Reading("".join(_shown(veiled(text, found))).strip(" "), exact, tuple(found))


def veiled(text: str, found: Sequence[MarkupPart]) -> str:
    """Return a text with a character of no meaning in the place of each part."""
    pieces, position = [], 0
    for part in found:
        veil = _VEIL_OF.get(part.kind, _EXACT)
        if part.kind is MarkupKind.TARGET:
            veil = f"({_TARGET}{part.title})"
        pieces += [text[position : part.start], veil]
        position = part.end
    return "".join((*pieces, text[position:]))


def _shown(text: str) -> Iterator[str]:
    """Yield what the parser makes of a text, cosmetics aside."""
    if not _is_parsed(text):
        yield _prose(text)
        return
    run: list[str] = []
    marks: list[str] = []  # of emphasis, at one place: their order shows nothing
    for kind, content in events(text):
        if kind in ("text", "text_special", "softbreak", "hardbreak"):
            if content and marks:
                yield from sorted(marks)
                marks.clear()
            run.append("\n" if kind.endswith("break") else content)
            continue
        if text := "".join(run):
            yield _prose(text)
        run.clear()
        if kind.startswith(("em_", "strong_")):
            if marks and marks[-1].endswith("close\0") != kind.endswith("close"):
                yield from sorted(marks)
                marks.clear()
            marks.append(f"\0{kind}\0")
            continue
        yield from sorted(marks)
        marks.clear()
        yield f"\0{kind} {_prose(content)}\0"
    yield _prose("".join(run))
    yield from sorted(marks)


def _is_parsed(text: str) -> bool:
    return bool(
        _MARKUP.search(text)
        and text.count("[") <= _MAX_BRACKETS
        and text.count("<!") + text.count("<?") <= _MAX_OPENERS
    )


def _prose(text: str) -> str:
    return closed(plain(text))


def _exact(part: MarkupPart) -> str:
    if part.kind is MarkupKind.TAG:
        return _COMMENT if part.raw.startswith(_COMMENT) else _tag(part.raw)
    value = _PADDING.sub("", part.value) if part.kind is MarkupKind.TOKEN else part.value
    return normalize("NFC", value)


def _tag(raw: str) -> str:
    """Return a tag without what leads somewhere, in the one of the ways to write it."""
    named = _NAME.match(raw)
    name = named[1] if named else raw
    name = name.lower() if name.isupper() else name
    attributes = [_attribute(each, other) for each, other in _ATTRIBUTE.findall(raw)]
    is_alone = raw.endswith("/>") and name not in _VOID
    return " ".join((raw[:2] if raw[1] == "/" else "<", name, *sorted(attributes), "/" * is_alone))


def _attribute(name: str, value: str) -> str:
    if name in _LEADING:
        return name
    if value[:1] in ('"', "'"):
        value = unescape(value[1:-1])
    if TRANSLATABLE.match(f' {name}=""', 1):
        value = plain(value)
    return f"{name}={normalize('NFC', value)}"
