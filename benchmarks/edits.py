"""Absorbs real edits of localized pages, and counts those that come into the catalogs as a whole.

    python -m benchmarks.edits [--edits N] [--lines N] [--language CODE…] [--show] SITE CLONE

SITE is one of the names in `benchmarks.imports.SITES`, CLONE a clone of its repository, with its
history; nothing is written into it. An edit is a commit that changes a page, but not its document,
in at most N lines. The page as it was is imported, every translation accepted, and built; then
somebody makes the same edit in what was built, as git merges it, and `absorb` takes it into the
catalog. It is absorbed whole if `build` takes the page over, and it is as edited. Left out are
edits of what does not come back from the import, so that nobody could make them. `--show` prints
what is in the way of the others.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.imports import SITES, percent

from transync.commands.absorbing.absorb import absorb
from transync.commands.apply import applied
from transync.commands.begin import build, extract
from transync.commands.importing.importing import import_pages
from transync.commands.importing.options import ImportOptions
from transync.core.build.stamps import unstamped
from transync.domain.model import Finding
from transync.domain.paths import PathTemplate
from transync.project.project import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.imports import Site

    from transync.project.run import Run

SAME, CONFLICT, WHOLE, PART = "not changed by it", "not mergeable", "absorbed whole", "in part"
_FUZZY = re.compile(r"^#, fuzzy\n(?:#\| .*\n)*", re.MULTILINE)
_GUARD = ("T301", "T302", "T303", "T304", "T306", "T307", "T308", "T310")


class PageEdit(NamedTuple):
    """An edit of a page: the page before and after it, and its document."""

    code: str
    page: str
    document: str
    before: bytes
    after: bytes
    source: bytes


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.edits")
    parser.add_argument("site", choices=SITES)
    parser.add_argument("clone", type=Path)
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--lines", type=int, default=30)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    site = SITES[asked.site]
    print("language  edits  absorbed whole  in part  left out")
    for code in asked.language or site.languages:
        counts: Counter[str] = Counter()
        for edit in edits(asked.clone, site, code, asked.lines):
            with tempfile.TemporaryDirectory() as folder:
                outcome, told = absorbed(Path(folder), site, edit)
            counts[outcome] += 1
            if asked.show and told:
                print(*told, sep="\n")
            if counts[WHOLE] + counts[PART] >= asked.edits:
                break
        tried = counts[WHOLE] + counts[PART]
        share = percent(counts[WHOLE], tried)
        rest = counts[SAME] + counts[CONFLICT]
        print(f"{code:8}  {tried:5}  {share:13.0f}%  {counts[PART]:7}  {rest:8}", flush=True)
    return 0


def edits(clone: Path, site: Site, code: str, lines: int) -> Iterator[PageEdit]:
    """Yield the edits of the pages in a language while their documents stood still."""
    output, source = PathTemplate(site.output, (code,)), PathTemplate(site.source, (code,))
    folder = site.output.partition("{path}")[0].format(lang=code)
    log = ("log", "--no-merges", "--no-renames", "--diff-filter=M", "--numstat", "--format=%x01%H")
    for entry in git(clone, *log, "--", folder).decode().split("\x01")[1:]:
        commit, *files = [line for line in entry.split("\n") if line]
        for file in files:
            added, removed, path = file.split("\t")
            found = output.match(path)
            if not (found and added.isdigit() and int(added) + int(removed) <= lines):
                continue
            document = source.expand(path=found.path, lang=code)
            places = f"{commit}^:{path}", f"{commit}:{path}", f"{commit}^:{document}"
            old, new, ours = (git(clone, "show", place) for place in places)
            if ours and ours == git(clone, "show", f"{commit}:{document}"):
                yield PageEdit(code, path, document, old, new, ours)


def git(clone: Path, *arguments: str) -> bytes:
    """Run git, and return what it prints; nothing where it fails."""
    command = ["git", "-C", str(clone), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    return b"" if done.returncode else done.stdout


def absorbed(folder: Path, site: Site, edit: PageEdit) -> tuple[str, Sequence[str]]:
    """Make an edit in a page that transync has built, and absorb it."""
    codes = ", ".join(f'"{code}"' for code in _GUARD)
    write(
        folder / "transync.toml",
        f'source-language = "en"\nlanguages = ["{edit.code}"]\ndialect = "{site.dialect}"\n'
        f'source = "{site.source}"\ncatalog = "catalogs/{{lang}}/{{path}}.po"\n'
        f'output = "{site.output}"\n[links]\npages = "keep"\nassets = "keep"\nanchors = "check"\n'
        f"[guard]\nallow = [{codes}]\n{site.more}".encode(),
    )
    write(folder / edit.document, edit.source)
    write(folder / edit.page, edit.before)
    options = ImportOptions(keeps=False, has_history=False)
    done(import_pages(opened(str(folder)), options).run)
    for catalog in (folder / "catalogs").rglob("*.po"):
        catalog.write_text(_FUZZY.sub("", catalog.read_text()))
    done(extract(opened(str(folder))))
    done(build(opened(str(folder)), force=True))
    if not (folder / edit.page).is_file():
        return CONFLICT, ()
    built = (folder / edit.page).read_bytes()
    page = merged(folder, built, edit.before, edit.after)
    if page is None or page == built:
        return (CONFLICT if page is None else SAME), ()
    write(folder / edit.page, page)
    findings = done(absorb(opened(str(folder))).run)
    done(build(opened(str(folder))))
    text, wanted = (unstamped(each.decode()) for each in ((folder / edit.page).read_bytes(), page))
    is_whole = text == wanted and not findings
    told = [f"{edit.page}: {each.message}" for each in findings] or [f"{edit.page}: differs"]
    return (WHOLE, ()) if is_whole else (PART, told)


def write(path: Path, data: bytes) -> None:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def done(run: Run) -> list[Finding]:
    """Carry a run out, and return what it reports."""
    found = [step for step in applied(run.root, run.steps) if isinstance(step, Finding)]
    run.finish(len(found))
    return found


def merged(folder: Path, ours: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """Merge two versions of a page as git does; None where they are in conflict."""
    names = [folder / name for name in ("ours", "base", "theirs")]
    for name, data in zip(names, (ours, base, theirs), strict=True):
        name.write_bytes(data)
    command = ["git", "merge-file", "-p", "-q", *map(str, names)]
    result = subprocess.run(command, capture_output=True, check=False)
    return None if result.returncode else result.stdout


if __name__ == "__main__":
    sys.exit(main())
