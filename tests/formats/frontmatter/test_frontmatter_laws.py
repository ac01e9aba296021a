"""The laws of front matters: what is written is what every reader reads, and nothing else moves."""

from __future__ import annotations

import json
import math
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from transync.domain.errors import FrontMatterError
from transync.domain.model import Form, Segment
from transync.formats import frontmatter
from transync.formats.frontmatter import Span, yaml_plain
from transync.formats.frontmatter import json as json_module
from transync.formats.frontmatter import toml as toml_module
from transync.formats.frontmatter import yaml as yaml_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


EXAMPLES = settings.get_profile("transync").max_examples

YAML_STYLES = {
    "plain": "title: Ein Titel  # Titel",
    "plain, further lines": "title: Ein\n  Titel\n\n  mit Absatz",
    "plain, line below": "title:\n    Ein Titel",
    "plain, last": "title: Ein Titel",
    "plain item": "title:\n- Ein Titel # eins",
    "plain in a list of mappings": "title:\n  - a: b\n  - c\n  -   - Ein Titel",
    "plain in brackets": "title: [Ein Titel]",
    "plain in braces": "title: {title: Ein Titel}",
    "plain in brackets, lines": "title: [a,\nEin\n Titel,\n b]",
    "single": "title: 'Ein ''Titel'''  # x",
    "single, further lines": "title: 'Ein\n\n  Titel'",
    "single in brackets": "title: ['Ein Titel']",
    "double": 'title: "Ein \\"Titel\\""  # x',
    "double, further lines": 'title: "Ein \\\n  Titel"',
    "double in brackets": 'title: ["Ein Titel"]',
    "literal": "title: |\n  Ein\n    Titel",
    "literal, blank lines": "title: |  # x\n   Ein Titel\n\n   \n",
    "literal, comment": "title: |  # x\n   Ein Titel\n\n # Ende\n",
    "literal, blank line of text": "title: |\n  Ein Titel\n      \n\n",
    "literal, strip": "title: |-\n  Ein Titel\n\n",
    "literal, keep": "title: |+\n  Ein Titel\n\n# x",
    "literal, keep, none": "title: |+\n Ein Titel",
    "literal, indented": "title: |2\n    Ein Titel\n  a",
    "literal, indented, keep": "title: |+1\n  Ein Titel\n\n\n",
    "literal item": "title:\n- |\n Ein Titel\n- x",
    "folded": "title: >\n  Ein\n  Titel\n\n  mit Absatz",
    "folded, strip": "title: >-\n      Ein Titel\n\n",
    "folded, keep": "title: >+\n  Ein Titel\n\n\n",
    "folded, indented": "title: >2-\n    Ein\n  Titel",
}
TOML_STYLES = {
    "basic": 'title = "Ein \\"Titel\\"" # x',
    "literal": "title = 'Ein Titel'",
    "basic, lines": 'title = """\nEin \\\n  Titel\n"""',
    "basic, lines, same line": 'title = """Ein\nTitel""" # x',
    "literal, lines": "title = '''\nEin\nTitel'''",
    "literal, lines, same line": "title = '''Ein Titel'''",
    "item": "title = ['a', [\n'Ein Titel', ], # x\n]",
    "inline": 'title = {x = 1, title = "Ein Titel"}',
}
JSON_STYLES = {
    "on its line": '"title": "Ein \\"Titel\\""',
    "in ASCII": '"title": "Ein sch\\u00f6ner Titel \\ud83d\\ude42"',
    "compact": '"title":"Ein Titel"',
    "below its key": '"title" :\n    "Ein Titel"',
    "item": '"title": ["a", [\n"Ein Titel"], 1\n]',
    "nested": '"title": {"x": 1, "title": "Ein Titel"}',
}
PATHS = ("title", "title.title")

