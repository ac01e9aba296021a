"""Numbering: how each site generator tells headings with equal slugs apart.

Each function takes a slug and the ids that the page has so far, with a count each, notes the new
id there, and returns it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    Numbering = Callable[[str, MutableMapping[str, int]], str]

_COUNTED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


def github_slugger(slug: str, used: MutableMapping[str, int]) -> str:
    """Count on from the last number of the slug, past ids that are taken."""
    result = slug
    while result in used:
        used[slug] += 1
        result = f"{slug}-{used[slug]}"
    used[result] = 0
    return result


def count(slug: str, used: MutableMapping[str, int]) -> str:
    """Count the slug, whether or not the numbered id is taken (kramdown)."""
    used[slug] = used.get(slug, -1) + 1
    return f"{slug}-{used[slug]}" if used[slug] else slug


def first_free(slug: str, used: MutableMapping[str, int]) -> str:
    """Try the numbers from 1 on (goldmark, Pandoc, mdBook, markdown-it-anchor)."""
    result, number = slug, 0
    while result in used:
        number += 1
        result = f"{slug}-{number}"
    used[result] = 0
    return result


def underscore(slug: str, used: MutableMapping[str, int]) -> str:
    """Count on from a number that the slug ends with; an empty slug is `_1` (Python-Markdown)."""
    result = slug
    while result in used or not result:
        counted = _COUNTED.fullmatch(result)
        result = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{result}_1"
    used[result] = 0
    return result


def anonymous(slug: str, used: MutableMapping[str, int]) -> str:
    """Call a section `id1`, `id2` whose slug is taken or empty (docutils)."""
    result, number = slug, 0
    while result in used or not result:
        number += 1
        result = f"id{number}"
    used[result] = 0
    return result


def same(slug: str, used: MutableMapping[str, int]) -> str:
    """Return the slug as it is: equal headings cannot be told apart (Obsidian)."""
    used[slug] = 0
    return slug
