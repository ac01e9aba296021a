"""Find visible text, tags and comments in raw HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# fmt: off
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))
# fmt: on
"""The elements that occur inside a sentence (HTML, phrasing content); all others end a run."""

HIDDEN = frozenset(("math", "pre", "script", "style", "svg", "template", "textarea"))
"""The elements whose text is not prose."""

TAG = re.compile(
    r"</?(?P<name>[A-Za-z][\w:.-]*)"
    r"(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>"
)
"""A tag; braces in its attributes as in JSX."""

TRANSLATABLE = re.compile(
    r"(?<=\s)(alt|title|aria-label|placeholder)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
"""The attributes whose value a reader sees."""

_UNTRANSLATED = re.compile(
    r"<(?P<name>[A-Za-z][\w:.-]*)(?=[^<>]*\s(?:translate\s*=\s*(?:\"no\"|'no'|no(?=[\s>]))"
    r"|class(?:Name)?\s*=\s*(?:\"[^\"<>]*(?<![\w-])notranslate(?![\w-])"
    r"|'[^'<>]*(?<![\w-])notranslate(?![\w-])|notranslate(?=[\s>]))))[^<>]*(?<!/)>",
    re.IGNORECASE,
)
"""The opening tag of an element that asks not to be translated."""
_LINE_OF_TAGS = re.compile(rf"(?:[ \t]*{TAG.pattern})*[ \t]*")
_WORDS = INLINE | {"br"}
_SPECIAL = re.compile(r"<(?=[!?/A-Za-z])")
_ATTEMPT = re.compile(r"<[!?/]?(?:[^<>]*>|[\w:.-]*)")
_BROKEN = re.compile(r"<[!?/]?[A-Za-z](?>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<.*", re.DOTALL)
_ELEMENTS = (
    "abbr|acronym|address|applet|area|article|aside|audio|base|basefont|bdi|bdo|bgsound|big"
    "|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data"
    "|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fencedframe|fieldset"
    "|figcaption|figure|font|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hgroup"
    "|hr|html|iframe|image|img|input|ins|isindex|kbd|keygen|label|layer|legend|li|link"
    "|listing|main|map|mark|marquee|math|menu|menuitem|meta|meter|multicol|nav|nextid|nobr"
    "|noembed|noframes|nolayer|noscript|object|ol|optgroup|option|output|p|param|picture"
    "|plaintext|portal|pre|progress|q|rb|rp|rt|rtc|ruby|samp|script|search|section|select"
    "|selectedcontent|slot|small|source|spacer|span|strike|strong|style|sub|summary|sup|svg"
    "|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|ul|var|video|wbr"
    "|xmp|a|b|i|s|u"
)
"""The elements that browsers know or once knew."""
# Python-Markdown does not know `\<`: after a backslash, only a name that is not an element's, and
# that has no attribute, is text.
_PLACEHOLDER = re.compile(
    rf"<(?!(?:{_ELEMENTS})(?![\w:.-]))"
    r"(?![^>]*[ .:-](?:hidden|inert|popover|autofocus|contenteditable)\b)[\w .:-]*>?",
    re.IGNORECASE,
)
_CLOSERS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


def runs(source: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each run of text between block-level tags; inline tags belong to it.

    Runs exclude surrounding white space, comments and the text of `HIDDEN` elements. An unclosed
    comment or hidden element lasts to the end, as in a browser.
    """
    begin = 0
    for start, end in _boundaries(source):
        yield from _trimmed(source, begin, start)
        begin = end
    yield from _trimmed(source, begin, len(source))


