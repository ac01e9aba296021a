"""Reads rendered pages: the texts that people see, the links, and the anchors of each."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

HIDDEN = frozenset(
    ("code", "kbd", "math", "noscript", "pre", "samp", "script", "style", "svg", "textarea", "var")
)
HIDDEN_CLASSES = frozenset(
    ("arithmatex", "header-anchor", "katex", "math", "mermaid", "mwe-math-element", "headerlink")
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
VISIBLE = frozenset(("alt", "aria-label", "label", "placeholder", "title"))
ADDRESSES = {"a": "href", "area": "href", "img": "src", "source": "src", "video": "src"}
URL = re.compile(
    r"[a-z][a-z0-9+.-]*://\S+|www\.\S+|[\w.-]+@[\w-]+\.\w+"
    r"|\\\(.*?\\\)|\\\[.*?\\\]",  # and formulas that a script sets later
    re.IGNORECASE | re.DOTALL,
)
_REFRESH = re.compile(r"url=[\"']?([^\"']+)", re.IGNORECASE)


class Link(NamedTuple):
    """A link of a page: its target as written, its text, and whether it changes the language."""

    target: str
    text: str
    is_switch: bool


class Page(NamedTuple):
    """A rendered page; `redirect` is where it leads by itself, or empty."""

    address: str
    texts: tuple[str, ...]
    links: tuple[Link, ...]
    anchors: frozenset[str]
    redirect: str


class _Element(NamedTuple):
    tag: str
    is_hidden: bool
    is_switch: bool


class _Reader(HTMLParser):
    """Collects the texts, links and anchors of one page."""

    def __init__(self, switches: Sequence[str]) -> None:
        super().__init__()
        self.switches = frozenset(switches)
        self.open: list[_Element] = [_Element("", False, False)]
        self.texts: list[str] = []
        self.links: list[Link] = []
        self.anchors: set[str] = set()
        self.redirect = ""
        self.link: tuple[str, bool, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        element = self._element(tag, given)
        self._note(tag, given, element)
        if tag not in VOID:
            self.open.append(element)
        if tag == "a" and "href" in given:
            self.link = (given["href"], element.is_switch, len(self.texts))
        elif tag in ADDRESSES and ADDRESSES[tag] in given:
            self.links.append(Link(given[ADDRESSES[tag]], "", element.is_switch))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link:
            target, is_switch, first = self.link
            self.links.append(Link(target, " ".join(self.texts[first:]).strip(), is_switch))
            self.link = None
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.open[-1].is_hidden and not self.open[-1].is_switch:
            self.texts.append(data)

    def _element(self, tag: str, given: Mapping[str, str]) -> _Element:
        classes = set(given.get("class", "").split())
        hidden = tag in HIDDEN or bool(classes & HIDDEN_CLASSES)
        switch = "hreflang" in given or (tag == "a" and "lang" in given)
        switch = switch or tag in self.switches or bool(classes & self.switches)
        last = self.open[-1]
        return _Element(tag, hidden or last.is_hidden, switch or last.is_switch)

    def _note(self, tag: str, given: Mapping[str, str], element: _Element) -> None:
        """Note what stands in the attributes of an element."""
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "meta":
            self._meta(given)
        elif not element.is_hidden and not element.is_switch and tag != "link":
            self.texts += [given[name] for name in sorted(VISIBLE & given.keys())]

    def _meta(self, given: Mapping[str, str]) -> None:
        content = given.get("content", "")
        if given.get("name") == "description":
            self.texts.append(content)
        if given.get("http-equiv", "").lower() == "refresh" and (found := _REFRESH.search(content)):
            self.redirect = found[1]


def page(address: str, html: str, switches: Sequence[str] = ()) -> Page:
    """Read one page; elements with a tag or class of `switches` only change the language."""
    reader = _Reader(switches)
    reader.feed(html)
    reader.close()
    texts = tuple(" ".join(URL.sub(" ", text).split()) for text in reader.texts)
    return Page(address, texts, tuple(reader.links), frozenset(reader.anchors), reader.redirect)


def pages(folder: Path, switches: Sequence[str] = ()) -> dict[str, Page]:
    """Read the pages of a rendered site, by address: `/a/` for `a/index.html`."""
    found = {}
    for path in sorted(folder.rglob("*.html")):
        address = "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        found[address] = page(address, path.read_text(encoding="utf-8"), switches)
    return found


class Target(NamedTuple):
    """Where a link leads within the site: an address, and the decoded fragment."""

    address: str
    fragment: str


def target(origin: str, written: str) -> Target | None:
    """Resolve a link of the page at `origin`; None if it leads out of the site."""
    parts = urlsplit(written)
    if parts.scheme or parts.netloc or not written:
        return None
    resolved = urlsplit(urljoin(origin, written))
    return Target(unquote(resolved.path), unquote(resolved.fragment))


def found_at(address: str, site: Mapping[str, Page]) -> str | None:
    """Return the address of the page that a server sends for `address`; None if there is none."""
    return next((each for each in _names(address) if each in site), None)


def _names(address: str) -> Iterator[str]:
    yield address
    yield f"{address}/"
    yield f"{address}.html"
    yield address.removesuffix("index.html")
