"""What the catalogs of a language know together, and what of it comes first."""

from __future__ import annotations

from transync.memory import memory
from transync.model import Catalog, Entry, Message


def catalog(*messages: Message) -> Catalog:
    return Catalog("en.po", tuple(Entry(message, "raw") for message in messages))


def test_same__live_before_obsolete__catalogs_in_their_order() -> None:
    gone = Message("Katze", "puss", obsolete=True)
    first = Message("Katze", "cat")
    known = memory([catalog(gone), catalog(first), catalog(Message("Katze", "tom"))], [])
    assert known.same((None, "Katze")) == first
    assert memory([catalog(gone)], []).same((None, "Katze")) == gone


def test_same__only_what_is_current_and_of_the_same_context() -> None:
    known = memory(
        [
            catalog(
                Message("", "Content-Type: text/plain; charset=UTF-8\n"),
                Message("Katze", "cat", fuzzy=True),
                Message("Katze", "cat", context="Menü"),
                Message("Hund"),
                Message("Maus", plural="Mäuse", plurals=("mouse", "mice")),
            )
        ],
        [],
    )
    assert [key for key in known.known if known.same(key)] == [("Menü", "Katze")]
    assert known.same((None, "Katze")) is None


def test_cosmetic__tries_every_message_that_is_alike() -> None:
    unclear = Message("[Katze](a)", "cat")
    clear = Message("[Katze](a)", "[cat](a)", comments=("so sagt man",))
    known = memory([catalog(unclear), catalog(clear)], [])
    assert known.cosmetic((None, "[Katze](b)")) == clear._replace(translation="[cat](b)")
    assert known.cosmetic(("Menü", "[Katze](b)")) is None
    assert known.cosmetic((None, "[Hund](b)")) is None
    assert memory([catalog(unclear)], []).cosmetic((None, "[Katze](b)")) is None


def test_similar__texts_without_a_segment() -> None:
    here = Message("Die Katze schläft fest.", "The cat sleeps well.")
    gone = Message("Die Katze schläft sehr tief.", "The cat sleeps soundly.")
    known = memory([catalog(here, gone)], [here.key])
    found = known.similar("Die Katze schläft tief.")
    assert found
    assert found[1] == gone
    assert known.similar("Der Hund wacht.") is None


def test_similar__fuzzy_ones_wherever_they_are() -> None:
    doubted = Message("Die Katze schläft fest.", "The cat?", fuzzy=True)
    known = memory([catalog(doubted)], [doubted.key])
    assert known.similar(doubted.id) == (100.0, doubted)


def test_similar__of_one_text_the_current_the_live_and_the_first() -> None:
    text = "Die Katze schläft fest."
    doubted = Message(text, "eins", fuzzy=True, context="a")
    gone = Message(text, "zwei", obsolete=True, context="b")
    live = Message(text, "drei", context="c")
    late = Message(text, "vier", context="d")
    assert memory([catalog(doubted, gone, live, late)], []).similar(text) == (100.0, live)
    assert memory([catalog(doubted, gone)], []).similar(text) == (100.0, gone)


def test_nothing_known() -> None:
    known = memory([], [])
    assert known.same((None, "Katze")) is None
    assert known.cosmetic((None, "Katze")) is None
    assert known.similar("Katze") is None
