"""The text of a heading as a site generator takes it for the id: its markup rendered, or left.

Generators differ in what of a heading counts: the text of an image, an emoji's name, an entity,
the dashes that typography makes of hyphens.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transync.formats.markdown import events

_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_EMOJI = re.compile(r":[\w+-]+:")
_ENTITY = re.compile(r"&(?=#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)")
DASHES = re.compile(r"---?")
"""Of goldmark and kramdown."""
SHORT_DASH = re.compile(r"(?<!-)--(?!-)")
"""Of Astro's SmartyPants."""
DASHES_AND_DOTS = re.compile(r"---?|\.\.\.")
"""Of Pandoc's `smart`; other generators drop all stops."""
_DASH = "–"
_BLANKS = " \t"
_MARKUP = re.compile(r"[^\w\s.,;()'\"/%?-]|_|--|\.\.\.")


class HeadingReading(NamedTuple):
    """What of a heading's markup a generator takes for its id."""

    is_rendered: bool = True
    """Whether the generator renders the heading first; if not, all its characters count."""
    images: bool = False
    """Whether the text of an image counts."""
    footnotes: bool = False
    """Whether the label of a footnote reference counts."""
    emoji: bool = True
    """Whether the name of an emoji such as `:tea:` counts; if not, it is an image by then."""
    entities: bool = False
    """Whether the name of an entity such as `&amp;` counts, in place of its character."""
    typography: re.Pattern[str] | None = None
    """The hyphens and stops that have become a dash or an ellipsis, which are in no id."""


def heading_text(markdown: str, reading: HeadingReading) -> str:
    """Return the text of a heading, without its own id, as a generator of this `reading` takes it.

    `markdown` is the content of the heading on one line.
    """
    if not reading.is_rendered or not _MARKUP.search(markdown):
        return markdown.strip(_BLANKS)
    if reading.entities:
        markdown = _ENTITY.sub(r"\\&", markdown)
    if not reading.footnotes:
        markdown = _FOOTNOTE.sub("", markdown)
    return "".join(_shown(markdown.strip(_BLANKS), reading))


def _shown(markdown: str, reading: HeadingReading) -> list[str]:
    shown = []
    images = 0
    for kind, content in events(markdown):
        if kind in ("image", "image_close"):
            images += 1 if kind == "image" else -1
        elif images and not reading.images:
            continue
        elif kind == "code_inline":
            shown.append(content)
        elif kind in ("text", "text_special"):
            shown.append(_typed(content, reading))
        elif kind in ("softbreak", "hardbreak"):
            shown.append(" ")
    return shown


def _typed(text: str, reading: HeadingReading) -> str:
    if reading.typography:
        text = reading.typography.sub(_DASH, text)
    return text if reading.emoji or ":" not in text else _EMOJI.sub("", text)