NASTY = [
    *("no", "No", "y", "Y", "n", "on", "off", "yes", "true", "False", "~", "null", "NULL", ""),
    *("12:30", "2024-01-01", "2024-01-01T10:00:00Z", "2024-1-1 1:00:00 +1", "1e3", "1E+3", "0x1F"),
    *("0o17", "017", "1_000", "1,000", "0b1", ".inf", "-.INF", ".nan", "+1", "-1.5", ".5", "5."),
    *("=", "<<", "a: b", "a:", ": a", "a #b", "#a", "@a", "`a", "%a", "&a", "*a", "!a", "|", ">"),
    *("- a", "-", "--- a", "---", "...", "... a", "? a", "?", "[a]", "{a}", "a, b", "a]", "'a'"),
    *('"a"', "'", '"', "\\", "a\\", '"""', "'''", "''''", '""""a""""', " a", "a ", "\ta", "a\t"),
    *(
        "a\n",
        "a\n\n",
        "\na",
        "a\n\nb",
        "a\n b",
        "a\n  \nb",
        "a \nb",
        "a\n \n",
        "\n",
        " \n a",
        "a\r",
    ),
    *("a\r\nb", "\x85", "a\x85b", "a\u2028b", "\ufeffa", "\ufffe", "\U0001ffff", "\x7f"),
    *(
        "\x1b",
        "\u00a0a\u00a0",
        "\u3000",
        "🙂",
        "a" * 2000,
        "+++",
        "a\n---\nb",
        "a\n+++\n",
        "${{ a }}",
    ),
]
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.text(" \n\t:#-?[]{},&*!|>'\"%@`\\=<.aB0", max_size=12),
    st.text("0123456789-+:.,_eExXobBTtZz ", max_size=12),
    st.lists(st.sampled_from(NASTY), max_size=4).map("".join),
).filter(lambda text: "\0" not in text)
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])

# The core schema, YAML 1.2.2 section 10.3.2.
CORE_SCHEMA = re.compile(
    r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
    r"|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|"
)
# The types of yaml.org/type for YAML 1.1: bool, float, int, merge, null, timestamp, value.
TYPES_OF_1_1 = re.compile(
    r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
    r"|[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
    r"|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+|<<|~|null|Null|NULL||="
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}"
    r":[0-9]{2}:[0-9]{2}(\.[0-9]*)?(([ \t]*)Z|[-+][0-9]{1,2}(:[0-9]{2})?)?"
)


FENCES = {Form.YAML: "---\n{}---\n", Form.TOML: "+++\n{}+++\n", Form.JSON: "{{\n{}}}\n"}
AROUND = {
    Form.YAML: "a: 1\n{}\nz: z\n",
    Form.TOML: "a = 1\n{}\nz = 'z'\n",
    Form.JSON: '"a": 1,\n{},\n  "z": "z"\n',
}


def document(form: Form, data: str, newline: str) -> str:
    """Put a value between two others, and all between fences."""
    return f"{FENCES[form].format(AROUND[form].format(data))}Text\n".replace("\n", newline)


def data_of(text: str, loader: str = "CSafeLoader") -> dict[object, object]:
    """Read a front matter with the readers of others."""
    span = frontmatter.find(text)
    assert span is not None
    data = text[span.data_start : span.data_end]
    if span.form is Form.JSON:
        found = json.loads(data if data.lstrip().startswith("{") else f"{{{data}}}")
        assert isinstance(found, dict)
        return found
    if span.form is Form.TOML:
        return tomllib.loads(data.replace("\r\n", "\n").replace("\r", "\n"))
    return yaml.load(data, Loader=getattr(yaml, loader, yaml.SafeLoader)) or {}


