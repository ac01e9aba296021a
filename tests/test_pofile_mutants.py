"""Damaged catalogs: transync takes what gettext takes, or refuses it and can say why.

`TRANSYNC_EXAMPLES=170` tries some 50,000 mutants instead of 300.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import settings

from tests.cases import FIXTURES
from tests.test_pofile import refusal, run
from transync import pofile
from transync.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from subprocess import CompletedProcess

    from transync.model import Message

AS_PRINTED = ("--force-po", "--no-wrap")
SEED = 20240229
SOUND = (FIXTURES / "pofile/every.po").read_bytes()
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
    r"'\\' cannot stand here": "a backslash that joins two lines outside of string and comment",
}
"""Why transync refuses what gettext takes: part of its sentence, and the reason."""


def mutants(count: int) -> Iterator[bytes]:
    """Damage the sound catalog `count` times, in one to three places."""
    chance = random.Random(SEED)
    for _ in range(count):
        data = SOUND
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            data = chance.choice((cut, delete, repeat, put, swap, drop))(data, chance)
        yield data


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def delete(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randrange(1, 12) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at : at + chance.randrange(1, 12)] + data[at:]


def put(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(NEWS) + data[at + chance.randrange(2) :]


def swap(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def drop(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def difference(tools: Mapping[str, str], data: bytes) -> str:
    """Tell in what, other than the explained, transync and gettext disagree."""
    refused = refusal(tools, data)
    try:
        catalog = pofile.parse(pofile.decode(data, "a.po"), "a.po")
    except CatalogError as error:
        if not (error.line and error.column):
            return f"no place: {error}"
        explained = refused or any(part in error.message for part in STRICTER)
        return "" if explained else f"refused: {error}"
    if refused:
        return f"taken, but: {refused}"
    if pofile.render(catalog).encode() != data:
        return "not the same bytes"
    return unlike(
        [entry.message for entry in catalog.entries], run(tools["msgcat"], *AS_PRINTED, given=data)
    )


def unlike(ours: list[Message], printed: CompletedProcess[bytes]) -> str:
    """Tell what msgcat has read differently, unless it wants a charset that msgfmt does not."""
    if printed.returncode:
        told = printed.stderr.decode(errors="replace")
        return "" if "charset" in told else f"msgcat refuses: {told}"
    theirs = [entry.message for entry in pofile.parse(printed.stdout.decode(), "msgcat").entries]
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


def test_mutants__agree_with_gettext(gettext_tools: Mapping[str, str]) -> None:
    count = 3 * settings().max_examples
    found = [(difference(gettext_tools, data), data) for data in mutants(count)]
    faults = [f"{told}\n{data.decode(errors='replace')}" for told, data in found if told]
    assert not faults, f"{len(faults)} of {count}: {faults[0]}"
