"""Data files: which keys are meant, and that nothing else of the file is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.dialects import COMMONMARK, data_dialect
from transync.domain.errors import DocumentError
from transync.formats.frontmatter.data import pattern

MATCHED = {
    "title": (["title"], ["a.title", "titles"]),
    "*.other": (["more.other"], ["other", "a.b.other"]),
    "nav.**": (["nav.title", "nav.children.title"], ["nav", "navigation.title"]),
    "**.title": (["a.title", "a.b.title"], ["title", "a.titles"]),
    "a.*.b": (["a.x.b"], ["a.x.y.b", "axb"]),
}


@pytest.mark.parametrize("key", MATCHED)
def test_pattern(key: str) -> None:
    inside, outside = MATCHED[key]
    found = pattern(["never", key])
    assert [path for path in inside if not found.fullmatch(path)] == []
    assert [path for path in outside if found.fullmatch(path)] == []


def test_pattern__no_keys() -> None:
    assert not pattern([]).fullmatch("")


FILES = {
    "yml": """\
# Navigation
---
- title: Home  # first
  icon: !!python/name:material.home
- &about {title: 'About: us', url: /a/}
- <<: *about
  title: |
    Two
    lines
- title: >-
    Folded
    text
""",
    "yaml": "\ufefftitle: Tea\r\nother:\r\n  - Pot\r\n  - Cup\r\n",
    "toml": '# T\n[more]\ntitle = \'Read on\' # x\n[[list]]\ntitle = "A \\"b\\""\n',
    "json": '[\n {"title": "Tea", "x": 1.50},\n {"title": "A \\u00e9 b"}\n]',
}
NAMED = {
    "yml": """\
nav:
  - Start: index.md
  - "Going on":
    - &first Water: water.md
    - 'The pot': {What for: pot.md}
    - tea.md
""",
    "toml": 'nav = [\n  { Start = "a.md" },\n  { "Going on" = [{ \'The pot\' = "b.md" }] },\n]\n'
    '[nav2]\nNext.Last = "c.md"\n',
    "json": '{"nav": [{"Start": "a.md"}, {"Going on" : [{"The pot": "b.md", "Tea": "c.md"}]}]}',
}
"""Files whose texts are the names of keys."""
NAMES = {
    "yml": ["Start", "Going on", "The pot", "What for"],
    "toml": ["Start", "Going on", "The pot"],
    "json": ["Start", "Going on", "The pot", "Tea"],
}
KEYS = ["title", "**.title", "other", "nav.**@key"]
TEXTS = st.text(
    st.sampled_from("aé:#'\"-{}[]&*!|>%@`\\ ,?=~<_1.") | st.characters(codec="utf-8"), max_size=12
)


@pytest.mark.parametrize("ending", FILES)
def test_split__its_pieces_are_the_file(ending: str) -> None:
    dialect = data_dialect(COMMONMARK, ending)
    document = split(FILES[ending], f"x.{ending}", KEYS, dialect)
    assert document.text == FILES[ending]
    assert len([*document.segments]) >= 2


@pytest.mark.parametrize("ending", NAMED)
def test_split__names_of_keys(ending: str) -> None:
    dialect = data_dialect(COMMONMARK, ending)
    document = split(NAMED[ending], f"x.{ending}", KEYS, dialect)
    assert document.text == NAMED[ending]
    assert [each.text for each in document.segments] == NAMES[ending]
    assert {each.description for each in document.segments} == {"data, key in nav"}


NAMED_ANEW = {
    "yml": """\
nav:
  - "On: 1": index.md
  - "Going on":
    - &first Water: water.md
    - 'Der "Topf"': {"no": pot.md}
    - tea.md
""",
    "toml": 'nav = [\n  { "On: 1" = "a.md" },\n'
    '  { "Going on" = [{ \'Der "Topf"\' = "b.md" }] },\n]\n'
    '[nav2]\nNext.Last = "c.md"\n',
    "json": '{"nav": [{"On: 1": "a.md"}, '
    '{"Going on" : [{"Der \\"Topf\\"": "b.md", "no": "c.md"}]}]}',
}


@pytest.mark.parametrize("ending", NAMED)
def test_compose__names_in_their_notation(ending: str) -> None:
    dialect = data_dialect(COMMONMARK, ending)
    document = split(NAMED[ending], f"x.{ending}", KEYS, dialect)
    wanted = {"Start": "On: 1", "The pot": 'Der "Topf"', "What for": "no", "Tea": "no"}
    done = compose(
        document, {(None, key): text for key, text in wanted.items()}, KEYS, dialect=dialect
    )
    assert (done.text, done.refusals) == (NAMED_ANEW[ending], ())


def test_compose__two_keys_of_one_name() -> None:
    dialect = data_dialect(COMMONMARK, "json")
    document = split('{"nav": {"A b": "1", "C d": "2"}}', "x.json", KEYS, dialect)
    done = compose(document, {(None, "A b"): "x", (None, "C d"): "x"}, KEYS, dialect=dialect)
    assert done.text == '{"nav": {"x": "1", "C d": "2"}}'
    assert [refusal.segment.text for refusal in done.refusals] == ["C d"]


ALL = [*FILES.items(), *NAMED.items()]


@given(st.sampled_from(ALL), st.lists(TEXTS, min_size=4, max_size=4))
def test_compose__any_translation_is_read_back_or_refused(
    file: tuple[str, str], texts: list[str]
) -> None:
    ending, source = file
    dialect = data_dialect(COMMONMARK, ending)
    document = split(source, f"x.{ending}", KEYS, dialect)
    segments = [*document.segments]
    wanted = {each.key: text for each, text in zip(segments, texts, strict=False)}
    done = compose(document, wanted, KEYS, dialect=dialect)
    refused = {refusal.segment.key for refusal in done.refusals}
    found = [*split(done.text, f"x.{ending}", KEYS, dialect, wordless=True).segments]
    meant = [
        wanted[each.key]
        if wanted.get(each.key, "").strip() and each.key not in refused
        else each.text
        for each in segments
    ]
    read = [each.text for each in found]
    assert [text for text in meant if any(map(str.isalpha, text)) and text not in read] == []


MALFORMED = {
    "yml": ["a: *x\nb: [", "a: 1\n---\nb: 2\n", "a: b: c\n"],
    "toml": ['a = "', "[a\n"],
    "json": ["{", '{"a": 1} 2', ""],
}


@pytest.mark.parametrize("ending", MALFORMED)
def test_split__malformed(ending: str) -> None:
    for text in MALFORMED[ending]:
        with pytest.raises(DocumentError) as caught:
            split(text, f"x.{ending}", KEYS, data_dialect(COMMONMARK, ending))
        assert caught.value.path == f"x.{ending}"
        assert caught.value.line
        assert "front matter" not in caught.value.message
