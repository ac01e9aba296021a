"""Decides which differences of markup a translation may have: of course, or where allowed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import visible
from transync.core.markup.activity import is_active
from transync.core.markup.fast_inventory import BARE
from transync.core.markup.inventory import (
    ANCHOR,
    CODE,
    FOOTNOTE,
    IMAGE,
    LABEL,
    LINK,
    TAG,
    UNBALANCED,
)
from transync.dialects import LineBreaks
from transync.domain.allowance import AddressRules
from transync.domain.model import IN_FRONT_MATTER, Form
from transync.formats import html

if TYPE_CHECKING:
    from transync.core.markup.inventory import Item

DIRECTING = frozenset(("abbr", "bdi", "bdo", "q", "rb", "rp", "rt", "ruby", "span", "wbr"))
"""Elements that explain a word to readers of one language, or say how theirs is written."""

EXPLAINING = DIRECTING | {"cite", "dfn", "kbd", "samp", "small", "sub", "sup", "var"}
"""Those, and elements that say what a word is: to add one is harmless, to lose one is not."""

_INERT = (html.INLINE - {"a", "img"}) | {"br"}
_VOID = frozenset(("br", "img", "wbr"))

_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
_CLOSER = r"</[a-z]+\s*>"
_SEEN = "alt|title|aria-label|placeholder"
"""Attributes that a reader sees; in an inventory, they have no values."""
_SETTLED = "class|dir|lang|datetime|value|translate"
_QUOTED = r"(?:\"[^\"<>`\\{}\[\]\r\n]*\"|'[^'<>`\\{}\[\]\r\n]*')"
_IS_PLAIN = re.compile(
    rf"<[a-z]+(?:\s+(?:title|(?:lang|dir)={_QUOTED}))*\s*/?>|{_CLOSER}", re.IGNORECASE
)
_IS_INERT = re.compile(
    rf"<[a-z]+(?:\s+(?:{_SEEN}|(?:{_SETTLED})={_QUOTED}))*\s*/?>|{_CLOSER}", re.IGNORECASE
)
_WRITTEN = re.compile(rf"<[a-z]+(?:\s+(?:{_SEEN}|{_SETTLED})={_QUOTED})*\s*/?>", re.IGNORECASE)
"""An opening tag that all renderers read alike: its values begin and end nothing."""
_IS_ANCHOR = re.compile(
    r"\{:?\s*#[\w:.-]+(?:\s+[.#][\w:.-]+)*\s*\}"
    r"|<a\s+(?:id|name)=(?:\"[\w:.-]*\"|'[\w:.-]*')\s*>|</a\s*>",
    re.IGNORECASE,
)
_RUN = re.compile(r"\{\{|\{%|\{#|<%")
"""What template engines run in code, too."""
_ADDRESS = re.compile(
    r"(?P<host>(?:bare )?(?:[a-z][a-z0-9+.-]*:)?//[^/?#]+)?(?P<path>[^?#]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REGION = re.compile(r"^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?$")
_SHORT = 2
"""Letters of a name that must be a word of its own in the source, to be found there."""


class Texts(NamedTuple):
    """A source and its translation, and what is known of both."""

    source: str
    translation: str
    form: Form
    allowed: frozenset[str] = frozenset()
    """The codes of the deviations that somebody has allowed."""
    addresses: AddressRules = AddressRules()
    is_jsx: bool = False
    """Whether a tag that is never closed stops the build."""
    line_breaks: LineBreaks = LineBreaks.JOINED
    undefined: tuple[str, ...] = ()
    """The labels in the translation that are not defined: each explains a missing link."""


def intolerable(
    texts: Texts, before: Counter[Item], after: Counter[Item]
) -> tuple[Counter[Item], Counter[Item]]:
    """Leave out of two inventories the differences that are allowed, by somebody or of course."""
    judge = _Judge(texts, before, after)
    fine = {item for item in judge.differing if judge.is_fine(item)} | judge.localized()
    kept = (
        Counter({item: count for item, count in each.items() if item not in fine})
        for each in (before, after)
    )
    return next(kept), next(kept)


class _Judge:
    """Two inventories, and the verdict on each difference between them."""

    def __init__(self, texts: Texts, before: Counter[Item], after: Counter[Item]) -> None:
        self.texts = texts
        self.before = before
        self.after = after
        self.differing = [item for item in {*before, *after} if before[item] != after[item]]
        self.is_front = texts.form in IN_FRONT_MATTER
        self.has_as_many_links = _links(before) == _links(after)
        self.loses_code = any(
            item[0] == CODE and before[item] > after[item] for item in self.differing
        )

    def is_fine(self, item: Item) -> bool:
        """Whether a thing may be there more often, or less, than in the source."""
        code, value = item
        is_new = self.after[item] > self.before[item]
        if code == TAG and not UNBALANCED.match(value):
            return self._keeps_pairs(value) and self._is_fine_tag(value, is_new=is_new)
        if code == CODE:
            return self._is_fine_code(value, is_new=is_new)
        if code == ANCHOR:
            is_plain = not is_new or _IS_ANCHOR.fullmatch(value) is not None
            return code in self.texts.allowed and is_plain and self._keeps_pairs(value)
        if code in (LINK, IMAGE):
            is_allowed = code in self.texts.allowed or (
                code == LINK and LABEL in self.texts.allowed and self.texts.undefined != ()
            )
            return is_allowed and not (is_new and is_active(value.removeprefix(BARE)))
        # A note in the text is a block at the end of the page.
        return code == FOOTNOTE and code in self.texts.allowed and not value.startswith("^")

    def localized(self) -> set[Item]:
        """Return the links that lead to the same in the language of their readers."""
        links = [item for item in self.differing if item[0] in (LINK, IMAGE)]
        lost = [item for item in links if self.before[item] > self.after[item]]
        new = [item for item in links if self.after[item] > self.before[item]]
        return {
            item
            for one in lost
            for other in new
            if self.before[one] - self.after[one] == self.after[other] - self.before[other]
            and one[0] == other[0]
            and self._is_meant(one[0], one[1], other[1])
            for item in (one, other)
        }

    def _is_meant(self, code: str, source: str, target: str) -> bool:
        """Whether a target is what the build makes of it, or what readers of the language want."""
        rules = self.texts.addresses
        if rules.localized(source) == target:
            return True
        if code == IMAGE or source.startswith(BARE) != target.startswith(BARE):
            return False
        one, other = source.removeprefix(BARE), target.removeprefix(BARE)
        if one.startswith(rules.free) and self.has_as_many_links and not is_active(other):
            return True
        if rules.has_free_anchors and "#" in source:
            source, target = (_with_anchor_of(source, each) for each in (source, target))
        return rules.localized(source) == target or _is_localized(source, target, rules)

    def _is_fine_tag(self, value: str, *, is_new: bool) -> bool:
        name = _name(value)
        is_plain = not self.is_front and _IS_PLAIN.fullmatch(value) is not None
        is_allowed = TAG in self.texts.allowed
        if name == "a" and value.startswith("</") and ANCHOR in self.texts.allowed:
            return True
        if not is_new:
            return is_allowed or (is_plain and name in DIRECTING)
        may_be = (is_plain and name in EXPLAINING) or (
            is_allowed and name in _INERT and _IS_INERT.fullmatch(value) is not None
        )
        return may_be and self._is_closed(value, name) and self._is_well_written(name)

    def _is_closed(self, value: str, name: str) -> bool:
        """Whether a tag is written as HTML and MDX both read it: only void ones end so."""
        if name in _VOID:
            return value.endswith("/>") or not self.texts.is_jsx
        return not value.endswith("/>")

    def _is_well_written(self, name: str) -> bool:
        """Whether every tag of an element has nothing in it that could be read otherwise."""
        opened = re.compile(rf"<{name}(?![\w:.-])", re.IGNORECASE)
        text = self.texts.translation
        return len(opened.findall(text)) == sum(
            opened.match(found[0]) is not None for found in _WRITTEN.finditer(text)
        )

    def _keeps_pairs(self, value: str) -> bool:
        """Whether as many tags of an element stay open as in the source."""
        name = _name(value)
        return _open(self.before, name) == _open(self.after, name)

    def _is_fine_code(self, value: str, *, is_new: bool) -> bool:
        if is_new and (_RUN.search(value) or any(map(is_active, html.tags(value)))):
            return False
        # Half a pair of backticks makes code of what is between two names, which are lost then.
        is_safe = not self.loses_code or _is_named(value, self.texts.source)
        # Inside of an HTML block, not every renderer knows backticks: a tag is a tag there.
        is_safe = is_safe and "<" not in value
        return (is_new and is_safe and not self.is_front) or CODE in self.texts.allowed


def _name(tag: str) -> str:
    """Return the name of the element in lower case; empty for what is no tag."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def _links(items: Counter[Item]) -> int:
    return sum(count for (code, _), count in items.items() if code == LINK)


