"""What is read from front matters, what is written into them, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support.cases import Case, cases, names
from transync.domain.errors import FrontMatterError
from transync.domain.model import Form, Segment
from transync.formats import frontmatter
from transync.formats.frontmatter import Field

TRANSLATE = ("title", "description", "tags", "seo.description", "gallery.caption", "faq.question")
SEGMENTS = cases("formats/frontmatter/segments.md")
NONE = cases("formats/frontmatter/none.md")
REFUSED = cases("formats/frontmatter/refused.md")
RENDER = cases("formats/frontmatter/render.md")
PUT = cases("formats/frontmatter/put.md")
ALSO = [("", "\n"), ("\ufeff", "\r\n"), ("", "\r")]


def told(segment: Segment, bom: str) -> str:
    """Tell a segment as the fixture does."""
    path = segment.description.removeprefix("front matter, ")
    column = segment.column - (len(bom) if segment.line == 1 else 0)
    return f"{segment.line}:{column} {path} | " + segment.text.replace("\n", "⏎") + "\n"


def settings(case: Case) -> tuple[dict[str, frontmatter.Setting], str]:
    """Take the line of JSON from the head of a case."""
    head, _, document = case.given.partition("\n")
    return json.loads(head), document


@pytest.mark.parametrize(("bom", "newline"), ALSO)
@pytest.mark.parametrize("case", SEGMENTS, ids=names(SEGMENTS))
def test_cut(case: Case, bom: str, newline: str) -> None:
    text = bom + case.given.replace("\n", newline)
    pieces, end = frontmatter.cut(text, "a.md", TRANSLATE)
    assert "".join(piece.raw for piece in pieces) == text[:end]
    segments = [piece for piece in pieces if isinstance(piece, Segment)]
    assert "".join(told(each, bom) for each in segments) == case.expected
    assert frontmatter.find(text) is not None


@pytest.mark.parametrize("case", NONE, ids=names(NONE))
def test_cut__no_front_matter(case: Case) -> None:
    assert frontmatter.find(case.given) is None
    assert frontmatter.cut(case.given, "a.md", TRANSLATE) == ((), 0)
    assert frontmatter.values(case.given) == {}
    assert frontmatter.put(case.given, {"lang": "en"}) == case.given
    assert frontmatter.drop(case.given, ["title"]) == case.given


@pytest.mark.parametrize(("bom", "newline"), ALSO)
@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_cut__refused(case: Case, bom: str, newline: str) -> None:
    text = bom + case.given.replace("\n", newline)
    place, _, words = case.expected.rstrip("\n").partition(" ")
    if place.startswith("1:"):
        place = f"1:{int(place[2:]) + len(bom)}"
    with pytest.raises(FrontMatterError) as caught:
        frontmatter.cut(text, "a.md", ())
    assert str(caught.value).startswith(f"a.md:{place}: ")
    assert words in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("head", ["---\na: ", "+++\na = "])
def test_cut__nested_too_deeply(head: str) -> None:
    for depth in (51, 5000):
        with pytest.raises(FrontMatterError, match="more than 50 deep") as caught:
            frontmatter.cut(head + "[" * depth + "]" * depth + f"\n{head[:3]}\n", "a.md", ())
        assert caught.value.line == 2
    frontmatter.cut(head + "[" * 49 + "]" * 49 + f"\n{head[:3]}\n", "a.md", ())
    keys = ".".join(["a"] * 51)
    with pytest.raises(FrontMatterError, match="more than 50 deep"):
        frontmatter.cut(f"+++\n{keys} = 1\n+++\n", "a.md", ())


def test_cut__number_too_long() -> None:
    digits = "1" * 5000
    with pytest.raises(FrontMatterError, match="a number is too long"):
        frontmatter.cut(f"+++\na = {digits}\n+++\n", "a.md", ())
    text = f"---\na: {digits}\n---\n"
    assert frontmatter.values(text)["a"].value == digits


@pytest.mark.parametrize("case", RENDER, ids=names(RENDER))
def test_render(case: Case) -> None:
    head, _, text = case.given.partition("\n")
    pieces, end = frontmatter.cut(text, "a.md", ["title"])
    built = [
        frontmatter.render(piece, json.loads(head), "\n")
        if isinstance(piece, Segment)
        else piece.raw
        for piece in pieces
    ]
    assert "".join(built) + text[end:] == case.expected


@pytest.mark.parametrize("raw", ["Titel", '"Titel"', "'Titel'", "|\n  Titel"])
def test_render__no_character(raw: str) -> None:
    segment = Segment(raw, "Titel", Form.YAML, "front matter, title", 2, 8, "  ")
    for character in "\0\ud800":
        with pytest.raises(FrontMatterError, match=f"U\\+{ord(character):04X}"):
            frontmatter.render(segment, f"a{character}", "\n")


@pytest.mark.parametrize(("bom", "newline"), ALSO)
@pytest.mark.parametrize("case", PUT, ids=names(PUT))
def test_put(case: Case, bom: str, newline: str) -> None:
    keys, text = settings(case)
    text = bom + text.replace("\n", newline)
    expected = bom + case.expected.replace("\n", newline)
    assert frontmatter.put(text, keys) == expected
    assert frontmatter.put(expected, keys) == expected
    if frontmatter.find(text):
        read = {key: field.value for key, field in frontmatter.values(expected).items()}
        assert {key: read[key] for key in keys} == keys


@pytest.mark.parametrize(
    "text",
    ["---\n{a: b}\n---\n", "---\n{\n  a: b\n}\n---\n"],
)
def test_put__keys_without_lines_of_their_own(text: str) -> None:
    assert frontmatter.put(text, {"a": "b"}) == text
    assert frontmatter.drop(text, ["c"]) == text
    with pytest.raises(FrontMatterError, match="on its own line") as caught:
        frontmatter.put(text, {"c": "d"}, "a.md")
    assert caught.value.place == "a.md:2:1"
    with pytest.raises(FrontMatterError, match="on its own line"):
        frontmatter.drop(text, ["a"], "a.md")


def test_put__where_line_endings_are_mixed() -> None:
    """Fuzzing found it: a CR that is put before an LF is one line ending with it."""
    text = "---\ra:\n\n---\n"
    put = frontmatter.put(text, {"b": 1})
    assert put == "---\ra:\nb: 1\n\n---\n"
    assert frontmatter.drop(put, ["b"]) == text


def test_put__table() -> None:
    for table in ("[lang]\nx = 1", "lang.x = 1"):
        with pytest.raises(FrontMatterError, match="rename the table") as caught:
            frontmatter.put(f"+++\na = 1\n{table}\n+++\n", {"lang": "en"}, "a.md")
        assert caught.value.place == "a.md:3:1"


def test_put__no_number_of_json() -> None:
    for value in (float("inf"), [float("nan")]):
        with pytest.raises(FrontMatterError, match="JSON has no number"):
            frontmatter.put('{"a": 1}', {"b": value})


@pytest.mark.slow
def test_cut__many_members_of_json() -> None:
    """Every character is looked at once, however many braces there are."""
    members = ", ".join(f'"k{number}": {{"title": "Titel"}}' for number in range(20_000))
    pieces, end = frontmatter.cut(f"{{{members}}}\nText\n", "a.md", ["k1.title"])
    assert len(pieces) == 3
    assert end == len(members) + 3
    for depth in (51, 5000):
        with pytest.raises(FrontMatterError, match="more than 50 deep"):
            frontmatter.cut('{"a":' * depth + "1" + "}" * depth, "a.md", ())


def test_drop() -> None:
    text = "---\n# a\na: |+\n  x\n\nb:\n- c\n# d\nd: e # f\n---\na: b\n"
    assert frontmatter.drop(text, ["a"]) == "---\n# a\nb:\n- c\n# d\nd: e # f\n---\na: b\n"
    assert frontmatter.drop(text, ["b"]) == "---\n# a\na: |+\n  x\n\n# d\nd: e # f\n---\na: b\n"
    assert frontmatter.drop(text, {"d", "x"}) == "---\n# a\na: |+\n  x\n\nb:\n- c\n# d\n---\na: b\n"
    text = '+++\na = 1\nb.c = """\n"""\n[d]\na = 1 # a\n[d.b]\nc = 1\n+++\n'
    assert frontmatter.drop(text, ["b"]) == "+++\na = 1\n[d]\na = 1 # a\n[d.b]\nc = 1\n+++\n"
    assert frontmatter.drop(text, {"d", "a"}) == '+++\nb.c = """\n"""\n+++\n'


def test_drop__json() -> None:
    text = '{ "a": 1, "b": {"a": 1} ,\n "c": 3 }\n'
    assert frontmatter.drop(text, ["a"]) == '{ "b": {"a": 1} ,\n "c": 3 }\n'
    assert frontmatter.drop(text, ["b"]) == '{ "a": 1 ,\n "c": 3 }\n'
    assert frontmatter.drop(text, ["c", "b"]) == '{ "a": 1 }\n'
    assert frontmatter.drop(text, ["a", "c"]) == '{ "b": {"a": 1} }\n'
    assert frontmatter.drop(text, ["a", "b", "c"]) == "{ }\n"
    assert frontmatter.drop(';;;\n"a": 1\n;;;\n', ["a"]) == ";;;\n;;;\n"


def test_values() -> None:
    text = (
        "\ufeff---\r\nlang: no\r\n'on': True\r\n\r\n# c\r\n  \r\nn: [1, -2.5, 010, 1e3, ~, x]\r\n"
        "m:\r\n  k: {a: 'true'}\r\nd: 2024-01-01\r\ne:\r\n---\r\n"
    )
    assert frontmatter.values(text) == {
        "lang": Field("no", 2, 1),
        "on": Field(True, 3, 1),
        "n": Field([1, -2.5, "010", "1e3", None, "x"], 7, 1),
        "m": Field({"k": {"a": "true"}}, 8, 1),
        "d": Field("2024-01-01", 10, 1),
        "e": Field(None, 11, 1),
    }
    text = "+++\na.b = 1\nc = [2024-01-01, 07:30:00, {d = true}]\n[e]\na = 1.5\n[[f]]\n[[f]]\n+++"
    assert frontmatter.values(text) == {
        "a": Field({"b": 1}, 2, 1),
        "c": Field(["2024-01-01", "07:30:00", {"d": True}], 3, 1),
        "e": Field({"a": 1.5}, 4, 1),
        "f": Field([{}, {}], 6, 1),
    }
    digits = "1" * 400
    text = f'{{"a": [1, -2.5e1, null, true], "b\\n": {{"c": "x"}},\n "d": {digits}}}'
    assert frontmatter.values(text) == {
        "a": Field([1, -25.0, None, True], 1, 2),
        "b\n": Field({"c": "x"}, 1, 32),
        "d": Field(digits, 2, 2),
    }


def test_frontmatter__loads_its_parsers_late() -> None:
    code = (
        "import sys; from transync.formats import frontmatter as f; f.cut('Text', '', ());"
        "print(sorted({'yaml', 'tomllib'} & set(sys.modules)), end=' ');"
        "f.cut('---\\n---\\n', '', ()); print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"
