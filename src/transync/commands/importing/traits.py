"""Observes in what pages deviate from their documents alike, so that a setting can say it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.core.markup.inventory import IMAGE, LINK, inventory
from transync.domain.errors import TransyncError
from transync.formats import frontmatter
from transync.project.translations import allowance_of, in_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from transync.commands.importing.pages import ImportedPage
    from transync.core.align.transfer import Found
    from transync.core.build.refusal import Refusal
    from transync.domain.model import Document
    from transync.formats.frontmatter import Field, Value
    from transync.locale.languages import Language
    from transync.project.project import Project

SAME, OTHER, FREE = "same", "other", "free"
"""What becomes of a link that no rule describes; `FREE` begins as a rule says, and goes on else."""

TEXT, DROPPED, ADDRESS = "text", "dropped", "address"
"""What becomes of a front-matter key; `OTHER` is for any other value."""

_BARE = "bare "
_TARGET = re.compile(r"(?P<host>(?:https?:)?//[^/?#]+)?(?P<path>/[^?#]*)")
_PROSE = re.compile(r"[^\W\d_]{2}")
_NO_PROSE = re.compile(r"[\w./:#@?&=%+-]*[./:#@?&=%+\d][\w./:#@?&=%+-]*")
"""A path, an address, a date, a version: what has no blank, and is no word."""


class Traits(NamedTuple):
    """What was observed on some pages."""

    links: Counter[tuple[str, str]]
    """How often a target that begins so becomes what: how a rule spells it, or a word above."""
    deviations: Counter[tuple[str, str]]
    """How many translations of a language deviate, by the code of the finding."""
    keys: Counter[tuple[str, str, str | bool | int | float]]
    """What becomes of a front-matter key: the key, what, and the value that a rule would set."""
    wraps: Counter[bool]
    """Of the texts that are wrapped in the document or on the page, which are so on the page."""
    pages: int

    def __add__(self, other: object) -> Traits:
        """Return what was observed on the pages of both."""
        assert isinstance(other, Traits)
        return Traits(
            self.links + other.links,
            self.deviations + other.deviations,
            self.keys + other.keys,
            self.wraps + other.wraps,
            self.pages + other.pages,
        )


NO_TRAITS = Traits(Counter(), Counter(), Counter(), Counter(), 0)


def traits(
    project: Project, language: Language, page: ImportedPage, refusals: Iterable[Refusal]
) -> Traits:
    """Observe a page: its links, its front matter, and what keeps its texts from being written."""
    document = page.target.document
    codes = Counter(
        (language.code, code) for each in page.transfer.found for code in sorted(each.codes)
    )
    codes.update((language.code, each.code) for each in refusals if each.is_allowable)
    return Traits(
        Counter(_links(project, language, document, page.transfer.found)),
        codes,
        Counter(_keys(project, language, document, page.text)),
        Counter(
            each.is_wrapped
            for each in page.transfer.found
            if each.is_wrapped or each.segment.is_wrapped
        ),
        1,
    )


def _links(
    project: Project, language: Language, document: Document, found: Sequence[Found]
) -> Iterator[tuple[str, str]]:
    own = in_addresses(project.language_of(document.path))
    localized = allowance_of(project, document.path, language).addresses.localized
    for each in found:
        source, target = (
            _targets(text, each, document, project)
            for text in (each.segment.text, each.translation)
        )
        if not (source and target):
            continue
        left, gone = [*(target - source).elements()], [*(source - target).elements()]
        pairs = [*zip(gone, left, strict=True)] if len(gone) == len(left) else []
        pairs += [(one, one) for one in (source & target).elements()]
        for one, other in pairs:
            if localized(one) == one and (head := _head(one, own)):
                yield head.text, _became(head, one, other, language)


def _targets(text: str, found: Found, document: Document, project: Project) -> Counter[str]:
    items = inventory(text, found.segment.form, document.references, project.dialect(document.path))
    targets: Counter[str] = Counter()
    for (code, value), count in items.items():
        if code in (LINK, IMAGE):
            targets[value.removeprefix(_BARE)] += count
    return targets


class _AddressHead(NamedTuple):
    """What a target begins with, and how that is spelt for any language."""

    text: str
    before: str
    after: str

    def spelt(self, code: str) -> str:
        return f"{self.before}{code}{self.after}"


def _head(target: str, own: Set[str]) -> _AddressHead | None:
    """Return the part of a target that names the source language, or that could name a language."""
    found = _TARGET.match(target)
    if not found:
        return None
    host, path = found["host"] or "", found["path"]
    scheme, _, name = host.rpartition("//")
    label, dot, rest = name.partition(".")
    if dot and label.lower() in own:
        return _AddressHead(f"{host}/", f"{scheme}//", f".{rest}/")
    first, slash, _ = path[1:].partition("/")
    if slash and first.lower() in own:
        return _AddressHead(f"{host}/{first}/", f"{host}/", "/")
    return None if host else _AddressHead("/", "/", "/")


def _became(head: _AddressHead, one: str, other: str, language: Language) -> str:
    if one == other:
        return SAME
    rest = one.removeprefix(head.text)
    for name in ("lang", "locale"):
        begun = head.spelt(getattr(language, name))
        if other == begun + rest:
            return head.spelt(f"{{{name}}}")
        if head.text != "/" and other.startswith(begun):
            return FREE
    return OTHER


def _keys(
    project: Project, language: Language, document: Document, page: str
) -> Iterator[tuple[str, str, str | bool | int | float]]:
    """Yield what becomes of the front-matter keys that no setting names yet."""
    if project.dialect(document.path).data:
        return
    try:
        ours, theirs = frontmatter.values(document.text), frontmatter.values(page)
    except TransyncError:
        return
    config = project.config.front_matter
    known = {*config.set, *config.address}
    known |= {key.partition(".")[0] for key in project.translated_keys(document.path)}
    for key in dict.fromkeys((*ours, *theirs)):
        if key not in known:
            yield key, *_fate(value_in(ours, key), value_in(theirs, key), language)


def value_in(fields: Mapping[str, Field], key: str) -> Value:
    """Return the value of a front-matter key; None where it is not there."""
    return fields[key].value if key in fields else None


def _fate(one: Value, other: Value, language: Language) -> tuple[str, str | bool | int | float]:
    """Return what becomes of a value on a page, and what a rule would set."""
    if one == other:
        return SAME, ""
    if other is None:
        return DROPPED, ""
    for name in ("lang", "locale"):
        code = getattr(language, name)
        if other == code:
            return OTHER, f"{{{name}}}"
        if isinstance(one, str) and one.startswith("/") and other == f"/{code}{one}":
            return ADDRESS, f"/{{{name}}}{{value}}"
    if isinstance(one, str) and isinstance(other, str) and _is_prose(one) and _is_prose(other):
        return TEXT, ""
    return OTHER, other if one is None and isinstance(other, str | bool | int | float) else ""


def _is_prose(text: str) -> bool:
    return bool(_PROSE.search(text)) and not _NO_PROSE.fullmatch(text.strip())
