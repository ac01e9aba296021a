"""A rule: the code of a finding, its severity, its sentence, and its page in the manual."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

from transync.domain.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.checks.location import Location
    from transync.checks.pair import Pair

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Rule(Generic[P, T]):
    """One code; calling it makes findings: one at a `Location`, or all those of a `Pair`."""

    code: str
    severity: Severity
    findings: Callable[P, T]
    manual: str
    """Its page: what it means, an example that fails, the same repaired; Markdown."""
    optional: bool = False
    """Whether it is only applied where it is asked for."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return the finding, or yield the findings of a pair."""
        return self.findings(*args, **kwargs)

    @property
    def title(self) -> str:
        """The page's first line."""
        return self.manual.partition("\n")[0]


def rule(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[P, str]], Rule[Concatenate[Location, P], Finding]]:
    """Make a rule of a function that returns the sentence of one finding.

    The rule takes a location and what the function takes. The function's docstring is its page.
    """

    def decorate(sentence: Callable[P, str]) -> Rule[Concatenate[Location, P], Finding]:
        def finding(location: Location, *args: P.args, **kwargs: P.kwargs) -> Finding:
            return _finding(code, severity, location, sentence(*args, **kwargs))

        return Rule(code, severity, finding, cleandoc(sentence.__doc__ or ""))

    return decorate


def pair_rule(
    code: str, severity: Severity = Severity.ERROR, *, optional: bool = False
) -> Callable[
    [Callable[Concatenate[Pair, P], Iterator[str]]], Rule[Concatenate[Pair, P], Iterator[Finding]]
]:
    """Make a rule of a function that yields a sentence for each fault of a pair.

    Its findings are where the pair is. The function's docstring is its page.
    """

    def decorate(
        sentences: Callable[Concatenate[Pair, P], Iterator[str]],
    ) -> Rule[Concatenate[Pair, P], Iterator[Finding]]:
        def findings(pair: Pair, *args: P.args, **kwargs: P.kwargs) -> Iterator[Finding]:
            for sentence in sentences(pair, *args, **kwargs):
                yield _finding(code, severity, pair.location, sentence)

        return Rule(code, severity, findings, cleandoc(sentences.__doc__ or ""), optional)

    return decorate


def _finding(code: str, severity: Severity, location: Location, message: str) -> Finding:
    path, line, column, document, language = location
    return Finding(code, severity, path, line, column, message, document, language)
