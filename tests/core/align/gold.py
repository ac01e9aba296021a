"""Pages whose alignment is known: built from catalogs of people, then disturbed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.paths import CORPORA
from transync.core.align.units import units
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from transync.core.align.unit import Unit

_BOOK = CORPORA / "comprehensive-rust"
_TRANSLATED = 0.9
"""The share of a document's texts that must have a translation."""
_BLOCKS = 6


def pages(code: str) -> list[tuple[list[Unit], list[Unit]]]:
    """Return documents and their translations, block by block: the n-th belongs to the n-th."""
    path = _BOOK / f"po/{code}.po"
    entries = po.parse(path.read_text(encoding="utf-8"), path.name).entries
    messages = [each.message for each in entries if not each.message.fuzzy]
    known = {message.id: message.translation for message in messages}
    found = []
    for source in sorted((_BOOK / "src").rglob("*.md")):
        document = split(source.read_text(encoding="utf-8"), source.name)
        texts = [*document.segments]
        wanted = {each.key: known[each.text] for each in texts if known.get(each.text)}
        if len(texts) < _BLOCKS or len(wanted) < _TRANSLATED * len(texts):
            continue
        page = units(document.text)[1], units(compose(document, wanted).text)[1]
        if len(page[0]) == len(page[1]):
            found.append(page)
    return found


def disturbed(
    page: Sequence[Unit], others: Sequence[Unit], random: Random
) -> list[tuple[int | None, Unit]]:
    """Leave out 6 % of the blocks of a page, insert 4 %, and let 1 % change places.

    Each has the number that it had; what is inserted, from `others`, has none.
    """
    found: list[tuple[int | None, Unit]] = []
    for number, unit in enumerate(page):
        chance = random.random()
        if chance >= 0.06:
            found.append((number, unit))
        if chance > 0.96:
            found.append((None, random.choice(others)))
    for at in range(len(found) - 1):
        if random.random() < 0.01:
            found[at], found[at + 1] = found[at + 1], found[at]
    return found
