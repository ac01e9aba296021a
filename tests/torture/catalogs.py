"""Damages catalogs: transync takes what GNU gettext takes and reads the same, or refuses it.

python -m tests.torture.catalogs [COUNT [FIRST]]
"""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from tests.support.cases import cases
from tests.support.gettext_tools import refusal, run
from tests.support.paths import CORPORA, FIXTURES
from tests.torture import trials
from tests.torture.damage import damaged
from tests.torture.trials import Outcome
from transync.domain.errors import CatalogError
from transync.formats import po

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from transync.domain.model import Message

TOOLS = {name: name for name in ("msgcat", "msgfmt")}
AS_PRINTED = ("--force-po", "--no-wrap")
NEWS = [
    *(b"\n", b'"', b"\\", b"#", b"~", b"|", b"#~ ", b"#| ", b" ", b"\r", b"\t", b"\0", b"\xff"),
    *(b"msgid ", b"msgstr ", b"msgctxt ", b'""', b"[0]", b"\\x", b"\\0", b"\xc3", b"domain"),
]

STRICTER = {
    "the bytes here are not UTF-8": "gettext reads comments, and files without a charset, as bytes",
    "a zero byte": "gettext cuts the text off there, with exit code 0",
    "must not contain the bytes 0": "gettext cuts the text off there, with exit code 0",
    "the bytes that are written as numbers": "msgfmt takes what msgcat then refuses",
    "the lines end with CR only": "gettext takes all of it for one line, often one comment",
    "the charset is": "transync reads UTF-8 alone",
    "the header": "gettext reads what is before the header in no charset",
    "`domain`": "transync has no domains",
    "an entry ends with its line": "entries have lines of their own, so that one can be replaced",
    "a comment cannot stand behind": "gettext takes the next line for marked, too",
    "begin every entry": "marks of several kinds in one line",
    "a backslash at the end of a line": "it joins two lines outside of string and comment",
}
"""Why transync refuses what gettext takes: part of its sentence, and the reason."""


def trial(seed: int) -> Outcome:
    """Damage a catalog; a seed is always the same damage to the same catalog."""
    chance = random.Random(seed)
    data = damaged(sound(chance), NEWS, chance)
    tally: Counter[str] = Counter()
    wrong = difference(data, tally)
    return Outcome(f"{wrong}\n{data!r}" if wrong else "", tally)


def sound(chance: random.Random) -> bytes:
    """Give a catalog that is right: one with everything in it, or a part of a real one."""
    if not _real() or chance.random() < 0.7:
        return chance.choice(_small())
    header, *entries = chance.choice(_real())
    begin = chance.randrange(len(entries))
    return b"\n\n".join([header, *entries[begin : begin + chance.randrange(1, 6)]]) + b"\n"


@cache
def _small() -> list[bytes]:
    every = (FIXTURES / "formats/po/every.po").read_bytes()
    return [*[every] * 30, *(case.given.encode() for case in cases("formats/po/read.md"))]


@cache
def _real() -> list[list[bytes]]:
    return [path.read_bytes().split(b"\n\n") for path in sorted(CORPORA.rglob("*.po"))]


def difference(data: bytes, tally: Counter[str]) -> str:
    """Tell in what, other than the explained, transync and gettext disagree."""
    refused = refusal(TOOLS, data)
    try:
        catalog = po.parse(po.decode(data, "a.po"), "a.po")
    except CatalogError as error:
        if not (error.line and error.column):
            return f"no place: {error}"
        tally["refused by both" if refused else "refused by transync alone"] += 1
        explained = refused or any(part in error.message for part in STRICTER)
        return "" if explained else f"refused: {error}"
    tally["read by both"] += 1
    if refused:
        return f"taken, but: {refused}"
    if po.render(catalog).encode() != data:
        return "not the same bytes"
    return unlike(
        [entry.message for entry in catalog.entries], run("msgcat", *AS_PRINTED, given=data)
    )


def unlike(ours: list[Message], printed: CompletedProcess[bytes]) -> str:
    """Tell what msgcat has read differently, unless it wants a charset that msgfmt does not."""
    if printed.returncode:
        told = printed.stderr.decode(errors="replace")
        return "" if "charset" in told else f"msgcat refuses: {told}"
    theirs = [entry.message for entry in po.parse(printed.stdout.decode(), "msgcat").entries]
    kept = [message for message in ours if first_form(message) or not message.obsolete]
    if len(kept) != len(theirs):
        return f"{len(kept)} messages, not {len(theirs)}"
    wrong = [pair for pair in zip(kept, theirs, strict=True) if said(pair[0]) != said(pair[1])]
    # Of several flag lines gettext 0.21 heeds the last alone: transync may find more fuzzy.
    less = [pair for pair in zip(kept, theirs, strict=True) if pair[0].fuzzy < pair[1].fuzzy]
    return f"read differently: {wrong or less}" if wrong or less else ""


def first_form(message: Message) -> str:
    """Give the text that msgcat looks at to tell whether there is a translation."""
    return message.translation if message.plural is None else message.plurals[0]


def said(message: Message) -> Message:
    """Give what decides: the source, the translation, and what they were."""
    return message._replace(comments=(), extracted=(), documents=(), flags=(), fuzzy=False)


if __name__ == "__main__":
    if not all(map(shutil.which, TOOLS)):
        sys.exit("GNU gettext is not installed.")
    sys.exit(trials.run("catalogs", trial, 50_000))
