"""Values as JSON that every reader reads, and that does nothing to a terminal."""

from __future__ import annotations

import json
import re

from transync.report.characters import writable

_UNUSUAL = re.compile(r"[^\n -~]")


def as_json(value: object) -> str:
    r"""Give a value as indented JSON; a character that is not printable is escaped.

    So are lone surrogates, twice: many readers refuse `"\udcff"`, and `"\\udcff"` shows it.
    """
    return _UNUSUAL.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character.isprintable():
        return character
    return json.dumps(writable(character))[1:-1]
