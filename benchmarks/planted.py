"""Plants faults in real translations, and counts how many the rules on one message find.

Each fault is what happens to a translator: a digit changes, the last mark is left out, a question
becomes a statement, the source text stays, another text is put in its place. The
translations are those of `benchmarks.alarms`.

    python -m benchmarks.planted [CORPORA]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.alarms import CODES, CORPORA, ENGLISH, RULES, corpora

from transync.checks.language import other_languages
from transync.locale.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.checks.pair import Pair

_NUMBER = re.compile(r"(?<![\w.,:/`-])\d{2,}(?![\w`/])")
_LAST = re.compile(r"[.。]$")
_LONG = 60
"""The characters of a paragraph, as against a title."""


def planted(pair: Pair) -> Iterator[tuple[str, set[str], Pair]]:
    """Give the faults that can be planted in a translation: a name, the codes it may have, it."""
    source, translation = pair.source, pair.translation
    number = _NUMBER.search(pair.prose[1])
    if number and number[0] in translation and number[0] in pair.prose[0]:
        other_number = number[0][:-1] + str((int(number[0][-1]) + 1) % 10)
        changed = translation.replace(number[0], other_number)
        yield "a digit changed", {"T403"}, replace(pair, translation=changed)
    if _LAST.search(source) and _LAST.search(translation):
        yield "the full stop gone", {"T404"}, replace(pair, translation=translation[:-1])
        asked = _LAST.sub("?", translation)
        yield "a question mark for a full stop", {"T404"}, replace(pair, translation=asked)
    if len(pair.prose[0]) >= _LONG and source != translation:
        yield (
            "a paragraph in the source language",
            {"T401", "T402"},
            replace(pair, translation=source),
        )
        yield (
            "another paragraph of the source",
            {"T401"},
            replace(
                pair, translation=" ".join(reversed(re.split(r"(?<=[.:,;]) ", f"Also, {source}")))
            ),
        )
    strange = re.sub(r"(?<=\w) ?(?=\w)", "\u200b", translation, count=1)
    if strange != translation:
        yield "a zero-width space", {"T504"}, replace(pair, translation=strange)


def codes(pair: Pair) -> set[str]:
    """Give the codes of all that is told of a pair."""
    project = [ENGLISH, *(language(code, {}) for code in CODES)]
    found = [each for rule in RULES.values() for each in rule(pair)]
    return {each.code for each in (*found, *other_languages([pair], project))}


def main(root: Path) -> None:
    """Print a row per fault: how many were planted, and the share that was found."""
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for _, documents in corpora(root):
        for pair in (pair for pairs in documents for pair in pairs[::5]):
            for name, expected, faulty in planted(pair):
                tried[name] += 1
                found[name] += bool(codes(faulty) & expected)
    print("| fault | planted | found |\n|---|--:|--:|")
    for name, count in tried.items():
        print(f"| {name} | {count:,} | {found[name] / count:.0%} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else CORPORA)
