"""Counts what a translation must keep: links, images, code, tags, tokens, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from transync.core.document import template_syntax
from transync.core.document.attributes import without_texts
from transync.core.document.prose import BLANKS, code_of, code_spans, outside
from transync.core.markup.fast_inventory import addresses, are_none, key, spans
from transync.domain.model import Form
from transync.formats import html
from transync.formats.markdown import inlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.core.markup.fast_inventory import Spans
    from transync.dialects import Dialect
    from transync.formats.markdown import Inline

LINK, IMAGE, CODE, TAG, TOKEN, FOOTNOTE, ANCHOR = (
    *("T301", "T302", "T303", "T304", "T305", "T306", "T307"),
)
LINE_BREAK, STRUCTURE, LABEL = "T308", "T309", "T310"

UNBALANCED = re.compile(r"(unopened|unclosed|crossed) (?=[\w:.-]+$)")
"""What stands before the name of a tag or a token without its other half, or within emphasis."""

Item = tuple[str, str]
"""The code of its kind, and what must be there to the letter.

Of an address in the text: `bare ` and the address; of a tag or a token without its other half:
`unopened ` or `unclosed ` and its name.
"""

MAX_BRACKETS = 100
"""Brackets that open inside each other; what is in deeper ones is not looked for."""

MAX_COMMENTS = 1000
"""Comments in one text: the parser looks for the end of each of them."""

_REMEMBERED = 2048
"""Texts whose inventory is kept: each is compared with its translation into each language."""

_MARKDOWN = (Form.TEXT, Form.LINE, Form.CELL)
_COMMENT_END = "-->"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ACTIVE = re.compile(r"[`<\[{}@]|://|%>|-->|\$\$|www\.", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]|\^\[(?!\^)")
_ANCHOR_TOKEN = re.compile(r"\{:?[ \t]*#[\w:.-]+(?:[ \t]+(?:[.#][\w:.-]+|[\w-]+=\S+))*[ \t]*\}")
_ANCHOR_TAG = re.compile(r"<a(?=\s)(?![^>]*\shref\b)[^>]*\s(?:id|name)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<!\\)\[([^\[\]^!][^\[\]]*)\](?:\[([^\[\]]*)\])?(?!\()")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_LABEL = re.compile(r"\]\[((?:\\.|[^\[\]\\])*)\]")
_PARTNER = re.compile(
    r"<(?P<close>/)?(?P<tag>[A-Za-z][\w:.-]*)"
    r"|\{%-?[ \t]*(?P<end>end)?(?P<block>\w+)"
    r"|\{\{[<%#]?[ \t]*(?P<slash>/)?[ \t]*(?P<shortcode>[\w-]+)"
)
_MENTIONED = re.compile(r"\[((?>(?:\\.|[^\[\]\\])*))\]", re.DOTALL)
"""What may be the label of a link (CommonMark 4.7)."""


def is_alike(
    text: str, other: str, form: Form, references: Mapping[str, str], dialect: Dialect
) -> bool:
    """Whether two texts have one inventory, as far as that is to be seen at a glance."""
    if form not in _MARKDOWN or _has_marks_of(dialect, text) or _has_marks_of(dialect, other):
        return False
    if are_none(text) and are_none(other):
        return True
    text = _unescaped(text, form)
    found = _spans(text, mentioned(text, references), dialect)
    return found is not None and found == spans(_unescaped(other, form), references, dialect)


def _has_marks_of(dialect: Dialect, text: str) -> bool:
    marker = template_syntax.marker(text, dialect)
    return marker is not None or template_syntax.has_references(text, dialect)


@lru_cache(maxsize=_REMEMBERED)
def _spans(text: str, links: tuple[tuple[str, str], ...], dialect: Dialect) -> Spans | None:
    return spans(text, dict(links), dialect)


def inventory(
    text: str, form: Form, references: Mapping[str, str], dialect: Dialect
) -> Counter[Item]:
    """Count what a translation of `text` must keep; of code spans, only which there are.

    Raw HTML and front matter are read in both ways, as what they are and as Markdown: some
    renderers know Markdown in HTML, and themes put titles into pages as they are.
    """
    text = template_syntax.without_shown_words(text, dialect)
    return _inventory(text, form, mentioned(_unescaped(text, form), references), dialect)


def mentioned(text: str, references: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the references, as pairs of label and target, whose labels may stand in a text.

    A document may have thousands, and no text looks at all of them.
    """
    if "[" not in text or not references:
        return ()
    labels = dict.fromkeys(map(key, _MENTIONED.findall(text)))
    return tuple((label, references[label]) for label in labels if label in references)


