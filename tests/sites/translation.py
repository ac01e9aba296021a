"""A translation that shows on a rendered page: each vowel of the prose becomes a letter of its own.

No slug function folds these letters to ASCII ones, so a translated heading gets another id,
and `original` turns a text from a rendered page back into the author's words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib

from tests.support.pseudo import KEPT

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "aeiouäöüAEIOUÄÖÜ"
MARKED = "ɑɛıøʊæœɯɅƐƗØƱÆŒƜ"
_THERE = str.maketrans(PLAIN, MARKED)
_BACK = str.maketrans(MARKED, PLAIN)

# What a translator of each dialect leaves alone, besides what `tests.support.pseudo` knows.
# No group may stand here: the pattern from there counts its own from 1.
_KEPT = re.compile(
    r"\{[a-z:-]+\}`[^`]*`"  # roles of MyST
    r"|!?\[\[[^\[\]|]*(?:\||\]\])"  # wikilinks, as far as the shown text
    r"|\$\$[^$]+\$\$|(?<![\w$])\$(?! )[^$\n]+(?<! )\$(?!\w)|\\{1,2}\(.+?\\{1,2}\)"  # formulas
    r"|(?<!\w):[a-z][a-z0-9_+-]*:"  # icons
    r"|\{(?![+=~-]{2})[^{}\n]*\}"  # attributes, expressions, comments; no marks of critics
    r"|%%.+?%%"
    r"|(?<!\{)\+\+[a-z0-9+-]+\+\+"  # keys
    r"|(?<!\w)@[\w-]+"
    rf"|{KEPT.pattern}",
    re.DOTALL,
)

_SHOWN = re.compile(
    r"(\{(?:abbr|kbd|term)\}`|\{[a-z:-]+\}`(?=[^`<]+<)|\]\([^\s()]+ \")([^`<\"]+)(.*)", re.DOTALL
)
"""A role or the target of a link, with words that readers see."""

_ATTRIBUTE = re.compile(
    r"(?<=\s)((?:alt|aria-label|header|label|name|text|title|titel)=)([\"'])([^\"'<>{}\\`]+)\2"
)
"""What readers see of the attributes in a tag or a token."""

UNRULY = ("Anybody may write here.", "Hier darf jeder schreiben.")
"""Messages of the sites whose translation has what some dialects take for code."""
_CODE = " <3 {ɑ, b}, <wørd 5 < 6 }"
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]^]+)\]:", re.MULTILINE)


def translated(text: str, labels: frozenset[str] = frozenset()) -> str:
    """Return the translation of a message: its vowels marked, its markup kept.

    A label of `labels` that is also a text is written apart: `[Tɛɑ][tea]`.
    """
    parts = []
    position = 0
    for kept in _KEPT.finditer(text):
        parts.append(text[position : kept.start()].translate(_THERE))
        parts.append(_token(kept, labels))
        position = kept.end()
    return "".join([*parts, text[position:].translate(_THERE)])


def _token(kept: re.Match[str], labels: frozenset[str]) -> str:
    """Return a kept token: of a shortcut reference, the text changes and the label stays.

    Of a role, a link's title and the attributes of a tag, the words that readers see change.
    """
    if shown := _SHOWN.fullmatch(kept[0]):
        before, words, behind = shown.groups()
        return f"{before}{words.translate(_THERE)}{behind}"
    label = kept["label"]
    if kept[0].startswith(("<", "{")):
        return _ATTRIBUTE.sub(_shown_value, kept[0])
    if label is None or kept[0].startswith(("[^", "[!", "[[")):
        return kept[0]
    shown = f"[{translated(label)}]"
    return f"{shown}[{label}]" if label.casefold() in labels else shown


def _shown_value(attribute: re.Match[str]) -> str:
    name, quote, value = attribute.groups()
    return f"{name}{quote}{value.translate(_THERE)}{quote}"


def _labels(folder: Path) -> frozenset[str]:
    """Return the labels of the link definitions in a folder."""
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.md*")]
    return frozenset(found.casefold() for text in texts for found in _DEFINITION.findall(text))


def original(text: str) -> str:
    """Return the author's words of a translated text."""
    return text.translate(_BACK)


def is_translated(word: str) -> bool:
    """Whether a word has a marked letter."""
    return any(letter in MARKED for letter in word)


def is_untranslated(word: str) -> bool:
    """Whether a word has a vowel and no marked letter, so that no translation made it."""
    return not is_translated(word) and any(letter in PLAIN for letter in word)


def messages(folder: Path, language: str) -> dict[str, list[str]]:
    """Return the messages of a language's catalogs: texts by the catalog's path."""
    return {
        path.relative_to(folder).as_posix(): [entry.msgid for entry in _live(polib.pofile(path))]
        for path in sorted((folder / "locales" / language).rglob("*.po"))
    }


def translate(folder: Path, language: str) -> int:
    """Translate every message of a language's catalogs; return their number."""
    count = 0
    labels = _labels(folder)
    for path in sorted((folder / "locales" / language).rglob("*.po")):
        catalog = polib.pofile(path)
        for entry in _live(catalog):
            entry.msgstr = translated(entry.msgid, labels)
            if entry.msgid in UNRULY:
                entry.msgstr += _CODE
            entry.flags = []
            count += 1
        catalog.save()
    return count


def _live(catalog: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalog if not entry.obsolete]
