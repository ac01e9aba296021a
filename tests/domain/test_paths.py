"""Path templates: the law that matching undoes expanding, and what a path may be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_layouts import ROWS, layouts
from transync.domain.errors import ConfigError
from transync.domain.paths import (
    Globs,
    PathTemplate,
    TemplateMatch,
    alternatives,
    collisions,
    fill_placeholders,
    parents,
    path_fault,
    placeholders,
)

LANGUAGES = ("en", "fr", "hant")

EXPANDED = [
    ("source/{path}.md", "source", {"path": "a/b"}, "source/a/b.md"),
    (
        "_notes/{lang}/{path}-{lang}.md",
        "_notes",
        {"path": "a/b", "lang": "en"},
        "_notes/en/a/b-en.md",
    ),
    ("{lang}/x/{path}.md", "", {"path": "a", "lang": "fr"}, "fr/x/a.md"),
    ("a/b-{lang}/{path}.md", "a", {"path": "a", "lang": "fr"}, "a/b-fr/a.md"),
    ("a/b/all.pot", "a/b", {}, "a/b/all.pot"),
]


@pytest.mark.parametrize(("text", "folder", "names", "path"), EXPANDED)
def test_template__both_ways(text: str, folder: str, names: dict[str, str], path: str) -> None:
    template = PathTemplate.parse(text, LANGUAGES)
    assert template.folder == folder
    assert template.placeholders == set(names)
    assert template.expand(**names) == path
    assert template.match(path) == TemplateMatch(**names)


def test_template__longest_code_first() -> None:
    template = PathTemplate.parse("{lang}-{path}.md", ("zh", "zh-tw"))
    assert template.match("zh-tw-x.md") == TemplateMatch("x", "zh-tw")
    assert template.match("zh-x.md") == TemplateMatch("x", "zh")


FAULTY = {
    "": "is empty",
    "/notes/{path}.md": "is absolute",
    "../{path}.md": "has `..`",
    "notes/../../{path}.md": "has `..`",
    "./{path}.md": "a part that is empty or `.`",
    "notes//{path}.md": "a part that is empty or `.`",
    "{path}/": "a part that is empty or `.`",
    "~/{path}.md": "begins with `~`",
    "C:/{path}.md": "names a drive",
    "C:{path}.md": "names a drive",
    "notes\\{path}.md": "has a backslash",
    "notes/{path}\n.md": "has a control character",
    "notes/{path}\ud800.md": "has a control character or one that is not Unicode",
    "notes/{paht}.md": "has an unknown placeholder `{paht}`",
    "notes/{locale}/{path}.md": "has an unknown placeholder `{locale}`",
    "notes/{}/{path}.md": "has a brace that is not part of a placeholder",
    "notes/{path}}.md": "has a brace that is not part of a placeholder",
    "notes/{{lang}}/{path}.md": "has a brace that is not part of a placeholder",
}


@pytest.mark.parametrize("text", FAULTY)
def test_template__refused(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        PathTemplate.parse(text)
    assert FAULTY[text] in caught.value.message
    assert caught.value.message.endswith("; placeholders are `{path}` and `{lang}`")


def test_template__lacking_name() -> None:
    with pytest.raises(KeyError):
        PathTemplate.parse("{lang}/{path}.md", LANGUAGES).expand(path="a")


PATHS = st.from_regex(r"[a-zäß.é -]{1,3}(/[a-z0-9_. -]{1,3}){0,3}", fullmatch=True).filter(
    lambda path: not re.search(r"(^|/)\.", path)
)
TEXTS = st.lists(
    st.sampled_from(["{path}", "{lang}", "/", "a", "-", ".", "_b/"]), min_size=1, max_size=8
).map(lambda parts: f"x{''.join(parts)}y")


@given(TEXTS, PATHS, st.sampled_from(LANGUAGES))
def test_template__match_undoes_expand(text: str, path: str, lang: str) -> None:
    """Another reading may come first (`{path}{path}`), but every reading expands to the path."""
    try:
        template = PathTemplate.parse(text, LANGUAGES)
    except ConfigError:
        return
    expanded = template.expand(path=path, lang=lang)
    hidden = any(not template.names_folder(name) for name in expanded.split("/"))
    names = template.match(expanded)
    assert (names is None) == hidden
    if names:
        assert template.expand(path=names.path, lang=names.lang) == expanded
        assert (names.path is None) == ("path" not in template.placeholders)


@given(PATHS, st.sampled_from(LANGUAGES), st.sampled_from([row.settings for row in ROWS]))
def test_slot__every_role_of_a_document(path: str, lang: str, settings: str) -> None:
    (found,) = layouts(settings).each
    assert layouts(settings).placement(found.catalog.expand(path=path, lang=lang)) is not None
    assert layouts(settings).placement(found.output.expand(path=path, lang=lang)) is not None


GLOBS = [
    (
        "drafts",
        ["drafts", "drafts/a.md", "drafts/a/b.md"],
        ["drafts.md", "a/drafts", "draftsman/a"],
    ),
    ("drafts/", ["drafts", "drafts/a.md"], ["drafts.md"]),
    ("drafts/**", ["drafts/a.md", "drafts/a/b.md"], ["drafts", "x/drafts/a.md"]),
    ("**/drafts", ["drafts", "a/drafts", "a/b/drafts/c.md"], ["a/xdrafts", "draft"]),
    ("*.md", ["a.md", ".md"], ["a/b.md", "a.mdx"]),
    ("**/*.md", ["a.md", "a/b/c.md"], ["a.txt"]),
    ("a/**/z.md", ["a/z.md", "a/b/c/z.md"], ["a/bz.md", "z.md"]),
    ("a/**/**/z.md", ["a/z.md", "a/b/c/z.md"], ["a/bz.md"]),
    ("**", ["a", "a/b"], []),
    ("a?c", ["abc", "aäc", "abc/d"], ["ac", "a/c", "abbc"]),
    ("a[b].md", ["a[b].md"], ["ab.md"]),
    ("{path}.md", ["{path}.md"], ["a.md"]),
]


@pytest.mark.parametrize(("pattern", "inside", "outside"), GLOBS, ids=[case[0] for case in GLOBS])
def test_globs(pattern: str, inside: list[str], outside: list[str]) -> None:
    globs = Globs(("never/*", pattern))
    assert [path for path in inside if not globs.match(path)] == []
    assert [path for path in outside if globs.match(path)] == []


def test_globs__none() -> None:
    assert not Globs().match("a")
    assert not Globs().match("")


def test_globs__pathological_pattern_ends() -> None:
    assert not Globs(("**/" * 50 + "*x",)).match("a/" * 200 + "y")
    assert not Globs(("**" * 50 + "x",)).match("a" * 1000)


def test_collisions__case_and_unicode_form() -> None:
    paths = [
        "a/Straße.md",
        "a/STRASSE.md",
        "b.md",
        "\u00e9.md",
        "e\u0301.md",
        "E\u0301.md",
        "B.txt",
    ]
    assert collisions(paths) == [
        ("E\u0301.md", "e\u0301.md", "\u00e9.md"),
        ("a/STRASSE.md", "a/Straße.md"),
    ]


def test_collisions__one_path_twice_is_one_file() -> None:
    assert collisions(["a.md", "a.md", "b.md"]) == []


def test_parents() -> None:
    assert list(parents("a/b/c.md")) == ["a/b", "a"]
    assert list(parents("c.md")) == []


def test_path_fault__none() -> None:
    assert path_fault("a b/_c/ä.d/…md") is None


def test_placeholders__other_braces_are_the_texts_own() -> None:
    assert placeholders("{lang} {{ site.title }} {% x %} {}") == ["lang"]
    assert fill_placeholders("{lang}-{lang} { }", {"lang": "en"}.__getitem__) == "en-en { }"


ALTERNATIVES = {
    "docs/{path}.md": ["docs/{path}.md"],
    "docs/{path}.{md,mdx}": ["docs/{path}.md", "docs/{path}.mdx"],
    "{docs,notes}/{path}.md": ["docs/{path}.md", "notes/{path}.md"],
    "{a,b}/{path}.{md,mdx}": ["a/{path}.{md,mdx}", "b/{path}.{md,mdx}"],
}


@pytest.mark.parametrize("text", ALTERNATIVES)
def test_alternatives(text: str) -> None:
    assert alternatives(text) == ALTERNATIVES[text]
