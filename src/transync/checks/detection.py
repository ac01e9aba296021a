"""Detects which of some languages a text is in.

The script decides where it can. Languages that share a script are compared by their letters
in a row (trigrams), which is quick and settles nearly every text. Only where another language
than the expected one is clearly likelier is a detector asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from transync.locale import detectors, languages, scripts

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from transync.locale.languages import Language

ENOUGH = 20
"""The letters a text needs; one of Chinese, Japanese or Korean counts as three."""
SURE = 0.75
"""How sure a detector must be, of 1."""

_MOST = 2000
"""The characters of a text that are looked at."""
_DOMINANT = 0.7
"""The share of its letters that makes a script that of a text."""
_PRESENT = 0.15
"""The share of its letters that shows that a text is written in a script, names aside."""
_KANA = 0.05
"""The share of kana in the letters of Japanese; no Chinese text has it."""
_LIKELIER = 0.3
"""By how much another language must be likelier, per trigram, for a detector to be asked."""
_OF_SHORT = 10
"""By how much more of a short text, in which a few names weigh much: divided by its trigrams."""
_RARE = log(1e-5)
"""The share of a trigram that is not among the frequent ones of a language."""
_TRIGRAMS = 10
"""How many must be known for a text to be compared by them."""

_WEIGHTS = dict.fromkeys(("Hani", "Hira", "Kana", "Bopo", "Hang"), 3)
_SENTENCE = 40
"""The letters, counted so, from which on a Japanese text has kana; a title may have none."""
_HAN = ("Hans", "Hant", "Jpan")
_ENDS = "*_\"'.,:;!?()[]{}<>«»„“”‚‘’…–—\\"
_LOWER = 3
"""The words in lower case that make a text prose, and no list of names."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def language_of(text: str, candidates: Sequence[Language]) -> Language | None:
    """Return which of `candidates` a text is in; None where that is not sure.

    `text` is prose: code, tags and addresses left out.
    """
    text = text[:_MOST]
    letters = _letters(text)
    if letters.total() < ENOUGH:
        return None
    return _chosen(text, [each for each in candidates if _fits(text, letters, each)])


def other_language(text: str, own: Language, candidates: Sequence[Language]) -> Language | None:
    """Return the language of `candidates` that a text is in instead of its `own`; None for its own.

    Also None where that is not sure, as in a short text or a list of names.
    """
    text = text[:_MOST]
    letters = _letters(text)
    if letters.total() < ENOUGH:
        return None
    others = [each for each in candidates if _name(each) != _name(own)]
    rivals = [each for each in others if _fits(text, letters, each)]
    if _fits(text, letters, own):
        if not _is_suspect(text, own, rivals):
            return None
        rivals.append(own)
    elif _PRESENT < _share(letters, own) < _DOMINANT and not any(map(_is_han, rivals)):
        return None
    found = _chosen(text, rivals)
    return None if found is own else found


def words(text: str) -> list[str]:
    """List the words of a text that has blanks between them; no paths, no names of variables."""
    found = (token.strip(_ENDS) for token in text.split())
    return [word for word in found if _WORD.fullmatch(word)]


def _name(language: Language) -> tuple[str, str]:
    """Return what distinguishes one language from another here; regions do not."""
    return detectors.code(language), languages.script(language)


def _letters(text: str) -> Counter[str]:
    """Weigh the letters of each script."""
    letters = scripts.count(text)
    for script, weight in _WEIGHTS.items():
        if script in letters:
            letters[script] *= weight
    return letters


def _share(letters: Counter[str], language: Language) -> float:
    return sum(letters[each] for each in languages.scripts(language)) / letters.total()


def _fits(text: str, letters: Counter[str], language: Language) -> bool:
    """Whether a text is in the script of a language, as it is written there."""
    if _share(letters, language) < _DOMINANT:
        return False
    if not _is_han(language):
        return languages.script(language) != "Kore" or letters["Hang"] > letters["Hani"]
    has_kana = (letters["Hira"] + letters["Kana"]) / letters.total() > _KANA
    if languages.script(language) == "Jpan":
        return has_kana or (letters.total() < _SENTENCE and scripts.is_japanese(text))
    return not has_kana and _is_of_variant(text, languages.script(language))


def _is_han(language: Language) -> bool:
    """Whether a language is written with Chinese characters."""
    return languages.script(language) in _HAN


def _is_of_variant(text: str, script: str) -> bool:
    """Whether a Chinese text has not more characters of the other script than its own."""
    variants = [scripts.variant(character) for character in text]
    simplified, traditional = variants.count("Hans"), variants.count("Hant")
    return simplified >= traditional if script == "Hans" else traditional >= simplified


def _chosen(text: str, written: Sequence[Language]) -> Language | None:
    """Choose from languages in whose script a text is."""
    if len(written) < 2 or not _is_prose(text):
        return written[0] if written and _is_prose(text) else None
    codes = tuple(sorted({detectors.code(each) for each in written}))
    if any(map(_is_han, written)) or not all(detectors.trigrams(code) for code in codes):
        return None
    asked = detectors.ask(" ".join(words(text)), codes)
    if asked is None or asked[1] < SURE:
        return None
    found = [each for each in written if detectors.code(each) == asked[0]]
    return found[0] if len(found) == 1 else None


def _is_prose(text: str) -> bool:
    """Whether a text is more than names, as far as its script has capitals for them."""
    if not any(map(str.islower, text)):
        return True
    return sum(word[0].islower() for word in words(text)) >= _LOWER


def _is_suspect(text: str, own: Language, rivals: Sequence[Language]) -> bool:
    """Whether a language is clearly likelier than its own, by the trigrams of a text."""
    codes = (detectors.code(own), *sorted({detectors.code(each) for each in rivals}))
    if len(codes) == 1 or not all(detectors.trigrams(code) for code in codes):
        return False
    scores = [_score(word, codes) for word in words(text)]
    own_sum, *others = (sum(values) for values in zip(*scores, strict=True)) if scores else (0, 0)
    count = sum(score[-1] for score in scores)
    return count >= _TRIGRAMS and max(others[:-1]) - own_sum > _LIKELIER * count + _OF_SHORT


@lru_cache(maxsize=1 << 16)
def _score(word: str, codes: tuple[str, ...]) -> tuple[float, ...]:
    """Return the log-likelihood of a word in each language, and the number of its trigrams."""
    profiles = [detectors.trigrams(code) for code in codes]
    padded = f" {word} "
    grams = [padded[start : start + 3] for start in range(len(word))]
    known = [gram for gram in grams if any(gram in profile for profile in profiles)]
    sums = (
        sum(log(profile[gram]) if gram in profile else _RARE for gram in known)
        for profile in profiles
    )
    return (*sums, len(known))
