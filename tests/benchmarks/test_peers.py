"""The comparison with other tools: that it measures what it says."""

from __future__ import annotations

import pytest
from benchmarks.peers import measures
from benchmarks.peers.catalogs import other
from benchmarks.peers.corpora import Corpus
from benchmarks.peers.results import measured
from benchmarks.peers.table import tables
from benchmarks.peers.tools import transync

NOTE = """\
---
title: A title
---

# One *two* three

Four `five` [six](seven) <me@eight.org>
nine.

- ten
"""


def test_prose__is_what_readers_see() -> None:
    assert measures.prose(NOTE) == (
        *(" One ", " two ", " three ", " Four ", " six ", " nine ", " ten "),
    )


@pytest.mark.parametrize(
    ("messages", "lost"),
    [
        (["One *two* three", "Four `five` [six](seven)\nnine.", "ten"], 0),
        (["One *two* three", "ten"], 3),
        (["A title"], 7),
    ],
)
def test_lost__counts_what_no_message_has(messages: list[str], lost: int) -> None:
    assert measures.lost(measures.prose(NOTE), messages) == lost


def test_unchanged__counts_what_is_still_there() -> None:
    before = measures.prose(NOTE)
    assert measures.unchanged(before, measures.prose(NOTE.replace("nine", "níné"))) == 6
    assert measures.unchanged(before, measures.prose(other(NOTE)(NOTE))) == 0


def test_blocks__tell_structures_apart() -> None:
    assert measures.blocks(NOTE) == measures.blocks(NOTE.replace("ten", "zehn"))
    assert measures.blocks(NOTE) != measures.blocks(NOTE.replace("- ten", "1. ten"))


def test_table__of_transync() -> None:
    corpus = Corpus("notes", (NOTE.encode(), NOTE.replace("\n", "\r\n").encode()))
    result = measured(transync(), corpus)
    assert (result.documents, result.failed, result.returned, result.untouched) == (2, 0, 2, 2)
    assert (result.kept, result.words, result.lost, result.unchanged) == (2, 14, 0, 0)
    assert "|  | notes (2) |\n| --- | --: |\n| transync | 100 |" in tables(
        [corpus], [(transync(), [result])]
    )
