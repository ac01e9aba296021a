"""The kinds of values that settings have, and what makes one setting."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.project.config import rules


class Kind(NamedTuple):
    """A type of values, as messages name it."""

    said: str
    holds: Callable[[object], bool]
    """Whether a value is of the type; of a list or a table, one of its values."""
    outer: type | None = None
    or_else: Kind | None = None
    """Another type that a value may be of."""

    def wrong(self, value: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
        """Yield the parts of a value that are not of the type, and where they are in it."""
        if self.or_else and self.or_else.outer and isinstance(value, self.or_else.outer):
            yield from self.or_else.wrong(value)
        elif self.outer is not None and not isinstance(value, self.outer):
            yield (), value
        elif isinstance(value, list) and self.outer:
            yield from (((n,), part) for n, part in enumerate(value) if not self.holds(part))
        elif isinstance(value, dict) and self.outer:
            yield from (((key,), part) for key, part in value.items() if not self.holds(part))
        elif not self.holds(value):
            yield (), value


class Setting(NamedTuple):
    """One key of the configuration."""

    key: str
    """As it is written, after its table: `front-matter.stamp`."""
    kind: Kind
    default: str | None
    """As it would be written; `None` if it must be given."""
    about: str
    """What it does, in one sentence."""
    rules: tuple[rules.Rule, ...] = ()
    """What else is asked of a value of its kind."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and type(value) is not bool and math.isfinite(value)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | bool) or _is_number(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_pattern(value: object) -> bool:
    return isinstance(value, str) or value is False


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


TEXT = Kind("a text", _is_text)
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
NUMBER = Kind("a number", _is_number)
TEXTS = Kind("a list of texts", _is_text, list)
TABLE_OF_TEXTS = Kind("a table of texts", _is_text, dict)
TABLE_OF_NUMBERS = Kind("a table of numbers", _is_number, dict)
TABLE_OF_LISTS = Kind("a table of lists of texts", _is_texts, dict)
TABLES = Kind("a list of tables", lambda value: isinstance(value, dict), list)
TABLE_OF_TABLES = Kind("a table of tables", lambda value: isinstance(value, dict), dict)
TEXTS_OR_TABLE = Kind("a list of texts, or a table of such lists", _is_text, list, TABLE_OF_LISTS)
TABLE_OF_PATTERNS = Kind("a table of texts and false", _is_pattern, dict)
TABLE_OF_DATA = Kind("a table of texts, numbers, true and false", _is_plain, dict)
