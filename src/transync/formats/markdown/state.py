"""The lines of a text as the parser keeps them: where each begins and ends, and its indentation."""

from __future__ import annotations

from itertools import accumulate
from operator import add, sub
from typing import TYPE_CHECKING

from markdown_it.rules_block import StateBlock

if TYPE_CHECKING:
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BLANKS = " \t"
_TAB = 4


class State(StateBlock):
    """What the parser knows of a text that ends with a line feed, found line by line."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        lines = src.split("\n")[:-1]
        lengths = [*map(len, lines)]
        begins = accumulate(lengths, lambda begin, length: begin + length + 1, initial=0)
        shifts = [*map(sub, lengths, [len(line.lstrip(_BLANKS)) for line in lines])]
        counts = shifts
        if "\t" in src:
            counts = [
                len(line[:shift].expandtabs(_TAB))
                for line, shift in zip(lines, shifts, strict=True)
            ]
        # One line more than there are: the parser looks there.
        self.bMarks = [*begins]
        self.eMarks = [*map(add, self.bMarks, lengths), len(src)]
        self.tShift = [*shifts, 0]
        self.sCount = [*counts, 0]
        self.bsCount = [0] * (len(lines) + 1)
        self.lineMax = len(lines)
