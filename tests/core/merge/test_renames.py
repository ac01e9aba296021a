"""Moves: which new catalog takes over one whose documents are gone."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from transync.core.merge.renames import ENOUGH, rename_targets

WORDS = ("Tee", "Kanne", "Tasse", "Wasser", "Blatt", "Zucker", "Milch", "Löffel", "Sieb")

texts = st.lists(st.sets(st.sampled_from(WORDS), max_size=len(WORDS)), max_size=8)


@given(texts, texts)
def test_heirs__are_those_that_share_the_most(new: list[set[str]], old: list[set[str]]) -> None:
    """Each was compared with each: ten thousand notes that moved took a hundred million looks."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for origin, words in enumerate(old):
        shares = [(-len(words & other), str(heir), len(other)) for heir, other in enumerate(new)]
        near = [
            (shared, heir)
            for shared, heir, size in shares
            if shared and -shared >= ENOUGH * min(size, len(words))
        ]
        if near:
            wanted[min(near)[1]].append(str(origin))
    found = rename_targets(
        {str(number): words for number, words in enumerate(new)},
        {str(number): words for number, words in enumerate(old)},
    )
    assert found == wanted
