"""What is asked of the settings of links, beyond their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.paths import placeholders
from transync.project.config.rules import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.project.config.rules import Given

_PLACEHOLDERS = ("lang", "locale")


def prefixes(given: Given) -> Iterator[Fault]:
    """Refuse an empty prefix, and placeholders that say nothing of a language."""
    for prefix, text in given.value.items():
        if not prefix:
            yield Fault("has an empty text; say what targets begin with", ("",))
        for name in placeholders(text):
            if name not in _PLACEHOLDERS:
                known = " and ".join(f"`{{{each}}}`" for each in _PLACEHOLDERS)
                yield Fault(f"`{{{name}}}` is no placeholder; placeholders are {known}", (prefix,))
