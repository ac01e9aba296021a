"""The project as a program sees it: plans, checks and counts."""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
from typing import TYPE_CHECKING

import pytest

from tests.support import projects
from tests.support.projects import anew
from transync import (
    ConfigError,
    DocumentError,
    ImportOptions,
    PageOptions,
    PathError,
    Processes,
    Project,
    Review,
    Serial,
    Start,
)
from transync.engine.executor import WORTH_IT

if TYPE_CHECKING:
    from pathlib import Path

    from transync import Executor, Finding, Plan

NOTE = "---\ntitle: N {0}\n---\n\n# N {0}\n\nEin Absatz von {0}.\n\n- Siehe `auch` [x](y{0}.md).\n"


@pytest.fixture
def folder(tmp_path: Path) -> projects.Project:
    """Make a project with two documents."""
    made = projects.Project(tmp_path / "project", 'languages = ["en", "fr"]\n')
    made.write("source/a.md", "---\ntitle: Titel\n---\n\n# Eins\n\nEin Satz.\n")
    made.write("source/b/c.md", "Noch ein Satz.\n")
    return made


def paths(plan: Plan) -> list[str]:
    return [change.path for change in plan.changes]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return sorted({found.code for found in findings})


def test_plan__writes_when_it_is_applied(folder: projects.Project) -> None:
    project = Project.open(folder.folder)
    before = folder.tree()
    plan = project.extract()
    assert (len(plan.changes), plan.unchanged, plan.findings) == (6, 0, ())
    assert folder.tree() == before
    assert plan.apply() == ()
    assert folder.tree() == before | {
        each.path: (each.after or "").encode() for each in plan.changes
    }
    again = project.extract()
    assert (again.changes, again.unchanged, again.apply()) == ((), 6, ())
    folder.translate(anew)
    build = project.build()
    assert paths(build) == [
        f"build/{code}/{name}.md" for name in ("a", "b/c") for code in ("en", "fr")
    ]
    assert build.apply() == ()
    assert project.check(ignore=["T4"]).findings == ()
    assert [row.percent for row in project.status().rows] == [100] * 4


def test_plan__of_some_files(folder: projects.Project) -> None:
    project = Project.open(folder.folder, languages=["en"])
    assert paths(project.extract([folder.folder / "source/b"])) == [
        "locales/templates/b/c.pot",
        "locales/en/b/c.po",
    ]
    assert paths(project.extract(["source/a.md"])) == [
        "locales/templates/a.pot",
        "locales/en/a.po",
    ]


def test_plan__does_what_the_command_line_does(folder: projects.Project, tmp_path: Path) -> None:
    other = projects.Project(tmp_path / "other", "")
    for path, data in folder.tree().items():
        other.write(path, data)
    for command in ("extract", "build"):
        assert getattr(Project.open(folder.folder), command)().apply() == ()
        assert other.run(command).code == 0
        assert folder.tree() == other.tree()
        folder.translate(anew)
        other.translate(anew)
    told = other.run("check", "--format", "json")
    assert [found.message for found in Project.open(folder.folder).check().findings] == [
        each["message"] for each in json.loads(told.out)["findings"]
    ]


def test_plan__leaves_alone_what_was_saved_in_the_meantime(folder: projects.Project) -> None:
    project = Project.open(folder.folder)
    assert project.extract().apply() == ()
    plan = project.build()
    folder.write("build/en/a.md", "von Hand\n")
    (found,) = plan.apply()
    assert (found.code, found.path) == ("T000", "build/en/a.md")
    assert folder.read("build/en/a.md") == "von Hand\n"
    assert codes(project.build().findings) == ["T108"]
    assert paths(project.build(force=True)) == ["build/en/a.md"]


def test_plan__tells_what_cannot_be_done(folder: projects.Project) -> None:
    folder.write("source/a.md", b"\xff")
    plan = Project.open(folder.folder).extract()
    assert [(found.code, found.path) for found in plan.findings] == [("T001", "source/a.md")]
    assert len(plan.changes) == 3