@lru_cache(maxsize=_REMEMBERED)
def _inventory(
    text: str, form: Form, links: tuple[tuple[str, str], ...], dialect: Dialect
) -> Counter[Item]:
    references = dict(links)
    mark = template_syntax.marker(text, dialect) if form is Form.TEXT else None
    prefix = text[: mark.rest].rstrip(BLANKS) if mark and mark.rest else ""
    # What is code in HTML is so to few renderers, and does not count.
    has_references = template_syntax.has_references(text, dialect)
    shown = text.replace("`", " ") if form is Form.HTML else text
    if not (prefix or has_references or _is_active(shown)):
        return Counter()
    is_simple = not (prefix or has_references) and form in _MARKDOWN
    if is_simple and (known := spans(_unescaped(text, form), references, dialect)):
        return _of_spans(known, dialect)
    return parsed(text, form, references, dialect, prefix)


def _is_active(text: str) -> bool:
    """Whether a text may have something to count, behind entities and escapes, too."""
    if _ACTIVE.search(text):
        return True
    return ("&" in text or "\\" in text) and _ACTIVE.search(_read(text)) is not None


def _read(text: str) -> str:
    """Read the entities and escapes of a text, behind which an address may hide."""
    return unescape(_ESCAPED.sub(r"\1", text))


def _unescaped(text: str, form: Form) -> str:
    """Take the backslash before a pipe away, as a table does first (GitHub, 4.10)."""
    return text.replace("\\|", "|") if form is Form.CELL else text


def _of_spans(known: Spans, dialect: Dialect) -> Counter[Item]:
    items = [(LINK, target) for target in known.links]
    items += [(IMAGE, target) for target in known.images]
    items += [(CODE, code) for code in {*known.codes}]
    items += [_as_anchor((TAG, without_texts(tag, dialect))) for tag in known.tags]
    items += [(FOOTNOTE, mark) for mark in known.footnotes]
    items += [_as_anchor((TOKEN, without_texts(token, dialect))) for token in known.tokens]
    items += [(TAG, loose) for loose in _unpaired(known.tags)]
    items += [(TOKEN, loose) for loose in _unpaired(known.tokens)]
    return Counter(items)


def parsed(
    text: str, form: Form, references: Mapping[str, str], dialect: Dialect, prefix: str = ""
) -> Counter[Item]:
    """Do the same for a text of any kind, by the parser; `prefix` is an engine's mark before it."""
    if _depth(text) > MAX_BRACKETS or text.count("<!") + text.count("<?") > MAX_COMMENTS:
        return Counter({(STRUCTURE, text): 1})
    text = template_syntax.without_shown_words(_unescaped(text, form), dialect)
    inline = list(inlines(text, references))
    prose = text if form is Form.HTML else _without_code(text, inline, references)
    items = Counter(_items(inline))
    if form not in _MARKDOWN:
        kept = (LINK, IMAGE, FOOTNOTE) if form is Form.HTML else (LINK, IMAGE, FOOTNOTE, CODE)
        items = Counter({item: count for item, count in items.items() if item[0] in kept})
        tags = html.tags(text, raw=form is Form.HTML)
        ends = text.count(_COMMENT_END) - sum(tag.endswith(_COMMENT_END) for tag in tags)
        tags += ends * [_COMMENT_END]  # one may end what is not closed above
    else:
        targets = {value.removeprefix("mailto:") for code, value in items if code in (LINK, IMAGE)}
        tags = html.tags(prose, escapes=True)
        tags = [tag for tag in tags if not (tag[1:-1] in targets and _is_target(tag, text))]
    items |= Counter((TAG, tag) for tag in tags)
    items.update((TAG, prose[start:end]) for start, end, _ in html.untranslated(prose))
    tokens = template_syntax.tokens(prose, dialect)
    items.update((TOKEN, token) for token in tokens)
    items = _without_texts(items, dialect)
    # A name may be there once more in another language, where that has no pronoun for it.
    items = Counter({_as_anchor(i): 1 if i[0] == CODE else n for i, n in items.items()})
    items.update([(TOKEN, prefix.partition("[")[0])] if prefix else [])
    items.update((TAG, loose) for loose in _unpaired(tags))
    items.update((TOKEN, loose) for loose in _unpaired(tokens))
    return items


