"""Selects findings: by code, by file and by language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from transync.checks.manual import pages
from transync.domain.allowance import REFUSING, codes
from transync.domain.paths import Globs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.model import Finding

ALWAYS = ("T0", *REFUSING)
"""What is never left out: what could not be read, and so not checked, or was not published."""


@dataclass(frozen=True)
class RuleSelection:
    """What is selected and what is ignored, by codes or the beginnings of codes."""

    select: tuple[str, ...] = ()
    """Nothing selected means every rule that is not optional."""
    ignore: tuple[str, ...] = ()
    of_paths: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Glob → what is ignored in the files, and of the documents, that it matches."""
    of_languages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Language → what is ignored in it."""

    def selects(self, found: Finding) -> bool:
        """Whether a finding is to be reported."""
        code = found.code
        if code.startswith(ALWAYS):
            return True
        if not self.is_enabled(code) or _is_among(code, self.of_languages.get(found.language, ())):
            return False
        return not any(
            _is_among(code, codes) and (globs.match(found.path) or globs.match(found.document))
            for globs, codes in self._globs
        )

    def is_enabled(self, code: str) -> bool:
        """Whether the rule of a code runs at all."""
        if self.select:
            return _is_among(code, self.select) and not _is_among(code, self.ignore)
        return not pages()[code].optional and not _is_among(code, self.ignore)

    @cached_property
    def _globs(self) -> list[tuple[Globs, Sequence[str]]]:
        return [(Globs((pattern,)), codes) for pattern, codes in self.of_paths.items()]


def ignored(comments: Iterable[str]) -> tuple[str, ...]:
    """Read what the translators' comments on an entry ignore: `transync: ignore T402, T404`."""
    return codes(comments, "ignore")


def without(findings: Iterable[Finding], ignored: Sequence[str]) -> list[Finding]:
    """Leave out the findings of some codes, except those that are always reported."""
    return [
        each
        for each in findings
        if each.code.startswith(ALWAYS) or not _is_among(each.code, ignored)
    ]


def _is_among(code: str, prefixes: Sequence[str]) -> bool:
    return code.startswith(tuple(prefixes)) if prefixes else False
