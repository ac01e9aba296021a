"""Lets every system call of every command that writes fail, and looks at what is left.

    python -m tests.torture.faults [EVERY]

The commands are the real program's, in a process of their own each, behind faults.c: at its n-th
call the process is killed, or the call fails as on a full or a broken disk. Afterwards each file
must be as it was or as it should be, no translation may be gone, success must mean that all is
done, and the same command, run again, must come to what it would have come to.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.support.projects import Project, anew, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.domain.model import Message

SOURCE = Path(__file__).with_name("faults.c")
KILLED = 0
REASONS = {"SIGKILL": KILLED, "ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EDQUOT": errno.EDQUOT}
_UNREAD = re.compile(r"cannot be (?:read|looked at)")
STORE = ".transync/"
"""What is kept there has a number of its own in each run."""


class Scene(NamedTuple):
    """A command, and how the project is before it."""

    name: str
    command: tuple[str, ...]
    prepare: Callable[[Project], object]
    calls: int = 1
    """Of so many calls one is tried, of those that are to be: most of them only load modules."""


def translated(project: Project) -> None:
    """Make a project whose documents are translated, then edited, moved and removed."""
    for name, text in {
        "a": "# Tee\n\nGrüner Tee ist gesund.\n\nSchwarzer Tee auch.\n",
        "b": "---\ntitle: Kanne\n---\n\nEine Kanne mit Deckel.\n",
        "c": "Ein alter Text, der bleibt.\n\nUnd einer, der geht.\n",
    }.items():
        project.write(f"source/{name}.md", text)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    project.edit("source/a.md", "ist gesund", "ist sehr gesund")
    project.move("source/b.md", "source/mehr/b.md")
    project.write("source/c.md", "Ein alter Text, der bleibt.\n")


def extracted(project: Project) -> None:
    translated(project)
    project.run("extract")
    project.translate(anew, "locales/en/a.po")


def pruned(project: Project) -> None:
    extracted(project)
    project.run("prune")


def broken(project: Project) -> None:
    extracted(project)
    text = project.read("locales/en/a.po")
    project.write("locales/en/a.po", text[:-5])


def sides(project: Project) -> None:
    extracted(project)
    base = project.read("locales/en/c.po")
    project.write("ours", base)
    project.write("base", base)
    project.write("theirs", base + '\nmsgid "Neu"\nmsgstr "New"\n')


def with_pages(project: Project) -> None:
    """Make a project with pages that somebody has made, of which one does not come back."""
    for name, text in {"a": "Man nehme `a` und 3 Löffel.", "b": "Und `b`, für 5 Minuten."}.items():
        project.write(f"source/{name}.md", f"# Tee {name}\n\n{text}\n")
    project.write("build/en/a.md", "# Tea a\n\nTake `a` and 3 spoons.\n\n\nOnly here.\n")
    project.write("build/en/b.md", "# Tea b\n\nAnd `b`, for 5 minutes.\n\n`c`, `d` {{ x }}\n")


def with_edits(project: Project) -> None:
    """Make a project with built pages, of which somebody has edited two."""
    translated(project)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    for name, edit in (("a", EDITS[0]), ("c", EDITS[1])):
        path = f"build/en/{name}.md"
        first, _, rest = project.read(path).rpartition("\n\n")
        project.write(path, f"{first}\n\n{edit}\n" if name == "a" else f"{first}{rest}\n{edit}\n")


EDITS = ("Black tea is, too.", "Only for readers of English.")
BEGIN = ("init", "--from", "de", "--to", "en")
SCENES = (
    Scene("extract", ("extract",), translated),
    Scene("build", ("build",), extracted),
    Scene("import", ("import", "--no-history"), with_pages, 10),
    Scene("absorb", ("absorb",), with_edits, 10),
    Scene("prune", ("prune",), extracted),
    Scene("prune --undo", ("prune", "--undo"), pruned),
    Scene("repair", ("repair",), broken),
    Scene("merge-driver", ("merge-driver", "base", "ours", "theirs", "c.po"), sides),
    Scene("init", BEGIN, lambda project: project.remove("transync.toml")),
)


class Outcome(NamedTuple):
    """How often a fault struck, and what was wrong afterwards."""

    points: int
    wrong: tuple[str, ...]


def torture(scene: Scene, reason: str, every: int, shim: ctypes.CDLL) -> Outcome:
    """Let each `every`-th call of a command fail, one in each run."""
    with TemporaryDirectory() as place:
        start = Path(place, "start")
        scene.prepare(Project(start))
        trial = _Trial(scene, start, Path(place, "trial"), shim)
        total = trial.reference()
        numbers = range(1, total + 1, every * scene.calls)
        wrong = [
            f"{scene.name}, {reason} at call {number} of {total}: {fault}"
            for number in numbers
            for fault in trial.faults(number, REASONS[reason])
        ]
        return Outcome(len(numbers), tuple(wrong))


class _Trial:
    def __init__(self, scene: Scene, start: Path, folder: Path, shim: ctypes.CDLL) -> None:
        self.scene, self.start, self.folder, self.shim = scene, start, folder, shim
        self.before = Project(start, "").tree()
        self.held = held(Project(start, ""))
        self.after: dict[str, bytes] = {}
        self.end: dict[str, bytes] = {}
        self.told = folder.with_name("told")
        self.code = 0

    def reference(self) -> int:
        """Run undisturbed, and count the calls."""
        project = self._fresh()
        reader, writer = os.pipe()
        self.code = self._run(-1, 0, writer)
        os.close(writer)
        calls = int(os.read(reader, 100))
        os.close(reader)
        self.after = project.tree()
        self.end = self._at_end(project)
        return calls

    def faults(self, number: int, reason: int) -> Iterator[str]:
        """Run with one fault; tell what is wrong."""
        project = self._fresh()
        code = self._run(number, reason)
        tree = project.tree()
        for path in {*self.before, *tree} - set(self._leftovers(tree)):
            if path.startswith(STORE) and path not in self.before:
                continue
            is_known = tree.get(path) in (self.before.get(path), self.after.get(path))
            if not (is_known or (self._says_unread() and is_whole(path, tree.get(path)))):
                yield f"{path} is torn"
        if code == 0 and _plain(tree) != _plain(self.after):
            yield "it tells of success"
        yield from self._lost(project)
        unread = self._says_unread()
        self._run(-1, 0)
        end = self._at_end(project)
        is_same = _plain(end) == _plain(self.end)
        # What could not be read has gone another way, but must have come to the same messages.
        if not (is_same or (unread and live(end) == live(self.end))):
            yield "a second run does not come to the same"
        yield from (f"{path} is left over" for path in self._leftovers(project.tree()))

    def _at_end(self, project: Project) -> dict[str, bytes]:
        """Return the files at last: what is done already, an import looks at no more."""
        if self.scene.name in ("import", "absorb"):
            project.run("extract")
        return project.tree()

    def _lost(self, project: Project) -> Iterator[str]:
        if self.scene.name == "absorb":
            yield from self._lost_edits()
        elif self.scene.name not in ("repair", "init"):
            yield from (f"{text} is lost" for text in self.held - held(project))

    def _lost_edits(self) -> Iterator[str]:
        """Build, and look for what somebody has edited: on its page, or in its catalog."""
        copy = self.folder.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder, copy, symlinks=True)
        project = Project(copy, "")
        project.run("build")
        there = b"\n".join(project.tree().values())
        yield from (f"{edit} is lost" for edit in EDITS if edit.encode() not in there)

    def _says_unread(self) -> bool:
        return bool(_UNREAD.search(self.told.read_text()))

    def _leftovers(self, tree: dict[str, bytes]) -> list[str]:
        return [path for path in tree if "/.transync-" in f"/{path}"]

    def _fresh(self) -> Project:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.folder, symlinks=True)
        return Project(self.folder, "")

    def _run(self, number: int, reason: int, told: int | None = None) -> int:
        """Run the command in a process of its own; it tells how many calls there were."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        code = 99
        self.told.write_text("")
        try:
            project = Project(self.folder, "")
            self.shim.faults_arm(number, reason)
            done = project.run(*self.scene.command)
            calls, code = self.shim.faults_count(), done.code
            self.shim.faults_arm(-1, 0)
            self.told.write_text(done.err)
            if told is not None:
                os.write(told, str(calls).encode())
        finally:
            os._exit(code)


