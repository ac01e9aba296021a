"""Files: in real folders, with links, pipes, odd names and a disk that is full."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import resource
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync import storage
from transync.domain.errors import (
    ChangedError,
    ConfigError,
    DocumentError,
    LimitError,
    PathError,
    TransyncError,
)
from transync.domain.paths import Globs, PathTemplate
from transync.storage import lock, system, temporary_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = PathTemplate.parse("source/{path}.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project's folder, with something beside it that it must not touch."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text("secret")
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def root(project: Path) -> storage.Root:
    return storage.Root.at(project)


@pytest.fixture
def deep(project: Path) -> Iterator[str]:
    """Make a file in more folders than Python has calls, and take the folders away again."""
    folders = ["source", *("d" for _ in range(1200))]
    here = os.open(project, os.O_RDONLY)
    for name in folders:
        os.mkdir(name, dir_fd=here)
        here = go(here, name)
    os.close(os.open("a.md", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    yield "/".join([*folders, "a.md"])
    os.unlink("a.md", dir_fd=here)
    for name in reversed(folders):
        here = go(here, "..")
        os.rmdir(name, dir_fd=here)
    os.close(here)


def go(handle: int, name: str) -> int:
    """Go from an open folder to one beside it."""
    there = os.open(name, os.O_RDONLY, dir_fd=handle)
    os.close(handle)
    return there


def put(project: Path, *paths: str) -> None:
    for path in paths:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(path)


def tree(folder: Path) -> dict[str, bytes]:
    """Read all that is in a folder, and how it is kept."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Have the system refuse to write more into one file, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Finding the configuration


def test_find_config__here_and_above(project: Path) -> None:
    put(project, "transync.toml", "docs/guide/x.md")
    for start in (project, project / "docs", project / "docs/guide"):
        found = storage.find_config(start)
        assert found == (project / "transync.toml", "transync.toml")
        assert found.root == storage.Root.at(project)


@pytest.mark.parametrize(
    "text",
    ['[tool.transync]\nlanguages = ["en"]\n', "\ufeff[tool]\r\ntransync = {}", "[tool.transync\n"],
    ids=["with settings", "with none", "with a slip"],
)
def test_find_config__pyproject(project: Path, text: str) -> None:
    put(project, "docs/pyproject.toml")
    (project / "pyproject.toml").write_bytes(text.encode())
    (project / "docs/pyproject.toml").write_text("[tool.other]\nx = 1\n")
    found = storage.find_config(project / "docs")
    assert (found.path, found.text) == (project / "pyproject.toml", text)


@pytest.mark.parametrize(
    "text", ["", "[tool]", "tool = 3", "[[tool]]", "[x", "tool = ['transync']"]
)
def test_find_config__pyproject_of_others(project: Path, text: str) -> None:
    put(project, "transync.toml", "docs/pyproject.toml")
    (project / "docs/pyproject.toml").write_text(text)
    assert storage.find_config(project / "docs").path == project / "transync.toml"


def test_find_config__transync_toml_comes_first(project: Path) -> None:
    put(project, "transync.toml")
    (project / "pyproject.toml").write_text("[tool.transync]")
    assert storage.find_config(project).path.name == "transync.toml"


def test_find_config__where_no_folder_can_be(project: Path) -> None:
    """The system refuses to look: the name is too long for it."""
    (project / "transync.toml").touch()
    assert storage.find_config(project / ("x" * 300)).path == project / "transync.toml"


def test_find_config__none(project: Path) -> None:
    with pytest.raises(ConfigError, match=r"no transync.toml.*`transync init` creates one"):
        storage.find_config(project)


def test_find_config__not_utf8(project: Path) -> None:
    (project / "transync.toml").write_bytes(b"a\n#\xfc")
    with pytest.raises(ConfigError) as caught:
        storage.find_config(project)
    assert str(caught.value).startswith("transync.toml:2:2: byte 0xFC is not UTF-8")


# Paths of the command line


