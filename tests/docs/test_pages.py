"""The pages are true: sessions, tables, links, and the names they use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests import installed
from tests.pages import PEERS, README, ROOT, difference, pages
from transync import checks
from transync.cli import COMMANDS
from transync.core.merge import similarity
from transync.core.merge.merge import OUTCOMES
from transync.core.merge.renames import ENOUGH
from transync.project import config
from transync.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

DOCS = ROOT / "docs"
PAGES = pages()


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [p for p in PAGES if p not in (README, PEERS)], ids=name)
def test_page__is_what_the_program_tells(page: Path) -> None:
    if absent := installed.missing(page.read_text(encoding="utf-8")):
        pytest.skip(f"{', '.join(absent)} is not installed; `make sites` says how")
    if told := difference(page):
        pytest.fail(told, pytrace=False)


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def targets(text: str) -> Iterator[str]:
    for token in tokens(text):
        target = token.attrGet("href") or token.attrGet("src")
        if target:
            yield str(target)


def anchors(text: str) -> set[str]:
    """Give the anchors of the headings, as GitHub makes them."""
    heads = re.findall(
        r"^#+ (.*)$", re.sub(r"^(`{3,})[^`].*?^\1", "", text, flags=re.M | re.S), re.M
    )
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def leads_nowhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    place = page.parent / path if path else page
    if not place.exists() or not place.resolve().is_relative_to(ROOT):
        return True
    return bool(anchor) and anchor not in anchors(place.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links__lead_somewhere(page: Path) -> None:
    found = targets(page.read_text(encoding="utf-8"))
    inside = [target for target in found if not re.match(r"[a-z]+:", target)]
    assert [target for target in inside if leads_nowhere(page, target)] == []


def test_pages__are_all_linked() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in PAGES
        for target in targets(page.read_text(encoding="utf-8"))
    }
    assert [name(page) for page in PAGES if page != README and page.resolve() not in linked] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_configurations__are_good(page: Path) -> None:
    for token in tokens(page.read_text(encoding="utf-8")):
        if token.info == "toml":
            config.parse(token.content, "transync.toml")


def test_findings__are_those_of_the_code() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = {code for source in sources for code in re.findall(r'"(T\d{3})"', source)}
    assert set(checks.pages()) >= used


def test_commands__are_those_of_the_program() -> None:
    told = re.findall(r"^## transync ([\w-]+)$", read("reference/commands.md"), re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


def test_formats__are_those_of_the_program() -> None:
    page = read("reference/formats.md")
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(FORMATS)
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)


def test_catalogs__say_how_messages_fare() -> None:
    page = read("reference/catalogs.md")
    rows = re.findall(
        r"^\| `([a-z ]+)` \|.*$", page.partition("\n## What happens")[2], re.MULTILINE
    )
    assert set(rows) == set(OUTCOMES)
    near, short, length = similarity.ENOUGH, similarity.ENOUGH_SHORT, similarity.SHORT
    assert f"{near:g} of 100, or {short:g} for up to {length} characters" in page
    assert ENOUGH == 0.5, "the pages say half"


def test_one_run__names_modules() -> None:
    page = read("explanation/one-run.md")
    linked = re.findall(r"\[`([\w.]+)`\]\(\.\./\.\./src/transync/([\w/]+)\.py\)", page)
    assert linked
    for module, path in linked:
        assert path.removesuffix("/__init__").replace("/", ".") == module


@pytest.mark.parametrize("page", ["explanation/laws.md", "explanation/promises.md"])
def test_laws__are_kept_by_tests_that_exist(page: str) -> None:
    linked = re.findall(r"\[`(test_\w+)`\]\(\.\./\.\./(tests/[\w/]+\.py)\)", read(page))
    assert linked
    for test, path in linked:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert f"\ndef {test}(" in source, f"there is no {test} in {path}"
