"""The parts of README.md and docs/ that the program itself tells, and how to renew them.

    python -m tests.pages [PAGE…]

A block of `console` is a session: its commands are run, one after the other, in a folder of the
page's own, and what they print stands below them. The folder has a file for each block of `python`
that begins with a comment of its name, and nothing else. A page may need programs
(`tests.installed`); where one is missing, the page stays as it is. What stands between
`<!-- name -->` and `<!-- /name -->` is made by the function of that name in `PARTS`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from difflib import unified_diff
from itertools import dropwhile, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.scale.__main__ import tables

from tests import installed
from tests.support import interface
from tests.support.paths import FIXTURES, ROOT
from tests.support.reports import EXAMPLE, SUMMARY
from transync import checks
from transync.core.document import split
from transync.core.markup import inventory
from transync.formats.markdown import node
from transync.project.config import SETTINGS, SOURCE_SETTINGS
from transync.report.formats import FORMATS
from transync.storage import read, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

README = ROOT / "README.md"
PEERS = ROOT / "docs/explanation/peers.md"
"""The comparison, which has a command of its own."""
SESSIONS = sorted((FIXTURES / "sessions").glob("*.md"))
"""What people do, and all that the program prints: regression cases of the command line."""

GENERATORS = ("Jekyll", "Hugo", "Docusaurus", "Starlight")

_SESSION = re.compile(r"(^```console\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
_SCRIPT = re.compile(r"^```python\n(# (\w+\.py)\n.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ .*\n(?:>(?: .*)?\n)*", re.MULTILINE)
_PART = re.compile(r"(^<!-- (\w+) -->\n)(.*?)(^<!-- /\2 -->$)", re.MULTILINE | re.DOTALL)
_SAMPLE = re.compile(r"^````markdown\n(.*?)^````$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """List the pages of the project, its own notes aside."""
    return [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def difference(page: Path) -> str:
    """Tell what of a page is not as the program tells it, and how to renew it; empty if all is."""
    before = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT).as_posix()
    diff = "\n".join(unified_diff(before.split("\n"), renewed(before).split("\n"), lineterm=""))
    return diff and f"{name} is behind the program; renew it: python -m tests.pages\n{diff}"


def renewed(text: str) -> str:
    """Give a page with its sessions run and its parts made anew."""
    with TemporaryDirectory(dir=installed.workplace(text)) as folder:
        for script, name in _SCRIPT.findall(text):
            Path(folder, name).write_text(script, encoding="utf-8")
        text = _SESSION.sub(lambda found: found[1] + _played(found[2], folder) + found[3], text)
    return _PART.sub(lambda found: found[1] + PARTS[found[2]](text) + found[4], text)


def _played(session: str, folder: str) -> str:
    """Run the commands of a session (`$ `, further lines `> `), and give what it looks like."""
    return "".join(line + _output(line, folder) for line in _COMMAND.findall(session))


def _output(command: str, folder: str) -> str:
    script = re.sub(r"^(?:\$|>) ?", "", command, flags=re.MULTILINE)
    # Python's buffers, the width of the terminal and colours must not show.
    known = {**os.environ, **installed.QUIET, "COLUMNS": "100", "PATH": installed.PATH}
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=known,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8")


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def settings(_: str) -> str:
    """List the keys of the configuration."""
    rows = (
        (f"`{key}`", kind.said, f"`{default}`" if default else "must be given", about)
        for key, kind, default, about, _ in SETTINGS
    )
    return _table(("key", "value", "default", "what it does"), rows)


def source_settings(_: str) -> str:
    """List the keys of `[[sources]]`."""
    rows = (
        (f"`{key}`", kind.said, "must be given" if default is None else "—", about)
        for key, kind, default, about, _ in SOURCE_SETTINGS
    )
    return _table(("key", "value", "", "what it does"), rows)


def layouts(_: str) -> str:
    """List the path templates of site generators, which other tests hold against real paths."""
    text = (FIXTURES / "domain/layouts.md").read_text(encoding="utf-8")
    return _table(("site generator", "`source`", "`output`"), _layouts(text))


def _layouts(text: str) -> Iterator[Sequence[str]]:
    for name in GENERATORS:
        toml = text.partition(f"\n## {name}\n\n```toml\n")[2].partition("```")[0]
        values = tomllib.loads(toml)
        yield name, f"`{values['source']}`", f"`{values['output']}`"


def segments(page: str) -> str:
    """Cut the sample that stands in the page."""
    sample = _SAMPLE.search(page)
    document = split.split(sample[1] if sample else "", "", ("title",))
    rows = (
        (f"{segment.line}", segment.description, f"`{_cell(segment.text)}`")
        for segment in document.segments
    )
    return _table(("line", "what it is (`#.`)", "what translators get (`msgid`)"), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "` ⏎ `")


def limits(_: str) -> str:
    """List the constants that bound what is read."""
    rows = (
        (f"{limit:,}", what)
        for limit, what in (
            (read.MAX_BYTES, "bytes of a file (64 MiB)"),
            (split.MAX_SEGMENT, "characters of a segment, or of a translation"),
            (split.MAX_SEGMENTS, "segments of a document"),
            (node.MAX_NESTING, "quotes, lists and footnotes inside each other"),
            (inventory.MAX_BRACKETS, "brackets inside each other in one text, if it is translated"),
            (walk.MAX_FOLDERS, "folders looked into for one path template"),
        )
    )
    return _table(("at most", "of what"), rows)


def findings(_: str) -> str:
    """Give the manual's page of every code, by family."""
    parts = []
    for prefix, family in checks.FAMILIES.items():
        parts.append(f"\n## {family}: {prefix}xx\n")
        parts += [_page(page) for page in checks.pages().values() if page.code.startswith(prefix)]
    return "".join(parts) + "\n"


