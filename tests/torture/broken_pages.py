"""Imports and absorbs pages that are broken, no pages at all, or changed by others meanwhile.

python -m tests.torture.broken_pages [COUNT [FIRST]]

What is at the place of a page has damaged bytes, is of another kind than a file, or is saved,
renamed and removed by somebody while a command is at work, as are the catalogs. Whatever it is, the
command ends with a finding or with success, writes no page and nothing outside of the project; what
others save stays; and a page that a build then replaces has each of its texts elsewhere.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.projects import Project, anew
from tests.torture import trials
from tests.torture.damage import damaged
from tests.torture.hostile_pages import known_texts, lost_texts
from tests.torture.trials import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

_CONFIG = 'source-language = "en"\nlanguages = ["de"]\n[build]\nminimum = 0\n'
_NOTE = (
    "---\ntitle: Tee {0}\n---\n\n# Tee {0}\n\n```sh\n# Wasser\nboil {0}\n```\n\n"
    "Ein *Satz* von {0}, mit `code` und [Ziel](x.md).\n\n- Punkt {0}\n- Noch ein Punkt {0}\n\n"
    "| Name {0} | Wert |\n| --- | --- |\n| eins | zwei {0} |\n"
)
_BYTES = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\r", b"\x1a"),
    *("\u2028\u2029\x85".encode(), b"\x0b\x0c", b"---\n", b"\xe2\x80\xae", b"```\n", b"<!--"),
)
_HUGE = 200_000
_DEEP = 400
_PAUSE = 0.03
_PAGES = ("build/de/d0.md", "build/de/d1.md", "build/de/d2.md")
_SAID = "von jemand anderem gespeichert"


def trial(seed: int) -> Outcome:
    """Try one project; a seed is always the same one, but for what happens at the same time."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        outside = Path(temporary, "outside.md")
        outside.write_text("# Draußen\n\nEin geheimer Satz.\n", encoding="utf-8")
        project = Project(Path(temporary, "project"), _CONFIG)
        for number, path in enumerate(_PAGES):
            project.write(path.replace("build/de/", "source/"), _NOTE.format(number))
        project.run("extract")
        project.translate(anew)
        project.run("build")
        command = chance.choice(("import", "absorb"))
        if command == "import":
            shutil.rmtree(project.folder / "locales")
        kind = chance.choice((_damage, _damage, _replace))
        for path in chance.sample(_PAGES, chance.randrange(1, len(_PAGES) + 1)):
            kind(project.folder / path, chance)
        before = _files(project, "build/")
        tally = Counter({command: 1})
        code, is_saved = _run(project, command, chance)
        tally["meanwhile"] += is_saved is not None
        is_nothing = command == "import" and (is_saved is not None or not before)
        wrong = "" if code in (0, 1) or (code, is_nothing) == (2, True) else f"exits with {code}"
        if is_saved is False:
            wrong = wrong or "what was saved meanwhile is lost"
        if is_saved is None and _files(project, "build/") != before:
            wrong = wrong or "a page is written"
        wrong = wrong or _again(project, command) or _built(project)
        if outside.read_text(encoding="utf-8") != "# Draußen\n\nEin geheimer Satz.\n":
            wrong = wrong or "what is outside is written"
        return Outcome(wrong, tally)


def _damage(place: Path, chance: random.Random) -> None:
    """Damage the bytes of a page; its lines may get other ends, first."""
    data = place.read_bytes()
    ends = chance.choice((b"\n", b"\n", b"\r\n", b"\r"))
    place.write_bytes(damaged(data.replace(b"\n", ends), _BYTES, chance))


def _replace(place: Path, chance: random.Random) -> None:
    """Put something else at the place of a page."""
    data = place.read_bytes()
    place.unlink()
    kinds: tuple[Callable[[], object], ...] = (
        place.mkdir,
        lambda: place.symlink_to("../../../outside.md"),
        lambda: place.symlink_to(place.name),
        lambda: place.symlink_to("../../source/d0.md"),
        lambda: os.mkfifo(place),
        lambda: None,
        lambda: place.write_bytes(b""),
        lambda: place.write_bytes(chance.randbytes(2000)),
        lambda: place.write_bytes(data[: chance.randrange(len(data))]),
        lambda: place.write_bytes(data + b"x" * _HUGE),
        lambda: place.write_bytes(data.replace(b"\n\n", b"\n\n" + b"*a " * _HUGE, 1)),
        lambda: place.write_bytes(data + b"\nx\n" * 5000),
        lambda: place.write_bytes(data + b"> " * _DEEP + b"x\n"),
        lambda: place.write_bytes(data + b"[" * _HUGE),
        lambda: place.write_bytes(data.decode().encode("utf-16")),
        lambda: place.write_bytes(b"\xef\xbb\xbf" + data),
        lambda: place.write_bytes(data + b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"),
    )
    chance.choice(kinds)()


def _run(project: Project, command: str, chance: random.Random) -> tuple[int, bool | None]:
    """Run a command, half of the times beside somebody who saves and removes files.

    Return its exit code, and whether what was saved is there; None where nobody has saved.
    """
    if chance.random() < 0.5:
        return project.run(command, "--format", "json").code, None
    child = os.fork()
    if not child:
        code = 3
        try:
            code = project.run(command, "--format", "json").code
        finally:
            os._exit(code)
    saved = _saved(project, chance)
    _, status = os.waitpid(child, 0)
    texts = [message.translation for message in project.messages()] if saved else [_SAID]
    return os.waitstatus_to_exitcode(status), _SAID in texts


def _saved(project: Project, chance: random.Random) -> bool:
    """Remove, replace or save a page, and translate a message of a catalog, if there is one."""
    time.sleep(chance.random() * _PAUSE)
    place = project.folder / chance.choice(_PAGES)
    if place.is_file() and not place.is_symlink():
        data = place.read_bytes()
        place.unlink()
        if chance.random() < 0.5:
            time.sleep(chance.random() * _PAUSE)
            place.write_bytes(data.replace(b"code", b"c\xff") if chance.random() < 0.3 else data)
    catalogs = sorted((project.folder / "locales").rglob("de/*.po"))
    if not catalogs:
        return False
    catalog = chance.choice(catalogs)
    text = catalog.read_text(encoding="utf-8")
    own = f'\n#~ msgid "eigener Text"\n#~ msgstr "{_SAID}"\n'
    beside = catalog.with_name("editor")
    beside.write_text(text + own, encoding="utf-8")
    beside.replace(catalog)
    return True


def _again(project: Project, command: str) -> str:
    """Run the command until the end of all that others have saved, then once more."""
    project.run(command, "--format", "json")
    before = _files(project)
    project.run(command, "--format", "json")
    return "" if before == _files(project) else f"another {command} writes"


def _built(project: Project) -> str:
    """Build, and look for lost texts on the pages that were replaced."""
    pages = _files(project, "build/")
    done = project.run("build")
    if done.code not in (0, 1):
        return f"build exits with {done.code}"
    known = "\n".join(known_texts(project))
    for path, data in pages.items():
        after = project.folder / path
        if not after.is_file() or after.read_bytes() != data:
            page = data.decode("utf-8", "replace")
            if lost := [*lost_texts(page, path, "commonmark", known)]:
                return f"{path}: is replaced, and lost are {lost}"
    project.run("check", "--format", "json")
    return ""


def _files(project: Project, start: str = "") -> dict[str, bytes]:
    return {path: data for path, data in project.tree().items() if path.startswith(start)}


if __name__ == "__main__":
    sys.exit(trials.run("broken_pages", trial, 2_000))
