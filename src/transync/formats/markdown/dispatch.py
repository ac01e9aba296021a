"""Asks only those rules of the parser that can match a line, by how the line begins.

markdown-it-py asks every rule at every line, and most of them only look at the first character.
Whether a rule matches, and which does first, is the same here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markdown_it.ruler import Rule
    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_CODE_INDENT = 4
_DELIMITERS = "|-:"
_UNDERLINES = ("-", "=")
_STOPS = ("\n", *_UNDERLINES)
_DIGITS = "0123456789"

STARTS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-" + _DIGITS,
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
}
"""How a line begins that the rule can match (CommonMark 4 and 5; Pandoc's footnotes)."""


def chains(rules: Iterable[Rule[BlockRule]]) -> dict[str, list[BlockRule]]:
    """Give for each chain of the parser the one rule that stands for all of it."""
    active = [rule for rule in rules if rule.enabled]
    names = {name for rule in active for name in rule.alt}
    members = {name: [rule for rule in active if name in rule.alt] for name in names}
    return {name: [_chain(rules)] for name, rules in {**members, "": active}.items()}


def _chain(rules: Iterable[Rule[BlockRule]]) -> BlockRule:
    """Give one rule in the place of all, which are asked in their order."""
    named = [(rule.name, _PRECHECKED.get(rule.name, _as_it_is)(rule.fn)) for rule in rules]
    every = tuple(rule for _, rule in named)
    other = tuple(rule for name, rule in named if name not in STARTS and name != "code")

    def chosen(start: str) -> tuple[BlockRule, ...]:
        return tuple(rule for name, rule in named if start in STARTS.get(name, start))

    starting = {start: chosen(start) for starts in STARTS.values() for start in starts}

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.sCount[line] - state.blkIndent >= _CODE_INDENT:
            rules = every
        else:
            start = _start(state, line)
            rules = starting.get(start, other) if start else every
        for rule in rules:  # noqa: SIM110
            if rule(state, line, end, silent):
                return True
        return False

    return asked


def _as_it_is(rule: BlockRule) -> BlockRule:
    return rule


def _table(rule: BlockRule) -> BlockRule:
    """Ask for a table only above what may be its delimiter row (GitHub, 4.10)."""

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        start = _start(state, line + 1) if line + 1 < end else ""
        return start != "" and start in _DELIMITERS and rule(state, line, end, silent)

    return asked


def _underlined(rule: BlockRule) -> BlockRule:
    """Ask for a setext heading only where a line of the text may be its underline."""

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        stop = _stop(state, line + 1, end)
        return stop < end and _start(state, stop) in _UNDERLINES and rule(state, line, end, silent)

    return asked


def _stop(state: StateBlock, line: int, end: int) -> int:
    """Find the next line that is empty, or may be an underline.

    It is noted down for each container: else each of many blocks without a blank line between
    them, such as footnotes, would look through all that follow.
    """
    noted: dict[tuple[int, int], tuple[int, int]] = state.env.setdefault("stops", {})
    first, stop = noted.get((state.level, end), (0, -1))
    if first <= line <= stop:
        return stop
    stop = line
    while stop < end and (start := _start(state, stop)) and start not in _STOPS:
        stop += 1
    noted[state.level, end] = line, stop
    return stop


_PRECHECKED: Mapping[str, Callable[[BlockRule], BlockRule]] = {
    "table": _table,
    "lheading": _underlined,
}


def _start(state: StateBlock, line: int) -> str:
    """Give the first character of a line behind its marks; none of an empty one."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin] if begin < state.eMarks[line] else ""
