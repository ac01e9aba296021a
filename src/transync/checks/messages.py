"""Applies every rule on a translation to the pairs of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks import form, glossary, language, numbers, punctuation, safety

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from transync.checks.glossary import Glossary
    from transync.checks.pair import Pair
    from transync.domain.model import Finding
    from transync.locale.languages import Language

RULES: Mapping[str, Callable[[Pair], Iterator[Finding]]] = {
    form.emphasis.code: form.emphasis,
    form.lost_emphasis.code: form.lost_emphasis,
    language.untouched.code: language.untouched,
    numbers.numbers.code: numbers.numbers,
    punctuation.final_punctuation.code: punctuation.final_punctuation,
    punctuation.white_space.code: punctuation.white_space,
    safety.bidirectional.code: safety.bidirectional,
    safety.invisible.code: safety.invisible,
    safety.control.code: safety.controls,
}
"""What looks at one pair, by the code of its findings."""


SAFETY = (safety.bidirectional.code, safety.invisible.code, safety.control.code)
"""The codes of the rules that hold for any text."""


def check_messages(
    pairs: Sequence[Pair],
    languages: Sequence[Language],
    terms: Glossary | None,
    is_enabled: Callable[[str], bool],
) -> Iterator[Finding]:
    """Yield what the rules whose codes are enabled find in the pairs of a document.

    `languages` are those of the project, its source language included.
    """
    for code, rule in RULES.items():
        if is_enabled(code):
            for pair in pairs:
                yield from rule(pair)
    if is_enabled(language.other.code):
        yield from language.other_languages(pairs, languages)
    if terms and is_enabled(glossary.term.code):
        for pair in pairs:
            yield from glossary.term(pair, terms)
