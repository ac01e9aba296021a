"""Fingerprints of the program and a project's settings: what one has kept, no other one reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from types import FunctionType
from typing import TYPE_CHECKING

from transync import storage

if TYPE_CHECKING:
    from transync.project.config import Config

_FORMAT = "3"
_LIBRARIES = {
    "babel": "babel",
    "langdetect": "langdetect",
    "lingua": "lingua_language_detector",
    "markdown_it": "markdown_it_py",
    "mdit_py_plugins": "mdit_py_plugins",
    "polib": "polib",
    "rapidfuzz": "rapidfuzz",
    "yaml": "pyyaml",
}
"""Modules, and the distributions that they belong to."""


def fingerprint(config: Config) -> str:
    """Return what stands for the program, its libraries and a project's settings.

    It is the same on every machine that has the same versions of all of them.
    """
    made_by = blake2b(_written((_FORMAT, config, sys.version_info[:3])).encode(), digest_size=16)
    made_by.update(_program())
    return made_by.hexdigest()


def configuration_digest(config: Config) -> str:
    """Return the digest of a project's settings; it does not depend on program or Python."""
    return blake2b(_written(config).encode(), digest_size=16).hexdigest()


def program_version() -> int:
    """Return 31 bits that stand for the program and its libraries: other ones keep other rows."""
    return int.from_bytes(_program()[:4], "big") >> 1


def _written(value: object) -> str:
    """Return a value as text: all of it, and the same in every process."""
    if isinstance(value, re.Pattern):
        return f"{value.pattern!r}{value.flags}"
    if isinstance(value, Set):
        return f"{{{','.join(sorted(map(_written, value)))}}}"
    if isinstance(value, Mapping):
        return _written(tuple(value.items()))
    if is_dataclass(value):
        return _written(tuple(getattr(value, each.name) for each in fields(value)))
    if isinstance(value, tuple | list):
        return f"({','.join(map(_written, value))})"
    return _name(value) if isinstance(value, FunctionType) else repr(value)


def _name(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def _program() -> bytes:
    """Return a digest of the program's own source, and of which libraries are installed."""
    specs = [find_spec(name) for name in _LIBRARIES]
    heads = tuple(f"{name}-" for name in _LIBRARIES.values())
    installed = storage.versions(spec.origin for spec in specs if spec and spec.origin)
    known = [name for name in installed if name.lower().startswith(heads)]
    return blake2b(storage.program() + repr(known).encode(), digest_size=16).digest()
