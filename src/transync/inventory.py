"""What of a text a translation must keep: links, images, code, tags, tokens, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transync import foreign, html
from transync.markdown import inlines
from transync.model import Form
from transync.prose import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.markdown import Inline

LINK, IMAGE, CODE, TAG, TOKEN, FOOTNOTE = "T301", "T302", "T303", "T304", "T305", "T306"
NAMES = {
    LINK: "link",
    IMAGE: "image",
    CODE: "code span",
    TAG: "HTML tag",
    TOKEN: "template token",
    FOOTNOTE: "footnote reference",
}

Item = tuple[str, str]
"""The code of its kind, and what must be there to the letter."""

_ACTIVE = re.compile(r"[`<\[{]|://")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}://[!-;=?-~]+")
_URL_END = ".,;:!?)\"'*_~]"


def inventory(text: str, form: Form, references: Mapping[str, str]) -> Counter[Item]:
    """Count what a translation of `text` must keep."""
    if not _ACTIVE.search(text):
        return Counter()
    items = Counter((TOKEN, token) for token in foreign.tokens(without_code(text)))
    if form is Form.HTML:
        items.update((TAG, tag) for tag in html.tags(text))
        return items
    if form is Form.CELL:
        text = text.replace("\\|", "|")  # a table takes the backslash away first (GitHub, 4.10)
    for part in inlines(text, references):
        items.update(_items(part))
    return items


def changes(before: Counter[Item], after: Counter[Item]) -> Iterator[tuple[str, str]]:
    """Tell what is missing and what was added, each as the code and a sentence."""
    for (code, value), count in sorted((before - after).items()):
        yield code, f"the {NAMES[code]} `{value}` is missing{_times(count)}"
    for (code, value), count in sorted((after - before).items()):
        yield code, f"the {NAMES[code]} `{value}` is not in the source{_times(count)}"


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _items(part: Inline) -> Iterator[Item]:
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
        yield from ((LINK, url.rstrip(_URL_END)) for url in _URL.findall(part.content))
