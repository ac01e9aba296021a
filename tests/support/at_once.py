"""The outline of a text by the parser alone, in the loop of its library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transync.formats import markdown
from transync.formats.markdown import parser, plain
from transync.formats.markdown.node import TooDeepError

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from transync.formats.markdown import Node, Outline
    from transync.formats.markdown.syntax import Syntax


def outlined(text: str, syntax: Syntax) -> Outline | TooDeepError:
    """Return the outline as the package finds it, or the error that says it is too deep."""
    try:
        return markdown._outline.__wrapped__(text, syntax)
    except TooDeepError as error:
        return error


def outlined_at_once(text: str, syntax: Syntax) -> Outline | TooDeepError:
    """Return the same, with no block read without the parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "Blocks", _AtOnce)
        patch.setattr(
            plain, "blocks", lambda _, start, line, __: plain.BlockRun([], start, line, [])
        )
        return outlined(text, syntax)


def assert_agreement(text: str, syntax: Syntax) -> None:
    """Outline a text in both ways, and find no difference."""
    one, other = outlined(text, syntax), outlined_at_once(text, syntax)
    assert str(one) == str(other) if isinstance(one, TooDeepError) else one == other


def _none(text: str, start: int, line: int, syntax: Syntax) -> plain.BlockRun:
    """Read no block without the parser."""
    return plain.BlockRun([], start, line, [])


class _AtOnce(parser.Blocks):
    """All blocks, as the library's own loop finds them."""

    def at(self, line: int) -> tuple[list[Node], int]:
        end = self._state.lineMax
        self._rules = [self._every]
        return super().at(line)[0], end

    def _every(self, state: StateBlock, line: int, end: int, silent: bool) -> bool:
        assert not silent
        state.md.block.tokenize(state, line, end)
        return True
