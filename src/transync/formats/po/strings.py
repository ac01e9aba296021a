"""Read the quoted strings of a `.po` file."""

from __future__ import annotations

import re

from transync.domain.errors import CatalogError

UNENCODABLE = re.compile("[\0\ud800-\udfff]")
"""What comments in a `.po` file cannot hold."""
UNWRITABLE = re.compile("[\0\x04\ud800-\udfff]")
"""What strings cannot hold; U+0004 is gettext's separator of context and text."""

SPLICE = "\\\n"
"""A backslash at the end of a line: gettext ignores both."""

_SPECIAL = ('"', "\\", "\n", "\x04")
"""What strings contain only escaped."""
_BODY = re.compile(r'"((?>(?:[^"\\]++|\\.)*))"', re.DOTALL)
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
    """Return `text`; raises `CatalogError` for a character that cannot be written."""
    if bad := unwritable.search(text):
        raise CatalogError(f"the character U+{ord(bad[0]):04X} cannot stand in a .po file")
    return text


def plain(strings: str) -> str | None:
    """Read strings on lines of their own, with no escapes except for line breaks and quotes.

    None for any other form.
    """
    if not (strings.startswith('"') and strings.endswith('"') and len(strings) > 1):
        return None
    if '\\"\n' in strings:  # only the grammar knows whether that ends a string
        return None
    text = strings[1:-1].replace('"\n"', "")
    rest = text.replace("\\n", "").replace('\\"', "") if "\\" in text else text
    if any(map(rest.__contains__, _SPECIAL)):
        return None
    return text.replace("\\n", "\n").replace('\\"', '"')


def unquote(strings: str) -> str:
    """Read quoted strings that the grammar has accepted, ignoring what is between them.

    Raises `ValueError`, with a sentence, if the escaped bytes are not text that gettext keeps.
    """
    text = plain(strings)
    if text is not None:
        return text
    bodies = _BODY.findall(strings.replace(SPLICE, ""))
    try:
        return _LETTER.sub(lambda match: _LETTERS[match[1]], "".join(bodies))
    except KeyError:
        return _from_bytes(bodies)


def _from_bytes(bodies: list[str]) -> str:
    """Read strings with bytes escaped as numbers; an escape ends with its string."""
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
