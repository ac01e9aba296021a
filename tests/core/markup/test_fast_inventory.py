"""Links and code without the parser: what is found, the parser finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.line_cases import line_cases
from tests.support.pseudo import pseudo
from tests.support.time_limit import bounded
from transync.core.document import template_syntax
from transync.core.document.split import split
from transync.core.markup.fast_inventory import Spans, are_none, spans
from transync.core.markup.inventory import inventory, parsed
from transync.dialects import COMMONMARK
from transync.domain.model import Form

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Spans([], [], [], [], [], [])
REFERENCES = {"^B": "/b", "ZIEL": "/ziel", "`A`": "/code", "A B": "/ab", "LEER": ""}
HOSTILE = [case.text for case in line_cases("core/build/hostile.txt")]


@pytest.mark.parametrize(
    ("text", "links", "codes"),
    [
        ("Wort", [], []),
        ("[a](/x) und `b`", ["/x"], ["b"]),
        ("[`a`](/x) [b](/y)", ["/x", "/y"], ["a"]),
        ("[a][ziel], [Ziel] und [nichts]", ["/ziel", "/ziel"], []),
        ("[`a`] [A\nb]", ["/code", "/ab"], ["a"]),
        ("[**a**](https://example.com/b?c=d#e)", ["https://example.com/b?c=d#e"], []),
        ("`` a ` b `` `c", [], ["a ` b"]),
        ("`<b>` und `{{ a }}`", [], ["<b>", "{{ a }}"]),
        ("`\\` b", [], ["\\"]),
        ("[@a[b]](/x), [c [d] e](/y)", ["/x", "/y"], []),
        (
            "[https://a.de](/x) von [@a](https://www.b.c/?d&e=f)",
            ["/x", "https://www.b.c/?d&e=f"],
            [],
        ),
    ],
)
def test_spans(text: str, links: list[str], codes: list[str]) -> None:
    assert spans(text, REFERENCES, COMMONMARK) == Spans(links, [], codes, [], [], [])


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Wort, *noch eins*: (warum?) #1 |- „so“ wo www ^ ~", True),
        *((f"a {mark} b", False) for mark in (*"`[]<>\\&@{}%$\0", "a://b", "www.b", "WwW.b")),
    ],
)
def test_are_none(text: str, none: bool) -> None:
    assert are_none(text) == none


def test_spans__images_and_tags() -> None:
    text = '![a](/x) <b>[c](/d)</b> ![e][ziel] <!-- f --> <img src="g" alt="h"/> <i id="`">'
    tags = ["<b>", "</b>", "<!-- f -->", '<img src="g" alt/>']
    assert spans(text.removesuffix(' <i id="`">'), REFERENCES, COMMONMARK) == Spans(
        ["/d"], ["/x", "/ziel"], [], tags, [], []
    )
    assert spans(text, REFERENCES, COMMONMARK) is None


def test_spans__footnotes_and_signs() -> None:
    text = "a < b &vert; c <= d[^1] und `e`[^zwei]<!-- f -->"
    assert spans(text, REFERENCES, COMMONMARK) == Spans(
        [], [], ["e"], ["<!-- f -->"], ["[^1]", "[^zwei]"], []
    )
    assert spans("[a](/x)[^1]", REFERENCES, COMMONMARK) == Spans(["/x"], [], [], [], ["[^1]"], [])


def test_spans__tokens_and_backslashes() -> None:
    text = "{{ a }} von C:\\Daten, {% if b %}[c](/d){% endif %}"
    assert spans(text, REFERENCES, COMMONMARK) == Spans(
        ["/d"], [], [], [], [], ["{{ a }}", "{% if b %}", "{% endif %}"]
    )


def test_spans__addresses() -> None:
    text = "_https://a.de/b?c=d&e=f_, (www.g.de), <https://h.de/i_j>: k@l.de."
    bare = ["bare https://a.de/b?c=d&e=f", "bare www.g.de", "bare k@l.de"]
    found = Spans(["https://h.de/i_j", *bare], [], [], [], [], [])
    assert spans(text, REFERENCES, COMMONMARK) == found


@pytest.mark.parametrize(
    "text",
    [
        *("[a][^1]", "[^b]", "[^1](/x)", "[^1][ziel]", "![^1]"),
        *(
            "<b",
            "</b c>",
            "<b:c>",
            "<!--->",
            "<!-- a -- b -->",
            "<b title='`'> `b`",
            "a <",
            "[a]( < b>)",
        ),
        *(
            "`a` {{ b }}",
            "a\\`b`",
            "![a](/b)[^1]",
            "&commat;",
            "[&amp;]",
            "ein_a@b.de",
            "https://a.de/*b* c",
            "<mailto:a@b.de>",
            "<1@b.de>",
            "www.a.de/&lt;",
            "![www.a.de](/x)",
            "![a](/b)c@d.de",
            "[https://a.de] b",
            "https://a.de[^1]",
            "<https://a.de[^1]>",
            "https://a.de?b&lt;c",
        ),
        *(
            "[a](<b>)",
            "a]",
            "[a](b",
            "[a](b c)",
            "[[a](b)]",
            "[b [ziel]](/x)",
            "[a [b]]",
            "[a [b]][ziel]",
            "[a][b]",
            "[leer]",
            "![a]",
            "![a][b]",
        ),
        *("[a `](/x)` b", "[a](/`x) `b", "![[a]](/x)", '<b c="{{ d }}">', "<b\nc>"),
    ],
)
def test_spans__for_the_parser(text: str) -> None:
    assert spans(text, REFERENCES, COMMONMARK) is None


def assert_same(text: str, references: dict[str, str], form: Form = Form.TEXT) -> bool:
    if are_none(text):
        assert spans(text, references, COMMONMARK) == NOTHING
    if spans(text, references, COMMONMARK) is None or template_syntax.marker(text, COMMONMARK):
        return False
    assert inventory(text, form, references, COMMONMARK) == parsed(
        text, form, references, COMMONMARK
    )
    return True


BITS = st.sampled_from(
    [
        *(
            "a",
            " ",
            "[",
            "]",
            "](/x)",
            "[a](/b)",
            "[ziel]",
            "[a][ziel]",
            "[leer]",
            "[a b]",
            "[`a`]",
        ),
        *(
            "`",
            "``",
            "`a`",
            "*",
            "_",
            "**",
            "~~",
            "(",
            ")",
            "\n",
            "!",
            ":",
            "/",
            "//",
            "^",
            "|",
            "-",
        ),
        *("'", '"', "a b", "ß", "$", "\u00a0", "#", ".", "://", "www.", "\\", "<", "&", "[A\nB]"),
        *(
            "[x][]",
            "[a[b]](/x)",
            "[a[ziel]]",
            "@",
            "&amp;",
            "![a](/i)",
            "![",
            ">",
            "=",
            "/>",
            "{",
            "%",
        ),
        *("https://a.de", "<https://b.de>", "<http://", "www.c.de/", "d@e.de", "_", "&d;"),
        *("{{ a }}", "{% b %}", "{", "}", "{#c}", "$$", "%>", "\\a", "\\ ", "<b title='c'>"),
        *("[^1]", "[^b]", "&vert;", "&lt;", "<=", "< ", "&colon;", "<1"),
        *("<b>", "</b>", "<br>", "<a>", '<a id="c">', '<img alt="d"/>', '<a href="e" title="f">'),
        *(
            "<!-- g -->",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<B>",
            "</",
            "<?",
            "<!",
            '<b c="`">',
        ),
    ]
)


@given(st.lists(BITS, max_size=12).map("".join), st.sampled_from([Form.TEXT, Form.LINE, Form.CELL]))
def test_spans__are_what_the_parser_finds(text: str, form: Form) -> None:
    assert_same(text.strip(), REFERENCES, form)


@given(st.lists(BITS, max_size=8).map("".join))
@example("-->")  # nothing else told that a translation closed a comment above it
def test_inventory__of_html_is_what_the_parser_finds(text: str) -> None:
    assert inventory(text, Form.HTML, REFERENCES, COMMONMARK) == parsed(
        text, Form.HTML, REFERENCES, COMMONMARK
    )


@pytest.mark.slow
@pytest.mark.parametrize("bit", ["[a", "[a](b", "`", "`` ` ", "[a][b", "]", "a://", "[a] "])
def test_spans__take_linear_time(bit: str) -> None:
    with bounded():
        spans(bit * 20_000, REFERENCES, COMMONMARK)


@pytest.mark.slow
def test_spans__of_hostile_texts() -> None:
    for text in HOSTILE:
        for each in (text, f"a [b](/c) {text}", f"`a` {text} [ziel]", f"[{text}](/x)"):
            assert_same(each.strip(), REFERENCES)


def test_spans__of_the_corpora(corpora: Path) -> None:
    """Most texts there are need no parser."""
    found = []
    for path in sorted(corpora.rglob("*.md")):
        document = split(path.read_bytes().decode("utf-8"), path.name)
        references = dict(document.references)
        segments = [each for each in document.segments if each.form is not Form.HTML]
        found += [assert_same(each.text, references, each.form) for each in segments]
        found += [assert_same(pseudo(each.text, references), references) for each in segments]
    assert sum(found) > 0.8 * len(found)
    assert len(found) > 50_000
