"""A pseudo-translation: every letter of prose changed, every mark kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.dialects.commonmark import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTERS = str.maketrans("aeiouAEIOUäöü", "áéíóúÁÉÍÓÚàòù")
KEPT = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"
    rf"|{TOKEN.pattern}"
    r"|<!--(?:[^-]|-(?!->))*-->|</?[A-Za-z][^<>]*>|<[A-Za-z][^<>\s]*:[^<>\s]*>"
    r"|\]\((?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|\]:?\s*\[[^\[\]]*\]"
    r"|\[\^[^\]\s]+\]"
    r"|&(?:[A-Za-z][A-Za-z0-9]*|\#\w+);"
    r"|\[!\w+\]"
    r"|[A-Za-z][A-Za-z0-9+.-]{1,31}://[^\s<>\"'()\[\]]+"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+"
    r"|(?:\w[\w-]*\.)+[A-Za-z]{2,}"
    r"|\[(?P<label>[^\[\]]+)\](?:\[\]|(?![(\[]))"
    r"|\\.",
    re.DOTALL,
)


def pseudo(text: str, references: Mapping[str, str] | None = None) -> str:
    """Change the vowels of the prose in `text`; a label that is also text is named apart."""
    labels = {label.casefold() for label in references or ()}
    parts = []
    position = 0
    for kept in KEPT.finditer(text):
        parts.append(text[position : kept.start()].translate(_LETTERS))
        parts.append(_label(kept, labels) if kept["label"] else kept[0])
        position = kept.end()
    return "".join([*parts, text[position:].translate(_LETTERS)])


def _label(kept: re.Match[str], labels: set[str]) -> str:
    label = kept["label"]
    shown = pseudo(label)
    if " ".join(label.split()).casefold() in labels:
        return f"[{shown}][{label}]"
    return f"[{shown}]" + ("[]" if kept[0].endswith("[]") else "")
