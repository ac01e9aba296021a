"""Who has a text: what the index says of catalogs and documents."""

from __future__ import annotations

import pytest

from transync.domain.model import Document, Form, Segment
from transync.engine import Store
from transync.formats import po
from transync.project import text_hashes
from transync.project.message_index import MessageIndex, Present, missing, provided, terms

TEXTS = ("Eins.", "Zwei.", 'Drei, mit "Anführung".', "🦄")
ONE, TWO = (text_hashes.normalized((None, text)) for text in TEXTS[:2])
CASES = {
    "translated": ('msgid "Eins."\nmsgstr "One."\n', {ONE}),
    "waits": ('msgid "Eins."\nmsgstr ""\n', {f"{ONE}?", "waiting"}),
    "suggested": ('#, fuzzy\nmsgid "Eins."\nmsgstr "One."\n', {"spare"}),
    "obsolete": ('#~ msgid "Eins."\n#~ msgstr "One."\n', {ONE, "spare"}),
    "obsolete, never translated": ('#~ msgid "Eins."\n#~ msgstr ""\n', set()),
    "of no document": ('msgid "Zwei."\nmsgstr "Two."\n', {TWO, "spare"}),
    "plural": (
        'msgid "Eins."\nmsgid_plural "Viele."\nmsgstr[0] "One."\nmsgstr[1] "Many."\n',
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_terms__say_what_a_catalog_is_to_others(name: str) -> None:
    text, wanted = CASES[name]
    catalog = po.parse(text, "a.po")
    assert {*terms(catalog, {(None, "Eins.")}).split()} == wanted
    assert {*terms(catalog, {(None, "Eins.")}, is_orphaned=True).split()} == {*wanted, "orphaned"}
    assert {*provided(catalog)} == wanted & {ONE, TWO}


def test_terms__of_texts_that_are_rendered_alike_are_the_same() -> None:
    plain, typographic = (text_hashes.normalized((None, text)) for text in ('"a" - b', "„a“ – b"))
    assert plain == typographic
    assert missing(plain) != plain
    other = text_hashes.normalized(("menu", '"a" - b'))
    assert other != plain


def segment(text: str) -> Segment:
    return Segment(text, text, Form.TEXT, "paragraph", 1, 1)


def test_present__is_every_text_of_every_document() -> None:
    other = Document("b.md", tuple(segment(f"Satz {n}.") for n in range(200)), "\n", {})
    own = Document("a.md", tuple(map(segment, TEXTS)), "\n", {})
    known = MessageIndex(Store(None), is_kept=False)
    known.documents[other.path] = text_hashes.of(other)
    present = Present([own], known.documents)
    for text in (*TEXTS, *(f"Satz {n}." for n in range(200))):
        assert (None, text) in present
        assert (None, f"{text}!") not in present
