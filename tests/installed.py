"""The programs that a page of the documentation needs, and whether they are installed.

A page names them in a comment that readers do not see: `<!-- needs: mkdocs -->`. Its sessions are
run where all of them are there.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from tests.support.paths import ROOT

_NEEDS = re.compile(r"^<!-- needs: (.+) -->$", re.MULTILINE)
_ROOMS = ROOT / "tests/sites/npm"
"""The folders in which npm has installed site generators."""

PATH = os.pathsep.join(
    (
        *(str(Path(sys.executable).parent), str(ROOT / "tests/bin"), os.environ["PATH"]),
        str(ROOT / ".venv-sites/bin"),
    )
)
"""Where the programs of sessions are looked for."""


QUIET = {
    "ASTRO_TELEMETRY_DISABLED": "1",
    "CI": "true",
    "NO_COLOR": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "NO_UPDATE_NOTIFIER": "1",
    "LC_ALL": "C.UTF-8",
}
"""The environment in which site generators print no advertisements and colours."""


def needs(text: str) -> list[str]:
    """Return the programs that the text of a page names."""
    found = _NEEDS.search(text)
    return found[1].split(", ") if found else []


def missing(text: str) -> list[str]:
    """Return those of the named programs that are not installed."""
    return [name for name in needs(text) if not (shutil.which(name, path=PATH) or modules(name))]


def modules(name: str) -> Path | None:
    """Return the folder of a program's modules, if npm has installed it for `make sites`."""
    return next((bins.parent for bins in _bins() if (bins / name).exists()), None)


def workplace(text: str) -> Path | None:
    """Return the folder in which the sessions of a page must be, so that Node finds its modules.

    None if any folder will do.
    """
    rooms = [found.parent for name in needs(text) if (found := modules(name))]
    if not rooms:
        return None
    place = rooms[0] / "work"
    place.mkdir(exist_ok=True)
    return place


def _bins() -> list[Path]:
    return sorted(_ROOMS.glob("*/node_modules/.bin"))
