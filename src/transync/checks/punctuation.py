"""The rules on punctuation: how a translation ends, and the white space around it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from transync.checks.endmarks import ELLIPSES, EXCLAMATION, QUESTION, STOP, is_free, kind
from transync.checks.rule import pair_rule
from transync.domain.model import IN_FRONT_MATTER, Form, Severity
from transync.locale.languages import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.checks.pair import Pair

_SENTENCE = {
    "Jpan": re.compile(
        r"[。！？](?![」』”）)\]])|(?:ます|ました|ません|です|でした|でしょう|ください)$"
    ),
    "Kore": re.compile(r"(?:니다|세요|시오|어요|아요|까요)$"),
    **dict.fromkeys(("Hans", "Hant"), re.compile(r"[。！？](?![」』”）)\]])")),
}
"""What distinguishes a whole sentence there from a phrase, which has no full stop."""
_BEHIND = "*_~\"'”’“‘„»«›‹)]>）］｝〉》」』】〕〗〙〛＂＇\\\u200b\u200e\u200f"
"""What may close behind the mark that ends a sentence: quotations, brackets, emphasis."""
_UNREAD = re.compile(
    r"(?:\[\^[^\[\]\s]+\]|\^\[[^\[\]]*\]"  # footnotes
    r"|(?<=\])\((?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+\"[^\"]*\")?\)"  # targets
    r"|(?<=\])\[[^\[\]]*\]"  # labels
    r"|</?[A-Za-z][^<>]*>|<!--(?:[^-]|-(?!->))*-->)$"
)
_ABBREVIATION = re.compile(
    r"(?:\b\w\.\s?){2,}$|\b(?:al|bzw|ca|co|etc|evtl|inc|jr|ltd|nr|no|sog|st|usw|vs)\.$|\d\.$",
    re.IGNORECASE,
)
_TITLE = 4
"""The words of a title, at most."""
_SPACED = frozenset(":;!?»«%")
"""The marks that French sets apart by a no-break space."""
_BRACKETS = (")", "）", "]", "］")
_BLANKS = {" ": "a blank", "\t": "a tab", "\n": "a line feed", "\r": "a carriage return"}
_TAIL = 300
"""The characters at the end of a text in which its last mark is looked for."""


@pair_rule("T404", Severity.WARNING)
def final_punctuation(pair: Pair) -> Iterator[str]:
    """The translation ends with another punctuation mark than its source.

    Each language has its own marks, and those of one kind are the same: `.` `。` `।` `።`, `?`
    `？` `؟`. Quotation marks, brackets, emphasis and footnotes behind the mark are looked
    through. What languages do differently is free: a full stop for an exclamation mark, a colon
    before what follows; in Chinese, Japanese and Korean a phrase without a full stop; in Thai
    and Lao all marks; in Burmese, Armenian and others a question with a full stop.

    Fails:

        msgid "Welchen Tee trinken Sie?"
        msgstr "Which tea do you drink."

    Repaired:

        msgid "Welchen Tee trinken Sie?"
        msgstr "Which tea do you drink?"
    """
    ends = _end(pair.source), _end(pair.translation)
    before, after = kind(ends[0], pair.origin), kind(ends[1], pair.language)
    if before == after or is_free((before, pair.origin), (after, pair.language)):
        return
    if before in (STOP, EXCLAMATION, QUESTION) and not after and _is_phrase(pair):
        return
    if not before and after == STOP and pair.form is Form.TEXT and _has_sentence(pair):
        return
    if STOP in (before, after) and any(_ABBREVIATION.search(end) for end in ends):
        return
    found = zip(ends, (before, after), strict=True)
    marks = [f"with `{_shown(end)}`" if mark else "without a mark" for end, mark in found]
    yield f"ends {marks[1]}, and the source {marks[0]}"


@pair_rule("T405", Severity.WARNING)
def white_space(pair: Pair) -> Iterator[str]:
    r"""The translation begins or ends with white space that its source does not have.

    A line feed at an end that only one of the two has makes `msgfmt --check` refuse the
    catalog. In front matter all white space counts. Elsewhere a build removes ordinary blanks at
    the ends, and only those that nobody can see as such are reported: a no-break space, an
    ideographic space.

    Fails:

        msgid "Grüner Tee."
        msgstr "Green tea.\n"

    Repaired:

        msgid "Grüner Tee."
        msgstr "Green tea."
    """
    for where, ends in (("begins", _leading), ("ends", _trailing)):
        before, after = ends(pair.source), ends(pair.translation)
        if ("\n" in before) != ("\n" in after):
            had = "with" if "\n" in before else "without"
            yield f"{where} {_other(had)} a line feed, and the source {had}; `msgfmt` refuses that"
        elif before != after and (
            pair.form in IN_FRONT_MATTER or _is_unseen(pair.translation, after)
        ):
            yield f"{where} {_blanks(after)}, and the source {_blanks(before)}"


def _has_sentence(pair: Pair) -> bool:
    """Whether a source without a full stop may well be a sentence, as in a list."""
    return len(pair.source.split(maxsplit=_TITLE)) > _TITLE


def _is_phrase(pair: Pair) -> bool:
    """Whether the translation is a phrase, or ends with a sentence in brackets."""
    sentence = _SENTENCE.get(script(pair.language))
    text = pair.translation[-_TAIL:].rstrip()
    return sentence is not None and (text[-1:] in _BRACKETS or not sentence.search(text))


def _end(text: str) -> str:
    """Return the end of a text, up to the mark that ends its last sentence."""
    end = text[-_TAIL:].rstrip()
    while True:
        behind = _UNREAD.search(end)
        shorter = (end[: behind.start()] if behind else end.rstrip(_BEHIND)).rstrip()
        if shorter == end:
            return end
        end = shorter


def _shown(end: str) -> str:
    dots = ELLIPSES.search(end)
    return dots[0] if dots else end[-1]


def _leading(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]


def _is_unseen(text: str, blanks: str) -> bool:
    """Whether there is a blank that cannot be seen, and does not belong to a mark."""
    spaced = text.strip()[:1] in _SPACED or text.strip()[-1:] in _SPACED
    return not spaced and any(character not in " \t\r\n" for character in blanks)


def _other(had: str) -> str:
    return "with" if had == "without" else "without"


def _blanks(blanks: str) -> str:
    if not blanks:
        return "without white space"
    names = dict.fromkeys(_name(character) for character in blanks)
    return f"with {', '.join(names)}"


def _name(character: str) -> str:
    name = unicodedata.name(character, "white space")
    return _BLANKS.get(character, f"U+{ord(character):04X} {name}")
