"""A preprocessor of the book: a fence `admonish KIND title="…"` becomes a box with its Markdown."""

from __future__ import annotations

import json
import re
import sys

FENCE = re.compile(
    r"^(`{3,})admonish[ \t]*(\w*)([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL
)
TITLE = re.compile(r'title="([^"]*)"')


def box(match: re.Match[str]) -> str:
    """Return the box of a fence."""
    title = TITLE.search(match[3])
    head = f"<p>{title[1]}</p>" if title else ""
    return f'<div class="admonition {match[2]}">{head}\n\n{match[4]}\n</div>\n'


def changed(items: list[object]) -> None:
    """Change the chapters of a list, and the ones below them."""
    for item in items:
        if isinstance(item, dict) and "Chapter" in item:
            item["Chapter"]["content"] = FENCE.sub(box, item["Chapter"]["content"])
            changed(item["Chapter"]["sub_items"])


if sys.argv[1:2] == ["supports"]:
    sys.exit(0)
_, book = json.load(sys.stdin)
changed(book.get("items", book.get("sections", [])))
json.dump(book, sys.stdout)
