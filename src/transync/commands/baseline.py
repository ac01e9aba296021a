"""The baseline: a list of the findings that a project has accepted for now."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from transync import storage
from transync.checks.selection import ALWAYS
from transync.domain.conflicts import UNRESOLVED, first_line
from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.project.project import Project

Known: TypeAlias = "Counter[tuple[str, str, str]]"
"""How often each path, code and message is accepted; lines move, and do not count."""


def read_baseline(project: Project, path: str) -> Known:
    """Read a baseline; raises `ConfigError` where there is none, or it is not one."""
    data = project.workspace.read_if_there(path)
    if data is None:
        raise ConfigError("does not exist; make it with --write-baseline", path=path)
    return known_of(storage.decoded(data, path), path)


def known_of(text: str, path: str) -> Known:
    """Read the text of a baseline; raises `ConfigError` where it is not one."""
    try:
        listed = json.loads(text)["findings"]
        return Counter({_key(each): int(each["count"]) for each in listed})
    except json.JSONDecodeError as error:
        if marked := first_line(text):
            raise ConfigError(f"has {UNRESOLVED}", path=path, line=marked, column=1) from error
        message = f"is no baseline: {error.msg}; make it anew with --write-baseline"
        raise ConfigError(message, path=path, line=error.lineno, column=error.colno) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        message = "is no baseline; make it anew with --write-baseline"
        raise ConfigError(message, path=path) from error


def baseline_text(findings: Iterable[Finding]) -> str:
    """Write a baseline: one line a finding, sorted, so that its changes can be read."""
    counts = Counter((each.path, each.code, each.message) for each in _acceptable(findings))
    lines = [
        json.dumps({"path": path, "code": code, "message": message, "count": count})
        for (path, code, message), count in sorted(counts.items())
    ]
    return '{"findings": [\n' + ",\n".join(lines) + "\n]}\n"


def unknown(findings: Sequence[Finding], known: Known) -> list[Finding]:
    """Return the findings that the baseline has not, or has less often."""
    left = Counter(known)
    found = []
    for each in findings:
        key = (each.path, each.code, each.message)
        if left[key] > 0 and not each.code.startswith(ALWAYS):
            left[key] -= 1
        else:
            found.append(each)
    return found


def _acceptable(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (each for each in findings if not each.code.startswith(ALWAYS))


def _key(each: Mapping[str, object]) -> tuple[str, str, str]:
    return str(each["path"]), str(each["code"]), str(each["message"])
