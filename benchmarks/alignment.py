"""Aligns pages whose alignment is known, disturbed by lot, and counts how often it is right.

    python -m benchmarks.alignment [--blocks N] [TIMES]

The pages are those of `tests.core.align.gold`. "Sure" are the pairs that an import would take for
translations. With `--blocks`, it times the alignment of paragraphs that nothing anchors: they have
no word in common, and the page lacks one of two hundred, next to each other.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import chain
from random import Random
from typing import NamedTuple

from tests.core.align.gold import disturbed, pages

from transync.core.align.align import SURE, align, confidence, words_of_pairs
from transync.core.align.lexicon import learned
from transync.core.align.units import units

CODES = ("ja", "ko", "zh-TW")


class Counts(NamedTuple):
    """Of pairs: how many there are, were found, were right; the same of those that were sure."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    sure: int = 0
    surely_right: int = 0


def main() -> int:
    """Print a row for each language, or how long an alignment takes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment")
    parser.add_argument("times", type=int, nargs="?", default=5)
    parser.add_argument("--blocks", type=int)
    asked = parser.parse_args()
    if asked.blocks:
        print(f"{asked.blocks} blocks: {seconds(asked.blocks):.1f} s of processor time")
        return 0
    print("| language | pairs | precision, % | recall, % | sure, % | precision of these, % |")
    print("| --- | --: | --: | --: | --: | --: |")
    for code in CODES:
        counts = [counted(code, seed) for seed in range(asked.times)]
        wanted, found, right, sure, surely = map(sum, zip(*counts, strict=True))
        print(
            f"| {code} | {wanted} | {100 * right / found:.1f} | {100 * right / wanted:.1f}"
            f" | {100 * sure / found:.1f} | {100 * surely / sure:.2f} |"
        )
    return 0


def seconds(count: int) -> float:
    """Return how long it takes to align paragraphs without marks, numbers and common words."""
    random = Random(count)
    lengths = [random.randint(5, 40) for _ in range(count)]
    missing = range(count // 3, count // 3 + count // 200)
    source = paragraphs(lengths, "abcdefghijklm", random)
    there = [length for number, length in enumerate(lengths) if number not in missing]
    page = paragraphs([3, *there], "nopqrstuvwxyz", random)
    blocks = units(source).units, units(page).units
    begin = time.process_time()
    align(*blocks)
    return time.process_time() - begin


def paragraphs(lengths: list[int], letters: str, random: Random) -> str:
    """Return paragraphs of so many words each."""
    words = ["".join(random.choices(letters, k=random.randint(3, 9))) for _ in range(3000)]
    return "\n\n".join(" ".join(random.choices(words, k=length)) for length in lengths)


def counted(code: str, seed: int) -> Counts:
    """Disturb the pages of a language once, and align them."""
    known = pages(code)
    every = [unit for _, target in known for unit in target]
    lexicon = learned(chain.from_iterable(words_of_pairs(*page) for page in known))
    random = Random(seed)
    total = Counts()
    for source, target in known:
        page = disturbed(target, every, random)
        gold = {number for number, _ in page if number is not None}
        pairs = [
            (page[bead.target][0] == bead.source, confidence(bead) >= SURE)
            for bead in align(source, [unit for _, unit in page], lexicon)
            if bead.sources == bead.targets == 1
        ]
        total = Counts(
            total.wanted + len(gold),
            total.found + len(pairs),
            total.right + sum(right for right, _ in pairs),
            total.sure + sum(sure for _, sure in pairs),
            total.surely_right + sum(right and sure for right, sure in pairs),
        )
    return total


if __name__ == "__main__":
    sys.exit(main())
