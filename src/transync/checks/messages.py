"""All that is asked of one translation beside its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.checks import form, glossary, language, numbers, punctuation, safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from transync.checks.glossary import Glossary
    from transync.checks.pair import Pair
    from transync.checks.rule import Place, Rule
    from transync.domain.model import Finding
    from transync.locale.languages import Language

RULES: tuple[Rule[[Pair], Iterator[str]], ...] = (
    form.emphasis,
    form.lost_emphasis,
    language.untouched,
    numbers.numbers,
    punctuation.final_punctuation,
    punctuation.white_space,
    safety.bidirectional,
    safety.invisible,
    safety.control,
)
"""The rules that look at one pair."""


class Said(NamedTuple):
    """What a rule says of a pair."""

    pair: Pair
    at: Callable[[Place, str], Finding]
    """Reports the sentence at a place."""
    sentence: str


def said(
    pairs: Sequence[Pair],
    languages: Sequence[Language],
    terms: Glossary | None,
    asks: Callable[[str], bool],
) -> Iterator[Said]:
    """Apply the rules that `asks` wants, by their codes, to the pairs of a document.

    `languages` are those of the project, its source language included.
    """
    for rule in RULES:
        if asks(rule.code):
            for pair in pairs:
                yield from (Said(pair, rule.at, sentence) for sentence in rule.tell(pair))
    if asks(language.other.code):
        for pair, sentence in language.other.tell(pairs, languages):
            yield Said(pair, language.other.at, sentence)
    if terms and asks(glossary.term.code):
        for pair in pairs:
            for sentence in glossary.term.tell(pair, terms):
                yield Said(pair, glossary.term.at, sentence)
