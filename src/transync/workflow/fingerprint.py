"""Tells programs and settings apart: what one has remembered is nothing to another."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING

from transync import files

if TYPE_CHECKING:
    from transync.config import Config

_FORMAT = "2"
_LIBRARIES = (
    *("babel", "langdetect", "lingua", "markdown_it", "mdit_py_plugins"),
    *("polib", "rapidfuzz", "yaml"),
)


def fingerprint(config: Config) -> str:
    """Give what stands for the program, its libraries and a project's settings."""
    told = blake2b(repr((_FORMAT, config)).encode(), digest_size=16)
    told.update(_program())
    return told.hexdigest()


@cache
def _program() -> bytes:
    specs = [find_spec(name) for name in _LIBRARIES]
    places = [spec.origin for spec in specs if spec and spec.origin]
    return files.program() + b"".join(map(files.stamp, places))
