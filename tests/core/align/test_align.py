"""Aligning: which block of a page is the translation of which block of its document."""

from __future__ import annotations

from itertools import chain
from random import Random

import pytest

from tests.core.align.gold import disturbed, pages
from tests.support.paths import CORPORA
from transync.core.align.align import SURE, align, confidence, words_of_pairs
from transync.core.align.lexicon import EMPTY, learned
from transync.core.align.units import units

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not there")


def paired(source: str, target: str) -> list[tuple[str, str]]:
    """Align two texts and return the texts of the blocks that belong together; empty for none."""
    (_, ours), (_, theirs) = units(source), units(target)
    return [
        (
            " | ".join(unit.text for unit in ours[bead.source : bead.source + bead.sources]),
            " | ".join(unit.text for unit in theirs[bead.target : bead.target + bead.targets]),
        )
        for bead in align(ours, theirs)
    ]


def test_align__pairs_what_is_there() -> None:
    source = "# Tee\n\nHeißes Wasser.\n\n- Kanne\n- Tasse\n"
    target = "# Tea\n\nHot water.\n\n- Pot\n- Cup\n"
    assert paired(source, target) == [
        ("Tee", "Tea"),
        ("Heißes Wasser.", "Hot water."),
        ("Kanne", "Pot"),
        ("Tasse", "Cup"),
    ]


def test_align__leaves_alone_what_only_one_side_has() -> None:
    begin, middle = "# Tee\n\nMan nehme `wasser` und 3 Löffel.\n\n", "## Neu\n\nGanz neu.\n\n"
    source = f"{begin}{middle}## Ende\n\nSiehe [hier](a.md).\n"
    target = "# Tea\n\nTake `wasser` and 3 spoons.\n\n## The end\n\nSee [here](a.md).\n"
    assert paired(source, target) == [
        ("Tee", "Tea"),
        ("Man nehme `wasser` und 3 Löffel.", "Take `wasser` and 3 spoons."),
        ("Neu", ""),
        ("Ganz neu.", ""),
        ("Ende", "The end"),
        ("Siehe [hier](a.md).", "See [here](a.md)."),
    ]


def test_align__two_paragraphs_for_one() -> None:
    source = (
        "# Tee\n\nMan nehme `kanne` und `tasse` und gieße 90 Grad heißes Wasser über die Blätter. "
        "Danach wartet man `minuten` lang, aber nie mehr als 5.\n\nEnde mit `code`.\n"
    )
    target = (
        "# Tea\n\nTake `kanne` and `tasse` and pour water of 90 degrees over all the leaves.\n\n"
        "Then wait for `minuten`, but never for more than 5.\n\nThe end with `code`.\n"
    )
    assert [(bool(one), other.count(" | ")) for one, other in paired(source, target)] == [
        (True, 0),
        (True, 1),
        (True, 0),
    ]


def test_align__an_empty_page() -> None:
    assert paired("# Tee\n\nText.\n", "") == [("Tee", ""), ("Text.", "")]
    assert paired("", "# Tea\n") == [("", "Tea")]


@needs_corpora
@pytest.mark.parametrize("code", ["ja", "ko", "zh-TW"])
def test_align__finds_known_pairs(code: str) -> None:
    """Of disturbed pages, 99 % of the pairs that it is sure of are right, and 95 % are found."""
    known = pages(code)
    every = [unit for _, target in known for unit in target]
    learnt = learned(chain.from_iterable(words_of_pairs(*page) for page in known))
    random = Random(7)
    right = wrong = wanted = 0
    for source, target in known:
        page = disturbed(target, every, random)
        gold = {number: at for at, (number, _) in enumerate(page) if number is not None}
        wanted += len(gold)
        for bead in align(source, [unit for _, unit in page], learnt):
            if bead.sources == bead.targets == 1 and confidence(bead) >= SURE:
                right += gold.get(bead.source) == bead.target
                wrong += gold.get(bead.source) != bead.target
    assert right > 100
    assert right / (right + wrong) >= 0.99
    assert (right + wrong) / wanted >= 0.8
    assert learnt != EMPTY


def test_align__takes_the_translation_beside_a_text_that_was_left() -> None:
    """People leave a paragraph of the source beside its translation, before it or behind it."""
    source = "# Tee\n\nMan nehme heißes Wasser.\n\nUnd warte drei Minuten.\n\n## Ende und aus\n"
    target = (
        "# Tea\n\nMan nehme heißes Wasser.\n\nTake some hot water.\n\n"
        "And wait for three minutes.\n\nUnd warte drei Minuten.\n\n## Ende und aus\n"
    )
    assert paired(source, target) == [
        ("Tee", "Tea"),
        ("", "Man nehme heißes Wasser."),
        ("Man nehme heißes Wasser.", "Take some hot water."),
        ("Und warte drei Minuten.", "And wait for three minutes."),
        ("", "Und warte drei Minuten."),
        ("Ende und aus", "Ende und aus"),
    ]


def test_align__leaves_a_text_that_nobody_has_translated() -> None:
    source = "# Tee\n\nMan nehme heißes Wasser.\n\nUnd warte drei Minuten.\n"
    target = "# Tea\n\nMan nehme heißes Wasser.\n\nAnd wait for three minutes.\n"
    assert paired(source, target) == [
        ("Tee", "Tea"),
        ("Man nehme heißes Wasser.", "Man nehme heißes Wasser."),
        ("Und warte drei Minuten.", "And wait for three minutes."),
    ]
