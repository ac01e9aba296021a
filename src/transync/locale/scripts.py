"""Find the script of a character (Unicode Standard Annex 24, as far as texts need it)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

# The beginning of the Unicode names of a script's letters → ISO 15924.
_BY_NAME = {
    **{"ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo"},
    **{"CANADIAN": "Cans", "CHEROKEE": "Cher", "CJK": "Hani", "COPTIC": "Copt"},
    **{"CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor"},
    **{"GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang"},
    **{"HEBREW": "Hebr", "HIRAGANA": "Hira", "IDEOGRAPHIC": "Hani", "KANNADA": "Knda"},
    **{"KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "KHMER": "Khmr", "LAO": "Laoo"},
    **{"LATIN": "Latn", "MALAYALAM": "Mlym", "MONGOLIAN": "Mong", "MYANMAR": "Mymr"},
    **{"NKO": "Nkoo", "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml"},
    **{"TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt"},
    **{"TIFINAGH": "Tfng", "YI": "Yiii"},
}
_WIDTHS = ("FULLWIDTH ", "HALFWIDTH ")

UNSPACED = frozenset(("Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"))
"""The scripts without spaces between words."""

JOINING = frozenset(
    (
        *("Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mong", "Mymr", "Nkoo"),
        *("Orya", "Sinh", "Syrc", "Taml", "Telu", "Tibt"),
    )
)
"""The scripts in which a joiner or non-joiner is visible (Unicode 23.2)."""


@cache
def script(character: str) -> str:
    """Return the script (ISO 15924) of a letter or mark; empty for others, and for rare scripts."""
    if not character:
        return ""
    if character < "\x80":
        return "Latn" if character.isalpha() else ""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    name = unicodedata.name(character, "")
    for width in _WIDTHS:
        name = name.removeprefix(width)
    return _BY_NAME.get(name.partition(" ")[0], "")


def count(text: str) -> Counter[str]:
    """Count the letters of each script, without marks."""
    letters = Counter(filter(str.isalpha, text))
    found: Counter[str] = Counter()
    for letter, times in letters.items():
        found[script(letter)] += times
    return found


@cache
def variant(character: str) -> str:
    """Return `Hans` for a Chinese character that is only simplified, `Hant` for only traditional.

    Empty if it is both or neither. It is simplified if GB 2312 has it, traditional if Big5 has it.
    """
    if script(character) != "Hani":
        return ""
    known = [_is_in(character, charset) for charset in ("gb2312", "big5")]
    return {(True, False): "Hans", (False, True): "Hant"}.get((known[0], known[1]), "")


def is_japanese(text: str) -> bool:
    """Whether all Chinese characters of a text are used in Japan (JIS X 0208)."""
    return all(_is_in(each, "shift_jis") for each in text if script(each) == "Hani")


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
