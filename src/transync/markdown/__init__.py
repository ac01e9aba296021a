"""Where the blocks of a Markdown text are, as markdown-it-py sees them: nodes with places.

markdown-it-py gives lines, not columns; but while a block rule runs, its state knows where
the content of each line begins behind quote marks, list markers and indentation. The rules
that make text are wrapped here to note that down, so that no column is ever guessed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from transync.errors import LimitError
from transync.markdown.dispatch import chains
from transync.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 100
"""Quotes, lists and footnotes inside each other; deeper input is refused, not shortened."""

_REMEMBERED = 16
"""Outlines that are kept: a document is looked at again for each language, and as it was built."""

TEXT_RULES = ("paragraph", "heading", "lheading", "table", "html_block")
CONTAINER_RULES = ("blockquote", "list", "footnote_def")


class Line(NamedTuple):
    """The content of one line of a block: offsets into the parsed text, the ending left out."""

    number: int
    """Line of the text, from 0."""
    begin: int
    """Where the line itself begins: its quote marks, list markers, indentation."""
    start: int
    """Where the content begins."""
    end: int


class Node(NamedTuple):
    """One event of the block structure; `type` and `tag` are markdown-it-py's."""

    type: str
    tag: str
    nesting: int
    """1 opens, -1 closes, 0 stands alone."""
    level: int
    markup: str
    info: str
    content: str
    """Of code: its text; of a footnote: its label."""
    lines: tuple[Line, ...]
    """Of text (`inline`) and raw HTML (`html_block`): the lines it stands on."""


class Outline(NamedTuple):
    """The block structure of a text, and the targets of its link reference definitions."""

    nodes: tuple[Node, ...]
    references: Mapping[str, str]

    @property
    def structure(self) -> str:
        """A digest of the blocks without their places and their prose."""
        told = repr([node[:-1] for node in self.nodes]).encode("ascii", "backslashreplace")
        return blake2b(told, digest_size=16).hexdigest()


def outline(text: str, path: str = "", first_line: int = 1) -> Outline:
    """Tell the blocks of `text`; raise `LimitError` where they are nested too deep.

    Rules: CommonMark 0.31, and GitHub's tables; footnotes as in Pandoc's manual.
    """
    try:
        return _outline(text)
    except _TooDeepError as error:
        message = (
            f"more than {MAX_NESTING} quotes and lists inside each other; make the nesting flatter"
        )
        line = first_line + error.args[0]
        raise LimitError(message, path=path, line=line, column=1) from None


@lru_cache(maxsize=_REMEMBERED)
def _outline(text: str) -> Outline:
    normal, lines = _lines(text)
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    # Without a last line ending markdown-it-py 4.3 reads beyond the end: `>*\n>   <!--\n>`.
    whole = normal if normal.endswith("\n") else f"{normal}\n"
    _parser().block.parse(whole, _parser(), env, tokens)
    references = {label: entry["href"] for label, entry in env.get("references", {}).items()}
    return Outline(tuple(_node(token, lines) for token in tokens), references)


class Inline(NamedTuple):
    """A part of a text inside a block; `type` is markdown-it-py's."""

    type: str
    content: str
    target: str
    """Of a link or an image: where it leads."""


def inlines(text: str, references: Mapping[str, str]) -> Iterator[Inline]:
    """Give the parts of `text`, which is the content of one block (CommonMark 6), flat."""
    targets = {label: {"href": href, "title": ""} for label, href in references.items()}
    tokens: list[Token] = []
    _parser().inline.parse(_normal(text), _parser(), {"references": targets}, tokens)
    for outer in tokens:
        for token in (outer, *(outer.children or ())):
            target = token.attrGet("href") or token.attrGet("src") or ""
            yield Inline(token.type, token.content, str(target))


class _TooDeepError(Exception):
    """Raised inside the parser, with the line from 0."""


class _Span(NamedTuple):
    """A line of the text: its offset, its offset in the normalised text, its end there."""

    begin: int
    normal: int
    end: int


def _lines(text: str) -> tuple[str, list[_Span]]:
    """Give the text with LF line endings, and each line's offsets in both."""
    spans = []
    begin = normal = 0
    for ending in NEWLINE.finditer(text):
        end = normal + ending.start() - begin
        spans.append(_Span(begin, normal, end))
        begin, normal = ending.end(), end + 1
    spans.append(_Span(begin, normal, normal + len(text) - begin))
    return _normal(NEWLINE.sub("\n", text) if "\r" in text else text), spans


def _normal(text: str) -> str:
    """Replace NUL by what every parser reads in its place (CommonMark 2.3)."""
    return text.replace("\0", "\ufffd")


def _node(token: Token, spans: list[_Span]) -> Node:
    starts = token.meta.get("starts")
    lines = _placed(token, starts, spans) if starts else ()
    content = token.content if token.type in ("fence", "code_block") else ""
    if token.type == "footnote_reference_open":
        content = token.meta["label"]
    info = token.info or str(token.attrGet("start") or "")
    return Node(
        token.type, token.tag, token.nesting, token.level, token.markup, info, content, lines
    )


def _placed(token: Token, starts: list[int], spans: list[_Span]) -> tuple[Line, ...]:
    first = token.map[0] if token.map else 0
    lines = []
    for number, start in enumerate(starts, first):
        span = spans[number]
        shift = span.begin - span.normal
        lines.append(Line(number, span.begin, start + shift, span.end + shift))
    return tuple(lines)


@cache
def _parser() -> MarkdownIt:
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
    parser.block.ruler.__cache__ = chains(parser.block.ruler.__rules__)
    return parser


def _placing(rule: BlockRule) -> BlockRule:
    """Let a rule note down, for each line of its text, where the content begins."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        known = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[known:]:
            if token.map and token.type in ("inline", "html_block"):
                lines = range(*token.map)
                token.meta["starts"] = [state.bMarks[line] + state.tShift[line] for line in lines]
        return True

    return placed


def _bounded(rule: BlockRule) -> BlockRule:
    """Let a container rule refuse what the parser would silently drop beyond its limit."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, silent)
        depth = state.env.get("depth", 0)
        if depth >= MAX_NESTING and rule(state, start, end, True):
            raise _TooDeepError(start)
        state.env["depth"] = depth + 1
        try:
            return rule(state, start, end, silent)
        finally:
            state.env["depth"] = depth

    return bounded
