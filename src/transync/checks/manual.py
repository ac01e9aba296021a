"""The manual: a page for every code that a finding may have."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.checks.rule import Rule
from transync.domain import errors
from transync.domain.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FAMILIES = {
    "T0": "Not read or not written",
    "T1": "Drift",
    "T2": "Front matter",
    "T3": "Markup",
    "T4": "Language",
    "T5": "Safety",
}
"""What the first digit of a code says."""

_MODULES = (
    *("active", "addresses", "anchors", "drift", "form", "front", "glossary", "language"),
    *("markup", "numbers", "punctuation", "safety"),
)


class ManualPage(NamedTuple):
    """What the manual says of a code."""

    code: str
    severity: Severity
    title: str
    text: str
    """Markdown, the title included: what it means, an example that fails, the same repaired."""
    optional: bool = False
    """Whether the rule is only applied where it is asked for."""


@cache
def pages() -> Mapping[str, ManualPage]:
    """Return the page of every code, in the order of the codes."""
    found = [*_of_errors(), *_of_rules()]
    return {page.code: page for page in sorted(found)}


def is_code(prefix: str) -> bool:
    """Whether a code, or the beginning of one, is that of some rule."""
    return bool(prefix) and any(code.startswith(prefix) for code in pages())


def _of_errors() -> Iterable[ManualPage]:
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    for error in classes:
        if issubclass(error, errors.TransyncError) and "code" in vars(error):
            text = cleandoc(error.__doc__ or "")
            yield ManualPage(error.code, Severity.ERROR, text.partition("\n")[0], text)


def _of_rules() -> Iterable[ManualPage]:
    for name in _MODULES:
        for known in vars(import_module(f"transync.checks.{name}")).values():
            if isinstance(known, Rule):
                each: Rule[Any, Any] = known
                yield ManualPage(each.code, each.severity, each.title, each.manual, each.optional)
