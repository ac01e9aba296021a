"""Each fault of a rendered site is counted, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sites import figures
from tests.sites.figures import Languages
from tests.sites.noise import noise
from tests.sites.origins import Sources
from tests.sites.rendered import page
from tests.sites.translation import is_translated, original, translated

if TYPE_CHECKING:
    from tests.sites.figures import Site

LANGUAGES = Languages("/", "/de/")
SOURCES = Sources((("docs/tea.md", "# Green tea\n\nSee [the water](water.md#heat).\n"),))
WATER = '<h1 id="heat">Hɛɑt</h1>'


def site(html: str, **more: str) -> Site:
    """Return a site with this page of the other language, and a page of the canonical one."""
    written = {"/": "<h1>Green tea</h1>", "/de/": html, "/de/water/": WATER, **more}
    return {address: page(address, text, ["switch"]) for address, text in written.items()}


def test_translated__keeps_marks_and_can_be_undone() -> None:
    text = "See *the* [tea](a.md), `code`, {ref}`a`, $a+e$, [[Page|shown]], :icon: and {++one++}."
    changed = translated(text)
    assert changed == (
        "Sɛɛ *thɛ* [tɛɑ](a.md), `code`, {ref}`a`, $a+e$, [[Page|shøwn]], :icon: ɑnd {++ønɛ++}."
    )
    assert original(changed) == text
    assert is_translated("tɛɑ")


def test_words__the_authors_and_the_generators() -> None:
    html = (
        '<p>Grɛɛn tɛɑ</p><img alt="Green tea"><p>Search</p><code>Green tea</code>'
        '<p class="switch">Green tea</p><p>See the water</p>'
    )
    counted = figures.words(site(html), LANGUAGES, SOURCES, ["See the water"])
    assert (counted.total, counted.untranslated, counted.generators) == (5, 2, 1)
    assert counted.places == {"docs/tea.md:1: Green tea": 2}


def test_missing__words_that_are_not_there() -> None:
    alone = {"/": page("/", "<h1>Green tea</h1><p>Search</p>")}
    assert figures.missing(alone, site("<p>Grɛɛn</p>"), LANGUAGES, SOURCES) == {
        "docs/tea.md:1: tea": 1
    }


def test_links__wrong_ones_and_dead_ones() -> None:
    html = (
        '<a href="/">thɛ wɑtɛr</a><a href="/" hreflang="en">English</a>'
        '<a href="water/#heat">thɛ wɑtɛr</a><a href="water/#h%65at">thɛ wɑtɛr</a>'
        '<a href="water/#cold">thɛ wɑtɛr</a><a href="nowhere/">Sɛɛ</a>'
        '<a href="https://example.org/#x">Sɛɛ</a><a href="/file.txt">Sɛɛ</a>'
    )
    tried = site(html)
    assert figures.wrong_languages(tried, LANGUAGES, SOURCES).total() == 1
    links, anchors = figures.dead(tried, frozenset({"/file.txt"}), LANGUAGES, SOURCES)
    assert links == {"docs/tea.md:3: [See](nowhere/)": 1}
    assert anchors == {"docs/tea.md:3: [the water](water/#cold)": 1}


def test_lost_addresses__replaced_and_absent() -> None:
    alone = {address: page(address, "<h1>Green tea</h1>") for address in ("/", "/a/", "/404.html")}
    tried = site("<p>Tɛɑ</p>", **{"/a/": "<h1>Grɛɛn tɛɑ</h1>"})
    assert figures.lost_addresses(alone, tried, LANGUAGES) == [
        "/a/ no longer shows the canonical page",
        "/de/a/ is not there",
    ]


def test_noise__words_that_no_page_shows() -> None:
    alone = {"/": page("/", "<h1>Green <b>tea</b></h1><pre>brew()</pre>")}
    messages = {"a.po": ["Green **tea**", "type: warning", "brew the cup()"]}
    assert noise(messages, alone, LANGUAGES) == {
        "a.po: 'type: warning'": 1,
        "a.po: 'brew the cup()'": 1,
    }
