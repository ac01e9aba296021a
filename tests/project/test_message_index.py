"""The index of texts: what is packed tells the same as what is open, and is kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from transync.domain.model import Document, Form, Segment
from transync.project import index_rows, message_index, text_hashes
from transync.project.index_rows import Row, Rows
from transync.project.message_index import Index, Present, homeless, offering, wanting

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = ("Eins.", "Zwei.", "Drei.", "Vier.", 'Fünf, mit "Anführung".', "🦄")
MARKS = [text_hashes.alike((None, text)) for text in TEXTS]

some = st.lists(st.sampled_from(MARKS), max_size=4, unique=True)
a_row = st.builds(
    lambda offers, wants, *flags: Row("".join(offers), "".join(wants), *flags),
    *(some, some, st.booleans(), st.booleans()),
)
paths = st.sampled_from(
    ["a.po", "b.po", "x/a.po", "x/b.po", "x/y/a.po", 'ü/"q".po', "ü/wants.po", "z/\udcff.po"]
)
every = st.dictionaries(paths, a_row)


def filled(known: Mapping[str, Row]) -> Rows:
    found = Rows()
    for path, row in known.items():
        found[path] = row
    return found


def packed(known: Mapping[str, Row]) -> Rows:
    return index_rows.read(index_rows.written({"en": filled(known)})).get("en", Rows())


@given(every)
def test_rows__are_what_was_kept(known: Mapping[str, Row]) -> None:
    found = packed(known)
    assert bool(found) == bool(known)
    assert dict(found.some(lambda _: True)) == known
    assert dict(packed(dict(packed(known).some(lambda _: True))).some(lambda _: True)) == known


@given(every, st.sets(st.sampled_from(MARKS)), st.booleans())
def test_index__packed_and_open_alike(
    known: Mapping[str, Row], lacking: set[str], is_new: bool
) -> None:
    found = sorted(offering(packed(known), lacking, is_new=is_new))
    assert found == sorted(
        path
        for path, row in known.items()
        if (is_new and row.is_spare) or any(mark in row.offers for mark in lacking)
    )
    assert sorted(wanting(packed(known), lacking)) == sorted(
        path for path, row in known.items() if any(mark in row.wants for mark in lacking)
    )
    assert sorted(homeless(packed(known))) == sorted(
        path for path, row in known.items() if row.is_homeless
    )
    assert packed(known).wants == filled(known).wants == any(row.wants for row in known.values())


@given(every, paths, a_row)
def test_rows__one_is_changed(known: Mapping[str, Row], path: str, row: Row) -> None:
    found = packed(known)
    found[path] = row
    again = index_rows.read(index_rows.written({"en": found}))["en"]
    assert dict(again.some(lambda _: True)) == {**known, path: row}


def test_rows__few_folders_are_opened() -> None:
    found = packed({f"{number}/a.po": Row(MARKS[number % 2]) for number in range(40)})
    some = found.some(lambda folder: MARKS[0].encode() in folder.rows)
    assert sorted(path for path, _ in some) == sorted(
        f"{number}/a.po" for number in range(0, 40, 2)
    )


def segment(text: str) -> Segment:
    return Segment(text, text, Form.TEXT, "paragraph", 1, 1)


def test_present__is_every_text_of_every_document() -> None:
    """Of few texts each is looked for; of more, all are taken apart at once."""
    other = Document("b.md", tuple(segment(f"Satz {n}.") for n in range(200)), "\n", {})
    own = Document("a.md", tuple(map(segment, TEXTS)), "\n", {})
    known = Index()
    known.note([(other.path, text_hashes.of(other))])
    present = Present([own], message_index.read(known.written()).documents)
    there = [(None, text) for text in (*TEXTS, *(f"Satz {n}." for n in range(200)))]
    gone = [(None, f"Wort {n}.") for n in range(200)]
    for key, other_key in zip(there, gone, strict=False):
        assert key in present
        assert other_key not in present
