"""Who has a text: what the index says of catalogs and documents."""

from __future__ import annotations

import pytest

from transync.domain.model import Document, Form, Message, Segment
from transync.engine import Store
from transync.formats import po
from transync.project import text_hashes
from transync.project.message_index import (
    DocumentTexts,
    MessageIndex,
    abandoned,
    missing,
    provided,
    terms,
)

TEXTS = ("Eins.", "Zwei.", 'Drei, mit "Anführung".', "🦄")
ONE, TWO = (text_hashes.normalized((None, text)) for text in TEXTS[:2])
CASES = {
    "translated": ('msgid "Eins."\nmsgstr "One."\n', {ONE}),
    "waits": ('msgid "Eins."\nmsgstr ""\n', {f"{ONE}?", "waiting"}),
    "suggested": ('#, fuzzy\nmsgid "Eins."\nmsgstr "One."\n', {"spare"}),
    "obsolete": ('#~ msgid "Eins."\n#~ msgstr "One."\n', {ONE, "spare"}),
    "obsolete, never translated": ('#~ msgid "Eins."\n#~ msgstr ""\n', set()),
    "of no document": ('msgid "Zwei."\nmsgstr "Two."\n', {TWO}),
    "plural": (
        'msgid "Eins."\nmsgid_plural "Viele."\nmsgstr[0] "One."\nmsgstr[1] "Many."\n',
        set(),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_terms__say_what_a_catalog_is_to_others(name: str) -> None:
    text, wanted = CASES[name]
    catalog = po.parse(text, "a.po")
    assert {*terms(catalog).split()} == wanted
    assert {*terms(catalog, is_orphaned=True).split()} == {*wanted, "orphaned"}
    assert {*provided(catalog)} == wanted & {ONE, TWO}
    lost = [text_hashes.exact((None, "Zwei."))] if name == "of no document" else []
    assert [*abandoned(catalog, {(None, "Eins.")})] == lost


def test_terms__of_texts_that_are_rendered_alike_are_the_same() -> None:
    plain, typographic = (text_hashes.normalized((None, text)) for text in ('"a" - b', "„a“ – b"))
    assert plain == typographic
    assert missing(plain) != plain
    other = text_hashes.normalized(("menu", '"a" - b'))
    assert other != plain


def segment(text: str) -> Segment:
    return Segment(text, text, Form.TEXT, "paragraph", 1, 1)


def test_document_texts__are_those_of_every_document() -> None:
    other = Document("b.md", tuple(segment(f"Satz {n}.") for n in range(200)), "\n", {})
    own = Document("a.md", tuple(map(segment, TEXTS)), "\n", {})
    known = MessageIndex(Store(None), is_kept=False)
    known.documents[other.path] = text_hashes.of(other)
    texts = DocumentTexts({own.path: text_hashes.of(own)}, {"b.md"}.__contains__, known.documents)
    for text in (*TEXTS, *(f"Satz {n}." for n in range(200))):
        assert (None, text) in texts
        assert (None, f"{text}!") not in texts


def test_users__are_the_documents_that_still_have_a_text() -> None:
    """One that was not read is as it was when its catalog was made."""
    own = Document("a.md", tuple(map(segment, TEXTS)), "\n", {})
    texts = DocumentTexts({own.path: text_hashes.of(own)}, {"b.md"}.__contains__)
    message = Message("Eins.", "One.", documents=("a.md", "b.md", "gone.md"))
    assert texts.users(message) == ("a.md", "b.md")
    assert texts.users(message._replace(id="Drei.")) == ("b.md",)
    assert texts.users(message._replace(fuzzy=True)) == ()