def _without_texts(items: Counter[Item], dialect: Dialect) -> Counter[Item]:
    """Leave out of tags and tokens what readers see of them."""
    found: Counter[Item] = Counter()
    for (code, value), count in items.items():
        is_markup = code in (TAG, TOKEN)
        found[code, without_texts(value, dialect) if is_markup else value] += count
    return found


def _is_target(tag: str, text: str) -> bool:
    """Whether what looks like a tag is the target of an autolink, or of a link."""
    return ":" in tag or "@" in tag or f"({tag}" in text


def undefined(text: str, source: str, references: Mapping[str, str]) -> list[str]:
    """List the labels, as written, by which `text` may refer to a link that is not defined.

    What its `source` has in brackets, too, is none.
    """
    if "[" not in text:
        return []
    there = Counter(_labels(source))
    return [
        label
        for label, count in (Counter(_labels(text)) - there).items()
        for _ in range(count)
        if key(label) not in references
    ]


def _labels(text: str) -> Iterator[str]:
    return (found[2] or found[1] for found in _REFERENCE.finditer(text))


def _depth(text: str) -> int:
    """Return the greatest number of brackets that are open at once."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _without_code(text: str, inline: Iterable[Inline], references: Mapping[str, str]) -> str:
    """Return `text` without its code spans, or as it is, where they are not surely found."""
    codes = ["".join(part.content.split()) for part in inline if part.type == "code_inline"]
    unlabelled = _LABEL.sub(lambda label: "]" if key(label[1]) in references else label[0], text)
    for prose in (text, unlabelled):
        spans = code_spans(prose)
        if [code_of(prose[start:end]) for start, end in spans] == codes:
            return outside(prose, spans)
    return text


def _unpaired(marks: Iterable[str]) -> Iterator[str]:
    """Yield the marks that close what is not open, and those that open what is never closed.

    Only names that are closed somewhere count: `<br>` and `{{ name }}` stand alone.
    """
    partners = [found for mark in marks if (found := _PARTNER.match(mark))]
    closed = {found[found.lastgroup or 0] for found in partners if _closes(found)}
    waiting: list[str] = []
    for found in partners:
        name = found[found.lastgroup or 0]
        if not _closes(found):
            if name in closed:
                waiting.append(name)
        elif waiting and waiting[-1] == name:
            waiting.pop()
        else:
            yield f"unopened {name}"
    yield from (f"unclosed {name}" for name in waiting)


def _closes(found: re.Match[str]) -> bool:
    return bool(found["close"] or found["end"] or found["slash"])


def _as_anchor(item: Item) -> Item:
    """Return a tag or a token as an anchor where it is there to be linked to."""
    code, value = item
    pattern = {TAG: _ANCHOR_TAG, TOKEN: _ANCHOR_TOKEN}.get(code)
    return (ANCHOR, value) if pattern and pattern.match(value) else item


def _items(inline: Iterable[Inline]) -> Iterator[Item]:
    in_link = False
    shown: list[str] = []  # the text outside links, where renderers look for addresses
    for part in inline:
        in_link = part.type == "link_open" or (in_link and part.type != "link_close")
        if part.type == "link_open":
            yield LINK, part.target
        elif part.type == "image":
            yield IMAGE, part.target
        elif part.type == "code_inline":
            yield CODE, part.content
        elif part.type == "html_inline":
            yield TAG, html.TRANSLATABLE.sub(r"\1", part.content)
        elif part.type == "text":
            yield from ((FOOTNOTE, label) for label in _FOOTNOTE.findall(part.content))
        if part.type in ("text", "text_special") and not in_link:
            shown.append(part.content)
        else:
            shown.append("\n")
    yield from ((LINK, address) for address in addresses("".join(shown)))