def strings(data: object) -> Iterator[str]:
    """List the strings in the values of some data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from strings(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from strings(item)


def substituted(text: str, translation: str, newline: str) -> str:
    """Put a translation into the place of the only segment that is a title."""
    pieces, end = frontmatter.cut(text, "a.md", PATHS)
    built = [
        frontmatter.render(piece, translation, newline)
        if isinstance(piece, Segment) and "Titel" in piece.text
        else piece.raw
        for piece in pieces
    ]
    return "".join(built) + text[end:]


def check_substitution(text: str, translation: str, newline: str) -> None:
    """Check that the translation, and nothing else, is read from what was built."""
    pieces, end = frontmatter.cut(text, "a.md", PATHS)
    (segment,) = (p for p in pieces if isinstance(p, Segment) and "Titel" in p.text)
    built = substituted(text, translation, newline)
    before, after = list(strings(data_of(text))), list(strings(data_of(built)))
    before[before.index(segment.text)] = translation
    assert after == before
    assert list(strings(data_of(built, "SafeLoader"))) == before
    again, again_end = frontmatter.cut(built, "a.md", PATHS)
    assert built[again_end:] == text[end:]
    if len(again) == len(pieces):
        for old, new in zip(pieces, again, strict=True):
            if old is segment:
                assert isinstance(new, Segment)
                assert new.text == translation
            else:
                assert new.raw == old.raw
    else:
        assert not re.search(r"[^\W\d_]", translation) or "title: " in built
    assert substituted(text, segment.text, newline) == text


@settings(max_examples=EXAMPLES * 10)
@given(st.sampled_from([*YAML_STYLES]), TEXTS, NEWLINES)
def test_render__yaml(style: str, translation: str, newline: str) -> None:
    check_substitution(document(Form.YAML, YAML_STYLES[style], newline), translation, newline)


CALM = [
    *((Form.YAML, data) for data in YAML_STYLES.values()),
    *((Form.JSON, data) for data in JSON_STYLES.values()),
]


@settings(max_examples=EXAMPLES * 10)
@given(st.sampled_from(CALM), TEXTS, st.booleans(), NEWLINES)
def test_is_provably_safe__is_found_again(
    style: tuple[Form, str], text: str, rendered: bool, newline: str
) -> None:
    """What is safe needs no cut: it would be found, and all around it."""
    whole = document(*style, newline)
    pieces, end = frontmatter.cut(whole, "a.md", PATHS)
    (number,) = (n for n, piece in enumerate(pieces) if "Titel" in getattr(piece, "text", ""))
    segment = pieces[number]
    assert isinstance(segment, Segment)
    raw = frontmatter.render(segment, text, newline) if rendered else text
    said = text if rendered else raw.strip("'\"")
    around = pieces[number - 1].raw, pieces[number + 1].raw
    if not frontmatter.is_provably_safe(segment, said, raw, *around):
        return
    built = "".join(piece.raw for piece in pieces[:number]) + raw
    built += "".join(piece.raw for piece in pieces[number + 1 :]) + whole[end:]
    before = list(strings(data_of(whole)))
    before[before.index(segment.text)] = said
    assert list(strings(data_of(built))) == list(strings(data_of(built, "SafeLoader"))) == before
    again, again_end = frontmatter.cut(built, "a.md", PATHS)
    assert built[again_end:] == whole[end:]
    if re.search(r"[^\W\d_]", said):
        meant = segment._replace(raw=raw, text=said)
        assert again == (*pieces[:number], meant, *pieces[number + 1 :])


@pytest.mark.parametrize(
    ("style", "text", "is_safe"),
    [
        ("plain, last", "A title: (new) #1", False),
        ("plain, last", "A title #1", False),
        ("plain, last", "A title-#1:x (new)!", True),
        ("plain, last", "1", False),
        ("plain, last", "no", False),
        ("plain, last", "One, two", False),
        ("plain, last", "A\u00a0title", False),
        ("plain", "A title", False),
        ("plain, further lines", "A title", False),
        ("plain, line below", "A title", False),
        ("plain item", "A title", False),
        ("plain in brackets", "A title", False),
        ("literal", "A title", False),
    ],
)
def test_is_provably_safe(style: str, text: str, is_safe: bool) -> None:
    whole = document(Form.YAML, YAML_STYLES[style], "\n")
    ahead, segment, behind = frontmatter.cut(whole, "a.md", PATHS)[0]
    assert isinstance(segment, Segment)
    assert frontmatter.is_provably_safe(segment, text, text, ahead.raw, behind.raw) == is_safe


@pytest.mark.parametrize("quote", ["'", '"'])
def test_is_provably_safe__quoted(quote: str) -> None:
    whole = document(Form.YAML, f"title: {quote}Ein Titel{quote}", "\r\n")
    ahead, segment, behind = frontmatter.cut(whole, "a.md", PATHS)[0]
    assert isinstance(segment, Segment)

    def is_safe(raw: str, text: str = "A: title, [new] #1") -> bool:
        return frontmatter.is_provably_safe(segment, text, raw, ahead.raw, behind.raw)

    assert is_safe(f"{quote}A: title, [new] #1{quote}")
    assert not is_safe(f"{quote}A: title{quote}")
    assert not is_safe(f"{quote}a\\b{quote}", "a\\b") or quote == "'"
    assert not is_safe("A title", "A title")


@settings(max_examples=EXAMPLES * 5)
@given(st.sampled_from([*TOML_STYLES]), TEXTS, NEWLINES)
def test_render__toml(style: str, translation: str, newline: str) -> None:
    check_substitution(document(Form.TOML, TOML_STYLES[style], newline), translation, newline)


@settings(max_examples=EXAMPLES * 5)
@given(st.sampled_from([*JSON_STYLES]), TEXTS, NEWLINES)
def test_render__json(style: str, translation: str, newline: str) -> None:
    check_substitution(document(Form.JSON, JSON_STYLES[style], newline), translation, newline)


STYLES = [
    *((Form.YAML, data) for data in YAML_STYLES.values()),
    *((Form.TOML, data) for data in TOML_STYLES.values()),
    *((Form.JSON, data) for data in JSON_STYLES.values()),
]


@pytest.mark.parametrize(("form", "data"), STYLES)
def test_render__nasty(form: Form, data: str) -> None:
    for translation in NASTY:
        check_substitution(document(form, data, "\n"), translation, "\n")


LANGUAGES = {Form.YAML: "yaml", Form.TOML: "toml", Form.JSON: "json"}


@pytest.mark.parametrize(("form", "data"), STYLES)
def test_render__between_fences_that_name_the_language(form: Form, data: str) -> None:
    """As gray-matter has them: what is in it cannot close the fence, which keeps its language."""
    bare = document(form, data, "\n")
    span = frontmatter.find(bare)
    assert span is not None
    said = bare[span.data_start : span.data_end].rstrip("\n")
    text = f"---{LANGUAGES[form]}\n{said}\n---\nText\n"
    for translation in NASTY:
        check_substitution(text, translation, "\n")


@settings(max_examples=EXAMPLES * 10)
@given(
    st.sampled_from(["  ", ""]),
    st.one_of(st.sampled_from(NASTY), st.from_regex(TYPES_OF_1_1, fullmatch=True), TEXTS),
)
def test_render__other_readers(prefix: str, translation: str) -> None:
    """What is not quoted is a string in YAML 1.1 and in YAML 1.2."""
    segment = Segment("Titel", "Titel", Form.YAML, "front matter, title", 2, 8, prefix)
    raw = frontmatter.render(segment, translation, "\n")
    if raw[0] != '"':
        assert raw == translation
        assert not CORE_SCHEMA.fullmatch(raw)
        assert not TYPES_OF_1_1.fullmatch(raw)


SETTINGS = st.dictionaries(
    st.one_of(st.sampled_from(["a", "b", "lang", "title", "z", "zz", "no", "a b"]), st.text("ab:")),
    st.recursive(
        st.one_of(TEXTS, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats()),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=4,
    ),
    max_size=4,
)
DOCUMENTS = [
    *(document(Form.YAML, data, "\n") for data in YAML_STYLES.values()),
    *(document(Form.TOML, data, "\n") for data in TOML_STYLES.values()),
    *(document(Form.JSON, data, "\n") for data in JSON_STYLES.values()),
    *(case.given for case in cases("formats/frontmatter/segments.md") if "\n{ " not in case.given),
    *(case.given.partition("\n")[2] for case in cases("formats/frontmatter/put.md")[:-5]),
]


def same(one: object, other: object) -> bool:
    """Tell whether two data are the same, in type too."""
    return repr(one) == repr(other)


def is_finite(value: object) -> bool:
    """Tell whether JSON has the number, or all numbers of a list."""
    if isinstance(value, list):
        return all(map(is_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


@settings(max_examples=EXAMPLES * 6)
@given(st.sampled_from(DOCUMENTS), SETTINGS, NEWLINES)
def test_put__law(text: str, keys: Mapping[str, frontmatter.Setting], newline: str) -> None:
    text = text.replace("\n", newline)
    there = frontmatter.values(text)
    tables = {key for key in keys if isinstance(getattr(there.get(key), "value", None), dict)}
    span = frontmatter.find(text)
    if span and span.form is Form.TOML:
        keys = {key: value for key, value in keys.items() if key not in tables | {"gallery"}}
    if span and span.form is Form.JSON:
        keys = {key: value for key, value in keys.items() if is_finite(value)}
    put = frontmatter.put(text, keys)
    assert frontmatter.put(put, keys) == put
    after = {**(data_of(text) or {}), **keys} if span else {}
    if span:
        read = data_of(put) or {}
        assert {str(k): repr(v) for k, v in read.items()} == {
            str(k): repr(v) for k, v in after.items()
        }
        assert put.endswith(text[span.end :])
    new = set(keys) - set(there)
    kept = {key: value for key, value in keys.items() if key in new}
    assert frontmatter.drop(frontmatter.put(text, kept), new) == text


@settings(max_examples=EXAMPLES * 3)
@given(st.sampled_from(DOCUMENTS), SETTINGS, SETTINGS, NEWLINES)
def test_put__at_once_is_one_after_the_other(
    text: str,
    first: Mapping[str, frontmatter.Setting],
    then: Mapping[str, frontmatter.Setting],
    newline: str,
) -> None:
    """As stamps are put: keys of their own, which the text has not.

    Where there is no key yet, the place of a comment does not tell which it belongs to.
    """
    text = text.replace("\n", newline)
    there = frontmatter.values(text)
    tables = {key for key, field in there.items() if isinstance(field.value, dict)} | {"gallery"}
    if (span := frontmatter.find(text)) and span.form is Form.JSON:
        first, then = ({k: v for k, v in each.items() if is_finite(v)} for each in (first, then))
    first = {key: value for key, value in first.items() if key not in tables}
    then = {key: value for key, value in then.items() if key not in {*there, *first, *tables}}
    at_once, before = frontmatter.put(text, {**first, **then}), frontmatter.put(text, first)
    assert frontmatter.drop(at_once, then.keys()) == before
    if there:
        assert at_once == frontmatter.put(before, then)


def mutations(texts: list[str]) -> st.SearchStrategy[str]:
    """Make real front matters that somebody has damaged, or not."""
    pieces = st.sampled_from(
        [
            *"\n\r\t :#-?[]{},&*!|>'\"%@`\\=.+0aä\u2028\ufeff\x00🙂",
            *("\n---\n", "\n...\n", ": ", " #", "- ", "\n  ", "<<: ", "a: b\n", "'''", '"""'),
            *("\n[a]\n", "a = 1\n", "\r\n", "!!x ", "&a "),
        ]
    )
    edit = st.tuples(st.integers(0, 400), st.integers(0, 3), st.one_of(st.just(""), pieces))

    def damaged(text: str, edits: list[tuple[int, int, str]]) -> str:
        for place, length, piece in edits:
            at = place % (len(text) + 1)
            text = text[:at] + piece + text[at + length :]
        return text

    return st.builds(damaged, st.sampled_from(texts), st.lists(edit, max_size=3))


