"""One trial: a site is rendered, translated by transync, rendered again, and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.sites import figures, translation
from tests.sites.figures import Languages
from tests.sites.noise import noise
from tests.sites.origins import sources
from tests.sites.programs import (
    SiteError,
    files,
    rendered,
    rendered_at_last,
    transync,
    workplace,
)
from tests.sites.rendered import pages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.sites.figures import Site
    from tests.sites.generators import Generator
    from tests.sites.origins import Sources

Places = dict[str, int]
"""Where something was found, and how often: `docs/index.md:4: [Tea](tea.md)`."""


@dataclass(frozen=True)
class Result:
    """What a trial has found: the places of each figure, and what the figures are shares of."""

    places: Mapping[str, Places]
    words: int
    """The words of the other language's pages, without those of the generator."""
    theme: int
    """The words of the generator that are in no file of the site."""
    messages: int

    def figure(self, name: str) -> int:
        """Return the count behind a name of `targets.FIGURES`."""
        return sum(self.places[name].values())


def trial(generator: Generator) -> Result:
    """Try one generator; SiteError if its site cannot be rendered before it is translated."""
    with workplace(generator) as folder:
        written = sources(folder)
        first = rendered(generator, folder, alone=True)
        if first.code:
            raise SiteError(first.output)
        alone = pages(folder / "rendered", generator.switches)
        messages, documents = _translated(folder, generator.other)
        stopped = rendered_at_last(generator, folder, documents)
        site = pages(folder / "rendered", generator.switches)
        found = _found(generator, alone, site, written, frozenset(files(folder / "rendered")))
    skipped = (*generator.kept, *translation.UNRULY)
    shown = figures.words(site, generator.languages, written, skipped)
    places = {
        **found,
        "words": dict(shown.places),
        "failed": stopped,
        "noise": dict(noise(messages, alone, generator.languages)),
    }
    return Result(places, shown.total, shown.generators, sum(map(len, messages.values())))


def _translated(folder: Path, language: str) -> tuple[dict[str, list[str]], list[str]]:
    """Extract, translate, build; return the messages, and the documents that were built."""
    transync(folder, "extract", "-q")
    translation.translate(folder, language)
    before = set(files(folder))
    transync(folder, "build", "-q")
    return translation.messages(folder, language), sorted(set(files(folder)) - before)


def _found(
    generator: Generator, alone: Site, site: Site, written: Sources, there: frozenset[str]
) -> dict[str, Places]:
    """Return the places of the links, anchors and addresses that are wrong."""
    languages = generator.languages
    names = frozenset(f"/{path}" for path in there)
    links, anchors = figures.dead(site, names, languages, written)
    swapped = Languages(languages.other, languages.canonical)
    own_links, own_anchors = figures.dead(alone, names, swapped, written)
    return {
        "missing": dict(figures.missing(alone, site, languages, written)),
        "wrong links": dict(figures.wrong_languages(site, languages, written)),
        "dead links": dict(_more(links, own_links)),
        "dead anchors": dict(_more(anchors, own_anchors)),
        "addresses": dict.fromkeys(figures.lost_addresses(alone, site, languages), 1),
        "kept": dict.fromkeys(_changed(generator, alone, site), 1),
    }


def _more(found: Counter[str], own: Counter[str]) -> Counter[str]:
    """Return the places beyond those that the canonical pages have, too."""
    return found if found.total() > own.total() else Counter()


def _changed(generator: Generator, alone: Site, site: Site) -> list[str]:
    """Return the phrases that the author keeps, and that the other language's pages have not."""
    languages = generator.languages
    lost = []
    for phrase in generator.kept:
        if not any(phrase in " ".join(page.texts) for page in alone.values()):
            raise SiteError(f"The site nowhere shows the phrase {phrase!r}.")
        shown = figures.others(site, languages).values()
        if not any(phrase in " ".join(page.texts) for page in shown):
            lost.append(phrase)
    return lost
