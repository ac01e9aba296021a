"""The files that a user names: devices and pipes are written into, and the project is spared."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tests.support.projects import Project, Told
from transync.domain.errors import PathError, TransyncError
from transync.storage import write_named

TRANSYNC = f"'{sys.executable}' -m transync"
TOTAL = "check: 1 document in 1 language, 2 errors in 2 files\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of one note, with two findings."""
    project = Project(tmp_path / "project", 'languages = ["en"]\nglossary.terms = "{lang}.toml"\n')
    project.write("source/tee.md", "Grüner Tee.\n")
    project.write("en.toml", "[terms]\n")
    project.run("extract")
    return project


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def shell(project: Project, script: str) -> Told:
    """Run a script in the project's folder; `transync` is this one."""
    command = ["bash", "-c", script.replace("transync", TRANSYNC)]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, check=False)
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


# What is no regular file


@pytest.mark.parametrize("option", ["--output", "--write-baseline --baseline"])
def test_pipe(project: Project, option: str) -> None:
    """A pipe stays one, and who reads from it gets all."""
    pipe = project.folder / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    told = project.run("check", *option.split(), "pipe", "--format", "json")
    reader.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert len(json.loads(got[0])["findings"]) == 2
    assert told.code == (1 if option == "--output" else 0)


@pytest.mark.parametrize("device", ["/dev/null", "/dev/full", "/dev/fd/9", "link"])
def test_device(project: Project, device: str) -> None:
    before = {name: Path(name).lstat() for name in ("/dev/null", "/dev/full")}
    files = names(Path("/dev"))
    (project.folder / "link").symlink_to("/dev/null")
    told = shell(project, f"transync check --format json --output {device} 9> nine.json")
    if device == "/dev/full":
        assert told == Told(
            2, "", "transync: /dev/full: cannot be written: No space left on device\n"
        )
    else:
        assert told == Told(1, TOTAL)
    text = project.read("nine.json")
    assert len(json.loads(text)["findings"]) == 2 if device == "/dev/fd/9" else text == ""
    assert (project.folder / "link").is_symlink()
    for name, old in before.items():
        now = Path(name).lstat()
        assert (now.st_mode, now.st_rdev) == (old.st_mode, old.st_rdev)
    assert names(Path("/dev")) == files


