"""Reads the settings files of site generators: YAML with whatever tags, TOML, JSON, JavaScript."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STRING = r"""["'`]([\w@.-]+)["'`]"""

_PART = re.compile(rf"[{{}}\[\]]|(?:{_STRING}|([\w-]+))\s*:")


def settings(text: str, name: str) -> Mapping[str, Any]:
    """Return the settings in the text of a file, by the ending of its name.

    What cannot be read has no settings: a generator will complain of it, and its own tags
    (`!!python/name:…`, `!ENV`) say nothing about languages.
    """
    ending = name.rpartition(".")[2]
    try:
        if ending == "toml":
            return tomllib.loads(text)
        found = json.loads(text) if ending == "json" else _yaml(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def quoted_after(key: str, script: str) -> list[str]:
    """Return the words in quotes that follow `key:` in JavaScript: one, or all of a list.

    `locales: ['en', 'fr']` gives `en` and `fr`; comments do not count.
    """
    code = _COMMENT.sub("", script)
    if found := re.search(rf"\b{key}\s*:\s*\[([^\]]*)\]", code):
        return re.findall(_STRING, found[1])
    found = re.search(rf"\b{key}\s*:\s*{_STRING}", code)
    return [found[1]] if found else []


def texts_after(key: str, script: str) -> list[str]:
    """Return the texts in quotes that follow `key:` in JavaScript, wherever it stands."""
    code = _COMMENT.sub("", script)
    return re.findall(rf"""\b{key}\s*:\s*["'`]([^"'`\n]*)["'`]""", code)


def is_true(key: str, script: str) -> bool:
    """Whether `key: true` stands in JavaScript, anywhere."""
    return bool(re.search(rf"\b{key}\s*:\s*true\b", _COMMENT.sub("", script)))


def keys_of(key: str, script: str) -> list[str]:
    """Return the names in the object that follows `key:` in JavaScript, at its first level."""
    code = _COMMENT.sub("", script)
    found = re.search(rf"\b{key}\s*:\s*\{{", code)
    names: list[str] = []
    depth = 0
    for part in _PART.finditer(code, found.end() if found else len(code)):
        if part[0] in "}]" and depth == 0:
            break
        if part[0] in "{}[]":
            depth += 1 if part[0] in "{[" else -1
        elif depth == 0:
            names.append(part[1] or part[2])
    return names


def _yaml(text: str) -> object:
    import yaml

    try:
        found: object = yaml.load(text, _loader())
    except yaml.YAMLError:
        return {}
    return found


def _loader() -> type[yaml.SafeLoader]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Takes a tag that it does not know for nothing."""

    Loader.add_multi_constructor("", lambda loader, suffix, node: None)
    return Loader
