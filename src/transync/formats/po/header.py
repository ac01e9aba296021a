"""The header of a catalog: the fields in the translation of its empty msgid."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transync.domain.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.domain.model import Catalog

GENERATOR = ("X-Generator", "transync")
"""The header field that names the program which made the catalog."""

_FIELD = re.compile(r"([^:\n]+):[ \t]*([^\n]*)")


def header(catalog: Catalog) -> Message | None:
    """Return the header of a catalog, if it has one."""
    for message, _, _ in catalog.entries[:1]:
        if message.key == (None, "") and not message.obsolete:
            return message
    return None


def fields(catalog: Catalog) -> dict[str, str]:
    """Return the header's fields in order; of duplicates, the first."""
    message = header(catalog)
    found: dict[str, str] = {}
    for line in message.translation.split("\n") if message else ():
        if field := _FIELD.fullmatch(line):
            found.setdefault(field[1], field[2].rstrip(" \t\r"))
    return found


def new_header(*, project: str, language: str = "", plural_forms: str = "") -> Message:
    """Return the header of a new catalog, or of a template if no language is given.

    It has what `msgfmt --check` asks for; fields for people and editors are empty.
    """
    return Message("", _field("Project-Id-Version", project) + _others(language, plural_forms))


@lru_cache(maxsize=1)
def _others(language: str, plural_forms: str) -> str:
    """Return the fields that all new catalogs of a language share."""
    known = {
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **({"Plural-Forms": plural_forms} if plural_forms else {}),
    }
    return "".join(_field(*each) for each in (*known.items(), GENERATOR))


def _field(name: str, value: str) -> str:
    return f"{name}: {_plain(value)}\n"


def set_fields(message: Message, values: Mapping[str, str]) -> Message:
    """Return a header with fields set; every other byte stays as it is.

    A field that is missing is added at the end.
    """
    text = message.translation
    for name, value in values.items():
        text = _set(text, name, _plain(value))
    return message._replace(translation=text)


def _set(text: str, name: str, value: str) -> str:
    field = re.compile(rf"^{re.escape(name)}:[ \t]*([^\n]*?)[ \t\r]*$", re.MULTILINE)
    if found := field.search(text):
        if found[1] == value:
            return text
        return f"{text[: found.start()]}{name}: {value}{text[found.end(1) :]}"
    between = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{between}{name}: {value}\n"


def _plain(value: str) -> str:
    """Return a value on one line."""
    return " ".join(value.split())
