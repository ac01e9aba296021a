"""Composing: identity, substitution, structure, and that no translation can break out."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import laws
from tests.support.documents import commonmark_examples, documents, newlines
from tests.support.hostile import HOSTILE, KINDS, WAYS, hold, place
from tests.support.laws import FRONT, LINES, body, pseudo_translated
from tests.support.line_cases import line_cases
from tests.support.oracle import reading
from tests.support.time_limit import bounded
from transync.checks.location import NOWHERE
from transync.checks.refusals import reason
from transync.core.build.compose import Composition, compose
from transync.core.document.split import split
from transync.domain.model import Segment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.line_cases import LineCase

TIMES = settings().max_examples / 100


def some(paths: list[Path], share: int) -> list[Path]:
    """Take one of `share` paths; all of them where more examples are asked for."""
    return paths[:: max(1, round(share / TIMES))]


def one(text: str, translations: dict[str, str]) -> Composition:
    """Compose a document with translations by their source texts."""
    keys = {(None, source): translation for source, translation in translations.items()}
    return compose(split(text, "x.md", FRONT), keys, FRONT, LINES)


# Law 2: identity.


def test_identity__corpora(corpora: Path) -> None:
    paths = sorted(corpora.rglob("*.md"))
    assert len(paths) > 1000
    for path in paths:
        laws.identity(split(path.read_bytes().decode("utf-8"), path.name, FRONT))


def test_identity__commonmark(corpora: Path) -> None:
    for example, newline, bom in product(commonmark_examples(corpora), newlines(), ["", "\ufeff"]):
        laws.identity(split(bom + example.replace("\n", newline)))


@given(documents(), st.sampled_from(newlines()), st.booleans())
def test_identity__generated(text: str, newline: str, bom: bool) -> None:
    laws.identity(split("\ufeff" * bom + text.replace("\n", newline)))


# Law 3: substitution.


@given(documents(), st.sampled_from(newlines()))
def test_substitution__generated(text: str, newline: str) -> None:
    laws.substitution(split(text.replace("\n", newline)))


def test_substitution__corpora(corpora: Path) -> None:
    for path in some(sorted(corpora.rglob("*.md")), 20):
        laws.substitution(split(path.read_bytes().decode("utf-8"), path.name, FRONT))


# Law 4: structure, on what nobody means ill with.


def test_structure__pseudo_translated_corpora(corpora: Path) -> None:
    for path in some(sorted(corpora.rglob("*.md")), 10):
        text = path.read_bytes().decode("utf-8")
        _, built = pseudo_translated(split(text, path.name, FRONT))
        assert not built.refusals, path
        assert reading(body(built.text)) == reading(body(text)), path


# `<a` is no tag to CommonMark, but it may be one to a browser.
OUR_OWN_REFUSALS = {91, 635}
# A target in angle brackets that a line wrap made invalid; the wrap is gone from the segment.
WRAPPED_TARGET = 493


def test_structure__pseudo_translated_commonmark(corpora: Path) -> None:
    """A refusal is right where the pseudo-translation would have changed what readers get."""
    refused = set()
    for number, example in enumerate(commonmark_examples(corpora), 1):
        document = split(example)
        translations, built = pseudo_translated(document)
        if built.refusals:
            refused.add(number)
            naive = "".join(
                translations[piece.key] if isinstance(piece, Segment) else piece.raw
                for piece in document.pieces
            )
            assert reading(naive) != reading(example) or number in OUR_OWN_REFUSALS, number
        elif number != WRAPPED_TARGET:
            assert reading(built.text) == reading(example), number
    assert len(refused) < 20


# Law 4: what is right is taken.

VALID = line_cases("core/build/valid.txt")
PLACES = {
    "paragraph": "{}\n\n[Ziel]: /ziel\n[zwei]: /zwei\n\n[^1]: Fußnote\n",
    "heading": "# {}\n",
    "cell": "| a |\n|---|\n| {} |\n",
    "item": "- {}\n- b\n",
    "raw HTML": "<p>{}</p>\n",
    "title of a box": '!!! note "{}"\n    Text\n',
    "front matter": "---\ntitle: {}\n---\n",
}


@pytest.mark.parametrize("case", VALID)
def test_what_is_right_is_taken(case: LineCase) -> None:
    source, translation = case.text.split(" ⇒ ")
    text = PLACES[case.heading].format(source.replace("\n", "  \n"))
    built = one(text, {source: translation})
    assert not built.refusals
    assert built.text != text
    assert reading(body(built.text)) == reading(body(text))


def test_what_is_right__is_plenty() -> None:
    assert len(VALID) >= 120
    assert {case.heading for case in VALID} == set(PLACES)


# Law 4: the breaks of the author are kept, as he marked them.


@given(
    st.lists(st.sampled_from(["Tee", "\\", "Tee\\", "Tee  ", "Tee   ", "**x**"]), min_size=1),
    st.sampled_from(["", "> ", "- "]),
    st.sampled_from(newlines()),
)
def test_breaks__are_kept(lines: list[str], mark: str, newline: str) -> None:
    indent = " " * len(mark) if mark == "- " else mark
    text = (mark + f"\n{indent}".join(lines) + "\n").replace("\n", newline)
    document = split(text)
    _, built = pseudo_translated(document)
    assert not built.refusals
    assert _breaks(built.text, newline) == _breaks(text, newline)


def _breaks(text: str, newline: str) -> list[str]:
    """Give the marks at the ends of lines that may be breaks; others are soft, and not kept."""
    lines = [line.lstrip("> -") for line in text.split(newline)]
    ends = [line[len(line.rstrip(" \\")) :] for line in lines]
    return [end for end in ends if len(end) > 1 or end == "\\"]


# Law 4: what is hostile does not break out.


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[case.title for case in KINDS])
def test_hostile_translations_do_not_break_out(kind: int) -> None:
    """Try every second hostile text in one of four ways; `make torture` tries all in all."""
    source = place(kind).segment.text
    every = max(2, round(2 / TIMES))
    for number, text in enumerate(HOSTILE):
        if (number + kind) % every == 1:
            hold(kind, WAYS[number // 2 % 4](source, text))


SHORT = [hostile for hostile in HOSTILE if len(hostile) < 60]
BITS = st.one_of(
    st.sampled_from(SHORT),
    st.sampled_from(["x", " ", "\n", "[", "](/x)", "`", "<b>", "</b>", "*", "|", "\\", "{{", "}}"]),
)


@given(documents(), st.sampled_from(newlines()), st.data())
def test_hostile_translations__in_any_document(
    text: str, newline: str, data: st.DataObject
) -> None:
    document = split(text.replace("\n", newline))
    drawn = {
        segment.key: data.draw(st.lists(BITS, min_size=1, max_size=4).map("".join))
        for segment in document.segments
    }
    translations = {
        key: data.draw(st.sampled_from(WAYS))(key[1], hostile) for key, hostile in drawn.items()
    }
    laws.structure(document, translations)


def test_hostile_translations__are_plenty() -> None:
    assert len(set(HOSTILE)) >= 700
    assert len(KINDS) >= 30


# Places.


@pytest.mark.parametrize(
    ("text", "translation", "built"),
    [
        ("> Ein\n> Satz.\n\nb\n", "a\nb", "> a  \n> b\n\nb\n"),
        ("- Ein Satz.\n- b\n", "a\nb", "- a  \n  b\n- b\n"),
        ("10. Ein Satz.\n", "a\nb", "10. a  \n    b\n"),
        ("- > 1) Ein Satz.\n", "a\nb", "- > 1) a  \n  >    b\n"),
        ("- [ ] Ein Satz.\n", "a\nb", "- [ ] a  \n      b\n"),
        ("Text[^1]\n\n[^1]: Ein Satz.\n", "a\nb", "Text[^1]\n\n[^1]: a b\n"),
        ("Ein Satz.\n===\n", "a\nb", "a b\n===\n"),
        ("> Ein Satz.\n> ---\n", "a\nb", "> a b\n> ---\n"),
        ("Ein\\\nSatz.\n", "a\nb\nc", "a\\\nb\\\nc\n"),
        ("Ein   \nSatz\\\nhier.\n", "a\nb\nc\nd", "a   \nb\\\nc\\\nd\n"),
        ("Ein\\\nSatz.\n", "a \\\nb", "a \\  \nb\n"),
        ("> Ein  \r\n> Satz.\r\n", "a\nb", "> a  \r\n> b\r\n"),
        ("Ein\\\rSatz.\r", "a\nb", "a\\\rb\r"),
        ("\ufeffEin Satz.", "a\nb", "\ufeffa  \nb"),
        ("Ein Satz.\n", "a\n\n- b\r\n", "a  \n\\- b\n"),
        ("# Ein Satz. # {#a}\n", "a\nb #", "# a b \\# # {#a}\n"),
        ("a|b\n-|-\nEin Satz.|c\n", "- a | b\\", "a|b\n-|-\n\\- a \\| b\\ |c\n"),
        ("<p>Ein\n  Satz.</p>\n", "a\nb", "<p>a b</p>\n"),
        ("a\n: Ein Satz.\n", "a\nb", "a\n: a  \n  b\n"),
        ("Ein Satz.\n: a\n", "a\nb", "a b\n: a\n"),
        ("Ein  \nSatz.\n===\n", "a\nb", "a  \nb\n===\n"),
    ],
)
def test_a_translation_takes_the_shape_of_its_place(
    text: str, translation: str, built: str
) -> None:
    document = split(text)
    (segment,) = (s for s in document.segments if "Satz" in s.text)
    composed = compose(document, {segment.key: translation}, (), LINES)
    assert composed == (built, ())


def test_each_refusal_is_told() -> None:
    text = "Ein [Satz](/a) mit `Code`[^1].\n\nNoch ein Satz.\n"
    wrong = {"Ein [Satz](/a) mit `Code`[^1].": "A [sentence](/b).", "Noch ein Satz.": "One more."}
    built = one(text, wrong)
    assert built.text == "Ein [Satz](/a) mit `Code`[^1].\n\nOne more.\n"
    assert [(refusal.code, reason(refusal, NOWHERE).message) for refusal in built.refusals] == [
        ("T301", "the link `/a` has become `/b`"),
        ("T303", "the code span `Code` is missing"),
        ("T306", "the footnote reference `[^1]` is missing"),
    ]


def test_a_hard_break_by_a_backslash_makes_no_target() -> None:
    """The parser takes a backslash and a line ending for part of a target."""
    built = one("Ein\\\nSatz.\n", {"Ein\nSatz.": "[a](java\nscript:x)"})
    assert [refusal.code for refusal in built.refusals] == ["T301"]


def test_a_context_keeps_messages_apart() -> None:
    document = split("<!-- transync: context: Knopf -->\n# Los\n\nLos\n")
    built = compose(document, {("Knopf", "Los"): "Go", (None, "Los"): "Off"})
    assert built.text == "<!-- transync: context: Knopf -->\n# Go\n\nOff\n"


def test_a_translation_has_a_limit() -> None:
    built = one("Ein Satz.\n", {"Ein Satz.": "a" * 100_001})
    assert [(r.code, reason(r, NOWHERE).message) for r in built.refusals] == [
        ("T309", "it has 100001 characters, 100000 at most")
    ]


def test_long_texts_without_words_do_not_stop_translations() -> None:
    picture = f"![](data:image/png;base64,{'A' * 200_000})"
    built = one(f"Ein Satz.\n\n{picture}\n", {"Ein Satz.": "A sentence."})
    assert built == (f"A sentence.\n\n{picture}\n", ())


# Time: a quadratic rule would take minutes for each of these.


@pytest.mark.slow
@pytest.mark.parametrize("bit", ["<!-- a", "<?", "[", "![", "[a](", "`` ` ", "_a*", "- a\n", "{{a"])
def test_time__long_translations(bit: str) -> None:
    with bounded(10):
        built = one("Ein Satz.\n", {"Ein Satz.": bit * (60_000 // len(bit))})
    assert built.text


@pytest.mark.slow
def test_time__wide_tables() -> None:
    columns = 5_000
    text = "".join(bit * columns + "|\n" for bit in ("|a", "|-", "|b"))
    with bounded():
        assert len(list(split(text).segments)) == 2 * columns


@pytest.mark.slow
def test_time__many_guilty_translations() -> None:
    sources = [f"Satz a{'a' * (number % 50)}{'b' * (number // 50)}" for number in range(1_000)]
    wrong = dict.fromkeys(sources[::2], "export default x")
    right = {source: f"{source} x" for source in sources[1::2]}
    with bounded(10):
        built = one("\n\n".join(sources), wrong | right)
    assert {refusal.segment.text for refusal in built.refusals} == set(wrong)
    assert built.text.count(" x") == len(right)