@pytest.mark.parametrize("output", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link", "log"])
def test_standard_output(project: Project, output: str) -> None:
    """By whatever name, it is the report and nothing else, behind what the file has already."""
    (project.folder / "link").symlink_to("/dev/stdout")
    for where in ("| cat", ">> log; cat log"):
        project.write("log", "")
        told = shell(project, f"transync check --format json --output {output} {where}")
        text = project.read("log") or told.out
        assert len(json.loads(text)["findings"]) == 2


def test_standard_error(project: Project) -> None:
    told = project.run("check", "--format", "json", "--output", "-")
    script = "transync check --format json --output /dev/stderr"
    assert shell(project, script) == Told(1, TOTAL, told.out)


@pytest.mark.parametrize("output", ["/dev/stdout", ">(head -c 1 > /dev/null)"])
def test_nobody_reads(project: Project, output: str) -> None:
    """Whoever reads may stop; that is no fault of the report."""
    project.write("source/tee.md", "".join(f"Absatz {number}.\n\n" for number in range(3000)))
    project.run("extract")
    told = shell(project, f"set -o pipefail; transync check --output {output} | head -n 1")
    assert told.code in (1, 141)
    assert told.err == ""


# Files


def test_file__is_replaced_and_keeps_its_mode(project: Project) -> None:
    project.write("report.json", "old")
    (project.folder / "report.json").chmod(0o640)
    (project.folder / "hard").hardlink_to(project.folder / "report.json")
    assert project.run("check", "--format", "json", "--output", "report.json").code == 1
    assert len(json.loads(project.read("report.json"))["findings"]) == 2
    assert stat.S_IMODE((project.folder / "report.json").stat().st_mode) == 0o640
    assert project.read("hard") == "old"


@pytest.mark.parametrize("target", ["../out.txt", "there.txt"])
def test_link__is_followed(project: Project, target: str) -> None:
    """A report outside of the project is allowed, behind a link, too."""
    (project.folder / "link").symlink_to(target)
    for _ in range(2):
        assert project.run("check", "--output", "link") == Told(1, TOTAL)
        assert (project.folder / "link").is_symlink()
        assert (project.folder / target).read_text(encoding="utf-8").endswith(TOTAL)


def test_folder_of_the_run(project: Project) -> None:
    """Like every file that is named, it is found as if the run had begun in `-C DIR`."""
    told = shell(project, "cd source; transync -C .. check --output out.txt")
    assert told == Told(1, TOTAL)
    assert "out.txt" in project.files()


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("transync.toml", "the configuration"),
        ("source/../transync.toml", "the configuration"),
        ("pyproject.toml", "the configuration"),
        ("en.toml", "the glossary"),
        ("source/tee.md", "a document"),
        ("source/new.md", "a document"),
        ("locales/en/tee.po", "a catalog"),
        ("locales/en/new.po", "a catalog"),
        ("locales/templates/tee.pot", "a template"),
        ("build/en/tee.md", "a localized document"),
        ("link", "a document"),
        ("link-to-folder/tee.md", "a document"),
        (".transync/cache/report", "what is kept"),
    ],
)
def test_file_of_the_project__is_refused(project: Project, path: str, role: str) -> None:
    (project.folder / "link").symlink_to("source/tee.md")
    (project.folder / "link-to-folder").symlink_to("source")
    before = project.tree()
    for option in ("--output", "--write-baseline --baseline"):
        told = project.run("check", *option.split(), path)
        assert (told.code, told.out) == (2, "")
        assert f": is {role} of the project; name another file for the " in told.err
        assert told.err.count("\n") == 1
        assert project.tree() == before


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("locales/it/tee.po", "a catalog"),
        ("build/it/tee.md", "a localized document"),
        ("source/drafts/kaffee.md", "a document"),
        ("blog/transync.toml", "a configuration"),
    ],
)
def test_file_that_no_run_looks_into__is_refused(project: Project, path: str, role: str) -> None:
    """Of a language that is gone, or excluded: somebody has written it, and may want it yet."""
    text = project.read("transync.toml")
    project.write("transync.toml", f'exclude = ["source/drafts"]\n{text}')
    project.write("reports/x/tee.md", "")
    project.write(path, "Von Hand.")
    told = project.run("check", "--output", path)
    assert (told.code, project.read(path)) == (2, "Von Hand.")
    assert told.err == (
        f"transync: {path}: is {role} of the project; name another file for the report\n"
    )
    assert project.run("check", "--output", "reports/x/tee.md").code == 1


def test_baseline__is_no_report(project: Project) -> None:
    project.run("check", "--baseline", "known.json", "--write-baseline")
    before = project.tree()
    told = project.run("check", "--baseline", "known.json", "--output", "./known.json")
    assert told.code == 2
    assert "is the baseline, too; name another file for the report" in told.err
    assert project.tree() == before


@pytest.mark.parametrize("option", ["--output", "--write-baseline --baseline"])
@pytest.mark.parametrize("path", ["source", ".", "/", "new/"])
def test_folder__is_refused(project: Project, path: str, option: str) -> None:
    before = names(project.folder)
    told = project.run("check", *option.split(), path)
    assert told.code == 2
    assert told.err.count("\n") == 1
    assert names(project.folder) == before


@pytest.mark.parametrize("size", [10, 100_000])
def test_write_named__leaves_nothing_behind(tmp_path: Path, size: int) -> None:
    """Where a report does not fit, the old one stays as it is."""
    (tmp_path / "report").write_bytes(b"old")
    script = "import resource, signal, pathlib, transync.storage as f\n"
    script += "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
    script += f"f.write_named(pathlib.Path('report'), b'x' * {size})\n"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False
    )
    assert names(tmp_path) == ["report"]
    assert (done.returncode, (tmp_path / "report").stat().st_size) in ((0, size), (1, 3))


@pytest.mark.parametrize("name", ["a/b", "a-file/b", "loop", "x" * 300, ""])
def test_write_named__where_it_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").touch()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(TransyncError):
        write_named(tmp_path / name, b"x")
    assert names(tmp_path) == ["a-file", "loop"]
    with pytest.raises(PathError, match="is a folder; name a file in it"):
        write_named(tmp_path, b"x")
