"""The parser: markdown-it-py, whose rules note down where text begins, and drop nothing.

It takes longer to load than to cut a short note, so it is loaded where a text is parsed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from transync.markdown import paragraph
from transync.markdown.dispatch import chains
from transync.markdown.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 100
"""Quotes, lists and footnotes inside each other; deeper input is refused, not shortened."""

TEXT_RULES = ("heading", "lheading", "table", "html_block")
_TEXTS = ("inline", "html_block")
CONTAINER_RULES = ("blockquote", "list", "footnote_def")


class TooDeepError(Exception):
    """Raised inside the parser, with the line from 0."""


class Blocks(NamedTuple):
    """What the parser says of a text: its blocks, its link targets, and where its lines are."""

    tokens: Sequence[Token]
    references: Mapping[str, str]
    begins: Sequence[int]
    ends: Sequence[int]


def blocks(text: str) -> Blocks:
    """Parse the blocks of a text that ends with a line feed, as all its lines do.

    Raises `TooDeepError` where they are nested too deep.
    """
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    state = State(text, parser(), env, tokens)
    begins = state.bMarks.copy()
    parser().block.tokenize(state, state.line, state.lineMax)
    references = {label: entry["href"] for label, entry in env.get("references", {}).items()}
    return Blocks(tokens, references, begins, state.eMarks)


def inline(text: str, references: Mapping[str, str]) -> Sequence[Token]:
    """Parse the content of one block."""
    targets = {label: {"href": href, "title": ""} for label, href in references.items()}
    tokens: list[Token] = []
    parser().inline.parse(text, parser(), {"references": targets}, tokens)
    return tokens


@cache
def parser() -> MarkdownIt:
    """Give the parser, which reads CommonMark, GitHub's tables, and Pandoc's footnotes."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.inline.ruler.disable(["footnote_inline", "footnote_ref"])
    # The parser drops text beyond its own limit without a word: ours is reached first.
    parser.options["maxNesting"] = 3 * MAX_NESTING
    # Every target counts here: what is a link to some other renderer must be seen as one.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.block.ruler.at(paragraph.TYPE, paragraph.paragraph)
    rules = {rule.name: rule for rule in parser.block.ruler.__rules__}
    for name in TEXT_RULES:
        parser.block.ruler.at(name, _placing(rules[name].fn), {"alt": rules[name].alt})
    for name in CONTAINER_RULES:
        parser.block.ruler.at(name, _bounded(rules[name].fn), {"alt": rules[name].alt})
    parser.block.ruler.__cache__ = chains(parser.block.ruler.__rules__)
    return parser


def _placing(rule: BlockRule) -> BlockRule:
    """Let a rule note down, for each line of its text, where the content begins."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        known = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[known:]:
            if token.map and token.type in _TEXTS:
                token.meta["starts"] = paragraph.starts(state, *token.map)
        return True

    return placed


def _bounded(rule: BlockRule) -> BlockRule:
    """Let a container rule refuse what the parser would silently drop beyond its limit."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, silent)
        depth = state.env.get("depth", 0)
        if depth >= MAX_NESTING and rule(state, start, end, True):
            raise TooDeepError(start)
        state.env["depth"] = depth + 1
        try:
            return rule(state, start, end, silent)
        finally:
            state.env["depth"] = depth

    return bounded
