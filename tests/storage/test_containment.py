"""Containment: whatever paths, documents, catalogs and links say, nothing outside is touched."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.test_files import tree
from tests.support.projects import Project
from transync import storage
from transync.domain.errors import PathError

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "Ein Geheimnis."
COMMANDS = (
    ("init", "--from", "de", "--to", "en"),
    ("init", "--from", "de", "--to", "en", "--git"),
    ("extract",),
    ("build",),
    ("build", "--force"),
    ("check",),
    ("status",),
    ("prune",),
    ("prune", "--undo"),
    ("repair",),
    ("merge-driver", "../outside/secret.po", "../outside/secret.po", "../outside/secret.po", "x"),
    ("extract", "../outside/secret.md"),
)

_opened: list[str] = []
_listening = False


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _listening or event.partition(".")[0] not in ("open", "os"):
        return
    if not (event == "open" and _is_refused(*arguments)):
        _opened.extend(os.fsdecode(each) for each in arguments if isinstance(each, str | bytes))


def _is_refused(path: object, _: object, flags: object) -> bool:
    """Tell whether the system itself refuses to open a link."""
    follows = not (isinstance(flags, int) and flags & os.O_NOFOLLOW)
    return not follows and isinstance(path, str) and Path(path).is_symlink()


sys.addaudithook(_hear)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Hear of every path that Python gives to the system."""
    global _listening  # noqa: PLW0603 a hook can never be taken off
    _opened.clear()
    _listening = True
    yield _opened
    _listening = False


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text(f"{SECRET}\n")
    (folder / "secret.po").write_text(f'#: source/a.md\nmsgid "Text."\nmsgstr "{SECRET}"\n')
    return folder


def links(project: Project, outside: Path) -> None:
    """Lead every place that transync knows out of the project."""
    for place in ("source/link.md", "locales/en/a.po", "build/en/a.md"):
        (project.folder / place).parent.mkdir(parents=True, exist_ok=True)
        (project.folder / place).symlink_to(outside / f"secret.{place[-2:]}")
    for place in ("source/folder", "locales/fr", "build/fr", ".transync", "locales/templates"):
        (project.folder / place).symlink_to(outside)


def comments(project: Project, outside: Path) -> None:
    """Refer to what is outside."""
    project.write(
        "locales/en/a.po",
        f"#: ../outside/secret.md {outside}/secret.md:3 ~/x\n"
        'msgid "Text."\nmsgstr "../../outside/secret.md"\n\n'
        '#: ../../outside/new.md\n#~ msgid "Alt."\n#~ msgstr "Old."\n',
    )


def documents(project: Project, outside: Path) -> None:
    """Name what is outside in a document."""
    project.write(
        "source/a.md",
        f"---\ntitle: ../../outside/secret\nfile: {outside}/secret.md\n---\n\n"
        f"Text.\n\n{{% include ../outside/secret.md %}}\n\n![](../../outside/secret.md)\n",
    )


@pytest.mark.parametrize("hostile", [links, comments, documents])
def test_nothing_outside_is_touched(
    tmp_path: Path, outside: Path, opened: list[str], hostile: object
) -> None:
    project = Project(tmp_path / "project", 'languages = ["en", "fr"]\n')
    project.write("source/a.md", "Text.\n")
    hostile(project, outside)  # type: ignore[operator]
    before = tree(outside)
    opened.clear()
    for command in COMMANDS:
        project.run(*command)
    heard = [*opened]
    assert tree(outside) == before
    assert not [path for path in heard if os.path.realpath(path).startswith(f"{outside}/")]
    for path in project.files():
        if not (project.folder / path).is_symlink() and "/outside/" not in str(
            (project.folder / path).resolve()
        ):
            assert SECRET not in project.read(path)


@pytest.mark.parametrize("key", ["source", "catalog", "template", "output"])
@pytest.mark.parametrize("path", ["../outside/{path}.md", "/etc/{path}.md", "a/../../{path}.md"])
def test_templates_stay_inside(tmp_path: Path, outside: Path, key: str, path: str) -> None:
    value = path.replace("{path}", "{lang}/{path}") if key in ("catalog", "output") else path
    project = Project(tmp_path / "project", f'languages = ["en"]\n{key} = "{value}"\n')
    project.write("source/a.md", "Text.\n")
    before = project.tree()
    for command in COMMANDS[2:9]:
        assert project.run(*command).code == 2
    assert project.tree() == before


# Files that would be one


def test_collisions__of_documents_in_different_languages(tmp_path: Path) -> None:
    """Two documents whose catalogs have one name, because one language's code ends another's."""
    config = 'languages = ["hant", "zh-hant"]\ncatalog = "po/{path}-{lang}.po"\n'
    project = Project(tmp_path / "project", config + '[locale-codes]\nhant = "zh-Hant"\n')
    project.write("source/a.md", "Text.\n")
    project.write("source/a-zh.md", "Anderer Text.\n")
    told = project.run("extract")
    assert (told.code, told.err) == (
        1,
        "source/a-zh.md: error T005: would share its files with source/a.md;"
        " rename one of them\n"
        "source/a.md: error T005: would share its files with source/a-zh.md;"
        " rename one of them\n",
    )
    assert not [path for path in project.files() if path.endswith(".po")]


@pytest.mark.parametrize(("one", "other"), [("Tee", "tee"), ("Caf\u00e9", "Cafe\u0301")])
def test_collisions__where_case_or_form_does_not_count(
    tmp_path: Path, one: str, other: str
) -> None:
    project = Project(tmp_path / "project")
    for name in (one, other):
        project.write(f"source/{name}.md", "Text.\n")
    before = project.tree()
    assert project.run("extract").err.count("T005") == 2
    assert project.tree() == before


def test_a_folder_that_becomes_a_link_is_not_read(tmp_path: Path, outside: Path) -> None:
    """A folder is not looked at anew for each file in it, but soon."""
    project = Project(tmp_path / "project")
    project.write("source/secret.md", "Text.\n")
    root = storage.Root.at(project.folder)
    assert storage.read_bytes(root, "source/secret.md") == b"Text.\n"
    (project.folder / "source").rename(project.folder / "moved")
    (project.folder / "source").symlink_to(outside)
    time.sleep(0.02)
    with pytest.raises(PathError, match="leads out of the project"):
        storage.read_bytes(root, "source/secret.md")
    with pytest.raises(PathError, match="leads out of the project"):
        storage.write(root, "source/secret.md", b"")
