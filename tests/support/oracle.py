"""What readers get: a document read by a parser and a browser of its own, to compare two texts.

Nothing here is the package's: markdown-it-py is set up afresh and its HTML is read back, so
that a fault of the package's own reading cannot hide itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

SEEN = frozenset(
    (
        *("alt", "aria-label", "caption", "description"),
        *("label", "placeholder", "summary", "title"),
    )
)
"""The attributes whose value a reader sees, and a translator translates."""

FREE = frozenset(("em", "strong", "s", "br"))
"""The elements that Markdown's own marks make, which a translation may have more or fewer of."""

EXPLAINING = frozenset(
    (
        *("abbr", "bdi", "bdo", "cite", "dfn", "kbd", "q", "rp", "rt", "ruby"),
        *("samp", "small", "span", "sub", "sup", "var", "wbr"),
    )
)
"""Elements that a translation may add to explain a word, or to direct it; in pairs."""

TEMPLATE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\*[^{}]*\*\}|<%.*?%>|\{!!.*?!!\}|\{::?[^}\n]*\}"
    r"|\{[^{}\n]*[(=][^{}\n]*\}|\{[A-Za-z_$][\w.$]*\}|\{\s*[.#][^{}\n]*\}|\{\{|\}\}|\{%|%\}"
    r"|<%|%>|\$\$",
    re.DOTALL,
)
_BARE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]+://|www\.)[^\s<>]*|[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
)
_BREAK = re.compile(r"\\[\r\n]")
_ENDS = ".,:;!?*_~])\"'\\"
"""What is behind an address, and no part of it."""
_EMPTY_COMMENT = re.compile("<!--?-?>")  # Python 3.11 takes `<!-->` for an opening


class Reading(NamedTuple):
    """What of a document no translation may change."""

    blocks: list[tuple[str | int, ...]]
    """Of CommonMark, tables and footnotes, in their order."""
    targets: Counter[str]
    """Of links, images and footnote references."""
    code: set[str]
    """Its code spans; how often each is there is free."""
    tags: Counter[str]
    """Of the HTML as a browser finds them, with what no reader sees of their attributes."""
    templates: Counter[str]
    """What template engines replace, wherever it stands."""


def reading(text: str) -> Reading:
    """Read a Markdown text."""
    blocks: list[tuple[str | int, ...]] = []
    targets: Counter[str] = Counter()
    spans: list[str] = []
    parser = _parser()
    env: dict[str, object] = {}
    tokens = parser.parse(f"{text}\n", env)  # without it markdown-it-py may read beyond the end
    for token in tokens:
        content = token.content if token.type in ("fence", "code_block") else ""
        meta = repr(token.meta) if token.type.startswith("footnote") else ""
        if token.type != "inline":
            blocks.append(
                (token.type, token.tag, token.level, token.markup, token.info, content, meta)
            )
            continue
        blocks.append(("inline",))
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                targets[str(child.attrs.get("href", child.attrs.get("src")))] += 1
            elif child.type == "footnote_ref":
                targets[f"^{child.meta.get('label')}"] += 1
            elif child.type == "code_inline":
                spans.append(" ".join(child.content.split()))
            elif child.type == "text":
                targets.update(url.rstrip(_ENDS) for url in _BARE.findall(child.content))
    html = parser.renderer.render(tokens, parser.options, env)
    tags = browser_tags(html)
    tags.subtract({"code": len(spans), "/code": len(spans)})  # only those in the text itself
    templates = Counter(" ".join(_BREAK.sub(" ", t).split()) for t in TEMPLATE.findall(text))
    return Reading(blocks, targets, set(spans), +tags, templates)


def active(found: Reading) -> set[str]:
    """Give the tags and targets of a text that act, run or hide something."""
    doing = re.compile(r"(?:javascript|data|vbscript):| on\w+=| style=| hidden|^!", re.IGNORECASE)
    hiding = re.compile(r"/?(?:script|iframe|style|object|embed|form|details|dialog|template)\b")
    things = {*found.tags, *found.targets}
    return {thing for thing in things if doing.search(thing) or hiding.match(thing)}


def swallows(text: str) -> bool:
    """Whether a browser does not see what stands behind a text: an open comment hides it."""
    html = _parser().render(f"{text}\n")
    return browser_tags(f"{html}<end>")["end"] < 1


class _Browser(HTMLParser):
    """Notes down the tags of an HTML text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EXPLAINING and {name for name, _ in attrs} <= {"title", "lang", "dir"}:
            self.tags[f"an open {tag}"] += tag != "wbr"
        elif tag not in FREE or attrs:
            known = [f"{name}={value}" for name, value in attrs if name not in SEEN]
            self.tags[" ".join([tag, *known])] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in EXPLAINING:
            self.tags[f"an open {tag}"] -= 1
        elif tag not in FREE:
            self.tags["/" + tag] += 1

    def handle_comment(self, data: str) -> None:
        self.tags["!"] += 1  # an unclosed one swallows prose: its text is not compared

    def handle_decl(self, data: str) -> None:
        self.tags["!" + data] += 1

    handle_pi = unknown_decl = handle_decl

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # of Python 3.11, where no name follows
            return self.parse_bogus_comment(i, report)


def browser_tags(html: str) -> Counter[str]:
    """Count the tags that a browser finds."""
    browser = _Browser()
    browser.feed(_EMPTY_COMMENT.sub("", " ".join(html.split())))
    browser.close()
    return browser.tags


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser.use(footnote_plugin)
