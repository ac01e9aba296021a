"""Three-way merges: of catalogs in memory, by git in a repository, and of what editors save."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from tests.support.projects import Project, Told
from transync.commands.apply import applied
from transync.core.merge.three_way import joined
from transync.domain.changes import Change
from transync.domain.model import Catalog, Entry, Finding, Message
from transync.formats import po
from transync.storage import Root

if TYPE_CHECKING:
    from pathlib import Path

CASES = cases("core/merge/three_way.md")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog(text: str) -> Catalog:
    return po.parse(HEADER + text, "en.po")


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_joined(case: Case) -> None:
    base, ours, theirs = map(catalog, case.given.split("~~~\n"))
    done = joined(base, ours, theirs)
    conflicts = "".join(f"conflict: {text}\n" for _, text in done.conflicts)
    assert conflicts + po.render(done.catalog).removeprefix(HEADER) == case.expected


def test_joined__headers() -> None:
    texts = (
        "Language: en\nPO-Revision-Date: 2024-01-01\nX-A: 1\nX-B: 1\n",
        "Language: en\nPO-Revision-Date: 2024-03-01\nX-A: 2\nX-B: 1\n",
        "Language: en\nPO-Revision-Date: 2024-02-01\nX-A: 1\nX-B: 2\nX-C: 3\n",
    )
    comments = ((), ("Ada",), ("Bob",))
    base, ours, theirs = (
        Catalog("en.po", (Entry(Message("", text, comments=said)),))
        for text, said in zip(texts, comments, strict=True)
    )
    done = joined(base, ours, theirs)
    (header,) = done.catalog.entries
    assert header.message.comments == ("Ada", "Bob")
    assert po.fields(done.catalog) == {
        "Language": "en",
        "PO-Revision-Date": "2024-03-01",
        "X-A": "2",
        "X-B": "2",
        "X-C": "3",
    }


def test_joined__the_header_of_one_side_comes_first() -> None:
    base = Catalog("en.po", ())
    ours = po.parse('msgid "Tee"\nmsgstr ""\n', "en.po")
    done = joined(base, ours, catalog('msgid "Kanne"\nmsgstr ""\n')).catalog
    assert [entry.message.id for entry in done.entries] == ["", "Kanne", "Tee"]


def test_joined__line_endings_are_ours() -> None:
    theirs = po.parse(HEADER.replace("\n", "\r\n") + 'msgid "Tee"\r\nmsgstr ""\r\n', "en.po")
    done = joined(catalog(""), catalog('msgid "Kanne"\nmsgstr "Pot"\n'), theirs)
    assert "\r" not in po.render(done.catalog)


def test_joined__an_entry_that_ends_without_a_line_end_before_our_tail() -> None:
    ours = catalog('msgid "Tee"\nmsgstr ""\n\n# Ende\n')
    theirs = catalog('msgid "Tee"\nmsgstr ""\n\nmsgid "Kanne"\nmsgstr ""')
    text = po.render(joined(catalog(""), ours, theirs).catalog)
    assert text.endswith('msgid "Kanne"\nmsgstr ""\n\n# Ende\n')


# Laws

sentences = st.sampled_from(("", "", "eins", "zwei", "drei"))
messages = st.builds(
    Message,
    id=st.sampled_from(("A", "B", "C", "D")),
    translation=sentences,
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    previous=st.sampled_from((None, "A", "B")),
    comments=st.sampled_from(((), ("x",), ("y",))),
    documents=st.sampled_from(((), ("a.md",), ("b.md",))),
    context=st.none(),
    extracted=st.just(()),
    flags=st.just(()),
    plural=st.none(),
    plurals=st.just(()),
    previous_context=st.none(),
    previous_plural=st.none(),
)


def as_read(found: list[Message]) -> Catalog:
    """Make a catalog of messages, as it is when it is read."""
    by_key = {
        m.key: m._replace(
            fuzzy=m.fuzzy and bool(m.translation),
            obsolete=m.obsolete and bool(m.translation),
            previous=m.previous if m.fuzzy and m.translation else None,
        )
        for m in found
    }
    live = [m for m in by_key.values() if not m.obsolete]
    gone = [m._replace(documents=()) for m in by_key.values() if m.obsolete]
    return catalog(po.render(Catalog("", tuple(Entry(m) for m in (*live, *gone)))))


catalogs = st.lists(messages, max_size=5).map(as_read)


@given(catalogs, catalogs, catalogs)
def test_joined__loses_no_text(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    done = joined(base, ours, theirs, forgets=False)
    text = po.render(done.catalog)
    read = po.parse(text, "en.po")
    assert [e.message for e in read.entries] == [e.message for e in done.catalog.entries]
    told = {m.message.translation for m in read.entries}
    for side, other in ((ours, theirs), (theirs, ours)):
        old = {entry.message.key: entry.message for entry in base.entries}
        new = {entry.message.key: entry.message for entry in other.entries}
        for message in (entry.message for entry in side.entries):
            before, there = old.get(message.key), new.get(message.key)
            if there and before and before.translation == message.translation:
                continue  # the other side has put its own in the place, or emptied it
            assert any(message.translation in one for one in told)


@given(catalogs, catalogs)
def test_joined__one_side_alone(base: Catalog, other: Catalog) -> None:
    for ours, theirs in ((base, other), (other, base), (other, other)):
        done = joined(base, ours, theirs)
        assert not done.conflicts
        assert {e.message for e in done.catalog.entries} >= {
            e.message for e in other.entries if e.message.translation
        }


@given(catalogs, catalogs, catalogs)
def test_joined__an_entry_of_one_side_keeps_its_characters(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    raws = {entry.message: entry.raw for entry in (*theirs.entries, *ours.entries)}
    for entry in joined(base, ours, theirs).catalog.entries:
        assert entry.raw == raws.get(entry.message, "")


# By git


class Repository(Project):
    """A project in a repository of its own, with one catalog."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ada")
        self.git("config", "user.email", "ada@example.org")
        self.write("source/a.md", "Tee\n\nKanne\n\nTasse\n")
        self.run("extract")
        assert self.run("init", "--git").code == 0
        self.commit("begin")

    def git(self, *arguments: str) -> Told:
        command = ("git", "-C", str(self.folder), *arguments)
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return Told(done.returncode, done.stdout, done.stderr)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", message).code == 0

    def branch(self, name: str, **translations: str) -> None:
        """Translate on a branch from main, and commit it there."""
        self.git("checkout", "-q", "-B", name, "main")
        self.translate(lambda message: translations.get(message.id))
        self.commit(name)


