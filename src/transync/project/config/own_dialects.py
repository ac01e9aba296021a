"""The dialects of a project's own: `[dialects.NAME]`, checked and made of their bases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from transync.dialects import DIALECTS
from transync.dialects.own import SPELLINGS, Additions, extended, is_tag
from transync.dialects.registry import installed
from transync.domain.errors import ConfigError
from transync.project.config.rules import Fault, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.dialects import Dialect
    from transync.project.config.rules import Given

_BASE = "base"
_TAGS = ("verbatim", "prose")
_KEYS = ("text-keys", "address-keys")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def own_dialects(given: Given) -> Iterator[Fault]:
    """Ask for a name that is free, a base that is there, and lists of tags and keys."""
    for name, table in given.value.items():
        if not _NAME.fullmatch(name):
            yield Fault(f"`{name}` is no name; write small letters, digits and hyphens", (name,))
        elif name in DIALECTS:
            yield Fault(f"`{name}` is a dialect of transync; call yours otherwise", (name,))
        for key, value in table.items():
            for fault in _key_faults(key, value):
                yield fault._replace(part=(name, *fault.part))
        if _BASE not in table:
            yield Fault(f'`{_BASE}` is missing; say {_BASE} = "commonmark"', (name,))


def _key_faults(key: str, value: object) -> Iterator[Fault]:
    known = (_BASE, *_TAGS, *_KEYS)
    if key not in known:
        allowed = ", ".join(known)
        message = f"unknown key `{key}`; known keys are {allowed}{nearest(key, known)}"
        yield Fault(message, (key,))
    elif key == _BASE:
        for message in _name_faults(value):
            yield Fault(message, (key,))
    elif not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        yield Fault(f"`{key}` must be a list of texts", (key,))
    elif key in _TAGS:
        for number, tag in enumerate(value):
            if not is_tag(tag):
                known_tags = ", ".join(SPELLINGS)
                yield Fault(f'"{tag}" is no tag; tags are written {known_tags}', (key, number))


def known_dialect(given: Given) -> Iterator[Fault]:
    """Ask for the name of a dialect: of transync, of the project's own, or of a package."""
    own: Mapping[str, Any] = given.settings.get("dialects", {})
    if given.value not in own:
        yield from (Fault(message) for message in _name_faults(given.value, tuple(own)))


def _name_faults(name: object, own: tuple[str, ...] = ()) -> Iterator[str]:
    """Say what is wrong with the name of a dialect that the project does not make itself."""
    if not isinstance(name, str):
        yield "must be a text"
        return
    try:
        is_known = name in DIALECTS or installed(name) is not None
    except ConfigError as error:
        yield error.message
        return
    if not is_known:
        known = (*DIALECTS, *own)
        yield f'"{name}" is no dialect; known are {", ".join(known)}{nearest(name, known)}'


def dialect_named(name: str, tables: Mapping[str, Mapping[str, Any]]) -> Dialect:
    """Return the dialect of a name that the rules have found good."""
    if name in tables:
        table = tables[name]
        lists = {key.replace("-", "_"): tuple(table.get(key, ())) for key in (*_TAGS, *_KEYS)}
        return extended(name, dialect_named(table[_BASE], {}), Additions(**lists))
    found = DIALECTS.get(name) or installed(name)
    assert found
    return found
