"""The catalogs of a language: none is merged while what another has cannot be seen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, anew
from transync.commands.extract.catalog import MergeContext
from transync.commands.extract.language import Merging
from transync.commands.extract.scanned import LanguageCatalogs
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.model import Finding
from transync.engine import Index
from transync.project.catalogs import groups, read
from transync.project.cutting import DocumentReader, Extent
from transync.project.documents import sources
from transync.project.message_index import DocumentTexts
from transync.project.project import opened

if TYPE_CHECKING:
    from pathlib import Path

    from transync.domain.changes import Step
    from transync.project.catalogs import Read

MOVED = "Ein Absatz, der umzieht."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give one where a text has moved to another document; its translation is where it was."""
    project = Project(tmp_path)
    project.write("source/a.md", f"# Ein Titel\n\n{MOVED}\n")
    project.write("source/b.md", "# Noch ein Titel\n")
    project.run("extract")
    project.translate(anew)
    project.edit("source/a.md", f"\n{MOVED}\n", "")
    project.write("source/b.md", f"# Noch ein Titel\n\n{MOVED}\n")
    return project


def steps(project: Project, failing: str = "") -> list[Step]:
    """Merge the catalogs; that at `failing` can be read once, and never again."""
    own = opened(str(project.folder))
    found, language = sources(own, Extent.TEXTS), own.languages[0]
    reads: Counter[str] = Counter()

    def reading(path: str) -> Read | None:
        reads[path] += 1
        if path == failing and reads[path] > 1:
            raise TransyncError("cannot be read: Input/output error", path=path)
        return read(own, path)

    wanted = groups(own, found.looked_into, language.code)
    catalogs = Index(own.store, "texts", is_kept=False)
    texts = DocumentTexts(dict(found.hashes), found.has)
    plan = LanguageCatalogs(wanted, sorted(wanted), [], {}, catalogs, texts, dict)
    context = MergeContext(own, language, reading, DocumentReader(own, found.documents))
    return [*Merging(context, plan).steps()]


def test_merging__finds_what_has_moved(project: Project) -> None:
    done = [step for step in steps(project) if isinstance(step, Change)]
    told = [step.summary for step in done]
    assert told == ["1 obsolete, 1 unchanged", "1 revived, 1 unchanged"]


def test_merging__takes_no_text_for_new_that_nobody_can_look_for(project: Project) -> None:
    """A catalog that could be read no more would have been passed over without a word."""
    (found,) = steps(project, failing="locales/en/a.po")
    assert isinstance(found, Finding)
    assert (found.code, found.path) == ("T000", "locales/en/a.po")
