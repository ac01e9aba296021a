"""What a worker on another machine must have in common with this one, for the same results."""

from __future__ import annotations

import sys
from hashlib import blake2b
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.errors import TransyncError
from transync.project.fingerprint import program_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DIGEST_BYTES = 4


def environment(folder: Path) -> Mapping[str, str]:
    """Return the versions of Python and of transync, and the configuration that a folder has.

    Each is a phrase for people. The digest behind the version of transync stands for its code and
    for its libraries.
    """
    from importlib.metadata import version

    python = ".".join(map(str, sys.version_info[:3]))
    return {
        "python": f"Python {python}",
        "program": f"transync {version('transync')} (digest {program_version():08x})",
        "project": _configuration(folder),
    }


def _configuration(folder: Path) -> str:
    try:
        found = storage.config_in(folder)
    except TransyncError as error:
        return f"the project's folder {folder}, but {error}"
    if found is None:
        return f"no project in {folder}"
    digest = blake2b(found.text.encode(), digest_size=_DIGEST_BYTES).hexdigest()
    return f"the project in {folder} (digest of its configuration {digest})"