FRAGMENTS = st.lists(
    st.sampled_from([*"ab:#-?[]{},&*!|>'\"%@\\ \n\t=.01", ": ", "- ", "\n  ", "\n"])
)
ANY = st.one_of(
    mutations(DOCUMENTS),
    st.builds("---\n{}\n---\n".format, st.one_of(st.text(), FRAGMENTS.map("".join))),
    st.builds("---\na: {}\n---\n".format, st.one_of(st.text(), FRAGMENTS.map("".join))),
    st.builds("+++\na = {}\n+++\n".format, st.one_of(st.text(), FRAGMENTS.map("".join))),
    st.builds('{{\n"a": {}\n}}\n'.format, st.one_of(st.text(), FRAGMENTS.map("".join))),
    st.builds(";;;\n{}\n;;;\n".format, st.one_of(st.text(), FRAGMENTS.map("".join))),
    st.text(),
)


@settings(max_examples=EXAMPLES * 10)
@given(ANY)
@example("---\na: \ud800\n---\n")
@example("+++\na = '\ud800'\n+++\n")
@example("---\na: !<\n---\n")
def test_cut__any_text(text: str) -> None:
    """Whatever the text: pieces that are the text, or an error with a place; and as others read."""
    try:
        pieces, end = frontmatter.cut(text, "a.md", PATHS)
    except FrontMatterError as error:
        assert error.path == "a.md"
        assert error.line >= 1
        assert error.column >= 1
        return
    assert "".join(piece.raw for piece in pieces) == text[:end]
    span = frontmatter.find(text)
    if span is None:
        return
    read = {key: field.value for key, field in frontmatter.values(text).items()}
    data = text[span.data_start : span.data_end]
    if span.form is not Form.YAML:
        other = data_of(text)
        assert list(read) == list(other)
        module = toml_module if span.form is Form.TOML else json_module
        leaves = module.read(text, span, "").leaves
        assert sorted(leaf.text for leaf in leaves) == sorted(strings(other))
    else:
        other = yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)) or {}
        assert {key: words(value) for key, value in read.items()} == other
    put = {"zz": 1}
    try:
        assert frontmatter.drop(frontmatter.put(text, put), put) == text or "zz" in read
    except FrontMatterError as error:
        assert "on its own line" in error.message


