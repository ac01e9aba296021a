"""The author's directives: comments that say what is translated, and how."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import DirectiveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.dialects.dialect import Comment

_PLAIN = ("skip", "skip-start", "skip-end")
_VALUED = ("note", "context")


class Directive(NamedTuple):
    """One directive: `skip`, `skip-start`, `skip-end`, `note: …` or `context: …`."""

    name: str
    value: str = ""


class BlockDirectives(NamedTuple):
    """What directives ask for the block behind them."""

    skip: bool = False
    notes: tuple[str, ...] = ()
    context: str | None = None

    def __bool__(self) -> bool:
        return self.skip or bool(self.notes) or self.context is not None

    def with_(self, directive: Directive) -> BlockDirectives:
        """Add one more directive."""
        if directive.name == "skip":
            return self._replace(skip=True)
        if directive.name == "note":
            return self._replace(notes=(*self.notes, directive.value))
        return self._replace(context=directive.value)

    def inside(self, outer: BlockDirectives) -> BlockDirectives:
        """Return what is asked for a block, with what is asked for the block around it."""
        context = outer.context if self.context is None else self.context
        return BlockDirectives(self.skip or outer.skip, (*outer.notes, *self.notes), context)


NO_DIRECTIVES = BlockDirectives()


def directives(block: str, comments: Sequence[Comment], path: str, line: int) -> list[Directive]:
    """Return the directives in a block that begins with a comment; of any other, none.

    Raises `DirectiveError` for a directive that does not exist or lacks its text.
    """
    if "transync" not in block:
        return []
    kind = next((each for each in comments if block.startswith(each.opening)), None)
    found = _pattern(kind).finditer(block) if kind else ()
    return [_checked(each, kind, path, line) for each in found if kind]


@cache
def _pattern(kind: Comment) -> re.Pattern[str]:
    opening, closing = re.escape(kind.opening), re.escape(kind.closing) or r"(?=\n|\Z)"
    return re.compile(
        rf"{opening}\s*+transync\s*+:\s*+(?P<name>[\w-]*+)\s*+(?P<colon>:?)"
        # An unclosed one must not search to the end for each that follows it.
        rf"(?P<value>(?>(?:(?!{opening}|{closing})[\s\S])*)){closing}"
    )


def _checked(found: re.Match[str], kind: Comment, path: str, line: int) -> Directive:
    opening, closing = kind
    name, value = found["name"], " ".join(found["value"].split())
    place_line = line + found.string.count("\n", 0, found.start())
    if name in _PLAIN and not value and not found["colon"]:
        return Directive(name)
    if name in _VALUED and value and found["colon"]:
        return Directive(name, value)
    if name in _VALUED:
        message = f"the directive `{name}` needs a text: {opening} transync: {name}: … {closing}"
    elif name in _PLAIN:
        message = f"the directive `{name}` takes no text: {opening} transync: {name} {closing}"
    else:
        known = ", ".join((*_PLAIN, *(f"{valued}: …" for valued in _VALUED)))
        message = f"there is no directive `{name}`; known are {known}"
    raise DirectiveError(message, path=path, line=place_line, column=1)