def hidden_parts(source: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what is in each `HIDDEN` element, behind its opening tag."""
    position = 0
    last = source.rfind(">")
    while opened := _SPECIAL.search(source, position):
        start = opened.start()
        position, name = _markup(source, start, last)
        if name in HIDDEN and not source.startswith("</", start):
            begin, position = position, _element_end(source, position, name)
            yield begin, position


def untranslated(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the offsets of each element that asks not to be translated, and its name.

    It does so by `translate="no"` (HTML, 3.2.6.1) or the class `notranslate`. What is never
    closed is none.
    """
    if "translate" not in source:
        return
    position, unclosed = 0, set()
    for opened in _UNTRANSLATED.finditer(source):
        name = opened["name"].lower()
        if opened.start() < position or name in unclosed:
            continue
        end = _closed(source, opened.end(), name)
        if end < 0:
            unclosed.add(name)
            continue
        position = end
        yield opened.start(), end, name


def _closed(source: str, position: int, name: str) -> int:
    """Return where an open element ends, with those of its name in it; -1 where it never does."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?![\w:.-])[^<>]*>", re.I).finditer(
        source, position
    ):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return -1


def standing_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that have only tags of blocks and components.

    A tag may stand on several of them.
    """
    ends = (0, len(lines) - 1)
    found = {n for n, line in enumerate(lines) if is_standing(line, at_end=n in ends)}
    source = "\n".join(lines)
    for tag in TAG.finditer(source):
        first, count = source.count("\n", 0, tag.start()), tag[0].count("\n")
        if not count or tag["name"].lower() in _WORDS:
            continue
        at_end = first == 0 or first + count == len(lines) - 1
        is_alone = source[tag.start() - 1 : tag.start()] in ("", "\n") and (
            source[tag.end() : tag.end() + 1] in ("", "\n")
        )
        if is_alone and (at_end or not tag[0].endswith("/>")):
            found.update(range(first, first + count + 1))
    return found


def is_standing(line: str, *, at_end: bool = False) -> bool:
    """Whether a line has only tags of blocks and components, which some engines need alone.

    Self-closing tags may belong to a sentence, except `at_end` of one.
    """
    if not _LINE_OF_TAGS.fullmatch(line):
        return False
    found = [*TAG.finditer(line)]
    return bool(found) and all(
        tag["name"].lower() not in _WORDS and (at_end or not tag[0].endswith("/>")) for tag in found
    )


def tags(source: str, *, escapes: bool = False, raw: bool = False) -> list[str]:
    r"""List the tags and comments of `source`, without the attribute values that readers see.

    List what any browser or renderer takes for a tag, up to where it takes it.
    With `escapes`, a mere name after a backslash is text: `\<name>`. In `raw` HTML, only `>` ends
    an invalid tag, however far it is: browsers take everything up to it for attributes.
    """
    found = []
    position = 0
    last = source.rfind(">")
    while opened := _SPECIAL.search(source, position):
        start = opened.start()
        position, _ = _markup(source, start, last)
        if position <= start + 1 or (position == len(source) and source[-1] != ">"):
            attempt = (_BROKEN if raw else _ATTEMPT).match(source, start)
            position = attempt.end() if attempt else start + 1
        tag = TRANSLATABLE.sub(r"\1", source[start:position])
        if not (escapes and _is_escaped(source, start)):
            found.append(tag)
        elif not _PLACEHOLDER.fullmatch(tag):
            found.append("\\" + tag)
    return found


def is_element(source: str, start: int) -> bool:
    """Whether the `<` at `start` may begin an element that browsers know, or a comment."""
    tag = _ATTEMPT.match(source, start)
    return tag is not None and not _PLACEHOLDER.fullmatch(tag[0])


def _is_escaped(source: str, start: int) -> bool:
    before = start
    while source[before - 1 : before] == "\\":
        before -= 1
    return (start - before) % 2 == 1


def _boundaries(source: str) -> Iterator[tuple[int, int]]:
    """Yield what separates runs: block-level tags, comments, hidden elements with their text."""
    position = 0
    last = source.rfind(">")
    while opened := _SPECIAL.search(source, position):
        start = opened.start()
        position, name = _markup(source, start, last)
        if name in HIDDEN and not source.startswith("</", start):
            position = _element_end(source, position, name)
        if name not in INLINE and position > start + 1:
            yield start, position


def _markup(source: str, start: int, last: int) -> tuple[int, str]:
    """Return the end of the markup that `<` opens, and the name of its element in lower case.

    A `<` that opens nothing is text: the end is then the next character. A tag that is
    never closed lasts to the end, as in a browser; `last` is the last `>` of all.
    """
    for opening, closing in _CLOSERS:
        if source.startswith(opening, start):
            end = source.find(closing, start + len(opening))
            return (len(source) if end < 0 else end + len(closing)), ""
    if tag := TAG.match(source, start):
        return tag.end(), tag["name"].lower()
    return (start + 1 if start < last else len(source)), ""


def _element_end(source: str, position: int, name: str) -> int:
    """Return the end of the hidden element `name`, whose opening tag ends at `position`."""
    if source[position - 2] == "/":
        return position
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(source, position)
    return closing.end() if closing else len(source)


def _trimmed(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Leave out white space, and the tags on lines of their own, at both ends of a run.

    A tag alone on its line may be what opens the HTML block (CommonMark 4.6, condition 7).
    """
    while (line_end := source.find("\n", start, end)) >= 0:
        if not _LINE_OF_TAGS.fullmatch(source, start, line_end):
            break
        start = line_end + 1
    while (line_start := source.rfind("\n", start, end)) >= 0:
        if not _LINE_OF_TAGS.fullmatch(source, line_start + 1, end):
            break
        end = line_start
    text = source[start:end]
    if text.strip():
        yield start + len(text) - len(text.lstrip()), start + len(text.rstrip())
