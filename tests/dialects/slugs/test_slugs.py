"""Ids of headings: our own headings, with the ids that the real generators made of them."""

from __future__ import annotations

import pytest

from tests.dialects.slugs.pages import headings, pages, recorded
from transync.dialects.slugs import SCHEMES, Heading, heading_ids
from transync.dialects.slugs.spelling import SPELLINGS, own_id, with_id

BY_HAND = {"gitbook", "mdbook", "obsidian"}
"""Schemes whose programs nobody can install; their ids are read off their sources or manuals."""


def test_recorded__has_every_scheme() -> None:
    assert set(recorded()) == set(SCHEMES)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_heading_ids__are_those_that_the_generator_made(scheme: str) -> None:
    made = [heading_ids(headings(page, scheme), SCHEMES[scheme]) for page in pages(scheme)]

    assert made == recorded()[scheme]


@pytest.mark.parametrize("name", sorted(SPELLINGS))
def test_with_id__is_read_back(name: str) -> None:
    spelling = SPELLINGS[name]
    for identifier in ("sorten", "größe", "हिन्दी", "a_b", "a-b-1"):
        written = with_id(identifier, spelling)
        if spelling.position == "above":
            assert own_id("Titel", spelling, above=written) == ("Titel", identifier)
        elif written:
            assert own_id(f"Titel{written}", spelling) == ("Titel", identifier)


def test_with_id__writes_nothing_that_would_be_read_otherwise() -> None:
    for identifier in ("a b", "a}b", 'a"b'):
        braces = (spelling for name, spelling in SPELLINGS.items() if name != "myst")
        assert {with_id(identifier, spelling) for spelling in braces} == {""}
    assert with_id("a)b", SPELLINGS["myst"]) == ""
    assert with_id("2024", SPELLINGS["jekyll"]) == ""
    assert own_id("Titel {#2024}", SPELLINGS["jekyll"]) == ("Titel {#2024}", "")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("hugo", "Titel {#a .b c=d}", "a"),
        ("hugo", "Titel {.b #a}", "a"),
        ("mkdocs", "Titel { #a }", "a"),
        ("mkdocs", "Titel {: #a .b }", "a"),
        ("mkdocs", 'Titel { id="a" data-toc-label="Kurz" }', "a"),
        ("hugo", "Titel {.b id=a}", "a"),
        ("mkdocs", "Titel{#a}", ""),
        ("jekyll", "Titel { #a }", ""),
        ("docusaurus", "Titel {/* #a */}", "a"),
        ("docusaurus", "Titel <!-- #a -->", "a"),
        ("docusaurus", "Titel {#a b}", "a b"),
        ("github", '<a id="a"></a>Titel', "a"),
        ("github", "Titel <a name='a'></a>", "a"),
        ("gitbook", 'Titel <a href="#a" id="a"></a>', "a"),
        ("github", 'Titel <a href="x">a</a>', ""),
        ("vitepress", "Titel {{ a }}", ""),
        ("obsidian", "Titel {#a}", ""),
    ],
)
def test_own_id__is_read_as_the_generator_spells_it(name: str, content: str, expected: str) -> None:
    rest, found = own_id(content, SPELLINGS[name])

    assert found == expected
    assert rest == ("Titel" if expected else content)


def test_own_id__is_not_in_attributes_that_are_none_of_the_content() -> None:
    for name, content in (("vitepress", "Titel {.a}"), ("mkdocs", 'Titel { .a b="c d" }')):
        assert own_id(content, SPELLINGS[name]) == ("Titel", "")
    assert own_id("Titel {.a}", SPELLINGS["jekyll"]) == ("Titel {.a}", "")


def test_own_id__stands_around_the_heading_too() -> None:
    assert own_id("Titel", SPELLINGS["myst"], above="(a)=") == ("Titel", "a")
    assert own_id("Titel", SPELLINGS["myst"], above="{#a .b}") == ("Titel", "a")
    assert own_id("Titel", SPELLINGS["jekyll"], below="{: #a .b}") == ("Titel", "a")
    assert own_id("Titel", SPELLINGS["jekyll"], below="Text {: #a}") == ("Titel", "")


def test_heading_ids__of_nothing() -> None:
    assert heading_ids([], SCHEMES["github"]) == []
    assert heading_ids([Heading("")], SCHEMES["jekyll"]) == [""]
