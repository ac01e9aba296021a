"""Where the blocks of a Markdown text are, as markdown-it-py sees them: nodes with places.

markdown-it-py gives lines, not columns; but while a block rule runs, its state knows where
the content of each line begins behind quote marks, list markers and indentation. The rules
that make text are wrapped here to note that down, so that no column is ever guessed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin

from transync.errors import LimitError
from transync.markdown.dispatch import chains
from transync.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

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
    normal = _normal(NEWLINE.sub("\n", text) if "\r" in text else text)
    tokens: list[Token] = []
    env: dict[str, Any] = {}
    # Without a last line ending markdown-it-py 4.3 reads beyond the end: `>*\n>   <!--\n>`.
    whole = normal if normal.endswith("\n") else f"{normal}\n"
    state = StateBlock(whole, _parser(), env, tokens)
    lines = _Lines(state.bMarks.copy(), state.eMarks, _shifts(text))
    _parser().block.tokenize(state, state.line, state.lineMax)
    references = {label: entry["href"] for label, entry in env.get("references", {}).items()}
    return Outline(tuple([_node(token, lines) for token in tokens]), references)


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


class _Lines(NamedTuple):
    """The lines of the normalised text: their offsets, and how they are shifted in the text."""

    begins: list[int]
    ends: list[int]
    shifts: list[int]
    """Empty where nothing has been shifted."""


def _shifts(text: str) -> list[int]:
    """Count for each line the line ends before it that are CRLF, and shorter in the normal text."""
    if "\r\n" not in text:
        return []
    lengths = (ending.end() - ending.start() - 1 for ending in NEWLINE.finditer(text))
    return list(accumulate(lengths, initial=0))


def _normal(text: str) -> str:
    """Replace NUL by what every parser reads in its place (CommonMark 2.3)."""
    return text.replace("\0", "\ufffd")


def _node(token: Token, text: _Lines) -> Node:
    kind, info, content = token.type, token.info, ""
    lines: tuple[Line, ...] = ()
    if starts := token.meta.get("starts"):
        lines = _placed(token, starts, text)
    elif kind in ("fence", "code_block"):
        content = token.content
    elif kind == "ordered_list_open":
        info = str(token.attrGet("start") or "")
    elif kind == "footnote_reference_open":
        content = token.meta["label"]
    return Node(kind, token.tag, token.nesting, token.level, token.markup, info, content, lines)


def _placed(token: Token, starts: list[int], text: _Lines) -> tuple[Line, ...]:
    first = token.map[0] if token.map else 0
    begins, ends, shifts = text
    if not shifts:
        return tuple([Line(n, begins[n], start, ends[n]) for n, start in enumerate(starts, first)])
    return tuple(
        [
            Line(n, begins[n] + shifts[n], start + shifts[n], ends[n] + shifts[n])
            for n, start in enumerate(starts, first)
        ]
    )


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
