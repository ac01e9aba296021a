"""Localized documents in merges of git: stamps are never in conflict, and nobody's words go."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew
from tests.support.pseudo import pseudo
from transync.core.build.stamps import is_edited

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "---\ntitle: Vom Tee\n---\n\nErster Absatz.\n\nZweiter.\n\nDritter.\n\nVierter Absatz.\n"
PAGES = [f"build/{code}/tee.md" for code in ("en", "fr", "ja")]
LANGUAGES = 'languages = ["en", "fr", "ja"]\n'
PERSON = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


class Repository(Project):
    """A project with a note that is built, in a repository that `init --git` has set up."""

    def __init__(self, folder: Path, config: str = LANGUAGES, *, driver: bool = True) -> None:
        super().__init__(folder, config)
        self.git("init", "-q", "-b", "main")
        self.write("source/tee.md", NOTE)
        self.again()
        if driver:
            assert self.run("init", "--git").code == 0
        self.commit("begin")

    def git(self, *arguments: str) -> Told:
        command = ("git", "-C", str(self.folder), *PERSON, *arguments)
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return Told(done.returncode, done.stdout, done.stderr)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", message).code == 0

    def again(self) -> None:
        """Extract, translate all, and build."""
        assert self.run("extract").code == 0
        self.translate(anew)
        assert self.run("build").code == 0

    def branch(self, name: str, before: str, after: str) -> None:
        """Change a paragraph of the note on a branch from main, in all languages."""
        self.git("checkout", "-q", "-B", name, "main")
        self.edit("source/tee.md", before, after)
        self.again()
        self.commit(name)

    def branches(self, *changes: tuple[str, str]) -> None:
        for number, change in enumerate(changes):
            self.branch(f"side{number}", *change)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project")


FIRST, LAST = ("Erster", "Der erste"), ("Vierter", "Der vierte")


def settled(repository: Repository) -> None:
    """Expect that one build does all that is left, and is what catalogs give."""
    told = repository.run("build")
    assert (told.code, told.err) == (0, "")
    for page in PAGES:
        assert pseudo("Der erste Absatz.") in repository.read(page)
    checked = repository.run("check", "--ignore", "T4")
    assert checked.code == 0, checked.out


@pytest.mark.parametrize(
    "command",
    [("merge", "-q", "-m", "x", "side0"), ("rebase", "-q", "side0"), ("cherry-pick", "side0")],
    ids=lambda command: command[0],
)
def test_git__two_paragraphs_on_two_branches(
    repository: Repository, command: tuple[str, ...]
) -> None:
    repository.branches(FIRST, LAST)
    told = repository.git(*command)
    assert told.code == 0, told
    assert not any(is_edited(repository.read(page)) for page in PAGES)
    settled(repository)


def test_git__in_a_linked_worktree(repository: Repository, tmp_path: Path) -> None:
    repository.branches(FIRST, LAST)
    place = tmp_path / "linked"
    assert repository.git("worktree", "add", "-q", str(place), "main").code == 0
    for side in ("side0", "side1"):
        done = repository.git("-C", str(place), "merge", "-q", "-m", side, side)
        assert done.code == 0, done
    linked = Repository.__new__(Repository)
    linked.folder = place
    settled(linked)


def test_git__the_same_paragraph_on_two_branches(repository: Repository) -> None:
    """The note is in conflict, and its catalogs' texts; the pages wait for a build."""
    repository.branches(FIRST, ("Erster", "Mein erster"))
    assert repository.git("merge", "side0").code == 1
    assert repository.git("diff", "--name-only", "--diff-filter=U").out == "source/tee.md\n"
    repository.git("checkout", "-q", "--theirs", "source/tee.md")
    repository.again()
    settled(repository)


@pytest.mark.parametrize("driver", [True, False])
def test_git__words_of_two_people_stay_in_conflict(tmp_path: Path, driver: bool) -> None:
    repository = Repository(tmp_path / "project", driver=driver)
    page = PAGES[0]
    line = next(line for line in repository.read(page).splitlines() if line.endswith("."))
    for name, words in (("one", "Ada's words."), ("two", "Ben's words.")):
        repository.git("checkout", "-q", "-B", name, "main")
        repository.edit(page, line, words)
        repository.commit(name)
    told = repository.git("merge", "one")
    assert told.code == 1
    if driver:
        assert (
            f"{page}:10:1: error T007: a conflict that git could not merge" in told.out + told.err
        )
    before = repository.read(page)
    assert "Ada's words." in before
    assert "Ben's words." in before
    for command in ("build", "check"):
        told = repository.run(command)
        assert told.code == 1
        assert f"{page}:10:1: error T007: a conflict that" in told.out + told.err
        assert "T002" not in told.out + told.err
        assert "T108" not in told.out + told.err
    assert repository.read(page) == before
    assert repository.run("build", "--force").code == 0


