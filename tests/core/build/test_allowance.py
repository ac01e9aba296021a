"""Deviations: what a translation may differ in of course, where it is allowed, and never."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.hostile import HOSTILE, KINDS, WAYS, place
from tests.support.laws import FRONT, body
from tests.support.line_cases import line_cases
from tests.support.oracle import active, reading
from transync.checks import pages
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.domain.allowance import ALLOWABLE, NEVER, REFUSING, AddressRules, Allowance, codes

if TYPE_CHECKING:
    from tests.support.line_cases import LineCase
    from tests.support.oracle import Reading

CASES = line_cases("core/build/deviations.txt")
TIMES = settings().max_examples / 100
TONGUES = AddressRules(frozenset(("de",)), frozenset(("en",)))
EVERYTHING = Allowance(frozenset(ALLOWABLE))


@pytest.mark.parametrize("case", CASES, ids=[case.text for case in CASES])
def test_deviations(case: LineCase) -> None:
    pair, _, refused = case.text.partition(" ✗ ")
    source, translation = pair.split(" ⇒ ")
    text = source.replace("\n", "  \n") + "\n\n[Ziel]: /ziel\n\n[^1]: Fußnote\n"
    allowed = frozenset(re.findall(r"T\d+", case.heading))
    document = split(text, "x.md")
    built = compose(document, {(None, source): translation}, (), Allowance(allowed, {}, TONGUES))
    assert {each.code for each in built.refusals} == set(re.findall(r"T\d+", refused))
    assert (built.text == text) == bool(refused)


def test_deviations__a_hint_is_only_given_where_it_helps() -> None:
    """What would still be refused is not said to be allowable."""
    for case in CASES:
        pair, _, _ = case.text.partition(" ✗ ")
        source, translation = pair.split(" ⇒ ")
        document = split(source.replace("\n", "  \n") + "\n\n[Ziel]: /ziel\n", "x.md")
        wanted = {(None, source): translation}
        found = compose(document, wanted).refusals
        again = compose(document, wanted, (), EVERYTHING).refusals
        hinted = {each.code for each in found if each.is_allowable}
        assert hinted == {each.code for each in found} - {each.code for each in again}, case.text


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[case.title for case in KINDS])
def test_hostile_translations_do_nothing__whatever_is_allowed(kind: int) -> None:
    """Blocks, template code and all that acts stay the author's."""
    document, segment, before, after, meant = place(kind)
    every = max(4, round(4 / TIMES))
    for number, text in enumerate(HOSTILE):
        if (number + kind) % every == 0:
            translation = WAYS[number // 4 % 4](segment.text, text)
            built = compose(document, {segment.key: translation}, FRONT, EVERYTHING)
            assert built.text.startswith(before)
            assert built.text.endswith(after)
            found = reading(body(built.text))
            assert _blocks(found) == _blocks(meant), translation
            assert found.templates == meant.templates, translation
            assert not active(found) - active(meant), translation


def _blocks(found: Reading) -> list[tuple[str | int, ...]]:
    """Give the blocks of a text, but for the footnotes that a parser puts at its end."""
    return [*takewhile(lambda block: block[0] != "footnote_block_open", found.blocks)]


def test_what_is_allowed_is_read_from_comments() -> None:
    comments = ("transync: allow T301, T304", " Transync: Allow t303", "allow T302", "transync: x")
    assert codes(comments, "allow") == ("T301", "T304", "T303")
    assert codes(comments, "ignore") == ()


def test_every_refusal_is_explained() -> None:
    """The manual tells of each code how it is allowed, or that it cannot be."""
    assert not set(ALLOWABLE) & set(NEVER)
    for code in REFUSING:
        text = " ".join(pages()[code].text.split())
        allowable = f"# transync: allow {code}`" in text and "`guard.allow`" in text
        assert allowable == (code in ALLOWABLE), code
        assert ("Nothing can allow it." in text) == (code in NEVER), code