def words(value: object) -> object:
    """Give a value as a reader without types gives it, if it is one of few kinds."""
    if isinstance(value, dict):
        return {key: words(item) for key, item in value.items()}
    if isinstance(value, list):
        return [words(item) for item in value]
    return value if isinstance(value, str) else Word(value)


class Word:
    """Equal to every way in which a value that is no string is written."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, str)
        if self.value is None:
            return other in ("", "~", "null", "Null", "NULL")
        if isinstance(self.value, bool):
            return other.lower() == str(self.value).lower()
        return float(other) == self.value

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_read__slow_parser_alike(text: str) -> None:
    span: Span | None = frontmatter.find(text)
    if span and span.form is Form.YAML and "Wie?," not in text:  # which it cannot read
        fast = yaml_module.read(text, span, "")
        assert yaml_module.read(text, span, "", yaml.SafeLoader) == fast


@settings(max_examples=EXAMPLES * 3)
@given(ANY)
def test_read__slow_parser_any_text(text: str) -> None:
    try:
        span = frontmatter.find(text)
        if span and span.form is Form.YAML:
            yaml_module.read(text, span, "a.md", yaml.SafeLoader)
    except FrontMatterError as error:
        assert error.line


VALUES = st.sampled_from(
    [
        *(
            "Titel",
            "ein Wert",
            "It's",
            "a: b",
            "a:b",
            "a #b",
            "a#b",
            "12",
            "-3",
            "1.5",
            "true",
            "no",
        ),
        *("null", "~", "2026-01-02", "2026-01-02 10:00:00", '"a b"', '"a\\tb"', "'a'", "'a''b'"),
        *("[a, b]", "[a, 'b c', 12]", "[]", "[a, ]", "[a: b]", "{a: b}", "|", "> a", "*a", "&a b"),
        *("ä ö", "a\u00a0b", "🙂", "a\tb", "- a", "a, b", "a]", "[a b, c]", '["a, b"]', "= a", ""),
    ]
)
KEYS = st.sampled_from(["title", "tags", "date", "a b", "a-b", "null", "<<", '"q"', "k", "1", "_a"])
ENDS = st.sampled_from(["\n", "\n", "\n", " \n", "\r\n", "\r", "\n\n", "\n# c\n", " # c\n"])
PLAIN = st.lists(
    st.one_of(
        st.tuples(KEYS, st.sampled_from([": ", ":", ":  ", " : "]), VALUES, ENDS),
        st.tuples(KEYS, st.just(":"), ENDS),
        st.tuples(st.sampled_from(["- ", "  - ", "-  ", " -", "    - ", "\t- "]), VALUES, ENDS),
        st.tuples(st.sampled_from(["  ", "..", "# c", "  # c", "a"]), ENDS),
    ).map("".join),
    max_size=6,
).map("".join)


@settings(max_examples=EXAMPLES * 10)
@given(PLAIN)
def test_read__plain_is_what_the_library_reads(data: str) -> None:
    text = f"---\n{data}---\n"
    span = Span(Form.YAML, 0, 4, 4 + len(data), len(text))
    plain = yaml_plain.read(text, span)
    assert plain in (None, yaml_module.read(text, span, "") if plain else None)


def test_read__plain_are_most(corpora: Path) -> None:
    plain = []
    for path in sorted(corpora.rglob("*.md")):
        text = path.read_bytes().decode("utf-8")
        span = frontmatter.find(text)
        if span and span.form is Form.YAML:
            found = yaml_plain.read(text, span)
            assert found in (None, yaml_module.read(text, span, "") if found else None)
            plain.append(found is not None)
    assert sum(plain) > 0.9 * len(plain) > 300


def test_cut__real_documents(corpora: Path) -> None:
    found = 0
    for path in sorted(corpora.rglob("*.md")):
        text = path.read_bytes().decode("utf-8")
        pieces, end = frontmatter.cut(text, path.name, ["title", "session", "course"])
        assert "".join(piece.raw for piece in pieces) == text[:end]
        stamps = {"source_digest": "1e10", "translated": True, "zz": ["a", "no"]}
        new = set(stamps) - set(frontmatter.values(text))
        put = frontmatter.put(text, {key: stamps[key] for key in sorted(new)})
        assert frontmatter.drop(put, new) == text
        assert bool(end) == (put != text)
        found += bool(end)
    assert found > 300