def test_git__words_of_one_against_a_build_stay(repository: Repository) -> None:
    page = PAGES[0]
    repository.branch("built", *FIRST)
    repository.git("checkout", "-q", "-B", "edited", "main")
    text = repository.read(page)
    line = next(line for line in text.splitlines() if line.endswith("."))
    repository.edit(page, line, "Ada's words.")
    repository.commit("edited")
    assert repository.git("merge", "built").code == 1
    assert "Ada's words." in repository.read(page)
    assert "T007" in repository.run("build", page).err
    assert "Ada's words." in repository.read(page)


def test_git__words_elsewhere_are_merged_and_told(repository: Repository) -> None:
    page = PAGES[0]
    repository.branch("built", *LAST)
    repository.git("checkout", "-q", "-B", "edited", "main")
    line = next(line for line in repository.read(page).splitlines() if line.endswith("."))
    repository.edit(page, line, "Ada's words.")
    repository.commit("edited")
    assert repository.git("merge", "-q", "-m", "x", "built").code == 0
    assert "Ada's words." in repository.read(page)
    told = repository.run("build")
    assert f"{page}: error T108" in told.err
    assert "Ada's words." in repository.read(page)


def test_build__settles_what_git_alone_has_left(tmp_path: Path) -> None:
    """Without the driver, stamps are in conflict; nothing else on the pages is anybody's."""
    repository = Repository(tmp_path / "project", driver=False)
    repository.branches(FIRST, LAST)
    assert repository.git("merge", "side0").code == 1
    unmerged = repository.git("diff", "--name-only", "--diff-filter=U").out.split()
    assert set(PAGES) <= set(unmerged)
    repository.run("repair")
    assert repository.run("extract").code == 0
    told = repository.run("check", "--select", "T1,T2")
    assert f"{PAGES[0]}:3:1: error T107: has a conflict of a merge" in told.out
    assert "T108" not in told.out
    told = repository.run("build")
    assert f"{PAGES[0]}: 100% translated, a conflict of a merge settled\n" in told.out
    assert "<<<<<<<" not in repository.read(PAGES[0])


@pytest.mark.parametrize("config", ["[front-matter]\nstamp = false\nset = {}\n", ""])
def test_build__settles_pages_without_stamps(tmp_path: Path, config: str) -> None:
    repository = Repository(tmp_path / "project", LANGUAGES + config)
    if not config:
        repository.write("source/tee.md", NOTE.partition("---\n\n")[2])
        repository.again()
        repository.commit("bare")
        repository.git("branch", "-q", "-f", "main")
    repository.branches(FIRST, ("Erster", "Mein erster"))
    assert repository.git("merge", "side0").code == 1
    repository.git("checkout", "-q", "--theirs", "source/tee.md")
    assert "<<<<<<<" in repository.read(PAGES[0])
    repository.again()
    assert "<<<<<<<" not in repository.read(PAGES[0])
    settled(repository)


@pytest.mark.parametrize(
    ("config", "lines"),
    [
        ("", ["/build/*/**/*.md"]),
        (
            'source = "_notes/de/{path}-de.md"\noutput = "_notes/{lang}/{path}-{lang}.md"\n',
            ["/_notes/en/**/*-en.md", "/_notes/fr/**/*-fr.md"],
        ),
        (
            'source = "content/{path}.md"\noutput = "content/{path}.{lang}.md"\n',
            ["/content/**/*.en.md", "/content/**/*.fr.md"],
        ),
        (
            'source = "docs/{path}.md"\noutput = "i18n/{lang}/docs [1]/current/{path}.md"\n',
            [r"/i18n/*/docs[[:space:]]\[1\]/current/**/*.md"],
        ),
        (
            'source = "a/{path}.md"\noutput = "b/{lang}/page-{path}.md"\n',
            ["/b/*/page-*.md", "/b/*/page-*/**/*.md"],
        ),
    ],
)
def test_git__attributes_are_of_pages_and_of_no_document(
    tmp_path: Path, config: str, lines: list[str]
) -> None:
    project = Project(tmp_path / "project", f'languages = ["en", "fr"]\n{config}')
    for path in ("tee", "mehr/tee.kalt"):
        for template in ("source", "output"):
            place = next(
                (line.split('"')[1] for line in config.splitlines() if line.startswith(template)),
                {"source": "source/{path}.md", "output": "build/{lang}/{path}.md"}[template],
            )
            project.write(place.replace("{path}", path).replace("{lang}", "fr"), "Tee\n")
    subprocess.run(["git", "init", "-q", str(project.folder)], check=True)
    assert project.run("init", "--git").code == 0
    told = project.read(".gitattributes").splitlines()
    assert told[2:-1] == [f"{line} merge=transync-page" for line in lines]
    every = [path for path in project.files() if path.endswith(".md")]
    command = ["git", "-C", str(project.folder), "check-attr", "merge", "--", *every]
    asked = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    of_pages = {line.split(":")[0] for line in asked.splitlines() if "transync-page" in line}
    assert of_pages == {path for path in every if "fr" in re.split(r"[/.-]", path)}
