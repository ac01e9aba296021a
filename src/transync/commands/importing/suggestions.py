"""Infers settings from what pages have in common: rules of links, deviations, front-matter keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.traits import (
    ADDRESS,
    DROPPED,
    FREE,
    SAME,
    TEXT,
)
from transync.domain.allowance import ALLOWABLE
from transync.domain.counts import counted
from transync.formats.toml_editor import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.commands.importing.traits import Traits
    from transync.formats.toml_editor import TomlValue
    from transync.project.project import Project

    _Fate = tuple[str, str | bool | int | float]

_FEW = 3
"""How many links, pages or texts must show a rule for it to be more than chance."""
_MOST = 0.8
"""The share of them that must follow it."""
_TRANSLATED = 0.2
"""The share of pages on which a key is another text, from which on it is one to translate."""


class Suggestion(NamedTuple):
    """A setting that would say what the pages have in common."""

    table: str
    """Empty for a key ahead of all tables."""
    key: str
    value: TomlValue
    """All of it: what the project has already, and what is new."""
    reason: str
    """What shows it: `"/en/": 141 of 143 links`."""

    @property
    def name(self) -> str:
        """The setting, as the documentation calls it."""
        return f"{self.table}.{self.key}" if self.table else self.key

    @property
    def line(self) -> str:
        """The line of the configuration."""
        return f"{self.key} = {written(self.value)}"


def suggestions(project: Project, found: Traits) -> list[Suggestion]:
    """Return the settings that pages suggest, and that the project does not have."""
    return [
        *_line_breaks(found),
        *_links(project, found),
        *_front_matter(project, found),
        *_guard(project, found),
    ]


def _line_breaks(found: Traits) -> Iterator[Suggestion]:
    kept, total = found.wraps[True], found.wraps.total()
    if _is_clear(kept, total):
        reason = f"line breaks in {kept} of {counted(total, 'text')} of more than one line"
        yield Suggestion("", "line-breaks", "keep", reason)


def _links(project: Project, found: Traits) -> Iterator[Suggestion]:
    by_head: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (head, became), count in found.links.items():
        by_head[head][became] += count
    rules, reasons = {}, []
    for head, counts in sorted(by_head.items()):
        rule, followed = _rule(counts)
        if head not in project.config.links.rewrite and _is_clear(followed, counts.total()):
            rules[head] = rule
            reasons.append(f'"{head}": {followed} of {counted(counts.total(), "link")}')
    if rules:
        known = project.config.links.rewrite
        yield Suggestion("links", "rewrite", {**known, **rules}, ", ".join(reasons))


def _rule(counts: Counter[str]) -> tuple[str, int]:
    """Return what links that begin alike become, and how many do; an empty text leaves them."""
    spelt = {rule: count for rule, count in counts.items() if "{" in rule}
    best = max(sorted(spelt), key=lambda rule: spelt[rule], default="")
    if best and _is_clear(spelt[best], counts.total()):
        return best, spelt[best]
    return "", counts[FREE] + spelt.get(best, 0) if counts[FREE] else 0


class _KeyRule(NamedTuple):
    """What a setting would say of a front-matter key."""

    setting: str
    key: str
    value: str | bool | int | float
    reason: str


def _front_matter(project: Project, found: Traits) -> Iterator[Suggestion]:
    by_key: defaultdict[str, Counter[_Fate]] = defaultdict(Counter)
    for (key, fate, value), count in found.keys.items():
        by_key[key][fate, value] += count
    keys = sorted(by_key.items())
    rules = [rule for key, each in keys if (rule := _key_rule(key, each, found.pages))]
    config = project.config.front_matter
    tables: Mapping[str, Mapping[str, TomlValue]] = {"address": config.address, "set": config.set}
    for setting, known in tables.items():
        if own := [rule for rule in rules if rule.setting == setting]:
            new = {rule.key: rule.value for rule in own}
            yield Suggestion("front-matter", setting, {**known, **new}, _reasons(own))
    if texts := [rule for rule in rules if rule.setting == "translate"]:
        names = (*config.translate, *_of_dialects(project), *(rule.key for rule in texts))
        yield Suggestion("front-matter", "translate", [*dict.fromkeys(names)], _reasons(texts))


def _key_rule(key: str, counts: Counter[_Fate], all_pages: int) -> _KeyRule | None:
    """Return what a setting would say of a key, by what becomes of it; None if nothing clear.

    A key that is set stands on all pages, those without it included.
    """
    total = counts.total()
    pages, differing = counted(total, "page"), total - counts[SAME, ""]
    texts = counts[TEXT, ""]
    if _is_clear(texts, differing) and texts >= _TRANSLATED * total:
        return _KeyRule("translate", key, True, f"`{key}`: {texts} of {pages}")
    (fate, value), most = counts.most_common(1)[0]
    reason = f"`{key}`: {most} of {pages}"
    if not _is_clear(most, total):
        return None
    if fate == DROPPED:
        return _KeyRule("address", key, False, reason)
    if fate == ADDRESS:
        return _KeyRule("address", key, value, reason)
    is_everywhere = value != "" and _is_clear(most, all_pages)
    return _KeyRule("set", key, value, reason) if is_everywhere else None


def _reasons(rules: Iterable[_KeyRule]) -> str:
    return ", ".join(rule.reason for rule in rules)


def _of_dialects(project: Project) -> Iterator[str]:
    """Yield the keys that the dialects add, as long as the configuration names none."""
    if project.config.front_matter.adds_dialect:
        for dialect in project.config.dialects.values():
            yield from dialect.text_keys


def _guard(project: Project, found: Traits) -> Iterator[Suggestion]:
    guard = project.config.guard
    new: defaultdict[str, list[str]] = defaultdict(list)
    reasons = []
    for (language, code), count in sorted(found.deviations.items()):
        is_needed = code in ALLOWABLE and code not in guard.allowed(language)
        if count >= _FEW and is_needed:
            new[language].append(code)
            reasons.append(f"{code} in {counted(count, 'text')} in {language}")
    if not new:
        return
    if guard.everywhere:
        every = (*guard.everywhere, *(code for codes in new.values() for code in codes))
        value: TomlValue = [*dict.fromkeys(every)]
    else:
        languages = dict.fromkeys((*guard.of_languages, *new))
        value = {code: [*guard.of_languages.get(code, ()), *new[code]] for code in languages}
    yield Suggestion("guard", "allow", value, ", ".join(reasons))


def _is_clear(followed: int, total: int) -> bool:
    return followed >= _FEW and followed >= _MOST * total