ATTRIBUTES = (
    "/locales/**/*.po merge=transync\n"
    "/locales/templates/**/*.pot merge=transync\n"
    "/build/*/**/*.md merge=transync-page\n"
    "/transync.toml merge=transync-config\n"
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "project")


def test_git__sets_up(repository: Repository) -> None:
    assert repository.read(".gitattributes") == ATTRIBUTES
    driver = repository.git("config", "merge.transync.driver").out
    assert shlex.split(driver)[1:] == ["-m", "transync", "merge-driver", "%O", "%A", "%B", "%P"]
    again = repository.run("init", "--git")
    assert again == Told(0, "init: 1 file, none changed\n")
    repository.write(".gitattributes", "*.md text")
    repository.run("init", "--git")
    assert repository.read(".gitattributes") == f"*.md text\n{ATTRIBUTES}"


@pytest.mark.parametrize(
    ("catalog", "pattern"),
    [
        ("{path}.{lang}.po", "/**/*.po"),
        ("po/{lang}.po", "/po/**/*.po"),
        ("a b/{lang}/all.po", "/a[[:space:]]b/**/*all.po"),
    ],
)
def test_git__pattern(tmp_path: Path, catalog: str, pattern: str) -> None:
    project = Project(tmp_path / "project", f'languages = ["en"]\ncatalog = "{catalog}"\n')
    subprocess.run(["git", "init", "-q", str(project.folder)], check=True)
    assert project.run("init", "--git").code == 0
    assert project.read(".gitattributes").startswith(f"{pattern} merge=transync\n")