def _page(page: checks.ManualPage) -> str:
    title, _, rest = page.text.partition("\n")
    off = ", off until it is selected" if page.optional else ""
    return f"\n### {page.code}\n\n{title} *({page.severity}{off})*\n{rest}\n"


def formats(form: str, language: str) -> Callable[[str], str]:
    """Show the example in a format; in SARIF, which has the manual's pages, its last finding."""
    found = EXAMPLE[-1:] if form == "sarif" else EXAMPLE

    def part(_: str) -> str:
        return f"\n```{language}\n{FORMATS[form](found, SUMMARY)}```\n\n"

    return part


def peers(_: str) -> str:
    """Repeat the first table of the comparison: what comes back byte for byte."""
    lines = PEERS.read_text(encoding="utf-8").split("\n")
    rest = dropwhile(lambda line: not line.startswith("|"), lines)
    return "".join(f"{line}\n" for line in takewhile(lambda line: line.startswith("|"), rest))


def interfaces(names: Sequence[str]) -> Callable[[str], str]:
    """Make the function for the part on some names of the public interface."""
    return lambda _: interface.reference(*names)


def of_scale(name: str) -> Callable[[str], str]:
    """Return what makes a table of the costs that were measured of large projects."""
    return lambda _: f"{tables()[name]}\n"


PARTS: dict[str, Callable[[str], str]] = {
    "settings": settings,
    "source-settings": source_settings,
    "layouts": layouts,
    "findings": findings,
    "segments": segments,
    "limits": limits,
    "peers": peers,
    "api_work": interfaces(interface.WORK),
    "api_functions": interfaces(interface.FUNCTIONS),
    "api_nouns": interfaces(interface.NOUNS),
    "api_running": interfaces(interface.RUNNING),
    "api_errors": lambda _: interface.errors(),
    "format_text": formats("text", "text"),
    "format_json": formats("json", "json"),
    "format_github": formats("github", "text"),
    "format_sarif": formats("sarif", "json"),
    "format_junit": formats("junit", "xml"),
    "format_gitlab": formats("gitlab", "json"),
    **{name: of_scale(name) for name in tables()},
}


def main() -> None:
    """Renew every page, or those that are named."""
    for page in map(Path, sys.argv[1:]) if sys.argv[1:] else [*pages(), *SESSIONS]:
        if page != PEERS:
            before = page.read_text(encoding="utf-8")
            if absent := installed.missing(before):
                sys.stderr.write(f"{page} stays as it is: {', '.join(absent)} is not installed\n")
                continue
            page.write_text(renewed(before), encoding="utf-8")


if __name__ == "__main__":
    main()
