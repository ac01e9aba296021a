"""Encode JSON that every parser reads and that is safe to print."""

from __future__ import annotations

import json
import re

from transync.report.characters import writable

_UNUSUAL = re.compile(r"[^\n -~]")


def as_json(value: object) -> str:
    r"""Return a value as indented JSON with unprintable characters escaped.

    Lone surrogates are escaped twice, as `"\\udcff"`: many parsers refuse `"\udcff"`.
    """
    return _UNUSUAL.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character.isprintable():
        return character
    return json.dumps(writable(character))[1:-1]