def test_git__new_project(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", "")
    subprocess.run(["git", "init", "-q", str(project.folder)], check=True)
    assert project.run("init", "--from", "de", "--to", "en", "--git").out == (
        "source/willkommen.md: written, a first note\ntransync.toml: written\n"
        "init: 2 files, 2 changed\nnext: `transync extract`\n"
        ".gitattributes: git merges catalogs and pages by transync\ninit: 1 file, 1 changed\n"
    )


def test_git__no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path / "project")
    told = project.run("init", "--git")
    assert (told.code, told.err.partition(":")[0]) == (2, "transync")
    assert "there is no git repository" in told.err
    monkeypatch.setenv("PATH", "")
    assert "git cannot be run" in project.run("init", "--git").err


def test_git__both_sides(repository: Repository) -> None:
    repository.branch("one", Tee="Tea")
    repository.branch("two", Kanne="Pot")
    assert repository.git("merge", "-q", "one", "-m", "x").code == 0
    told = {m.id: m.translation for m in repository.messages()}
    assert told == {"Tee": "Tea", "Kanne": "Pot", "Tasse": ""}


def test_git__conflict(repository: Repository) -> None:
    repository.branch("one", Tee="Tea", Tasse="Cup")
    repository.branch("two", Tee="A tea", Kanne="Pot")
    merged = repository.git("merge", "one")
    assert merged.code == 1
    assert (
        'locales/en/a.po:18:1: error T003: both sides changed the translation of "Tee"; it has'
        " both: choose\n"
    ) in merged.err + merged.out
    told = {m.id: (m.fuzzy, m.translation) for m in repository.messages()}
    mark = "#-#-#-#-#  {}  #-#-#-#-#\n"
    assert told == {
        "Tee": (True, f"{mark.format('ours')}A tea\n{mark.format('theirs')}Tea"),
        "Kanne": (False, "Pot"),
        "Tasse": (False, "Cup"),
    }
    assert repository.run("build").code == 0


def test_git__a_side_that_is_no_catalog(repository: Repository) -> None:
    repository.branch("one", Tee="Tea")
    repository.branch("two", Tee="A tea")
    repository.write("locales/en/a.po", 'msgid "x"\nmsgstr "unfinished\n')
    repository.commit("broken")
    merged = repository.git("merge", "one")
    assert merged.code == 1
    text = repository.read("locales/en/a.po")
    assert text.startswith('<<<<<<< ours\nmsgid "x"\nmsgstr "unfinished\n=======\n')
    assert 'msgstr "Tea"' in text
    assert "a conflict that git could not merge" in repository.run("extract").err


# What an editor saves while transync is at work

PO = HEADER + 'msgid "Tee"\nmsgstr ""\n\nmsgid "Kanne"\nmsgstr ""\n'


def test_applied__joins_what_was_saved(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    saved = PO.replace('"Tee"\nmsgstr ""', '"Tee"\nmsgstr "Tea"')
    project.write("en.po", saved)
    ours = PO + '\nmsgid "Tasse"\nmsgstr ""\n'
    change = Change("en.po", PO, ours, is_catalog=True)
    assert list(applied(Root.at(project.folder), [change])) == [change]
    assert project.read("en.po") == saved + '\nmsgid "Tasse"\nmsgstr ""\n'


def test_applied__a_conflict_with_what_was_saved(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    empty = '"Tee"\nmsgstr ""'
    project.write("en.po", PO.replace(empty, '"Tee"\nmsgstr "Tea"'))
    change = Change("en.po", PO, PO.replace(empty, '"Tee"\nmsgstr "A tea"'), is_catalog=True)
    found, told = applied(Root.at(project.folder), [change])
    assert told == change
    assert isinstance(found, Finding)
    assert found.message == '"Tee" was translated anew at the same time; choose'
    assert "A tea" in project.read("en.po")
    assert '"Tea"' in project.read("en.po")


def test_applied__what_was_saved_is_no_catalog(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("en.po", "nonsense")
    (found,) = applied(Root.at(project.folder), [Change("en.po", PO, PO + "\n", is_catalog=True)])
    assert isinstance(found, Finding)
    assert (found.code, found.path, found.line) == ("T003", "en.po", 1)
    assert project.read("en.po") == "nonsense"
