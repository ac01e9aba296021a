"""What the catalogs of a language know together, and what of it comes first."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.core.merge.memory import memory
from transync.core.merge.similarity import FEW
from transync.domain.model import Catalog, Entry, Message


def catalog(*messages: Message) -> Catalog:
    return Catalog("en.po", tuple(Entry(message, "raw") for message in messages))


def test_same__used_before_unused__catalogs_in_their_order() -> None:
    """One whose text no document has any more is as good as obsolete: it will be, in a moment."""
    obsolete = Message("Katze", "puss", obsolete=True)
    unused = Message("Katze", "pussycat")
    first, other = (Message("Katze", text, documents=("a.md",)) for text in ("cat", "tom"))
    known = memory(map(catalog, (obsolete, unused, first, other)), [])
    assert known.exact[None, "Katze"] == [first, other, obsolete, unused]
    assert memory([catalog(obsolete)], []).same((None, "Katze"), ["heading"]) == obsolete


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
    assert [key for key in known.exact if known.same(key)] == [("Menü", "Katze")]
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


def test_similar__of_one_text_the_current_and_the_first() -> None:
    text = "Die Katze schläft fest."
    doubted = Message(text, "eins", fuzzy=True, context="a")
    gone = Message(text, "zwei", obsolete=True, context="c")
    live = Message(text, "drei", context="b")
    late = Message(text, "vier", context="a")
    assert memory([catalog(doubted, gone, live)], []).similar(text) == (100.0, live)
    assert memory([catalog(doubted, gone), catalog(late)], []).similar(text) == (100.0, gone)
    assert memory([catalog(doubted)], []).similar(text) == (100.0, doubted)


def test_similar__for_the_text_that_a_translation_was_made_for() -> None:
    """A suggestion is not taken for a translation of the text that it is suggested for."""
    made = "Die Katze schläft."
    suggested = Message(
        "Die schwarze Katze schläft fest.", "The cat sleeps.", fuzzy=True, previous=made
    )
    assert [*memory([catalog(suggested)], []).suggestions] == [made]
    assert [*memory([catalog(suggested)], [], is_own=True).suggestions] == [made, suggested.id]


def test_similar__of_texts_that_are_as_near_the_same_whichever_catalog_is_first() -> None:
    texts = [Message(f"Ein Absatz der Seite {number}.", f"page {number}") for number in "1234"]
    for order in (texts, texts[::-1]):
        found = memory(map(catalog, order), []).similar("Ein Absatz der Seite 7.")
        assert found
        assert found[1] == texts[0]


TEXTS = st.sampled_from(
    (
        *("Die Katze schläft fest.", "Die Katze schläft tief.", "Der Hund wacht.", "Katze", "Tür"),
        *('Er sagte "Ja" - und ging.', "Er sagte „Ja“ – und ging.", "[Tür](a)", "[Tür](b)"),
    )
)
CONTEXTS = st.sampled_from((None, "Menü"))
MESSAGES = st.builds(
    Message,
    TEXTS,
    st.sampled_from(("", "eins", "[zwei](a)", "„drei“")),
    context=CONTEXTS,
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
    documents=st.sampled_from(((), ("a.md",))),
)


@pytest.mark.parametrize("more", [0, FEW])
@given(
    st.lists(st.lists(MESSAGES, max_size=4), max_size=3),
    st.lists(st.tuples(CONTEXTS, TEXTS), max_size=4),
)
def test_part__answers_as_the_whole_does(
    more: int, catalogs: list[list[Message]], keys: list[tuple[str | None, str]]
) -> None:
    """Another machine is sent no more than the part."""
    others = [Message(f"Die Katze schläft, Seite {n}.", "x", obsolete=True) for n in range(more)]
    known = memory((catalog(*those) for those in [*catalogs, others]), keys[:2])
    part = pickle.loads(pickle.dumps(known.part_for(keys)))
    for key in keys:
        for about in ((), ("heading, level 2",)):
            assert part.same(key, about) == known.same(key, about)
            assert part.cosmetic(key, about) == known.cosmetic(key, about)
        assert key in known.exact or part.similar(key[1]) == known.similar(key[1])


def test_part__is_of_its_texts_alone() -> None:
    gone = [Message(f"Absatz über {n * n} Dinge.", f"{n}", obsolete=True) for n in range(9 * FEW)]
    part = memory([catalog(*gone)], []).part_for([(None, "Absatz über 16 Dingen")])
    assert part.similar("Absatz über 16 Dingen")
    assert not part.exact
    assert 0 < len(part.suggestions) <= FEW


def test_nothing_known() -> None:
    known = memory([], [])
    assert known.same((None, "Katze")) is None
    assert known.cosmetic((None, "Katze")) is None
    assert known.similar("Katze") is None
