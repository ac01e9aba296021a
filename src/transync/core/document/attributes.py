"""Finds the texts that readers see in the attributes of tags and the parameters of tokens.

A `Dialect` says which they are, as selectors: `img@alt`, `*@title`, `{{figure}}@caption`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import code_spans, has_words
from transync.domain.model import Form
from transync.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.dialects import Dialect

_QUOTED = re.compile(r"=[ \t]*[\"'][^\"']")
"""What every markup with a value in quotes contains."""
_PARAMETER = re.compile(
    r"(?P<name>[A-Za-z_][\w:.-]*)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s\"'{}<>]+)"
    r"|\"(?:\\.|[^\"\\])*\"|'[^']*'"
)
"""A named value; or a value without a name, in which nothing is looked for."""
_BEFORE = " \t\r\n{:"
"""What stands before a name: blanks, or the mark of an attribute list."""
_NAMED = re.compile(
    r"\{\{(?P<call>[<%])-?[ \t]*(?P<shortcode>[\w/.-]+)"
    r"|\{%-?[ \t]*(?P<block>[\w-]+)"
    r"|(?P<list>\{:?[ \t]*(?:[#.][\w-]|[\w-]+=))"
)
"""How a token begins that may have parameters: a shortcode, a template tag, an attribute list."""
_SAFE = re.compile(r"[^\"<>{}\\`$\r\n\0]*")
"""A value that ends where its quotes end to every renderer, and in which none finds a mark."""
_IDENTIFIER = re.compile(
    r"\S*(?:[\w)][/_.#@:=\\][\w(]|[a-z][A-Z]|^[/.#@~_-]|/$)\S*"  # paths, addresses, camelCase
    r"|[A-Z0-9_]*[0-9_][A-Z0-9_]*|[a-z0-9-]*[0-9][a-z0-9-]*"
    r"|bash|brew|bun|cargo|conda|curl|deno|fish|npm|npx|pipx?|pnpm|poetry|pwsh|wget|yarn|zsh",
)
"""One word that is the name of something to a program."""
_SELECTOR = re.compile(
    r"(?P<minus>-)?(?P<name>[A-Za-z*][\w.*:-]*|\{\{[\w/.*-]+\}\}|\{%[\w*-]+%\}|\{\})"
    r"@(?P<attribute>[A-Za-z_][\w:.-]*)"
)


class AttributeText(NamedTuple):
    """The value of an attribute that readers see: where it is between its quotes, what it is."""

    start: int
    end: int
    form: Form
    description: str


def is_selector(text: str) -> bool:
    """Whether a text selects attributes: `Card@title`, `{{figure}}@caption`, `-*@label`."""
    return _SELECTOR.fullmatch(text) is not None


def attribute_texts(source: str, dialect: Dialect) -> Iterator[AttributeText]:
    """Yield what readers see of the tags and tokens in `source`, in order.

    Code spans and comments have none. A value with a mark in it, or of a token over several lines,
    is left to the author.
    """
    if not _QUOTED.search(source):
        return
    codes = code_spans(source) if "`" in source else []
    for markup in _markup(dialect).finditer(source):
        if any(start <= markup.start() < end for start, end in codes):
            continue
        name, form = _name(markup[0])
        for found in _shown(markup[0], name, dialect):
            start, end = found.span(_group(found))
            if has_words(markup[0][start:end], dialect):
                about = _description(name, found["name"])
                yield AttributeText(markup.start() + start, markup.start() + end, form, about)


def _description(name: str, attribute: str) -> str:
    """Return what a translator is told of a value: attribute `title` of `<Card>`."""
    if name == "{}":
        return f"attribute `{attribute}`"
    if name[0] == "{":
        return f"parameter `{attribute}` of `{name.strip('{%}')}`"
    return f"attribute `{attribute}` of `<{name}>`"


class Parameter(NamedTuple):
    """A named value in quotes, of a tag or a token."""

    owner: str
    """What a selector calls the tag or the token."""
    name: str
    value: str
    start: int
    is_selected: bool
    """Whether readers see it, to the dialect."""
    is_offered: bool
    """Whether it is a message, or a part of one that a translation may change."""


def parameters(source: str, dialect: Dialect) -> Iterator[Parameter]:
    """Yield all named values of the tags and tokens in `source` outside code spans."""
    if not _QUOTED.search(source):
        return
    codes = code_spans(source) if "`" in source else []
    for markup in _markup(dialect).finditer(source):
        owner, _ = _name(markup[0])
        if not owner or any(start <= markup.start() < end for start, end in codes):
            continue
        for found in _PARAMETER.finditer(markup[0]):
            if (name := found["name"]) and (group := _group(found)):
                selected = _selects(dialect.attributes, owner, name)
                offered = selected and _is_safe(found, group, owner)
                start = markup.start() + found.start(group)
                yield Parameter(owner, name, found[group], start, selected, offered)


def is_text(value: str) -> bool:
    """Whether the value of a shown attribute is prose: no file name, address or identifier."""
    return not _IDENTIFIER.fullmatch(value.strip())


def without_texts(markup: str, dialect: Dialect) -> str:
    """Return a tag or a token without the values that readers see: `<Card title icon="x">`.

    A value stays that may end elsewhere, or be code, to some renderer.
    """
    if "=" not in markup:
        return markup
    name, _ = _name(markup)
    parts, position = [], 0
    for found in _shown(markup, name, dialect):
        parts += [markup[position : found.start()], found["name"]]
        position = found.end()
    return "".join((*parts, markup[position:])) if parts else markup


def _shown(markup: str, name: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    """Yield the named values of a tag or a token that readers see."""
    if not name:
        return
    for found in _PARAMETER.finditer(markup):
        attribute, group = found["name"], _group(found)
        if not (attribute and group and markup[found.start() - 1] in _BEFORE):
            continue
        if _selects(dialect.attributes, name, attribute) and _is_safe(found, group, name):
            yield found


def _is_safe(found: re.Match[str], group: str, name: str) -> bool:
    """Whether a value may be translated.

    One of a tag may have several lines, and double quotes between single ones.
    """
    value = found[group]
    if name[0] != "{":
        value = value.replace("\n", " ").replace('"' if group == "single" else "\n", " ")
    return _SAFE.fullmatch(value) is not None


def _group(found: re.Match[str]) -> str:
    """Return the name of the group that has the value in quotes; empty where there is none."""
    return next((each for each in ("double", "single") if found[each] is not None), "")


def _name(markup: str) -> tuple[str, Form]:
    """Return what a selector calls a tag or a token, and the form of its values."""
    if tag := html.TAG.match(markup):
        is_closing = markup.startswith("</")
        return ("" if is_closing else tag["name"]), Form.ATTRIBUTE
    if found := _NAMED.match(markup):
        if found["shortcode"]:
            return f"{{{{{found['shortcode']}}}}}", Form.PARAMETER
        return (f"{{%{found['block']}%}}" if found["block"] else "{}"), Form.PARAMETER
    return "", Form.PARAMETER


@lru_cache(maxsize=1024)
def _selects(selectors: tuple[str, ...], name: str, attribute: str) -> bool:
    """Whether the last of the selectors that fit an attribute takes it in."""
    is_shown = False
    for selector in selectors:
        found = _SELECTOR.fullmatch(selector)
        is_same = found and found["attribute"].lower() == attribute.lower()
        if found and is_same and _fits(found["name"], name):
            is_shown = not found["minus"]
    return is_shown


def _fits(pattern: str, name: str) -> bool:
    """Whether a name, or a name with a star, is that of an element, a component or a token."""
    if pattern == "*":
        return name[0] != "{"
    if pattern[0] != "{" and name.islower():
        pattern = pattern.lower() if pattern.islower() or pattern.isupper() else pattern
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"[\w/.:-]*"), name) is not None


@lru_cache(maxsize=64)
def _markup(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern of comments, tags and tokens."""
    return re.compile(
        rf"<!--(?:[^-<]|-(?!->)|<(?!!--))*-->|{html.TAG.pattern}|{dialect.token.pattern}"
    )