def _open(items: Counter[Item], name: str) -> int:
    """Count the tags of an element that open it, less those that close it."""
    tags = [(value, count) for (code, value), count in items.items() if code in (TAG, ANCHOR)]
    return sum(
        -count if value.startswith("</") else count
        for value, count in tags
        if _name(value) == name and name not in _VOID and not value.endswith("/>")
    )


def _is_named(code: str, source: str) -> bool:
    """Whether the source has the words of a code span in plain letters."""
    name = code.strip().casefold()
    if not name:
        return False
    before = r"(?<!\w)" if name[0].isalnum() else ""
    behind = r"(?!\w)" if name[-1].isalnum() and len(name) <= _SHORT else ""
    return re.search(before + re.escape(name) + behind, visible(source).casefold()) is not None


def _with_anchor_of(source: str, target: str) -> str:
    """Return a target, if it has an anchor, with the one of the source."""
    path, mark, _ = target.partition("#")
    return f"{path}#{source.partition('#')[2]}" if mark else target


def _is_localized(source: str, target: str, rules: AddressRules) -> bool:
    """Whether two addresses are one, apart from a language in their paths."""
    one, other = _ADDRESS.fullmatch(source), _ADDRESS.fullmatch(target)
    if not (one and other) or one.group("host", "rest") != other.group("host", "rest"):
        return False
    paths = (
        [part for part in each["path"].split("/") if not _is_language_code(part, names)]
        for each, names in zip((one, other), (rules.source_codes, rules.codes), strict=True)
    )
    return next(paths) == next(paths)


def _is_language_code(part: str, names: frozenset[str]) -> bool:
    """Whether a part of a path is the code of a language, with a region or without."""
    code = part.lower().replace("_", "-")
    return code in names or (code.partition("-")[0] in names and bool(_REGION.search(code)))
