"""Adds localized documents to `build.keep` in the text of a configuration."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE = re.compile(r"^\[(?:tool\.transync\.)?build\][ \t]*(?:#.*)?$", re.MULTILINE)
_KEEP = re.compile(
    r"^keep[ \t]*=[ \t]*\[(?:[^\]\"'#]|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*)*\]", re.MULTILINE
)
_NEXT = re.compile(r"^\[", re.MULTILINE)


def with_kept(text: str, paths: Sequence[str], *, is_pyproject: bool = False) -> str:
    """Return a configuration in which `build.keep` has some paths, too; all else is as it was.

    Raises `ConfigError` where the setting is written in a way that cannot be edited.
    """
    table = "tool.transync.build" if is_pyproject else "build"
    before = _kept(text, table)
    wanted = [*before, *(path for path in paths if path not in before)]
    lines = "".join(f"    {json.dumps(path, ensure_ascii=False)},\n" for path in wanted)
    setting = f"keep = [\n{lines}]"
    found = _TABLE.search(text)
    if not found:
        end = "" if not text or text.endswith("\n") else "\n"
        edited = f"{text}{end}\n[{table}]\n{setting}\n"
    else:
        stop = _NEXT.search(text, found.end())
        body = text[found.end() : stop.start() if stop else len(text)]
        rest = text[found.end() + len(body) :]
        if _KEEP.search(body):
            body = _KEEP.sub(lambda _: setting, body, count=1)
        else:
            body = f"\n{setting}{body}"
        edited = text[: found.end()] + body + rest
    if _kept(edited, table) != wanted:
        raise ConfigError(f"`keep` cannot be written into [{table}]; add {', '.join(paths)} there")
    return edited


def _kept(text: str, table: str) -> list[str]:
    try:
        found: object = tomllib.loads(text)
    except ValueError:
        return []
    for name in (*table.split("."), "keep"):
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return [*map(str, found)] if isinstance(found, list) else []
