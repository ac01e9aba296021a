"""The rules on safety: characters in a translation that machines see and readers do not."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from transync.checks.invisible import INVISIBLE, is_at_home
from transync.checks.rule import pair_rule, rule
from transync.core.markup.strangers import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.checks.pair import Pair
    from transync.domain.model import Finding

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL_NAMES = dict(
    enumerate(
        (
            *("NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION"),
            *("ENQUIRY", "ACKNOWLEDGE", "BELL", "BACKSPACE", "TAB", "LINE FEED", "VERTICAL TAB"),
            *("FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN", "DATA LINK ESCAPE"),
            *("DEVICE CONTROL ONE", "DEVICE CONTROL TWO", "DEVICE CONTROL THREE"),
            *("DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE"),
            *("END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE", "ESCAPE"),
            *("FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR"),
        )
    )
)
_CONTROL_NAMES |= {0x7F: "DELETE", 0x85: "NEXT LINE"}

_SHOWN = 5
_BEFORE = 10


@pair_rule("T503")
def bidirectional(pair: Pair) -> Iterator[str]:
    r"""A translation has a character that turns the direction of what follows it.

    These are the embeddings, overrides and isolates U+202A to U+202E and U+2066 to U+2069. With
    them, people may read a text in another order than machines do. A character that the source
    has as well is not reported. Right-to-left text needs none of them in Markdown; where a sign
    goes astray next to a word of the other direction, a mark helps: U+200E or U+200F.

    Fails:

        msgid "Tee aus China"
        msgstr "Tea \342\200\256from China"

    Repaired:

        msgid "Tee aus China"
        msgstr "Tea from China"
    """
    yield from _sentences(pair, _BIDI.findall(pair.translation))


@pair_rule("T504")
def invisible(pair: Pair) -> Iterator[str]:
    r"""A translation has a character that cannot be seen.

    Invisible characters break searches and links, and can carry what nobody reads. A character
    that the source has as well is not reported, nor is one that its place needs: joiners and
    non-joiners in Arabic, Persian and Indic words and in emoji, variation selectors behind what
    has variants, direction marks beside right-to-left text, word joiners beside no-break spaces,
    zero-width spaces in scripts that put no blank between words and beside marks of emphasis, and
    soft hyphens.

    Fails:

        msgid "Tee aus China"
        msgstr "Tea\342\200\213 from China"

    Repaired:

        msgid "Tee aus China"
        msgstr "Tea from China"
    """
    text = pair.translation
    found = () if text.isascii() else INVISIBLE.finditer(text)
    strange = [each.start() for each in found if not is_at_home(text, each.start())]
    places = {text[place]: place for place in reversed(strange)}
    for character in _new(pair, (text[place] for place in strange)):
        yield _sentence(character, text, places[character])


@rule("T505")
def control(character: str, translation: str) -> str:
    r"""A translation has a control character.

    These are U+0000 to U+001F but for the tab and the line feed, U+007F, U+0080 to U+009F, and
    halves of characters (U+D800 to U+DFFF). No text needs them; they come from terminals, or from
    text that was read in a wrong charset. Browsers leave some of them out of an address, so such
    a translation is not published. A character that the source has as well is not reported.

    Nothing can allow it.

    Fails:

        msgid "Tee aus China"
        msgstr "Tea from\b China"

    Repaired:

        msgid "Tee aus China"
        msgstr "Tea from China"
    """
    return _sentence(character, translation, translation.index(character))


def controls(pair: Pair) -> Iterator[Finding]:
    """Yield a finding for each control character of a pair that its source does not have."""
    for character in _new(pair, CONTROLS.findall(pair.translation)):
        yield control(pair.location, character, pair.translation)


def _sentences(pair: Pair, characters: Iterable[str]) -> Iterator[str]:
    text = pair.translation
    return (_sentence(each, text, text.index(each)) for each in _new(pair, characters))


def _new(pair: Pair, characters: Iterable[str]) -> list[str]:
    """List the first characters that the source does not have, each once."""
    return [each for each in dict.fromkeys(characters) if each not in pair.source][:_SHOWN]


def _sentence(character: str, translation: str, place: int) -> str:
    """Return the sentence of a character that a translation has at a place."""
    before = _clean(translation[max(0, place - _BEFORE) : place])
    where = f"behind `{before}`" if before else "at its beginning"
    return f"has {_name(character)} {where}, and the source has not"


def _clean(text: str) -> str:
    """Return what can be seen of the last line of a text."""
    text = CONTROLS.sub("", INVISIBLE.sub("", _BIDI.sub("", text)))
    return text.rpartition("\n")[2].strip().replace("`", "")


def _name(character: str) -> str:
    name = unicodedata.name(character, _CONTROL_NAMES.get(ord(character), ""))
    return f"U+{ord(character):04X} {name}".rstrip()
