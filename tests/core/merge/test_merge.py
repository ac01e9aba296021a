"""Merging: every way to a translation, and that none is ever lost on any way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from tests.support.histories import History, made, messages, segment
from transync.core.markup.carry import carried_over
from transync.core.markup.likeness import reading
from transync.core.merge.memory import Memory, memory
from transync.core.merge.merge import OUTCOMES, merge, template
from transync.domain.model import Catalog, Entry, Message
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.domain.model import Key, Segment

    Step = tuple[Any, ...]
    Day = tuple[list[Step], list[Step], frozenset[str]]

MERGES = cases("core/merge/merge.md")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NOTHING = Memory({}, {})

_LINE = re.compile(
    r"(?P<path>[^ :]+)(?: \((?P<context>[^)]+)\))?(?: \[(?P<about>[^]]+)\])?: (?P<text>.*)"
)


def given_in(case: Case) -> tuple[list[tuple[str, Segment]], Catalog, Memory, frozenset[str]]:
    """Read what there is in a case: segments, catalog, memory, unread documents."""
    lines, *texts = re.split(r"^~~~\n", case.given, flags=re.MULTILINE)
    catalogs = [catalog(text) for text in texts]
    segments, unread, keys, kept = [], [], [], set()
    for line in lines.splitlines():
        found = _LINE.fullmatch(line)
        assert found
        path, context, about, text = found.groups()
        about, *notes = (about or "paragraph").split("; ")
        one = segment(text.replace("⏎", "\n"), context, about, tuple(notes))
        if path == "unread":
            unread.append(text)
        elif path != "elsewhere":
            segments.append((path, one))
        else:
            kept.add(one.key)
        keys.append(one.key)
    others = [without_documents(each, kept) for each in catalogs[1:]]
    language = memory([*others, catalogs[0]], keys)
    return segments, catalogs[0], language, frozenset(unread)


def without_documents(one: Catalog, kept: set[Key]) -> Catalog:
    """Take the documents from the messages that these do not have any more."""
    messages = [entry.message for entry in one.entries]
    alone = [each if each.key in kept else each._replace(documents=()) for each in messages]
    return one._replace(entries=tuple(map(Entry, alone)))


def catalog(text: str) -> Catalog:
    return po.parse(HEADER + text if text else HEADER[:-1], "en.po")


@pytest.mark.parametrize("case", MERGES, ids=names(MERGES))
def test_merge(case: Case) -> None:
    segments, old, language, unread = given_in(case)
    merged = merge(segments, old, language, unread).catalog
    text = po.render(merged)
    assert text.removeprefix(HEADER) == case.expected
    again = po.parse(text, "en.po")
    second = merge(segments, again, memory([again], {one.key for _, one in segments}), unread)
    assert second.catalog == again


@pytest.mark.parametrize("case", MERGES, ids=names(MERGES))
def test_merge__what_did_not_change_is_the_same_object(case: Case) -> None:
    segments, old, language, unread = given_in(case)
    before = {entry.message: entry for entry in old.entries}
    for entry in merge(segments, old, language, unread).catalog.entries:
        assert entry is before.get(entry.message, entry)
        assert bool(entry.raw) == (entry.message in before)


def test_merge__tells_what_happened() -> None:
    old = catalog(
        '#: a.md\nmsgid "Alt und bleibt."\nmsgstr "Old."\n\n'
        '#: a.md\nmsgid "Die Katze schläft fest."\nmsgstr "The cat sleeps."\n\n'
        '#: a.md\nmsgid "\\"Ja\\""\nmsgstr "“Yes”"\n\n'
        '#~ msgid "Wieder da."\n#~ msgstr "Back."\n'
    )
    texts = ("Alt und bleibt.", "Die Katze schläft tief.", "„Ja“", "Wieder da.", "Ganz anderes.")
    segments = [("a.md", segment(text)) for text in texts]
    merged = merge(segments, old, memory([old], [one.key for _, one in segments]))
    assert {outcome: merged.tally[outcome] for outcome in OUTCOMES} == {
        "new": 1,
        "fuzzy": 1,
        "obsolete": 2,
        "revived": 1,
        "carried over": 1,
        "unchanged": 1,
    }


def test_merge__header_tail_and_form_are_kept() -> None:
    old = po.parse("\ufeff" + HEADER + '#~ msgid "a"\n#~ msgstr "b"\n\n# Ende\n', "en.po")
    merged = merge([("a.md", segment("Text"))], old, NOTHING).catalog
    assert merged.entries[0] is old.entries[0]
    assert merged.entries[2] is old.entries[1]
    assert (merged.path, merged.tail, merged.bom) == ("en.po", "\n# Ende\n", True)


def test_merge__a_header_is_the_first_live_entry_alone() -> None:
    gone = Entry(Message("", "alt", obsolete=True), "raw")
    empty = Entry(Message("", "x", context="Menü"), "raw")
    merged = merge([], Catalog("en.po", (gone, empty)), NOTHING).catalog
    assert [entry.message.key for entry in merged.entries] == [("Menü", "")]
    assert merged.entries[0].message.obsolete
    merged = merge([("a.md", segment("Text"))], Catalog("en.po", (empty,)), NOTHING).catalog
    assert [entry.message.key for entry in merged.entries] == [(None, "Text"), ("Menü", "")]


def test_merge__restored_while_its_edit_was_translated() -> None:
    history = History(one_catalog=False, documents={"a": [(None, "Die Katze schläft fest.")]})
    history.accept(history.extract())
    history.edit(0, translation="The cat sleeps well.")
    history.documents["a"] = [(None, "Die Katze schläft tief.")]
    history.accept(history.extract())
    assert [told(message) for message in messages(history.catalogs.values())] == [
        ("fuzzy", "Die Katze schläft tief.", "The cat sleeps well."),
        ("obsolete", "Die Katze schläft fest.", "The cat sleeps well."),
    ]
    history.edit(0, translation="The cat sleeps soundly.", fuzzy=False, previous=None)
    history.documents["a"] = [(None, "Die Katze schläft fest.")]
    history.accept(history.extract())
    assert [told(message) for message in messages(history.catalogs.values())] == [
        ("current", "Die Katze schläft fest.", "The cat sleeps well."),
        ("obsolete", "Die Katze schläft tief.", "The cat sleeps soundly."),
    ]


def told(message: Message) -> tuple[str, str, str]:
    state = "obsolete" if message.obsolete else "fuzzy" if message.fuzzy else "current"
    return state, message.id, message.translation


def test_template() -> None:
    segments = [("a.md", segment("Eins")), ("b.md", segment("Zwei", "Menü"))]
    old = catalog(
        '#. paragraph\n#: a.md\nmsgid ""\n"Eins"\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "x"\n'
    )
    new = template(segments, old)
    assert new.entries[:2] == old.entries[:2]
    assert po.render(new).removeprefix(HEADER) == (
        '#. paragraph\n#: a.md\nmsgid ""\n"Eins"\nmsgstr ""\n\n'
        '#. paragraph\n#: b.md\nmsgctxt "Menü"\nmsgid "Zwei"\nmsgstr ""\n'
    )
    again = po.parse(po.render(new), "en.pot")
    assert template(segments, again) == again


# Laws, on histories of a small project.

TEXTS = (
    "Die Katze schläft fest.",
    "Die Katze schläft tief und fest.",
    "Die schwarze Katze schläft tief und fest.",
    'Er sagte "Ja" - und ging.',
    "Er sagte „Ja“ – und ging.",
    "Er sagte »Ja« – und ging.",
    "Siehe [Katzen](katzen.md).",
    "Siehe [Katzen](tiere/katzen.md).",
    "Siehe [Katzen](a.md) und [Hunde](a.md).",
    "Siehe [Katzen](a.md) und [Hunde](b.md).",
    "Siehe [Katzen](c.md) und [Hunde](c.md).",
    "Anhang",
)
TRANSLATIONS = ("eins", "zwei", "[x](katzen.md)", "[x](a.md), [y](a.md)")
DOCUMENTS = ("a", "b")

keys = st.tuples(st.sampled_from((None, None, None, None, "Menü")), st.sampled_from(TEXTS))
documents = st.sampled_from(DOCUMENTS)
numbers = st.integers(0, 9)
authors = st.one_of(
    st.tuples(st.just("write"), documents, st.lists(keys, min_size=1, max_size=4)),
    st.tuples(st.just("edit"), documents, numbers, keys),
    st.tuples(st.just("polish"), documents, numbers, numbers),
    st.tuples(st.just("cut"), documents, numbers),
    st.tuples(st.just("move"), documents, numbers, documents),
    st.tuples(st.just("remove"), documents),
)
translations = st.tuples(st.just("translate"), numbers, st.sampled_from(TRANSLATIONS))
translators = st.one_of(
    translations,
    translations,
    st.tuples(st.just("guess"), numbers, st.sampled_from(TRANSLATIONS)),
    st.tuples(st.sampled_from(("unfuzzy", "doubt", "delete", "comment")), numbers),
)
days = st.tuples(
    st.lists(authors, min_size=1, max_size=3),
    st.lists(translators, min_size=1, max_size=4),
    st.sampled_from((frozenset(), frozenset(), frozenset("a"))),
)
UNFUZZY = {"fuzzy": False, "previous": None, "previous_context": None}


@given(st.booleans(), st.lists(days, min_size=3, max_size=12))
def test_histories(one_catalog: bool, history_days: Sequence[Day]) -> None:
    history = History(one_catalog)
    for author, translator, unread in history_days:
        for step in author:
            write(history.documents, step)
        extract(history, unread & history.documents.keys())
        for edit in translator:
            translate(history, edit)


def write(documents: dict[str, list[Key]], step: Step) -> None:
    """Do what an author does."""
    match step:
        case "write", document, texts:
            documents[document] = list(texts)
        case "remove", document:
            documents.pop(document, None)
        case kind, document, number, *rest if texts := documents.get(document):
            text = texts.pop(number % len(texts))
            if kind == "edit":
                texts.insert(number, *rest)
            if kind == "polish":
                texts.insert(number, (text[0], alike(text[1], *rest)))
            if kind == "move":
                documents.setdefault(rest[0], []).insert(number, text)


def alike(text: str, number: int) -> str:
    """Choose another text that is rendered alike, if there is one."""
    texts = [one for one in TEXTS if reading(one).is_like(reading(text))]
    return texts[number % len(texts)]


def translate(history: History, edit: Step) -> None:
    """Do what a translator does."""
    match edit:
        case "translate", number, text:
            history.edit(number, translation=text, **UNFUZZY)
        case "guess", number, text:
            history.edit(number, translation=text, fuzzy=True)
        case "unfuzzy", number:
            history.edit(number, **UNFUZZY)
        case "doubt", number:
            history.edit(number, fuzzy=True)
        case "delete", number:
            history.edit(number, translation="", **UNFUZZY)
        case "comment", number:
            history.edit(number, comments=("Wer?",))


def extract(history: History, unread: frozenset[str]) -> None:
    """Extract, and see that the laws hold."""
    before = history.catalogs
    after = history.extract(unread)
    nothing_is_lost(before, after)
    nothing_is_made_up(before, after)
    for path, merged in after.items():
        wanted = list(dict.fromkeys(history.keys(path, unread)))
        in_order(merged, wanted, is_whole=not unread)
        old = before.get(path, Catalog(path, ()))
        comments_are_kept(old, merged)
        restored(before, old, merged, wanted)
        unread_are_kept(old, merged, wanted, unread)
    history.accept(after)
    for path, second in history.extract(unread).items():
        assert len(second.entries) == len(history.catalogs[path].entries)
        pairs = zip(second.entries, history.catalogs[path].entries, strict=True)
        assert all(new is old for new, old in pairs), path


def nothing_is_lost(before: dict[str, Catalog], after: dict[str, Catalog]) -> None:
    old = [message for message in messages(before.values()) if message.translation]
    new = list(messages(after.values()))
    assert {made(message) for message in old} <= {made(message) for message in new}
    assert {current(message) for message in old} <= {current(message) for message in new} | {None}


def current(message: Message) -> tuple[Key, str] | None:
    return None if message.fuzzy else (message.key, message.translation)


def nothing_is_made_up(before: dict[str, Catalog], after: dict[str, Catalog]) -> None:
    old = list(messages(before.values()))
    doubted = {(m.key, m.translation) for m in old if m.fuzzy and m.previous is None}
    for message in messages(after.values()):
        if message.fuzzy and message.previous is None:
            assert (message.key, message.translation) in doubted
        if message.translation and not message.fuzzy:
            assert any(is_that(message, one) for one in old if not one.fuzzy)


def is_that(new: Message, old: Message) -> bool:
    """Tell whether a current translation is that of the same text, cosmetics aside."""
    if new.context != old.context:
        return False
    return new.translation == carried_over(old.translation, old.id, new.id)


def in_order(merged: Catalog, wanted: list[Key], *, is_whole: bool) -> None:
    """See that each key is there once, live ones as in the documents, obsolete ones last."""
    found = [entry.message for entry in merged.entries]
    assert len({message.key for message in found}) == len(found)
    assert [m.obsolete for m in found] == sorted(m.obsolete for m in found)
    assert all(m.translation for m in found if m.obsolete)
    live = [message.key for message in found if not message.obsolete]
    assert [key for key in live if key in wanted] == wanted
    assert not is_whole or live == wanted


def comments_are_kept(old: Catalog, new: Catalog) -> None:
    live = {entry.message.key: entry.message.comments for entry in new.entries}
    for entry in old.entries:
        if not entry.message.obsolete and entry.message.key in live:
            assert set(entry.message.comments) <= set(live[entry.message.key])


def restored(before: dict[str, Catalog], old: Catalog, new: Catalog, wanted: list[Key]) -> None:
    """See that a text that has a current translation anywhere has one; a suggestion stays one."""
    known = {m.key for m in messages(before.values()) if m.translation and not m.fuzzy}
    doubted = {entry.message.key for entry in old.entries if entry.message.fuzzy}
    for message in (entry.message for entry in new.entries):
        if message.key in known.intersection(wanted) - doubted:
            assert message.translated


def unread_are_kept(old: Catalog, new: Catalog, wanted: list[Key], unread: frozenset[str]) -> None:
    there = list(map(id, new.entries))
    for entry in old.entries:
        message = entry.message
        if message.key not in wanted and not message.obsolete and set(message.documents) & unread:
            assert id(entry) in there


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
        ),
    )
)
def test_merge_twice__through_a_file(told: list[tuple[str, str, str]]) -> None:
    segments = [(path, segment(text, about=about)) for path, text, about in told]
    text = po.render(merge(segments, catalog(""), NOTHING).catalog)
    read = po.parse(text, "en.po")
    second = merge(segments, read, memory([read], [one.key for _, one in segments])).catalog
    assert po.render(second) == text
