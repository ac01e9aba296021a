"""Imports the translations of real sites into catalogs, in memory, and counts what becomes of them.

    python -m benchmarks.imports [--pages N] [--language CODE…] [--sample N] [--seed N] SITE CLONE

SITE is one of the names in `SITES`, CLONE a clone of its repository, with its history; nothing is
written into it. Of each language, the first N documents with a page are imported, with and without
the history; with it, the settings that the pages suggest are used. A page is "same now" if a build
would give it again; "same then", if it comes back from the version of its document that it was
translated from, with all of its translations accepted; "whole", if that adds nothing to it but
texts that it lacks. "Placed" is the share of the texts of the pages that found their text in the
document. With `--sample`, it prints some of the sure pairs, to be read by a person.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.importing import import_pages
from transync.commands.importing.options import ImportOptions
from transync.domain.changes import Change
from transync.formats import frontmatter, po
from transync.project.project import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.outcome import ImportOutcome
    from transync.domain.model import Message


class Site(NamedTuple):
    """Where a site has its documents and its translated pages."""

    source: str
    output: str
    languages: tuple[str, ...]
    dialect: str
    more: str = ""
    """Further lines of the configuration."""


SITES = {
    "fastapi": Site(
        "docs/en/docs/{path}.md",
        "docs/{lang}/docs/{path}.md",
        ("de", "fr", "es", "ja", "zh", "zh-hant"),
        "mkdocs",
    ),
    "astro": Site(
        "src/content/docs/en/{path}.mdx",
        "src/content/docs/{lang}/{path}.mdx",
        ("de", "fr", "es", "ja", "zh-cn"),
        "starlight",
    ),
    "letsencrypt": Site(
        "content/en/{path}.md",
        "content/{lang}/{path}.md",
        ("de", "fr", "es", "ja", "zh-cn"),
        "hugo",
    ),
    "vitepress": Site(
        "docs/en/{path}.md",
        "docs/{lang}/{path}.md",
        ("es", "ja", "ko", "pt", "ru", "zh"),
        "vitepress",
    ),
    "opensource.guide": Site(
        "_articles/{path}.md",
        "_articles/{lang}/{path}.md",
        ("de", "fr", "es", "ja", "zh-hans"),
        "jekyll",
    ),
}


class Result(NamedTuple):
    """What an import has come to."""

    pages: tuple[ImportOutcome, ...]
    catalogs: dict[str, str]
    seconds: float
    """Of the processor's time, for all pages."""


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports")
    parser.add_argument("site", choices=SITES)
    parser.add_argument("clone", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    site = SITES[asked.site]
    print("language  pages  texts  placed  sure  outdated  same now  same then  whole  ms/page")
    with tempfile.TemporaryDirectory() as folder:
        checked_out(asked.clone, Path(folder), site)
        for code in asked.language or site.languages:
            measured(Path(folder), site, code, asked)
    return 0


def checked_out(clone: Path, folder: Path, site: Site, at: str = "HEAD") -> None:
    """Check a clone out into a folder, with its history up to a commit, and configure it."""
    command = ["git", "clone", "-q", "--shared", "--no-checkout", str(clone), str(folder)]
    subprocess.run(command, check=True)
    patterns = {_pattern(template) for template in (site.source, site.output)}
    for done in (["update-ref", "--no-deref", "HEAD", at], ["checkout", "HEAD", "--", *patterns]):
        subprocess.run(["git", "-C", str(folder), *done], check=True)
    codes = ", ".join(f'"{code}"' for code in site.languages)
    (folder / "transync.toml").write_text(
        f'source-language = "en"\nlanguages = [{codes}]\ndialect = "{site.dialect}"\n'
        f'source = "{site.source}"\ncatalog = "catalogs/{{lang}}/{{path}}.po"\n'
        f'output = "{site.output}"\n[links]\npages = "keep"\nassets = "keep"\nanchors = "check"\n'
        f"{site.more}"
    )


def _pattern(template: str) -> str:
    """Return what git takes for all paths of a template."""
    return f"{template.partition('{')[0]}*{template.rpartition('}')[2]}"


def measured(folder: Path, site: Site, code: str, asked: argparse.Namespace) -> None:
    """Import the pages of one language, and print what becomes of them."""
    documents = [*translated(folder, site, code)][: asked.pages]
    with_history = imported(folder, code, documents, has_history=True, configures=True)
    without = imported(folder, code, documents, has_history=False)
    pages = with_history.pages
    if not pages:
        print(f"{code:8}  no page")
        return
    states = [sum(getattr(page, name) for page in pages) for name in STATES]
    found, left = sum(states), sum(len(page.unplaced) for page in pages)
    same = sum(page.comes_back for page in pages)
    whole = sum(page.whole for page in pages)
    then = sum(page.whole and not page.missing for page in pages)
    print(
        f"{code:8}  {len(pages):5}  {found:5}  {percent(found, found + left):5.1f}%"
        f"  {percent(states[0] + states[2], found):3.0f}%  {states[2]:8}"
        f"  {percent(same, len(pages)):8.0f}%  {percent(then, len(pages)):8.0f}%"
        f"  {percent(whole, len(pages)):4.0f}%"
        f"  {without.seconds / len(pages) * 1000:7.0f}",
        flush=True,
    )
    sampled(with_history, code, asked)


STATES = ("translated", "unsure", "outdated")


def percent(some: int, all_: int) -> float:
    """Return how much `some` of `all_` are; 100 of none."""
    return 100 * some / all_ if all_ else 100.0


def translated(folder: Path, site: Site, code: str) -> Iterator[str]:
    """Yield the documents that have a page in a language."""
    before, _, behind = site.source.partition("{path}")
    for path in sorted((folder / before).rglob(f"*{behind}")):
        name = path.relative_to(folder / before).as_posix().removesuffix(behind)
        if _has_body(folder / site.output.format(lang=code, path=name)):
            yield path.relative_to(folder).as_posix()


def _has_body(page: Path) -> bool:
    """Whether a page is there, and has more than a front matter."""
    if not page.is_file():
        return False
    text = page.read_text("utf-8", "replace")
    span = frontmatter.find(text)
    return bool(text[span.end if span else 0 :].strip())


def imported(
    folder: Path,
    code: str,
    documents: Sequence[str],
    *,
    has_history: bool,
    configures: bool = False,
) -> Result:
    """Import pages, and write nothing."""
    begin = time.process_time()
    project = opened(str(folder), [code], documents, has_store=False)
    options = ImportOptions(keeps=False, has_history=has_history, configures=configures)
    done = import_pages(project, options)
    changes = [step for step in done.run.steps if isinstance(step, Change)]
    seconds = time.process_time() - begin
    catalogs = {
        each.path: each.after for each in changes if each.after and each.path.endswith(".po")
    }
    return Result(tuple(done.record.pages), catalogs, seconds)


def texts(result: Result) -> Iterator[tuple[str, Message]]:
    """Yield the messages of texts that have a translation, each with the path of its catalog."""
    for path, text in result.catalogs.items():
        for message in (entry.message for entry in po.parse(text, path).entries):
            is_text = message.id and not (message.obsolete or message.is_between)
            if is_text and message.translation:
                yield path, message


def sampled(result: Result, code: str, asked: argparse.Namespace) -> None:
    """Print some of the translations that are taken for current."""
    sure = [
        (message.id, message.translation, path)
        for path, message in texts(result)
        if message.translated
    ]
    for source, translation, path in Random(asked.seed).sample(sure, min(asked.sample, len(sure))):
        print(f"{code} {path}\n  < {source[:160]!r}\n  > {translation[:160]!r}")


if __name__ == "__main__":
    sys.exit(main())