def held(project: Project) -> set[object]:
    """Give all translations that are anywhere in a project, kept ones included."""
    found: set[object] = set()
    for path, data in project.tree().items():
        if path.endswith(".po"):
            try:
                found |= {made(m) for m in _messages(data, path) if m.translation}
            except Exception:
                continue
    return found


def live(tree: dict[str, bytes]) -> dict[str, object]:
    """Give the messages of all catalogs in a project, and the bytes of all other files."""
    return {
        path: {m.key: (m.translation, m.fuzzy, m.obsolete) for m in _messages(data, path)}
        if path.endswith(".po")
        else data
        for path, data in _plain(tree).items()
    }


def is_whole(path: str, data: bytes | None) -> bool:
    """Tell whether a file is a whole catalog or template."""
    if data is None or not path.endswith((".po", ".pot")):
        return False
    return bool(list(_messages(data, path))) and data.endswith(b'"\n')


def _messages(data: bytes, path: str) -> Iterator[Message]:
    from transync.formats import po

    for entry in po.parse(data.decode(), path).entries:
        if entry.message.id:
            yield entry.message


def _plain(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in tree.items() if not path.startswith(STORE)}


def built(folder: Path) -> Path:
    """Compile the shim."""
    shim = folder / "faults.so"
    command = ["gcc", "-O1", "-shared", "-fPIC", "-o", str(shim), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return shim


def main() -> int:
    """Run all scenes; begun without the shim, begin again with it."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    if "faults" not in os.environ.get("LD_PRELOAD", ""):
        with TemporaryDirectory() as folder:
            preload = {**os.environ, "LD_PRELOAD": str(built(Path(folder)))}
            command = [sys.executable, "-m", "tests.torture.faults", str(every)]
            return subprocess.run(command, env=preload, check=False).returncode
    shim = ctypes.CDLL(None)
    points, wrong = 0, []
    for scene in SCENES:
        for reason in REASONS:
            done = torture(scene, reason, every, shim)
            points += done.points
            wrong += done.wrong
            print(f"{scene.name}, {reason}: {done.points} points, {len(done.wrong)} wrong")
    print("".join(f"{each}\n" for each in wrong), end="")
    print(f"faults: {points} points, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
