"""Prints the lowest versions of the dependencies that `pyproject.toml` allows, as constraints.

python -m tests.lowest > lowest.txt; pip install --constraint lowest.txt --editable .
"""

from __future__ import annotations

import re
import sys
import tomllib
from typing import TYPE_CHECKING

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PYPROJECT = ROOT / "pyproject.toml"
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+) *(?:.*,)? *>= *(?P<lowest>[\w.]+) *(?:,.*)?")


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """Give each requirement with its lowest version and no other."""
    for requirement in requirements:
        found = REQUIREMENT.fullmatch(requirement)
        if found is None:
            raise ValueError(f"{requirement!r} has no lowest version; write `name >= version`.")
        yield f"{found['name']} == {found['lowest']}"


def main() -> None:
    """Print them, those of the extras included."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(each for extra in extras for each in extra)]
    sys.stdout.write("\n".join([*lowest(requirements), ""]))


if __name__ == "__main__":
    main()
