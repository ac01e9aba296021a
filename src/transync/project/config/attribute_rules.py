"""The rule of the settings that name attributes which readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.project.config.rules import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.project.config.rules import Given


def attribute_selectors(given: Given) -> Iterator[Fault]:
    """Ask for attributes, each with what it belongs to."""
    if not given.value:
        return
    from transync.core.document.attributes import is_selector  # which few projects need

    for number, selector in enumerate(given.value):
        if not is_selector(selector):
            hint = "say `Card@title`, `{{figure}}@caption`, `{%include%}@text` or `{}@title`"
            yield Fault(f'"{selector}" names no attribute; {hint}', (number,))