def test_relative(project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "docs/v1/a.md")
    (project / "docs/latest").symlink_to("v1")
    (project.parent / "link").symlink_to("project")
    monkeypatch.chdir(project / "docs")
    asked = {
        ".": "docs",
        "..": "",
        "../docs/v1/": "docs/v1",
        "latest/a.md": "docs/latest/a.md",
        "gone.md": "docs/gone.md",
        str(project / "x"): "x",
        str(project.parent / "link/docs"): "docs",
    }
    assert {path: storage.relative(root, Path(path)) for path in asked} == asked


@pytest.mark.parametrize("path", ["..", "../outside/secret.md", "/etc/passwd", "../projects"])
def test_relative__outside(
    project: Path, root: storage.Root, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    with pytest.raises(PathError, match="is outside the project"):
        storage.relative(root, Path(path))


# Listing


def test_list_files__sorted_and_without_the_hidden(project: Path, root: storage.Root) -> None:
    put(project, "source/b.md", "source/a/c.md", "source/a.md", "source/a-b/c.md", "source/ä.md")
    put(project, "source/.git/x.md", "source/.x.md", "source/node_modules/y/x.md", "x.md")
    put(project, "source/x.txt", "source/.md/x.md", "source/folder.md/x.md")
    assert storage.list_files(root, SOURCE) == (
        (
            "source/a-b/c.md",
            "source/a.md",
            "source/a/c.md",
            "source/b.md",
            "source/folder.md/x.md",
            "source/ä.md",
        ),
        (),
    )


def test_list_files__hidden_folders_that_are_named(project: Path, root: storage.Root) -> None:
    put(project, ".github/a.md", ".github/x/.github/b.md", ".github/.cache/c.md", "_notes/d.md")
    assert storage.list_files(root, PathTemplate.parse(".github/{path}.md")).files == (
        ".github/a.md",
        ".github/x/.github/b.md",
    )
    assert storage.list_files(root, PathTemplate.parse("{path}.md")).files == ("_notes/d.md",)


def test_list_files__languages(project: Path, root: storage.Root) -> None:
    put(project, "locales/en/a.po", "locales/fr/b/a.po", "locales/es/a.po")
    template = PathTemplate.parse("locales/{lang}/{path}.po", ("en", "fr"))
    assert storage.list_files(root, template).files == ("locales/en/a.po", "locales/fr/b/a.po")


def test_list_files__excluded(project: Path, root: storage.Root) -> None:
    put(project, "source/a.md", "source/drafts/b.md", "source/c/drafts.md")
    (project / "source/drafts/out").symlink_to(project.parent / "outside")
    assert storage.list_files(root, SOURCE, Globs(("source/drafts",)).match) == (
        ("source/a.md", "source/c/drafts.md"),
        (),
    )


@pytest.mark.parametrize("made", [(), ("source",)], ids=["absent", "a file"])
def test_list_files__no_folder(project: Path, root: storage.Root, made: tuple[str, ...]) -> None:
    put(project, *made)
    assert storage.list_files(root, SOURCE) == ((), ())


def test_list_files__links_inside(project: Path, root: storage.Root) -> None:
    put(project, "source/v1/a.md", "shared/b.md")
    (project / "source/latest").symlink_to("v1")
    (project / "source/shared").symlink_to(project / "shared")
    (project / "source/c.md").symlink_to("../shared/b.md")
    assert storage.list_files(root, SOURCE) == (
        ("source/c.md", "source/latest/a.md", "source/shared/b.md", "source/v1/a.md"),
        (),
    )


def test_list_files__links_in_circles(project: Path, root: storage.Root) -> None:
    put(project, "source/a/x.md", "source/b/y.md")
    (project / "source/a/here").symlink_to(".")
    (project / "source/a/up").symlink_to("../..")
    (project / "source/a/other").symlink_to("../b")
    (project / "source/b/other").symlink_to("../a")
    assert storage.list_files(root, SOURCE) == (
        ("source/a/other/y.md", "source/a/x.md", "source/b/other/x.md", "source/b/y.md"),
        (),
    )


def test_list_files__links_that_make_many_folders(project: Path, root: storage.Root) -> None:
    for number in range(12):
        put(project, f"source/{number}/x.md")
        for name in "ab":
            (project / f"source/{number}/{name}").symlink_to(f"../{number + 1}")
    with pytest.raises(LimitError, match="is one of more than 500 folders") as caught:
        storage.list_files(root, SOURCE, max_folders=500)
    assert caught.value.path.startswith("source/")
    assert len(storage.list_files(root, PathTemplate.parse("source/9/{path}.md")).files) == 7


def test_list_files__errors(project: Path, root: storage.Root) -> None:
    outside = project.parent / "outside"
    put(project, "source/a.md", "source/b\nb.md", "source/b\\b.md")
    (project / "source/folder").symlink_to(outside)
    (project / "source/file.md").symlink_to(outside / "secret.md")
    (project / "source/file.txt").symlink_to(outside / "secret.md")
    (project / "source/gone.md").symlink_to("nothing.md")
    (project / "source/gone.txt").symlink_to("nothing.txt")
    (project / "source/loop").symlink_to("loop")
    os.mkfifo(project / "source/pipe.md")
    Path(os.fsdecode(os.fsencode(project) + b"/source/\xfc.md")).write_text("x")
    found = storage.list_files(root, SOURCE)
    assert found.files == ("source/a.md",)
    out = "is a link that leads out of the project; remove or exclude it"
    control = "has a control character or one that is not Unicode"
    assert [str(error) for error in found.errors] == [
        f"source/\\udcfc.md: {control}",
        "source/b\\b.md: has a backslash; folders are divided by `/`",
        f"source/b\\nb.md: {control}",
        f"source/file.md: {out}",
        f"source/folder: {out}",
        "source/gone.md: is not a file, or is a link to nothing",
        "source/loop: cannot be read: Too many levels of symbolic links",
        "source/pipe.md: is not a file, or is a link to nothing",
    ]


def test_list_files__folder_that_is_a_link_out(project: Path, root: storage.Root) -> None:
    (project / "source").symlink_to(project.parent / "outside")
    found = storage.list_files(root, SOURCE)
    assert (found.files, len(found.errors), found.errors[0].path) == ((), 1, "source")


def test_list_files__deep(root: storage.Root, deep: str) -> None:
    assert storage.list_files(root, SOURCE) == ((deep,), ())


# Reading

TEXTS = ["", "a\r\nb\rc\n", "\ufeffä\n", "a\u2028b\u0085c\x0bd", "no newline", "😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_read_document__as_it_is(project: Path, root: storage.Root, text: str) -> None:
    (project / "a.md").write_bytes(text.encode())
    assert storage.read_document(root, "a.md") == text
    assert storage.read_bytes(root, "a.md") == text.encode()


NOT_UTF8 = [
    (b"\xfc", 1, 1, "byte 0xFC is not UTF-8; save the file as UTF-8"),
    (b"ab\n\xc3\xa4\xc3\xa4\xe4b", 2, 3, "byte 0xE4"),
    (b"a\r\nb\rc\xff", 3, 2, "byte 0xFF"),
    (b"\xef\xbb\xbfa\xff", 1, 2, "byte 0xFF"),
    (b"a\xe2\x82", 1, 2, "byte 0xE2"),
    (b"\xed\xa0\x80", 1, 1, "byte 0xED"),
    (b"\xc0\x80", 1, 1, "byte 0xC0"),
    ("ä\n".encode("utf-16"), 1, 1, "is UTF-16; save the file as UTF-8"),
    (b"a\nb\0c\0", 2, 2, "NUL is not text"),
]


@pytest.mark.parametrize(("data", "line", "column", "message"), NOT_UTF8)
def test_read_document__not_utf8(data: bytes, line: int, column: int, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        storage.decoded(data, "a.md")
    error = caught.value
    assert (error.code, error.path, error.line, error.column) == ("T001", "a.md", line, column)
    assert error.message.startswith(message)


@given(st.binary(max_size=20))
def test_decoded__the_same_bytes_or_refused(data: bytes) -> None:
    try:
        assert storage.decoded(data, "a.md").encode() == data
    except DocumentError as error:
        assert b"\0" in data or data.decode(errors="replace") != data.decode(errors="ignore")
        assert error.line >= 1 <= error.column


def test_read_bytes__too_large(project: Path, root: storage.Root) -> None:
    for more, path in ((0, "full.md"), (1, "over.md")):
        with (project / path).open("wb") as file:
            file.truncate(storage.MAX_BYTES + more)
    assert len(storage.read_bytes(root, "full.md")) == storage.MAX_BYTES
    with pytest.raises(LimitError, match=r"^over.md: is larger than 67108864 bytes; split it$"):
        storage.read_bytes(root, "over.md")


def test_read_bytes__what_is_no_file(project: Path, root: storage.Root) -> None:
    os.mkfifo(project / "pipe.md")
    (project / "folder.md").mkdir()
    for path in ("pipe.md", "folder.md"):
        with pytest.raises(PathError, match=f"^{path}: is not a file$"):
            storage.read_bytes(root, path)


def test_read_bytes__reasons_of_the_system(project: Path, root: storage.Root) -> None:
    put(project, "a.md")
    (project / "loop.md").symlink_to("loop.md")
    reasons = {
        "gone.md": "No such file or directory",
        "a.md/b.md": "Not a directory",
        "loop.md": "Too many levels of symbolic links",
        "x" * 300: "File name too long",
    }
    for path, reason in reasons.items():
        with pytest.raises(TransyncError) as caught:
            storage.read_bytes(root, path)
        assert str(caught.value) == f"{path}: cannot be read: {reason}"


OUTSIDE = [
    *("../outside/secret.md", "/etc/passwd", "", ".", "a/../b.md", "a//b.md", "C:/a.md", "a\\b.md"),
    *("a\0.md", "a\udcff.md", "file.md", "folder/secret.md", "folder/new.md", "new.md", "far/a.md"),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_every_function__refuses_what_is_outside(
    project: Path, root: storage.Root, path: str
) -> None:
    outside = project.parent / "outside"
    (project / "file.md").symlink_to(outside / "secret.md")
    (project / "new.md").symlink_to("../outside/new.md")
    (project / "folder").symlink_to(outside)
    (project / "near").symlink_to("folder")
    (project / "far").symlink_to("near")
    before = tree(project.parent)
    for act in (
        lambda: storage.read_bytes(root, path),
        lambda: storage.read_document(root, path),
        lambda: storage.exists(root, path),
        lambda: storage.write(root, path, b"mine"),
        lambda: storage.remove(root, path),
    ):
        with pytest.raises(PathError):
            act()
    assert tree(project.parent) == before
    assert (project / "file.md").is_symlink()


def test_exists(project: Path, root: storage.Root) -> None:
    put(project, "a/b.md")
    (project / "link.md").symlink_to("a/b.md")
    asked = {"a/b.md": True, "link.md": True, "a": True, "gone.md": False, "a/b.md/c": False}
    assert {path: storage.exists(root, path) for path in asked} == asked


# Writing


def test_write__new_with_its_folders(project: Path, root: storage.Root) -> None:
    umask = os.umask(0o027)
    try:
        assert storage.write(root, "a/b/c.md", b"x\r\n")
    finally:
        os.umask(umask)
    assert tree(project) == {"a/b/c.md": b"x\r\n"}
    assert stat.S_IMODE((project / "a/b/c.md").stat().st_mode) == 0o640
    assert names(project / "a/b") == ["c.md"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o444, 0o666])
def test_write__keeps_the_mode(project: Path, root: storage.Root, mode: int) -> None:
    put(project, "a.md")
    (project / "a.md").chmod(mode)
    assert storage.write(root, "a.md", b"new")
    assert (project / "a.md").read_bytes() == b"new"
    assert stat.S_IMODE((project / "a.md").stat().st_mode) == mode


@pytest.mark.parametrize("data", [b"", b"same", bytes(range(256))])
def test_write__nothing_if_the_bytes_are_the_same(
    project: Path, root: storage.Root, data: bytes
) -> None:
    (project / "a.md").write_bytes(data)
    os.utime(project / "a.md", ns=(1, 1))
    before = (project / "a.md").stat()
    assert not storage.write(root, "a.md", data)
    after = (project / "a.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert storage.write(root, "a.md", data + b"!")
    assert not storage.write(root, "a.md", data + b"!")


def test_write__same_size_other_bytes(project: Path, root: storage.Root) -> None:
    put(project, "a.md")
    assert storage.write(root, "a.md", b"b.md")
    assert (project / "a.md").read_bytes() == b"b.md"


def test_write__replaces_and_never_truncates(project: Path, root: storage.Root) -> None:
    """Who has the old file open, reads all of it."""
    put(project, "a.md")
    with (project / "a.md").open("rb") as reader:
        storage.write(root, "a.md", b"new")
        assert reader.read() == b"a.md"


def test_write__through_a_link_inside(project: Path, root: storage.Root) -> None:
    put(project, "real/a.md")
    (project / "link.md").symlink_to("real/a.md")
    (project / "folder").symlink_to("real")
    assert storage.write(root, "link.md", b"1")
    assert storage.write(root, "folder/b.md", b"2")
    assert (project / "link.md").is_symlink()
    assert tree(project / "real") == {"a.md": b"1", "b.md": b"2"}


def test_write__no_file(project: Path, root: storage.Root) -> None:
    os.mkfifo(project / "pipe.md")
    (project / "folder.md").mkdir()
    put(project, "a.md")
    said = {
        "pipe.md": "is not a file",
        "folder.md": "is not a file",
        "a.md/b.md": "cannot be written: `a.md` is a file, not a folder",
        "x" * 300: "cannot be written: File name too long",
    }
    for path, message in said.items():
        with pytest.raises(TransyncError) as caught:
            storage.write(root, path, b"x")
        assert str(caught.value) == f"{path}: {message}"
    assert names(project) == ["a.md", "folder.md", "pipe.md"]


@pytest.mark.parametrize("size", [0, 1, 50_000])
def test_write__full_disk_leaves_all_as_it_was(
    project: Path, root: storage.Root, size: int
) -> None:
    put(project, "a.md")
    before = (project / "a.md").stat()
    with largest_file(size):
        for path in ("a.md", "new.md"):
            with pytest.raises(TransyncError, match=f"^{path}: cannot be written: File too large$"):
                storage.write(root, path, b"x" * 100_000)
    assert names(project) == ["a.md"]
    assert (project / "a.md").read_bytes() == b"a.md"
    assert (project / "a.md").stat() == before


def test_write__long_name(project: Path, root: storage.Root) -> None:
    name = "x" * 252 + ".md"
    assert storage.write(root, name, b"1")
    assert storage.write(root, name, b"2")
    assert tree(project) == {name: b"2"}


def test_write__if_it_is_as_it_was_seen(project: Path, root: storage.Root) -> None:
    put(project, "a.md")
    for seen in (None, b"other"):
        with pytest.raises(ChangedError, match=r"^a\.md: changed") as caught:
            storage.write(root, "a.md", b"new", storage.Expected(seen))
        assert caught.value.found == b"a.md"
    with pytest.raises(ChangedError) as caught:
        storage.write(root, "b.md", b"new", storage.Expected(b"b.md"))
    assert caught.value.found is None
    assert tree(project) == {"a.md": b"a.md"}
    assert storage.write(root, "a.md", b"new", storage.Expected(b"a.md"))
    assert storage.write(root, "b.md", b"new", storage.Expected(None))
    assert tree(project) == {"a.md": b"new", "b.md": b"new"}


def test_write__what_is_there_already_is_as_wanted(project: Path, root: storage.Root) -> None:
    put(project, "a.md")
    assert not storage.write(root, "a.md", b"a.md", storage.Expected(b"older"))


# What others do at the same time


class Instants:
    """Lets others act in the instants between the steps of the writer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def before(self, name: str, *acts: Callable[[], object]) -> None:
        """Act before the first call of a function of `system`, the second, and so on."""
        real = getattr(system, name)
        waiting = list(acts)

        def called(*arguments: object) -> object:
            if waiting:
                waiting.pop(0)()
            return real(*arguments)

        self.monkeypatch.setattr(system, name, called)


@pytest.fixture
def instants(monkeypatch: pytest.MonkeyPatch) -> Instants:
    return Instants(monkeypatch)


def in_place(place: Path, data: bytes) -> Callable[[], object]:
    return lambda: place.write_bytes(data)


def by_rename(place: Path, data: bytes) -> Callable[[], object]:
    def save() -> None:
        beside = place.with_name("beside")
        beside.write_bytes(data)
        beside.replace(place)

    return save


def nothing() -> None:
    """Do nothing."""


def test_write__somebody_saves_by_renaming_in_the_last_instant(
    project: Path, root: storage.Root, instants: Instants
) -> None:
    put(project, "a.md")
    instants.before("exchange", by_rename(project / "a.md", b"theirs"))
    with pytest.raises(ChangedError) as caught:
        storage.write(root, "a.md", b"ours")
    assert caught.value.found == b"theirs"
    assert tree(project) == {"a.md": b"theirs"}


def test_write__somebody_saves_twice(project: Path, root: storage.Root, instants: Instants) -> None:
    """The newest has the name; the other is beside it, and the next run tells of it."""
    put(project, "a.md")
    saves = (by_rename(project / "a.md", data) for data in (b"first", b"second"))
    instants.before("exchange", *saves)
    with pytest.raises(ChangedError) as caught:
        storage.write(root, "a.md", b"ours")
    assert caught.value.found == b"second"
    (left,) = storage.clean_up(root, "")
    assert tree(project) == {"a.md": b"second", left: b"first"}


@pytest.mark.parametrize("save", [in_place, by_rename])
def test_write__somebody_saves_before_the_last_look(
    project: Path,
    root: storage.Root,
    instants: Instants,
    save: Callable[[Path, bytes], Callable[[], object]],
) -> None:
    put(project, "a.md")
    instants.before("leased", nothing, save(project / "a.md", b"theirs"))
    with pytest.raises(ChangedError) as caught:
        storage.write(root, "a.md", b"ours")
    assert caught.value.found == b"theirs"
    assert tree(project) == {"a.md": b"theirs"}


def test_write__somebody_makes_the_file_in_the_last_instant(
    project: Path, root: storage.Root, instants: Instants
) -> None:
    instants.before("rename_new", in_place(project / "a.md", b"theirs"))
    with pytest.raises(ChangedError) as caught:
        storage.write(root, "a.md", b"ours")
    assert caught.value.found == b"theirs"
    assert tree(project) == {"a.md": b"theirs"}


def test_write__somebody_removes_the_file(
    project: Path, root: storage.Root, instants: Instants
) -> None:
    put(project, "a.md")
    instants.before("exchange", (project / "a.md").unlink)
    with pytest.raises(TransyncError, match="No such file"):
        storage.write(root, "a.md", b"ours")
    assert tree(project) == {}


def test_remove__somebody_saves_in_the_last_instant(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "a.md")
    real = temporary_files.swapped_out_name

    def saved(place: Path, old: bytes, new: bytes = b"") -> Path:
        by_rename(place, b"theirs")()
        return real(place, old, new)

    monkeypatch.setattr(temporary_files, "swapped_out_name", saved)
    with pytest.raises(ChangedError) as caught:
        storage.remove(root, "a.md")
    assert caught.value.found == b"theirs"
    assert tree(project) == {"a.md": b"theirs"}


def test_remove__comes_back_where_it_cannot_be_looked_at(
    project: Path, root: storage.Root, instants: Instants
) -> None:
    def fails() -> None:
        raise OSError(errno.EIO, "Input/output error")

    put(project, "a.md")
    instants.before("leased", nothing, fails)
    with pytest.raises(TransyncError, match=r"^a\.md: cannot be removed: Input/output error$"):
        storage.remove(root, "a.md")
    assert tree(project) == {"a.md": b"a.md"}


def test_remove__somebody_removes_it_first(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "a.md")
    real = Path.lstat

    def there(path: Path) -> os.stat_result:
        found = real(path)
        path.unlink()
        return found

    monkeypatch.setattr(Path, "lstat", there)
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    assert storage.remove(root, "a.md")


def test_write__reads_again_what_it_has_written(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "a.md")
    monkeypatch.setattr(os, "fsync", lambda handle: os.pwrite(handle, b"X", 0))
    message = r"^a\.md: cannot be written: the disk returns other bytes than were written$"
    with pytest.raises(TransyncError, match=message):
        storage.write(root, "a.md", b"ours")
    assert tree(project) == {"a.md": b"a.md"}


def test_renameat2__where_there_is_none(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    system.renameat2.cache_clear()
    try:
        assert not system.exchange(project / "a", project / "b")
    finally:
        system.renameat2.cache_clear()


def test_exchange__where_the_file_system_has_none(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(system, "renameat2", lambda: refused)
    assert not system.exchange(project / "a", project / "b")


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EBADF, errno.EOPNOTSUPP])
def test_locked__where_there_are_no_locks(
    root: storage.Root, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refused(handle: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refused)
    with storage.locked(root), storage.locked(root):
        pass


def test_locked__a_fault_is_no_missing_lock(
    root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the disk once let two runs write at the same time."""

    def failing(handle: int, operation: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", failing)
    message = "^the project cannot be locked: Input/output error$"
    with pytest.raises(TransyncError, match=message), storage.locked(root):
        pytest.fail("The project is locked.")


def test_remove__if_it_is_as_it_was_seen(project: Path, root: storage.Root) -> None:
    put(project, "a.md")
    with pytest.raises(ChangedError):
        storage.remove(root, "a.md", storage.Expected(b"other"))
    assert storage.remove(root, "a.md", storage.Expected(b"a.md"))
    assert tree(project) == {}


def test_write__waits_for_who_is_writing(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, "a.md")
    monkeypatch.setattr(system, "PATIENCE", 0.05)
    with (project / "a.md").open("r+b"):
        message = r"^a\.md: cannot be written: another program has it open for writing"
        with pytest.raises(TransyncError, match=message):
            storage.write(root, "a.md", b"ours")
    assert storage.write(root, "a.md", b"ours")


def test_write__where_leases_are_never_given(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network every lease may be refused; then nobody is waited for."""

    def refused(*_: object) -> None:
        raise BlockingIOError

    put(project, "a.md")
    monkeypatch.setattr(system, "_take", refused)
    system.offers_leases.cache_clear()
    assert storage.write(root, "a.md", b"ours")
    assert tree(project) == {"a.md": b"ours"}
    system.offers_leases.cache_clear()


@pytest.mark.parametrize("lacking", ["renameat2", "leases"])
def test_write__on_a_system_that_offers_less(
    project: Path, root: storage.Root, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "leases":
        monkeypatch.delattr(fcntl, "F_SETLEASE")
    else:
        monkeypatch.setattr(system, "renameat2", lambda: None)
    put(project, "a.md")
    assert storage.write(root, "a.md", b"ours")
    assert storage.write(root, "new.md", b"ours")
    assert storage.remove(root, "a.md")
    assert tree(project) == {"new.md": b"ours"}
    with pytest.raises(FileExistsError):
        system.rename_new(project / "new.md", project / "new.md")


def test_rename__reasons_of_the_system(project: Path) -> None:
    with pytest.raises(FileNotFoundError):
        system.exchange(project / "a", project / "b")
    (project / "a").write_text("a")
    with pytest.raises(FileNotFoundError):
        system.rename_new(project / "b", project / "c")


# Leftovers of runs that were killed


def test_sweep(project: Path, root: storage.Root) -> None:
    place = project / "po/a.po"
    put(project, "po/a.po", "po/.transync-notes", "po/.transync-00000000.txt")
    Path(temporary_files.temporary_name(place)).write_bytes(b"half")
    temporary_files.swapped_out_name(place, b"old", b"new").write_bytes(b"old")
    temporary_files.swapped_out_name(place, b"old", b"new").write_bytes(b"new")
    theirs = temporary_files.swapped_out_name(place, b"old", b"new")
    theirs.write_bytes(b"theirs")
    assert list(storage.clean_up(root, "po")) == [f"po/{theirs.name}"]
    assert names(project / "po") == sorted(
        [".transync-00000000.txt", ".transync-notes", theirs.name, "a.po"]
    )
    assert list(storage.clean_up(root, "gone")) == []
    assert list(storage.clean_up(root, "")) == []


# One run at a time


def test_locked(root: storage.Root, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    message = r"^another run of transync is at work"
    with storage.locked(root), pytest.raises(TransyncError, match=message), storage.locked(root):
        pass
    with storage.locked(root):
        assert list(root.folder.iterdir()) == []


def test_locked__tells_once_that_it_waits(
    root: storage.Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    monkeypatch.setattr(lock, "TELL_AFTER", 0.1)
    told: list[str] = []
    with (
        storage.locked(root, lambda: told.append("first")),
        pytest.raises(TransyncError),
        storage.locked(root, lambda: told.append("second")),
    ):
        pass
    assert told == ["second"]


# Removing
# Removing


def test_remove(project: Path, root: storage.Root) -> None:
    put(project, "a/b.md", "c.md")
    (project / "link.md").symlink_to("c.md")
    assert storage.remove(root, "a/b.md")
    assert storage.remove(root, "link.md")
    assert not storage.remove(root, "gone.md")
    assert not storage.remove(root, "gone/gone.md")
    assert tree(project) == {"c.md": b"c.md"}
    with pytest.raises(TransyncError, match=r"^a: cannot be removed: "):
        storage.remove(root, "a")


def test_remove_empty_folders(project: Path, root: storage.Root) -> None:
    put(project, "build/en/a/b/c.md", "build/fr/a.md", "build/fr/b/c.md")
    for path in ("build/en/a/b/c.md", "build/fr/b/c.md"):
        storage.remove(root, path)
        storage.remove_empty_folders(root, path, "build")
    assert [path.relative_to(project).as_posix() for path in sorted(project.rglob("*"))] == [
        "build",
        "build/fr",
        "build/fr/a.md",
    ]


def test_remove_empty_folders__up_to_the_project(project: Path, root: storage.Root) -> None:
    put(project, "a/b/c.md")
    storage.remove(root, "a/b/c.md")
    storage.remove_empty_folders(root, "a/b/gone/c.md", "")
    assert list(project.iterdir()) == []


def test_remove_empty_folders__not_the_stop_and_not_beside_it(
    project: Path, root: storage.Root
) -> None:
    (project / "build/en").mkdir(parents=True)
    (project / "build-x/en").mkdir(parents=True)
    storage.remove_empty_folders(root, "build/en/c.md", "build/en")
    storage.remove_empty_folders(root, "build-x/en/c.md", "build")
    assert (project / "build/en").is_dir()
    assert (project / "build-x/en").is_dir()


def test_sync(project: Path) -> None:
    root = storage.Root.at(project)
    assert storage.write(root, "a/b/c.po", b"x")
    storage.sync(root, "a/b/c.po")
    assert (project / "a/b/c.po").read_bytes() == b"x"
    with pytest.raises(TransyncError, match=r"^a/d\.po: cannot be synced: No such file"):
        storage.sync(root, "a/d.po")
