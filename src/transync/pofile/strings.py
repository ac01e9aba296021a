"""What the quoted strings of a `.po` file say, and what they cannot say."""

from __future__ import annotations

import re

from transync.errors import CatalogError

UNENCODABLE = re.compile("[\0\ud800-\udfff]")
"""What no comment of a `.po` file can hold."""
UNWRITABLE = re.compile("[\0\x04\ud800-\udfff]")
"""What no string of one can; U+0004 is gettext's separator of context and text."""

SPLICE = "\\\n"
"""A backslash at the end of a line: gettext reads on as if neither were there."""

_BODY = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_LETTER = re.compile(r"\\(.)", re.DOTALL)
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_BYTE = re.compile(rb"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3})|(.))", re.DOTALL)


def writable(text: str, unwritable: re.Pattern[str]) -> str:
    """Give `text` back; raise CatalogError for a character that cannot be written."""
    if bad := unwritable.search(text):
        raise CatalogError(f"the character U+{ord(bad[0]):04X} cannot stand in a .po file")
    return text


def unquote(strings: str) -> str:
    """Read quoted strings that the grammar has accepted, with whatever stands between them.

    Raises ValueError, with a sentence, where the escaped bytes are no text that gettext keeps.
    """
    # As nearly all are written: a line behind the other, with no escapes but two.
    joined = strings[1:-1].replace('"\n"', "")
    plain = joined.replace("\\n", "\n").replace('\\"', "") if "\\" in joined else joined
    if "\\" not in plain and '"' not in plain:
        return joined.replace("\\n", "\n").replace('\\"', '"')
    bodies = _BODY.findall(strings.replace(SPLICE, ""))
    try:
        return _LETTER.sub(lambda match: _LETTERS[match[1]], "".join(bodies))
    except KeyError:
        return _from_bytes(bodies)


def _from_bytes(bodies: list[str]) -> str:
    """Read strings some of whose bytes are written as numbers; an escape ends with its string."""
    data = b"".join(_BYTE.sub(_byte, body.encode()) for body in bodies)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise ValueError("the bytes that are written as numbers are not UTF-8") from None
    if "\0" in text or "\x04" in text:
        raise ValueError("a string must not contain the bytes 0 and 4, which gettext uses itself")
    return text


def _byte(match: re.Match[bytes]) -> bytes:
    """Read one escape as gettext does: any number of hexadecimal digits, up to three octal ones."""
    hexadecimal, octal, letter = match.groups()
    if letter is not None:
        return _LETTERS[letter.decode()].encode()
    number = int(hexadecimal[-2:], 16) if hexadecimal else int(octal, 8)
    return bytes([number & 0xFF])
