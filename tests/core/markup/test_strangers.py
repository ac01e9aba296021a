"""Strangers: what other renderers and browsers find in a translation, and its source has not."""

from __future__ import annotations

import pytest

from tests.support.time_limit import bounded
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.core.markup.strangers import hosts, strange
from transync.domain.model import Form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See evil.com.", {"evil.com"}),
        ("(Evil.COM/x)", {"evil.com"}),
        ("_evil.com_", {"evil.com"}),
        ("evil&#46;com", {"evil.com"}),
        ("evil\\.com", {"evil.com"}),
        ("请看evil.com。", {"请看evil.com"}),
        ("//evil.example/x", {"//evil.example"}),
        ("/\\/localhost", {"//localhost"}),
        ("https://evil.example", set()),  # has a scheme, and is compared with the other links
        ("e.g. z.B. 3.14 a.b.c Ende.Danach file.txt", set()),
        ("`evil.com` and [a](/evil.com)", set()),
        ("a // b", set()),
    ],
)
def test_hosts(text: str, found: set[str]) -> None:
    assert hosts(text) == found


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("Mit ASP.NET.", "With ASP.NET, or asp.net.", []),
        ("Mit [x](https://a.com).", "With \\* [a.com](https://a.com).", []),
        ("Eins.", "One.\x01", [("T505", "\x01")]),
        ("Eins.\x01", "One.\x01", []),
        ("Eins.", "One\ud800.", [("T505", "\ud800")]),
        ("Eins.", "[One](\x01javascript:x)", [("T505", "\x01"), ("T501", "](\x01javascript:")]),
        ("Eins.", "[One](a b)", [("T301", "](")]),
        ("Eins.", "One](a b", [("T301", "](")]),
        ("Eins.", "\\[One]\\(a b) and `[x](y)`", []),
        ("[Eins](/a)", "[One](/a)", []),
        ("Eins.", "*javascript&#58;x*", [("T501", "*javascript&#58;x*")]),
        ("Daten.", "Data: and more", []),
    ],
)
def test_strange(source: str, text: str, found: list[tuple[str, str]]) -> None:
    assert strange(source, text, Form.TEXT, {}) == found


def test_a_label_is_no_target() -> None:
    """A link by its label stood for one that CommonMark does not see."""
    references = {"PREISE": "/x"}
    found = strange("[Preise]", "[Preise] [x](java\tscript:y)", Form.TEXT, references)
    assert found == [("T301", "](")]


def test_a_label_may_become_its_target() -> None:
    references = {"A": "https://a.com/x"}
    assert strange("Ein [x][a].", "A [x](https://a.com/x).", Form.TEXT, references) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\\<dialog>", "T501"),
        ("\\<details>", "T501"),
        ("\\<b hidden>", "T501"),
        ("\\<b onclick=x>", "T501"),
        ("\\<b>", "T304"),
        ("login&commat;evil.example", "T301"),
        ("https&#58;//evil.example", "T301"),
        ("http:\\//evil.example", "T301"),
        ("www\\.evil.example", "T301"),
        ("[x](\\\njavascript:x)", "T501"),
    ],
)
def test_refused_in_every_spelling(text: str, code: str) -> None:
    document = split("Ein Satz.\n")
    (segment,) = document.segments
    for translation in (text, f"A {text} here", f"*{text}*"):
        built = compose(document, {segment.key: translation})
        assert code in [refusal.code for refusal in built.refusals], translation
        assert built.text == document.text


@pytest.mark.slow
@pytest.mark.parametrize("bit", ["a", "a.", "a_", "a.a-", "//a", "](", "[x](", "`.com", "&#46;"])
def test_strange__takes_linear_time(bit: str) -> None:
    with bounded():
        strange("x", bit * (60_000 // len(bit)) + ".c", Form.TEXT, {})
