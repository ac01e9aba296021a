"""Ids of headings that a translated page keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.dialects.slugs.pages import document as headings_alone
from tests.dialects.slugs.pages import pages, recorded
from transync.core.build.heading_ids import with_source_ids
from transync.core.document.headings import headings
from transync.core.document.split import split
from transync.dialects import DIALECTS
from transync.dialects.slugs import Heading, heading_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[2] / "fixtures/core/build/heading_ids.txt"
WITH_BRACES = sorted(
    name
    for name, dialect in DIALECTS.items()
    if (ids := dialect.heading_ids) and ids.spelling.written and ids.spelling.replaces
)


def cases() -> Iterator[tuple[str, ...]]:
    for case in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, texts = case.partition("\n")
        yield title, *(f"{text.strip()}\n" for text in texts.split("\n--\n"))


@pytest.mark.parametrize(
    ("title", "source", "page", "expected"), [*cases()], ids=[case[0] for case in cases()]
)
def test_with_source_ids(title: str, source: str, page: str, expected: str) -> None:
    dialect = DIALECTS[title.partition(":")[0]]
    document = split(source, "a.md", dialect=dialect)

    assert with_source_ids(document, page, dialect) == expected
    assert with_source_ids(document, expected, dialect) == expected
    assert with_source_ids(document, source, dialect) == source


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_with_source_ids__keeps_line_endings_and_a_mark_at_the_beginning(newline: str) -> None:
    dialect = DIALECTS["hugo"]
    source, page = (f"\ufeff# {title}{newline}{newline}Text" for title in ("Eins", "One"))
    document = split(source, "a.md", dialect=dialect)

    kept = with_source_ids(document, page, dialect)

    assert kept == f"\ufeff# One {{#eins}}{newline}{newline}Text"


@pytest.mark.parametrize("name", WITH_BRACES)
def test_with_source_ids__of_other_words_for_all_headings_are_those_of_the_source(
    name: str,
) -> None:
    dialect = DIALECTS[name]
    assert dialect.heading_ids
    scheme, spelling = dialect.heading_ids
    for page in pages("vitepress" if name == "vitepress" else name.replace("quarto", "pandoc")):
        source = headings_alone(page)
        document = split(source, "a.md", dialect=dialect)
        placed = headings(source, dialect)
        ids = heading_ids([Heading(*each[:2]) for each in placed], scheme)
        words = [f"Word {n % 2}" for n in range(len(placed))]
        owned = [f" {{#{each.own_id}}}" if each.own_id else "" for each in placed]
        translated = headings_alone([w + own for w, own in zip(words, owned, strict=True)])

        kept = headings(with_source_ids(document, translated, dialect), dialect)

        made = heading_ids([Heading(*each[:2]) for each in kept], scheme)
        for number, id_ in enumerate(ids):
            if id_ and spelling.writable.fullmatch(id_):
                assert made[number] == id_


def test_headings__of_the_recorded_pages_are_read_from_a_document() -> None:
    dialect = DIALECTS["hugo"]
    assert dialect.heading_ids
    for page, ids in zip(pages("hugo"), recorded()["hugo"], strict=True):
        placed = headings(headings_alone(page), dialect)

        assert (
            heading_ids([Heading(*each[:2]) for each in placed], dialect.heading_ids.scheme) == ids
        )
