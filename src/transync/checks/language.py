"""The rules on language: a translation in another language, or still the source text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.checks.detection import other_language, words
from transync.checks.rule import pair_rule, rule
from transync.core.document.prose import visible
from transync.domain.model import Severity
from transync.locale.languages import is_variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.checks.pair import Pair
    from transync.domain.model import Finding
    from transync.locale.languages import Language

_NO_WORDS = re.compile(r"!\[[^\[\]]*\]|\w*`[^`]+`\w*")
"""The alternative text of images, which is often a name, and code with letters beside it."""
_NEARLY = 10
"""So many times as many letters are in words that both texts have as in all others."""
_MANY = 4
"""The words that make a sentence of a text that could be a name."""


@rule("T401", Severity.WARNING)
def other(found: Language, language: Language, *, is_whole: bool = False) -> str:
    """A translation is in another language than its own.

    The rule looks for the languages of the project, including the source language. It skips
    short texts and lists of names, and leaves out code, addresses and tags. If a document
    as a whole is in another language, its first text gets the only finding.

    Fails:

        msgid "Grüner Tee wird mit heißem Wasser aufgegossen."
        msgstr "Grüner Tee wird nur mit heißem Wasser aufgegossen."

    Repaired:

        msgid "Grüner Tee wird mit heißem Wasser aufgegossen."
        msgstr "Green tea is brewed with hot water."
    """
    subject = "this and the other texts of the document are" if is_whole else "is"
    return f"{subject} in {_named(found)}, not in {_named(language)}"


def other_languages(pairs: Sequence[Pair], languages: Sequence[Language]) -> Iterator[Finding]:
    """Yield a finding for each pair of a document in another language, or one for all of them.

    `languages` are those that a text may be in.
    """
    judged = [pair for pair in pairs if not _is_same(pair)]
    if not judged:
        return
    sources, translations = (
        "\n".join(side) for side in zip(*(p.prose for p in judged), strict=True)
    )
    whole = _other(sources, translations, judged[0], languages)
    if whole and len(judged) > 1:
        yield other(judged[0].location, whole, judged[0].language, is_whole=True)
        return
    for pair in judged:
        if found := _other(*pair.prose, pair, languages):
            yield other(pair.location, found, pair.language)


def _other(source: str, text: str, pair: Pair, languages: Sequence[Language]) -> Language | None:
    """Return the language of a text, if it is another than the pair's.

    What it quotes of its source does not count: a title in English stays so in all languages.
    """
    if _has_the_words_of(source, text):  # which all languages have in common: it is judged once
        text = source
    found = other_language(text, pair.language, languages)
    if found and found.code != pair.origin.code:
        quoted = set(source.split())
        own = " ".join(word for word in text.split() if word not in quoted)
        found = other_language(own, pair.language, languages)
    return found


def _has_the_words_of(source: str, text: str) -> bool:
    """Whether a text has nearly all words of its source, and hardly any others."""
    these, those = ({*words(each)} for each in (source, text))
    return _NEARLY * sum(map(len, these ^ those)) < sum(map(len, these & those))


def _named(language: Language) -> str:
    return f"{language.name} ({language.code})"


@pair_rule("T402", Severity.WARNING)
def untouched(pair: Pair) -> Iterator[str]:
    """A translation is still the source text.

    A sentence that is the same in both languages has most likely not been translated. Names,
    titles and short texts may well be the same, and are not reported; nor are texts that are the
    same in two variants of one language and script: `en` and `en-GB`, `pt-BR` and `pt-PT`.

    Fails:

        msgid "Grüner Tee wird mit heißem Wasser aufgegossen."
        msgstr "Grüner Tee wird mit heißem Wasser aufgegossen."

    Repaired:

        msgid "Grüner Tee wird mit heißem Wasser aufgegossen."
        msgstr "Green tea is brewed with hot water."
    """
    if is_variant(pair.origin, pair.language):
        return
    if _is_same(pair) and _is_sentence(pair, visible(_NO_WORDS.sub(" ", pair.source))):
        yield "is still the source text"


def _is_same(pair: Pair) -> bool:
    return pair.source.split() == pair.translation.split()


def _is_sentence(pair: Pair, text: str) -> bool:
    """Whether a text that is its own translation has more than names in it."""
    if other_language(text, pair.language, [pair.origin]):
        return True
    found = [word for word in words(text) if len(word) > 1]
    return len(found) >= _MANY and sum(word[0].islower() for word in found) >= _MANY / 2
