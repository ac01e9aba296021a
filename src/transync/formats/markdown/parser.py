"""The parser: markdown-it-py, whose rules note down where text begins, and drop nothing.

It takes longer to load than to cut a short note, so it is loaded where a text is parsed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin

from transync.formats.markdown import (
    block_rules,
    definition_rules,
    fence_rules,
    item_rules,
    kramdown,
    line_rules,
    mdx_rules,
    mdx_text_rules,
    table_rules,
)
from transync.formats.markdown.node import (
    MAX_NESTING,
    TAGS,
    CodeBlock,
    Line,
    Node,
    TooDeepError,
)
from transync.formats.markdown.syntax import COMMONMARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.ruler import RuleOptionsType
    from markdown_it.token import Token

    from transync.formats.markdown.syntax import Syntax

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

TEXT_RULES = ("heading", "lheading", "table", "html_block", "paragraph")
_TEXTS = ("inline", "html_block")
_IN_LINES = (
    *(line_rules.TEXT, line_rules.VALUE, line_rules.PARAMETER),
    definition_rules.TITLE,
)
_CODE = ("fence", "code_block", block_rules.RAW_BLOCK)
_WITH_CODE = (*_CODE, f"{fence_rules.PROSE_FENCE}_open")
_RAW = re.compile(r"[ ]{0,3}<(?:pre|script|style|textarea)(?=[\s>]|\Z)", re.IGNORECASE)
"""How a block of HTML begins whose content is no Markdown (CommonMark 4.6, start condition 1)."""
_BEFORE_INFO = re.compile(r"\A[^`~:]*[`~:]{3,}[ \t]*")
"""What stands before the info string of a fence."""
CONTAINER_RULES = ("blockquote", "list", "footnote_def")


class Blocks:
    """The blocks of a text that ends with a line feed, as all its lines do, one by one."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self._state = StateBlock(text, parser(syntax), {}, [])
        self._rules = parser(syntax).block.ruler.getRules("")
        self.begins: Sequence[int] = self._state.bMarks.copy()
        """Where each line begins."""
        self.code: list[CodeBlock] = []
        """The blocks of code in the block that was read last."""

    @property
    def references(self) -> dict[str, str]:
        """The targets of the link reference definitions that came until now."""
        known = self._state.env.get("references", {})
        return {label: entry["href"] for label, entry in known.items()}

    def at(self, line: int) -> tuple[list[Node], int]:
        """Return the nodes of the block that begins at a line, and the line behind it.

        Raises `TooDeepError` where there are too many inside each other.
        """
        state = self._state
        state.tokens.clear()
        state.line = line
        any(rule(state, line, state.lineMax, False) for rule in self._rules)
        self.code = [*_code_blocks(state)]
        return [*self._nodes(state.tokens)], state.line

    def _nodes(self, tokens: Sequence[Token]) -> Iterator[Node]:
        """Yield a node for each token; a paragraph's three become one."""
        opened: Token | None = None
        for token in tokens:
            if token.type == "paragraph_open":
                opened = token
            elif opened and token.type == "inline":
                lines = self._placed(token, token.meta["starts"])
                yield Node("paragraph", "p", 0, opened.level, "", "", "", lines)
                opened = None
            elif token.type != "paragraph_close":
                yield self._node(token)

    def _node(self, token: Token) -> Node:
        kind, info, content = token.type, token.info, ""
        lines: tuple[Line, ...] = ()
        if starts := token.meta.get("starts"):
            lines = self._placed(token, starts)
        if kind in _IN_LINES:
            lines = (lines[0]._replace(end=token.meta["end"]),)
        if kind in _CODE:
            content = token.content
        elif kind == "ordered_list_open":
            info = str(token.attrGet("start") or "")
        elif kind == "footnote_reference_open":
            content = token.meta["label"]
        return Node(kind, token.tag, token.nesting, token.level, token.markup, info, content, lines)

    def _placed(self, token: Token, starts: list[int]) -> tuple[Line, ...]:
        first = token.map[0] if token.map else 0
        begins, ends = self.begins, self._state.eMarks
        return tuple([Line(n, begins[n], start, ends[n]) for n, start in enumerate(starts, first)])


def _code_blocks(state: StateBlock) -> Iterator[CodeBlock]:
    """Yield the blocks of code among the tokens of a state."""
    opened = -1
    for token in state.tokens:
        if token.type == f"{fence_rules.PROSE_FENCE}_close":
            opened = -1
        if token.map is None or not (token.type in _WITH_CODE or _is_raw(token)):
            continue
        start, end = token.map
        if token.type == "fence":
            first = start + 1
            content = first, first + token.content.count("\n")
            yield CodeBlock(start, end, token.info, content)
        elif token.type == block_rules.RAW_BLOCK and opened >= 0:
            line = state.src[state.bMarks[opened] : state.eMarks[opened]]
            yield CodeBlock(start, end, _BEFORE_INFO.sub("", line), (start, end))
        else:
            yield CodeBlock(start, end)
            opened = start if token.type == f"{fence_rules.PROSE_FENCE}_open" else opened


