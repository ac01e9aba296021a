"""What an extraction looks into: finding it out costs no more than there is to be looked into."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests.support.projects import Project, anew
from transync.commands.begin import extraction
from transync.commands.extract.part import part_of
from transync.project.project import opened

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "# Notiz {0}\n\nDer Absatz von {0}.\n\nSiehe auch.\n"


def calls(folder: Path, notes: int) -> int:
    """Translate notes that all have a text in common, and count the calls that it takes."""
    project = Project(folder)
    for number in range(notes):
        project.write(f"source/n{number:03}.md", NOTE.format(number))
    for _ in range(2):
        project.run("extract")
    project.translate(anew)
    own = opened(str(folder))
    state = extraction(own).settled()
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        part = part_of(own, state)
    finally:
        sys.setprofile(before)
    assert part
    assert len(part.found.documents) == notes
    return count


def test_part__of_twice_as_many_translated_catalogs_takes_twice_as_long(tmp_path: Path) -> None:
    """Each catalog once asked anew for all that wait for the same text."""
    few, many = (calls(tmp_path / str(notes), notes) for notes in (30, 60))
    assert many < 2.3 * few
