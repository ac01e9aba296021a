"""The author's directives: HTML comments that say what is translated, and how."""

from __future__ import annotations

import re
from typing import NamedTuple

from transync.domain.errors import DirectiveError

_DIRECTIVE = re.compile(
    # An unclosed one must not search to the end for each that follows it.
    r"<!--\s*+transync\s*+:\s*+(?P<name>[\w-]*+)\s*+(?P<colon>:?)"
    r"(?P<value>(?>(?:[^-<]|-(?!->)|<(?!!--))*))-->"
)
_PLAIN = ("skip", "skip-start", "skip-end")
_VALUED = ("note", "context")


class Directive(NamedTuple):
    """One directive: `skip`, `skip-start`, `skip-end`, `note: …` or `context: …`."""

    name: str
    value: str = ""


class Wish(NamedTuple):
    """What directives ask for the block behind them."""

    skip: bool = False
    notes: tuple[str, ...] = ()
    context: str | None = None

    def __bool__(self) -> bool:
        return self.skip or bool(self.notes) or self.context is not None

    def with_(self, directive: Directive) -> Wish:
        """Add one more directive."""
        if directive.name == "skip":
            return self._replace(skip=True)
        if directive.name == "note":
            return self._replace(notes=(*self.notes, directive.value))
        return self._replace(context=directive.value)

    def inside(self, outer: Wish) -> Wish:
        """Join the wish for a block with the one for the block around it."""
        context = outer.context if self.context is None else self.context
        return Wish(self.skip or outer.skip, (*outer.notes, *self.notes), context)


NO_WISH = Wish()


def directives(html: str, path: str, line: int) -> list[Directive]:
    """Read the directives of a block of HTML comments; none for any other HTML.

    Raises `DirectiveError` for a directive that does not exist or lacks its text.
    """
    if "transync" not in html:
        return []
    return [_checked(found, path, line) for found in _DIRECTIVE.finditer(html)]


def _checked(found: re.Match[str], path: str, line: int) -> Directive:
    name, value = found["name"], " ".join(found["value"].split())
    place_line = line + found.string.count("\n", 0, found.start())
    if name in _PLAIN and not value and not found["colon"]:
        return Directive(name)
    if name in _VALUED and value and found["colon"]:
        return Directive(name, value)
    if name in _VALUED:
        message = f"the directive `{name}` needs a text: <!-- transync: {name}: … -->"
    elif name in _PLAIN:
        message = f"the directive `{name}` takes no text: <!-- transync: {name} -->"
    else:
        known = ", ".join((*_PLAIN, *(f"{valued}: …" for valued in _VALUED)))
        message = f"there is no directive `{name}`; known are {known}"
    raise DirectiveError(message, path=path, line=place_line, column=1)
