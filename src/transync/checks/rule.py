"""A rule: the code of a finding, how grave it is, what it says, and its page in the manual."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING, Generic, NamedTuple, ParamSpec, TypeVar

from transync.domain.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")


class Place(NamedTuple):
    """Where a finding is, and what it concerns; a line or column of 0 is unknown."""

    path: str
    line: int = 0
    column: int = 0
    document: str = ""
    language: str = ""


@dataclass(frozen=True)
class Rule(Generic[P, T]):
    """One code; the docstring of what tells its sentences is its page in the manual."""

    code: str
    severity: Severity
    tell: Callable[P, T]
    """Gives the sentence of a finding, or the sentences of all that are found."""
    optional: bool = False
    """Whether it is only applied where it is asked for."""

    @property
    def manual(self) -> str:
        """The page: what it means, an example that fails, the same repaired; Markdown."""
        return cleandoc(self.tell.__doc__ or "")

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.manual.partition("\n")[0]

    def at(self, place: Place, message: str) -> Finding:
        """Report `message` at a place."""
        path, line, column, document, language = place
        return Finding(self.code, self.severity, path, line, column, message, document, language)


def rule(
    code: str, severity: Severity = Severity.ERROR, *, optional: bool = False
) -> Callable[[Callable[P, T]], Rule[P, T]]:
    """Make a function the rule of a code."""

    def made(tell: Callable[P, T]) -> Rule[P, T]:
        return Rule(code, severity, tell, optional)

    return made
