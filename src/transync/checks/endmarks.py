"""Marks: what ends a sentence, in every script, and which of them languages take for one another.

The marks are those that Unicode calls `Terminal_Punctuation` (PropList.txt) in scripts that are
in use, and those that CLDR has among the exemplar punctuation of a language.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from transync.locale.languages import script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.locale.languages import Language

STOP, QUESTION, EXCLAMATION, COLON = "full stop", "question mark", "exclamation mark", "colon"
ELLIPSIS, SEMICOLON, COMMA = "ellipsis", "semicolon", "comma"

_STOPS = (
    *".．﹒⸼",  # Latin, and all that have no mark of their own
    *"。｡︒",  # Chinese, Japanese, Yi
    *"։׃",  # Armenian, Hebrew
    *"۔؝؞܀܁܂",  # Arabic, Syriac
    *"।॥꣎꣏𑃀𑃁𑅁𑅂𑇅𑇆𑈸𑈹𑑋𑑌𑙁𑙂",  # Devanagari and most of India; Saurashtra, Kaithi, Chakma …
    *"᱾᱿꯫꫰᰻᰼෴",  # Ol Chiki, Meetei Mayek, Lepcha, Sinhala
    *"།༎༏༐༑༒༈༔꡶꡷",  # Tibetan, Phags-pa
    *"။។៕៚๚๛᪨᪩᪪᪫꩝꩞꩟꤯𑜼𑜽",  # Burmese, Khmer, Thai, Tai Tham, Cham, Kayah Li, Ahom
    *"᜶᭟꧉",  # Philippines, Balinese, Javanese
    *"።፨",  # Ethiopic
    *"᠃᠉",  # Mongolian, Manchu
    *"᙮꓿꘎꛳⳹⳾჻𖩮𖩯𖫵𖺘𛲟",  # Canadian syllabics, Lisu, Vai, Bamum, Coptic, Georgian, Mro …
)
_KINDS = {
    **dict.fromkeys(_STOPS, STOP),
    **dict.fromkeys("?？؟՞፧﹖︖⁇⸮⹔꘏꛷꫱᥅𑅃", QUESTION),
    **dict.fromkeys("!！՜﹗︕‼⁈⁉‽⹓߹᥄", EXCLAMATION),
    **dict.fromkeys(":：﹕︓፥፦៖᠄꛴᭝꧇܃܄܅܆܇܈܉", COLON),
    **dict.fromkeys("…⋯᠁︙‥", ELLIPSIS),
    **dict.fromkeys(";；؛⁏﹔︔፤꛶", SEMICOLON),
    **dict.fromkeys(",，،、､﹐﹑︐︑፣߸᠂᠈꓾꘍꛵၊᜵᭞꧈⹁⹌𑑍𖺗", COMMA),
}
_OWN_KINDS: Mapping[str, Mapping[str, str]] = {
    "Armn": {"՝": COLON, "․": COLON},
    **{script: {"|": STOP} for script in ("Beng", "Deva", "Guru", "Orya")},
    "Ethi": {"፡": COLON},
    "Grek": {";": QUESTION, "\u037e": QUESTION, "·": SEMICOLON, "\u0387": SEMICOLON},
}
"""What a mark is in one script; `·` is a colon there, too, and `|` is typed for `।`."""
_OF_LANGUAGES: Mapping[str, Mapping[str, str]] = {"cu": {";": QUESTION}}

ELLIPSES = re.compile(r"(?:\.{2,}|。{2,}|(?:\. ?){3}|[۔।]{3,})$")
_IN_TWO = {
    **dict.fromkeys(".。۔।", (ELLIPSES, ELLIPSIS)),
    **dict.fromkeys("?？؟!！", (re.compile(r"(?:[?？؟][!！]|[!！][?？؟])$"), EXCLAMATION)),
    "፡": (re.compile(r"፡፡$"), STOP),
    **dict.fromkeys("-‐‑–—", (re.compile(r"[:：፡፦].$"), COLON)),
}
"""What is written with more than one character, by the last: `?!`, `፡፡`, and `:-` as in India."""

FREE = frozenset(
    ((STOP, EXCLAMATION), (EXCLAMATION, STOP), ("", COLON), (COMMA, STOP), (COMMA, COLON))
)
"""How loud a sentence is, and whether a colon leads to what follows, differs from text to text."""
_EAST_ASIAN = frozenset(
    (
        *((COLON, STOP), (COLON, COMMA), (STOP, COLON), ("", STOP), ("", COMMA), (COMMA, "")),
        *((ELLIPSIS, STOP), (ELLIPSIS, ""), (STOP, ELLIPSIS), ("", ELLIPSIS)),
    )
)
_UNMARKED = frozenset(
    (kind, "") for kind in (STOP, QUESTION, EXCLAMATION, COLON, SEMICOLON, COMMA, ELLIPSIS)
)
_BY_WORDS = frozenset(((QUESTION, STOP), (QUESTION, "")))
"""A question is recognised by a word of it, or by a mark within it."""
_WITH_STOPS = frozenset(product((QUESTION, EXCLAMATION, COLON, SEMICOLON, ELLIPSIS), (STOP, "")))
"""There is one mark for all, headings among them, and none behind some letters."""
_ARMENIAN = frozenset(
    (
        *((STOP, COLON), (QUESTION, COLON), (EXCLAMATION, COLON), (EXCLAMATION, "")),
        *((COLON, STOP), (SEMICOLON, STOP), (SEMICOLON, COLON)),
    )
)
"""A colon is typed for its full stop, and its colon is the dot of others."""
_OF_SCRIPTS = {
    # A question may end in か and a full stop; what leads to a list often ends in a full stop.
    **dict.fromkeys(("Jpan", "Kore"), _EAST_ASIAN | {(QUESTION, STOP)}),
    **dict.fromkeys(("Hans", "Hant"), _EAST_ASIAN),
    **dict.fromkeys(("Thai", "Laoo", "Lana", "Tale", "Talu", "Tavt"), _UNMARKED),
    "Armn": _BY_WORDS | _ARMENIAN,
    "Grek": frozenset(((COLON, SEMICOLON),)),
    "Mymr": _BY_WORDS | {(COLON, STOP), (COLON, ""), (COLON, COMMA)},
    **dict.fromkeys(("Adlm", "Cans", "Khmr", "Mtei"), _BY_WORDS),
    **dict.fromkeys(("Bali", "Java", "Phag", "Tibt"), _WITH_STOPS | {(STOP, ""), ("", STOP)}),
}
_FREE_OF_LANGUAGES = {"jbo": _UNMARKED, "mni": _BY_WORDS}
"""Lojban says it by words; Meitei is written in two scripts."""


def kind(end: str, language: Language) -> str:
    """Return the kind of mark that ends a text; empty for a letter and whatever else."""
    last = end[-1:]
    if last.isalnum():
        return ""
    if last in _IN_TWO and _IN_TWO[last][0].search(end):
        return _IN_TWO[last][1]
    own = _OF_LANGUAGES.get(_subtag(language), _OWN_KINDS.get(script(language), {}))
    return own.get(last, _KINDS.get(last, ""))


def is_free(source: tuple[str, Language], translation: tuple[str, Language]) -> bool:
    """Whether a kind of mark may become another between two languages."""
    (before, origin), (after, own) = source, translation
    return (before, after) in FREE | _free(own) or (after, before) in _free(origin)


def _free(language: Language) -> frozenset[tuple[str, str]]:
    """Return what a language writes for a mark of another."""
    return _FREE_OF_LANGUAGES.get(_subtag(language), _OF_SCRIPTS.get(script(language), frozenset()))


def _subtag(language: Language) -> str:
    return language.locale.partition("-")[0]
