"""What stands between texts: found on a page, put into its document, and kept by an extraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases, names
from transync.core.align.align import align
from transync.core.align.betweens import betweens
from transync.core.align.restored import AlignedPage, restored
from transync.core.align.units import units
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.core.merge.betweens import COMMENT, with_betweens
from transync.dialects import COMMONMARK
from transync.domain.model import BETWEEN, Catalog, Entry, Message
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.domain.model import Key

FOUND = cases("core/align/betweens.md")
REFUSED = cases("core/align/refused_betweens.md")
KEPT = cases("core/align/kept_betweens.md")
FRONT = ("title",)
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def of_page(source: str, page: str) -> tuple[dict[Key, str], dict[str, str]]:
    """Return the translations of a page by their texts, and what stands between these."""
    ours, theirs = units(source, "", FRONT), units(page, "", FRONT)
    beads = align(ours.units, theirs.units)
    pairs = [each for each in beads if each.sources == each.targets == 1]
    found = {
        segment.key: theirs.units[pair.target].text
        for pair in pairs
        if (segment := ours.units[pair.source].segment)
    }
    text = restored(AlignedPage(ours, theirs, beads))
    return found, betweens(ours.document, text, COMMONMARK)


def listed(found: Mapping[str, str]) -> str:
    return "~~~\n".join(f"{lines}\n→\n{text}\n" for lines, text in found.items()) or "nothing\n"


@pytest.mark.parametrize("case", FOUND, ids=names(FOUND))
def test_betweens__bring_a_page_back(case: Case) -> None:
    source, page = case.given.split("~~~\n")
    translations, between = of_page(source, page)
    assert listed(between) == case.expected
    wanted = translations | {(BETWEEN, lines): text for lines, text in between.items()}
    built = compose(split(source, "", FRONT), wanted, FRONT)
    is_back = built.text == page and not built.refusals
    assert is_back is not case.title.endswith("(does not)")


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_betweens__that_lose_texts_or_act_are_refused(case: Case) -> None:
    """What is refused changes nothing, and what is not is written all the same."""
    source, *messages = case.given.split("~~~\n")
    pairs = [each.removesuffix("\n").split("\n→\n") for each in messages]
    document = split(source, "", FRONT)
    built = compose(document, {(BETWEEN, one): other for one, other in pairs}, FRONT)
    refused = "".join(f"{each.code} {each.segment.text}\n" for each in built.refusals)
    assert f"{refused}{built.text}" == case.expected


@pytest.mark.parametrize("case", KEPT, ids=names(KEPT))
def test_with_betweens(case: Case) -> None:
    """An extraction keeps such messages, makes them fuzzy or obsolete, and brings them back."""
    text, *sources = case.given.split("~~~\n")
    texts = dict(zip(("a.md", "b.md"), sources, strict=False))
    done = with_betweens(po.parse(HEADER + text, "en.po"), texts)
    assert po.render(done).removeprefix(HEADER) == case.expected
    assert with_betweens(done, texts) == done


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_betweens__whatever_ends_the_lines(newline: str) -> None:
    source = "/// tip\n\nTee.\n\n```py\n# mach ihn\nx = 1\n```\n"
    page = "/// tip | Rat\n\nTea.\n\n```py\n# make it\nx = 1\n```\n"
    source, page = (each.replace("\n", newline) for each in (source, page))
    translations, between = of_page(source, page)
    assert between == {"/// tip": "/// tip | Rat", "# mach ihn": "# make it"}
    wanted = translations | {(BETWEEN, lines): text for lines, text in between.items()}
    assert compose(split(source), wanted).text == page


def test_with_betweens__of_a_document_that_cannot_be_read_stay() -> None:
    message = Message("/// tip", "/// tip | Rat", BETWEEN, documents=("a.md",))
    catalog = Catalog("", (Entry(message._replace(extracted=(COMMENT,))),))
    assert with_betweens(catalog, {"b.md": "Tee."}, frozenset(["a.md"])) == catalog
