"""Tells programs and settings apart: what one has remembered is nothing to another."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
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
    told = blake2b(repr((_FORMAT, config, sys.version_info[:3])).encode(), digest_size=16)
    told.update(_program())
    return told.hexdigest()


@cache
def _program() -> bytes:
    specs = [find_spec(name) for name in _LIBRARIES]
    heads = tuple(f"{name}-" for name in _LIBRARIES.values())
    installed = storage.versions(spec.origin for spec in specs if spec and spec.origin)
    known = [name for name in installed if name.lower().startswith(heads)]
    return storage.program() + repr(known).encode()
