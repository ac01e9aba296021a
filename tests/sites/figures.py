"""Counts what a reader of the other language meets on a rendered site."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from tests.sites.rendered import found_at, target
from tests.sites.translation import is_translated, is_untranslated, original

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.sites.origins import Sources
    from tests.sites.rendered import Link, Page, Target

WORD = re.compile(r"[^\W\d_]{2,}")

UNIQUE = ("/404.html",)
"""Pages that a site has once, whatever its languages."""

Site = dict[str, "Page"]


class Languages(NamedTuple):
    """Where the pages of the canonical language and of the other one are: `/`, `/de/`."""

    canonical: str
    other: str

    def is_other(self, address: str) -> bool:
        """Whether an address is one of the other language's."""
        return self._longest(address) == self.other

    def is_canonical(self, address: str) -> bool:
        """Whether an address is one of the canonical language's."""
        return self._longest(address) == self.canonical

    def _longest(self, address: str) -> str:
        bases = [base for base in self if f"{address}/".startswith(base)]
        return max(bases, key=len, default="")

    def counterpart(self, address: str) -> str:
        """Return the address that the other language's page of a canonical one should have."""
        return self.other + address.removeprefix(self.canonical)


@dataclass
class Words:
    """The words of the other language's pages: all of them, and the author's own."""

    total: int = 0
    untranslated: int = 0
    generators: int = 0
    """Words of the generator or its theme: no file of the site holds them."""
    places: Counter[str] = field(default_factory=Counter)


def words(site: Site, languages: Languages, sources: Sources, kept: Iterable[str]) -> Words:
    """Count the words that are still in the canonical language, by the line they come from."""
    counted = Words()
    for text in (text for page in others(site, languages).values() for text in page.texts):
        shown = text
        for phrase in kept:
            shown = shown.replace(phrase, " ")
        _count(shown, sources, counted)
    return counted


def others(site: Site, languages: Languages) -> Site:
    """Return the pages of the other language, those at an address of canonical ones too."""
    return {
        address: page
        for address, page in site.items()
        if languages.is_other(address) or _is_mostly_translated(page)
    }


def _count(text: str, sources: Sources, counted: Words) -> None:
    found = WORD.findall(text)
    counted.total += sum(map(is_translated, found))
    for translated, group in groupby(found, is_translated):
        run = list(group)
        size = sum(map(is_untranslated, run))
        if translated or not size:
            continue
        origin = sources.origin(run)
        if origin is None:
            counted.generators += size
            continue
        counted.total += size
        counted.untranslated += size
        counted.places[f"{origin}: {' '.join(run)[:80]}"] += size


def missing(alone: Site, site: Site, languages: Languages, sources: Sources) -> Counter[str]:
    """Count the words of canonical pages that their pages in the other language do not show."""
    places: Counter[str] = Counter()
    for address, page in alone.items():
        other = site.get(languages.counterpart(address))
        if other and languages.is_canonical(address):
            shown = Counter(WORD.findall(original(" ".join(other.texts))))
            for text in page.texts:
                found = WORD.findall(text)
                origin = sources.origin(found)
                if origin is None:
                    continue
                lost = [word for word in found if is_untranslated(word) and shown[word] <= 0]
                shown.subtract(found)
                if lost:
                    places[f"{origin}: {' '.join(lost)}"] += len(lost)
    return places


def _links(site: Site, languages: Languages) -> Iterator[tuple[Link, Target]]:
    """Yield the links of the other language's pages that stay within the site."""
    for address, page in others(site, languages).items():
        for link in page.links:
            leads = target(address, link.target)
            if leads is not None and not link.is_switch:
                yield link, leads


def _named(link: Link, sources: Sources) -> str:
    """Return a link as its author wrote it, and the line where its text stands."""
    text = original(link.text)
    found = sources.link(WORD.findall(text), unquote(link.target))
    return f"{found or '(generator)'}: [{text[:40]}]({link.target})"


def wrong_languages(site: Site, languages: Languages, sources: Sources) -> Counter[str]:
    """Count the links from the other language's pages to pages of the canonical language."""
    places: Counter[str] = Counter()
    for link, leads in _links(site, languages):
        found = found_at(leads.address, site)
        if found and languages.is_canonical(found):
            places[_named(link, sources)] += 1
    return places


def dead(
    site: Site, files: frozenset[str], languages: Languages, sources: Sources
) -> tuple[Counter[str], Counter[str]]:
    """Count the links to nothing, and those to an anchor that their page has not."""
    links: Counter[str] = Counter()
    anchors: Counter[str] = Counter()
    for link, leads in _links(site, languages):
        found = found_at(leads.address, site)
        if found is None and leads.address not in files:
            links[_named(link, sources)] += 1
        elif found and not _has(site[found], leads.fragment):
            anchors[_named(link, sources)] += 1
    return links, anchors


def _has(page: Page, fragment: str) -> bool:
    return fragment in ("", "top") or fragment in page.anchors or bool(page.redirect)


def lost_addresses(alone: Site, site: Site, languages: Languages) -> list[str]:
    """Return what became of pages: canonical ones replaced, other ones that are not there."""
    lost = []
    for address, page in alone.items():
        if not languages.is_canonical(address) or address in UNIQUE:
            continue
        now = site.get(address)
        if now is None or _is_mostly_translated(now) or now.redirect != page.redirect:
            lost.append(f"{address} no longer shows the canonical page")
        if not page.redirect and languages.counterpart(address) not in site:
            lost.append(f"{languages.counterpart(address)} is not there")
    return lost


def _is_mostly_translated(page: Page) -> bool:
    found = WORD.findall(" ".join(page.texts))
    return sum(map(is_translated, found)) > sum(map(is_untranslated, found))