def _is_raw(token: Token) -> bool:
    return token.type == "html_block" and _RAW.match(token.content) is not None


def inline(text: str, references: Mapping[str, str]) -> Sequence[Token]:
    """Parse the content of one block."""
    targets = {label: {"href": href, "title": ""} for label, href in references.items()}
    tokens: list[Token] = []
    plain = parser(COMMONMARK)
    plain.inline.parse(text, plain, {"references": targets}, tokens)
    return tokens


_ENDS_A_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_REMEMBERED = 16
"""Parsers that are kept: a project has few dialects."""


@lru_cache(maxsize=_REMEMBERED)
def parser(syntax: Syntax) -> MarkdownIt:
    """Return the parser for a syntax; its inline rules are those of CommonMark for all."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.inline.ruler.disable(["footnote_inline", "footnote_ref"])
    # The parser drops text beyond its own limit without a word: ours is reached first.
    parser.options["maxNesting"] = 3 * MAX_NESTING
    # Every target counts here: what is a link to some other renderer must be seen as one.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    rules = {rule.name: rule for rule in parser.block.ruler.__rules__}
    for name in TEXT_RULES:
        parser.block.ruler.at(name, _placing(rules[name].fn), {"alt": rules[name].alt})
    for name in CONTAINER_RULES:
        parser.block.ruler.at(name, _bounded(rules[name].fn), {"alt": rules[name].alt})
    parser.block.ruler.at("reference", definition_rules.definition(rules["reference"].fn))
    _extend(parser, syntax)
    return parser


def _extend(parser: MarkdownIt, syntax: Syntax) -> None:
    """Add the block rules of a syntax, before those of CommonMark; drop what it has not."""
    ruler = parser.block.ruler
    for block in syntax.line_blocks:
        alt: RuleOptionsType = _ENDS_A_PARAGRAPH if block.ends_paragraph else {}
        ruler.before("fence", f"lines {block.name}", line_rules.line_block(block), alt)
    for kind in syntax.containers:
        rule = _bounded(block_rules.container(kind))
        ruler.before("fence", f"container {kind.name}", rule, _ENDS_A_PARAGRAPH)
    for item in syntax.list_items:
        rule = _bounded(item_rules.list_item(item))
        ruler.before("fence", f"item {item.name}", rule, _ENDS_A_PARAGRAPH)
    for raw in syntax.raw_blocks:
        rule = block_rules.raw_block(raw)
        ruler.before("fence", f"raw block {raw.name}", rule, _ENDS_A_PARAGRAPH)
    for fence in syntax.prose_fences:
        rule = _bounded(fence_rules.prose_fence(fence))
        ruler.before("fence", f"fence {fence.name}", rule, _ENDS_A_PARAGRAPH)
    if syntax.has_drawn_tables:
        ruler.before("fence", table_rules.GRID, table_rules.grid_table)
        ruler.before("fence", table_rules.SIMPLE, table_rules.simple_table)
    if syntax.is_kramdown:
        ruler.before("html_block", kramdown.ELEMENT, kramdown.element)
        ruler.before("paragraph", kramdown.ROWS, kramdown.rows)
    if syntax.is_mdx:
        _read_as_mdx(parser)


def _read_as_mdx(parser: MarkdownIt) -> None:
    """Add the block rules of MDX, and take those of CommonMark away that it has not."""
    ruler = parser.block.ruler
    rules = {rule.name: rule for rule in ruler.__rules__}
    ruler.before("fence", mdx_rules.MODULE, mdx_rules.module)
    ruler.before("fence", TAGS, mdx_rules.tags, _ENDS_A_PARAGRAPH)
    html, items = rules["html_block"], rules["list"]
    ruler.at("html_block", mdx_text_rules.html(html.fn), {"alt": html.alt})
    ruler.at("list", mdx_text_rules.list_at_any_indentation(items.fn), {"alt": items.alt})
    ruler.at("paragraph", mdx_text_rules.paragraph)
    ruler.disable(["code", "lheading"])


def _placing(rule: BlockRule) -> BlockRule:
    """Let a rule note down, for each line of its text, where the content begins."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        known = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[known:]:
            if token.map and token.type in _TEXTS:
                token.meta["starts"] = _starts(state, *token.map)
        return True

    return placed


def _starts(state: StateBlock, first: int, end: int) -> list[int]:
    """Return where the content of each line begins, behind the marks of all containers."""
    return [*map(add, state.bMarks[first:end], state.tShift[first:end])]


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