def test_import__of_pages_that_are_there(folder: projects.Project, tmp_path: Path) -> None:
    """Its plan is what the command prints, as values."""
    folder.write("source/d.md", "Man nehme `tee` und 3 Löffel.\n")
    folder.write("source/e.md", "# Wasser\n")
    folder.write("old/d.en.md", "Take `tee` and 3 spoons.\n\nOnly here.\n")
    folder.write("old/w.en.md", "# Water\n")
    folder.write("old/x.en.md", "Something else.\n")
    other = projects.Project(tmp_path / "other", "")
    for path, data in folder.tree().items():
        other.write(path, data)
    project = Project.open(folder.folder, languages=["en"])
    before = folder.tree()
    pages = PageOptions("old/{path}.{lang}.md", pairs=(("source/e.md", "old/w.en.md"),))
    plan = project.import_pages(options=ImportOptions(Review.ALL, pages=pages))
    assert paths(plan) == ["locales/en/d.po", "locales/en/e.po"]
    assert folder.tree() == before
    assert [(page.path, page.document, page.translated) for page in plan.pages] == [
        ("old/d.en.md", "source/d.md", 1),
        ("old/w.en.md", "source/e.md", 1),
    ]
    assert [page.path for page in plan.unpaired] == ["old/x.en.md"]
    assert (plan.findings, plan.settings, plan.apply()) == ((), (), ())
    options = ("--lang", "en", "--from", "old/{path}.{lang}.md", "--review")
    other.run("import", *options, "--pair", "source/e.md=old/w.en.md")
    assert folder.tree() == other.tree()
    with pytest.raises(ConfigError):
        project.import_pages(options=ImportOptions(pages=PageOptions("none/{path}.{lang}.md")))


def test_absorb__of_pages_that_somebody_has_edited(folder: projects.Project) -> None:
    project = Project.open(folder.folder)
    assert project.extract().apply() == ()
    folder.translate(anew)
    assert project.build().apply() == ()
    folder.edit("build/en/a.md", "Éín Sátz.", "A sentence.")
    folder.edit("build/fr/a.md", "\n\nÉín Sátz.", "")
    plan = project.absorb()
    assert [(page.path, page.absorbed, page.whole) for page in plan.pages] == [
        ("build/en/a.md", 1, True),
        ("build/fr/a.md", 0, False),
    ]
    assert (paths(plan), codes(plan.findings)) == (["locales/en/a.po"], ["T108"])
    assert plan.apply() == ()
    assert paths(project.build()) == ["build/en/a.md"]
    assert project.absorb(["build/fr/a.md"]).pages[0].places == 1


def test_absorb__that_cannot_be_written_loses_no_edit(folder: projects.Project) -> None:
    """A build takes over no page whose catalog does not have its edits."""
    project = Project.open(folder.folder)
    assert project.extract().apply() == ()
    folder.translate(anew)
    assert project.build().apply() == ()
    folder.edit("build/en/b/c.md", "éín Sátz.", "a sentence.")
    plan = project.absorb()
    catalog = folder.read("locales/en/b/c.po")
    folder.edit("locales/en/b/c.po", "éín Sátz", "éín Wórt")
    plan.apply()
    folder.write("locales/en/b/c.po", catalog)
    assert codes(project.build().findings) == ["T108"]
    assert project.absorb().apply() == ()
    assert project.build().findings == project.build().apply() == ()
    assert "a sentence." in folder.read("build/en/b/c.md")
    assert "a sentence." in folder.read("locales/en/b/c.po")


def test_documents_and_catalogs__are_those_that_can_be_read(folder: projects.Project) -> None:
    project = Project.open(folder.folder)
    assert project.extract().apply() == ()
    assert [document.path for document in project.documents()] == ["source/a.md", "source/b/c.md"]
    assert [document.path for document in project.documents(["source/b"])] == ["source/b/c.md"]
    assert [catalog.path for catalog in project.catalogs("fr")] == [
        "locales/fr/a.po",
        "locales/fr/b/c.po",
    ]
    folder.write("source/a.md", b"\xff")
    folder.write("locales/fr/a.po", "kein Katalog\n")
    assert [document.path for document in project.documents()] == ["source/b/c.md"]
    assert [catalog.path for catalog in project.catalogs("fr")] == ["locales/fr/b/c.po"]
    assert {"T001", "T003"} <= set(codes(project.check().findings))


def test_check__of_an_editors_buffer(folder: projects.Project) -> None:
    """Its catalogs, and the other documents, are those on disk; nothing is written."""
    project = Project.open(folder.folder)
    assert project.extract().apply() == ()
    folder.translate(anew)
    assert project.build().apply() == ()
    before = folder.tree()
    buffer = "---\ntitle: Titel\n---\n\n# Eins\n\nEin anderer Satz.\n\n<!-- transync: skipp -->\n"
    unsaved = project.over({"source/a.md": buffer})
    (found,) = unsaved.check(["source/a.md"], select=["T0"]).findings
    assert (found.code, found.path, found.line) == ("T006", "source/a.md", 9)
    mended = project.over({"source/a.md": buffer.replace("<!-- transync: skipp -->\n", "")})
    findings = mended.check(["source/a.md"], select=["T103"]).findings
    assert [(found.path, found.line) for found in findings] == [("source/a.md", 7)]
    assert project.check(["source/a.md"], ignore=["T4"]).findings == ()
    assert folder.tree() == before


def test_check__of_a_buffer_that_is_no_file_yet(folder: projects.Project) -> None:
    unsaved = Project.open(folder.folder).over({"source/new.md": "Neu.\n"})
    assert codes(unsaved.check(["source/new.md"]).findings) == ["T104", "T106"]
    assert [document.path for document in unsaved.documents(["source/new.md"])] == ["source/new.md"]


def test_check__of_a_buffer_leaves_nothing_for_the_next(folder: projects.Project) -> None:
    project = Project.open(folder.folder)
    saved = project.check().findings
    project.over({"source/a.md": "\ufffe<!-- transync: x -->\n"}).check()
    assert project.check().findings == saved
    assert Project.open(folder.folder, cache=False).check().findings == saved


def test_plan__with_unsaved_texts_is_not_applied(folder: projects.Project) -> None:
    plan = Project.open(folder.folder).over({"source/a.md": "Neu.\n"}).extract()
    assert plan.changes
    with pytest.raises(ConfigError):
        plan.apply()
    assert "locales/en/a.po" not in folder.files()


@pytest.mark.parametrize("cache", [False, True])
def test_open__with_a_cache_or_without(folder: projects.Project, *, cache: bool) -> None:
    project = Project.open(folder.folder / "source", cache=cache)
    project.extract().apply()
    assert project.root.folder == folder.folder.resolve()
    assert (folder.folder / ".transync/cache.db").exists() == cache


def test_open__refuses(folder: projects.Project, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        Project.open(tmp_path)
    with pytest.raises(ConfigError):
        Project.open(folder.folder, languages=["ja"])
    with pytest.raises(PathError):
        Project.open(folder.folder).check(["../outside.md"])
    with pytest.raises(ConfigError):
        Project.open(folder.folder).check(["source/none.md"])
    with pytest.raises(DocumentError):
        raise DocumentError("the kinds are caught by their public names")


EXECUTORS: dict[str, Executor] = {
    "forked": Processes(2, Start.FORK),
    "spawned": Processes(2, Start.SPAWN),
}


def day(folder: Path, executor: Executor) -> tuple[list[object], dict[str, bytes]]:
    """Extract, build, check and count; also after edits, moves and faults."""
    made = projects.Project(folder, 'languages = ["en", "ja"]\n')
    for number in range(WORTH_IT + 8):
        made.write(f"source/{number % 7}/n{number}.md", NOTE.format(number))
    told: list[object] = []

    def run() -> None:
        project = Project.open(folder, executor=executor)
        for plan_of in (project.extract, project.build):
            plan = plan_of()
            told.extend((plan.changes, plan.findings, plan.unchanged, plan.apply()))
        told.append((project.check(), project.status()))

    run()
    made.translate(anew)
    for number in range(WORTH_IT + 8):  # so many that all is looked into by processes again
        made.edit(f"source/{number % 7}/n{number}.md", "title: N", "title: Nr.")
    made.move("source/0/n35.md", "source/1/n350.md")
    made.write("source/0/n7.md", b"\xff")
    made.edit("locales/ja/4/n4.po", "Síéhé `auch`", "Síéhé `nicht`")
    run()
    return told, made.tree()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], dict[str, bytes]]:
    return day(tmp_path_factory.mktemp("alone") / "project", Serial())


@pytest.mark.parametrize("name", EXECUTORS)
def test_executors__make_the_same_files_and_findings(
    tmp_path: Path, name: str, alone: tuple[list[object], dict[str, bytes]]
) -> None:
    told, tree = day(tmp_path / "project", EXECUTORS[name])
    assert told == alone[0]
    assert tree == alone[1]


def test_project__goes_to_another_process(folder: projects.Project) -> None:
    project = Project.open(folder.folder, executor=Processes(2))
    again = pickle.loads(pickle.dumps(project))
    assert type(again) is Project
    assert again.executor == Serial()
    assert again.check().findings == project.check().findings


def test_api__changes_nothing_of_the_program(
    folder: projects.Project, capfd: pytest.CaptureFixture[str]
) -> None:
    """A command line may print, exit and handle signals; what a program calls may not."""

    def state() -> tuple[object, ...]:
        signals = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        collector = (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count())
        return (*signals, blocked, collector, os.getcwd(), dict(os.environ))  # noqa: PTH109

    for number in range(WORTH_IT):
        folder.write(f"source/n{number}.md", NOTE.format(number))
    before = state()
    project = Project.open(folder.folder, executor=Processes(2))
    project.extract().apply()
    project.build().apply()
    project.check()
    project.status()
    assert state() == before
    assert capfd.readouterr() == ("", "")
