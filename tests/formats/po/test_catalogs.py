"""Catalogs: what is read, what is refused, and that no byte moves."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from tests.support.gettext_tools import printed, refusal, run
from tests.support.paths import FIXTURES
from transync.domain.errors import CatalogError
from transync.domain.model import Catalog, Entry, Message
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READ = cases("formats/po/read.md")
REFUSED = cases("formats/po/refused.md")
EVERY = (FIXTURES / "formats/po/every.po").read_bytes()
HEADER = po.new_header(project="notes", language="en", plural_forms="nplurals=1; plural=0;")
NOTHING = Message("")

LANGUAGES = ["ar", "de", "fr", "ja", "ko", "zh-TW"]


def parse(text: str) -> Catalog:
    return po.parse(text, "a.po")


def messages(text: str) -> list[Message]:
    return [entry.message for entry in parse(text).entries]


def catalog_of(*new: Message) -> Catalog:
    return Catalog("a.po", tuple(map(Entry, new)))


def told(message: Message) -> str:
    """Tell what a message says, without what it does not."""
    parts = zip(message._fields, message, NOTHING, strict=True)
    return " ".join(f"{name}={value!r}" for name, value, nothing in parts if value != nothing)


@pytest.mark.parametrize("case", READ, ids=names(READ))
def test_parse__reads(case: Case) -> None:
    assert "".join(told(message) + "\n" for message in messages(case.given)) == case.expected


@pytest.mark.parametrize("case", READ, ids=names(READ))
def test_parse__reads_what_gettext_takes(case: Case, gettext_tools: Mapping[str, str]) -> None:
    assert refusal(gettext_tools, case.given.encode()) == ""


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_parse__refuses(case: Case) -> None:
    with pytest.raises(CatalogError) as caught:
        parse(case.given)
    assert str(caught.value) == f"a.po:{case.expected.strip()}"


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_parse__refuses_what_gettext_refuses(case: Case, gettext_tools: Mapping[str, str]) -> None:
    refused = refusal(gettext_tools, case.given.encode())
    assert (refused == "") == case.title.startswith("stricter"), refused


def test_parse__says_where_an_entry_is() -> None:
    lines = EVERY.decode().split("\n")
    for entry in parse(EVERY.decode()).entries:
        assert "msgid" in lines[entry.line - 1]
        assert entry.raw in EVERY.decode()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_parse__bom_and_newlines(mark: str, newline: str) -> None:
    text = mark + EVERY.decode().replace("\n", newline)
    catalog = parse(text)
    assert (catalog.bom, catalog.newline) == (bool(mark), newline)
    assert [entry.message for entry in catalog.entries] == messages(EVERY.decode())
    assert po.render(catalog) == text


@pytest.mark.parametrize("text", ["", "\n\n", "# a\n", "#, fuzzy", "#~\n", " \t\n#. x\\\n"])
def test_parse__without_entries(text: str, gettext_tools: Mapping[str, str]) -> None:
    assert (parse(text).entries, parse(text).tail) == ((), text)
    assert refusal(gettext_tools, text.encode()) == ""


@pytest.mark.parametrize(
    ("data", "place", "part"),
    [
        (b"# \xe4\n", "a.po:1:3", "msgconv -t UTF-8"),
        (b'\xef\xbb\xbf# \xc3\xa4\nmsgid "\xff"\n', "a.po:2:8", "not UTF-8"),
        (b'\xef\xbb\xbf"\xff', "a.po:1:2", "not UTF-8"),
        (b'msgid "\xed\xa0\x80"', "a.po:1:8", "not UTF-8"),
        (b'msgid "a\0"\nmsgstr "b"', "a.po:1:9", "zero byte"),
        (b'# a\0\nmsgid "a"\nmsgstr "b"', "a.po:1:4", "zero byte"),
        (b'msgid "a"\rmsgstr "b"', "a.po:1:10", "CR only"),
        (b'\xef\xbb\xbf\xef\xbb\xbfmsgid "a"\nmsgstr "b"', "a.po:1:1", "cannot stand here"),
        (b'msgid "a"\nmsgstr "\x04"', "a.po:2:8", "U+0004"),
        (b'msgid "a"\nmsgstr "b\\', "a.po:2:8", "no closing double quote"),
    ],
)
def test_decode__refuses_bytes(data: bytes, place: str, part: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse(po.decode(data, "a.po"))
    assert caught.value.place == place
    assert part in caught.value.message


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", "CHARSET", "ASCII", "us-ascii"])
def test_parse__takes_charset(charset: str) -> None:
    parse(f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n')


# In quadratic time each of these would take minutes.
MANY = 50_000
LONG = {
    "an open string": 'msgid "' + "a\\n" * MANY,
    "strings": 'msgid "a"\n' + '"b"\n' * MANY,
    "obsolete strings": '#~ msgid "a"\n' + '#~ "b"\n' * MANY,
    "marks": '#~ msgid "a"\n' + "#~\n" * MANY + "#~ #~" * MANY,
    "previous strings": '#| msgid "a"\n' + '#| "b"\n#|\n' * MANY,
    "comments": "# a\\\n\n" * MANY + "<<<<<<<",
    "joined lines": 'msgid "\\' + "\\\n" * MANY + "\n",
    "references": "#: " + "a: :\u2068 " * MANY + "\nmsgid",
    "digits": 'msgid "a" msgid_plural "b"\nmsgstr[' + "9" * MANY + '] "c"',
    "entries": 'msgid "a"\nmsgstr "b"\n' * MANY,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_parse__takes_linear_time(text: str) -> None:
    with pytest.raises(CatalogError):
        parse(text)


# Real catalogs, of many people and many tools.


@pytest.fixture(scope="session", params=LANGUAGES)
def real(request: pytest.FixtureRequest, corpora: Path) -> bytes:
    return (corpora / f"comprehensive-rust/po/{request.param}.po").read_bytes()


def test_real__identity(real: bytes) -> None:
    catalog = parse(po.decode(real, "a.po"))
    assert po.render(catalog).encode() == real
    assert len(catalog.entries) > 3000


def test_real__reads_as_gettext(real: bytes, gettext_tools: Mapping[str, str]) -> None:
    ours = messages(real.decode())
    assert messages(printed(gettext_tools, real)) == ours
    compiled = run(gettext_tools["msgfmt"], "-o", "-", given=real).stdout
    # msgfmt leaves out the one field that changes by itself.
    header = re.sub(r"POT-Creation-Date:.*\n", "", ours[0].translation)
    assert compiled_of(compiled) == {("", ""): header} | {
        (message.context or "", message.id): message.translation
        for message in ours[1:]
        if message.translated
    }


def test_real__fixed_point_of_msgcat(real: bytes, gettext_tools: Mapping[str, str]) -> None:
    anew = po.render(catalog_of(*messages(real.decode())))
    assert messages(anew) == messages(real.decode())
    assert printed(gettext_tools, anew.encode()) == anew


def test_real__changes_only_one_entry(real: bytes) -> None:
    catalog = parse(real.decode())
    number = len(catalog.entries) // 2
    old = catalog.entries[number]
    new = Entry(old.message._replace(translation="neu"))
    entries = (*catalog.entries[:number], new, *catalog.entries[number + 1 :])
    text = po.render(catalog._replace(entries=entries))
    before, after = real.decode().split(old.raw)
    assert text == before + "\n" + po.render_message(new.message) + after


def compiled_of(data: bytes) -> dict[tuple[str, str], str]:
    """Read a `.mo` file of little endian numbers, by its description in gettext's manual."""
    count, sources, translations = (number(data, 8), number(data, 12), number(data, 16))
    found = {}
    for place in range(count):
        source, text = (
            data[number(data, at + 4) :][: number(data, at)].decode()
            for at in (sources + 8 * place, translations + 8 * place)
        )
        context, separator, rest = source.rpartition("\x04")
        found[context, rest if separator else source] = text
    return found


def number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


# Messages as nobody writes them.

CHARACTER = st.one_of(
    st.sampled_from(list('\n\n"\\\\ \t\r\a\b\f\v\x01\x1b\x7f\x85\xa0\u2028\u2029\ufeff#~|:x7äあ')),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"),
)
TEXT = st.text(CHARACTER, max_size=12)
LINE = st.text(CHARACTER.filter(lambda character: character not in "\r\n"), max_size=12)
# GNU 0.21 knows a name with blanks only by its words, and takes off a leading `./`.
NAME = st.text(st.sampled_from("abä/.-_0"), min_size=1, max_size=40).map(lambda name: f"d{name}")
FORMS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)


@st.composite
def a_message(draw: st.DrawFn) -> Message:
    plural = draw(st.none() | TEXT)
    previous = draw(st.none() | TEXT)
    plurals = () if plural is None else draw(FORMS)
    translation = draw(TEXT) if plural is None else ""
    return Message(
        id="x" + draw(TEXT),
        translation=translation,
        context=draw(st.none() | TEXT),
        fuzzy=draw(st.booleans()) if translation or any(plurals) else False,
        obsolete=draw(st.booleans()),
        previous=previous,
        previous_context=None if previous is None else draw(st.none() | TEXT),
        comments=tuple(draw(st.lists(LINE.filter(is_kept), max_size=2))),
        extracted=tuple(draw(st.lists(LINE.filter(is_kept), max_size=2))),
        documents=tuple(draw(st.lists(NAME, unique=True, max_size=4))),
        flags=draw(st.sampled_from([(), ("c-format",), ("c-format", "range: 1..3")])),
        plural=plural,
        plurals=plurals,
        previous_plural=None if previous is None else draw(st.none() | TEXT),
    )


def is_kept(comment: str) -> bool:
    r"""Whether it can be told from one that ends with `\`, which is written with a blank."""
    return not comment.endswith("\\ ")


@given(a_message())
def test_render_message__reads_back(message: Message) -> None:
    assert messages(po.render_message(message)) == [message]


@given(st.lists(a_message(), unique_by=lambda message: message.key, max_size=5))
def test_render_message__fixed_point_of_msgcat(
    gettext_tools: Mapping[str, str], written: list[Message]
) -> None:
    live = [message for message in written if not message.obsolete]
    gone = [
        message._replace(flags=())
        for message in written
        if message.obsolete and (message.translation or "".join(message.plurals[:1]))
    ]
    kept = [m._replace(fuzzy=m.fuzzy and (not m.plurals or bool(m.plurals[0]))) for m in live]
    text = po.render(catalog_of(HEADER, *kept, *gone))
    assert printed(gettext_tools, text.encode()) == text
    assert refusal(gettext_tools, text.encode()) == ""


@given(st.lists(st.tuples(a_message(), st.booleans()), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_render__keeps_what_was_read(drawn: list[tuple[Message, bool]], newline: str) -> None:
    new = {message.key: (message, fresh) for message, fresh in drawn}.values()
    text = "".join("\n" + po.render_message(message) for message, _ in new)
    read = parse(text.replace("\n", newline))
    assert po.render(read) == text.replace("\n", newline)
    entries = tuple(
        entry._replace(raw="") if fresh else entry
        for entry, (_, fresh) in zip(read.entries, new, strict=True)
    )
    again = parse(po.render(read._replace(entries=entries)))
    assert [entry.message for entry in again.entries] == [message for message, _ in new]
    for entry, (_, fresh) in zip(again.entries, new, strict=True):
        assert fresh or entry.raw.lstrip("\r\n") in text.replace("\n", newline)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (Message("a", comments=("b\r\nc\rd\ne",)), '# b\n# c\n# d\n# e\nmsgid "a"\nmsgstr ""\n'),
        (Message("a", comments=("C:\\",)), '# C:\\ \nmsgid "a"\nmsgstr ""\n'),
        (Message("a", documents=("b\nc", " ")), '#: \u2068b c\u2069\nmsgid "a"\nmsgstr ""\n'),
        (
            Message("a", documents=("b c:1", "./d:2")),
            '#: \u2068b c\u2069:1 d:2\nmsgid "a"\nmsgstr ""\n',
        ),
        (Message("a", flags=("b\nc", "")), '#, b c\nmsgid "a"\nmsgstr ""\n'),
        (Message("a", fuzzy=True), 'msgid "a"\nmsgstr ""\n'),
        (Message("a", previous_context="b"), 'msgid "a"\nmsgstr ""\n'),
        (Message("a", plural=""), 'msgid "a"\nmsgid_plural ""\nmsgstr[0] ""\n'),
        (Message("a\n", "b\nc\n"), 'msgid "a\\n"\nmsgstr ""\n"b\\n"\n"c\\n"\n'),
    ],
)
def test_render_message__cases(message: Message, text: str) -> None:
    assert po.render_message(message) == text
    assert po.render(parse(text)) == text


def test_render_message__wraps_references_as_msgcat(gettext_tools: Mapping[str, str]) -> None:
    for length in range(30, 45):
        documents = tuple(f"{'ä' * (length // 2)}{'a' * (length % 2)}{n}.md" for n in range(4))
        text = po.render(catalog_of(HEADER, Message("a", documents=documents)))
        assert printed(gettext_tools, text.encode()) == text


@pytest.mark.parametrize(
    "message",
    [
        Message("\0"),
        Message("a", "\x04"),
        Message("a", "\ud800"),
        Message("a", comments=("\0",)),
        Message("a", documents=("\udcff",)),
        Message("a", previous="\x04"),
    ],
    ids=repr,
)
def test_render_message__refuses(message: Message) -> None:
    with pytest.raises(CatalogError, match=r"U\+[0-9A-F]{4} cannot stand"):
        po.render_message(message)


def test_render__catalog_made_anew() -> None:
    text = po.render(catalog_of(Message("a", "b"), Message("c", obsolete=True)))
    assert text == 'msgid "a"\nmsgstr "b"\n\n#~ msgid "c"\n#~ msgstr ""\n'


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_render__behind_an_unfinished_line(newline: str) -> None:
    read = parse(f'msgid "a"{newline}msgstr "b"')
    new = read._replace(entries=(*read.entries, Entry(Message("c"))), tail="# end")
    assert po.render(new).split(newline) == [
        'msgid "a"', 'msgstr "b"', "", 'msgid "c"', 'msgstr ""', "# end"
    ]  # fmt: skip


# The header.


@pytest.mark.parametrize(
    ("name", "made"),
    [("en.po", HEADER), ("notes.pot", po.new_header(project="notes"))],
)
def test_new_header__passes_check(
    name: str, made: Message, gettext_tools: Mapping[str, str], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(po.render(catalog_of(made, Message("ä", "b"))), encoding="utf-8")
    command = [gettext_tools["msgfmt"], "--check", "-o", "/dev/null", path]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0
    # A template has no language, and gettext says so.
    warnings = re.findall("header field '(.+)'", done.stderr)
    assert warnings == (["Language"] if name.endswith("t") else [])


def test_fields__are_those_of_the_header() -> None:
    found = po.fields(parse(EVERY.decode()))
    assert list(found) == [
        "Project-Id-Version",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Plural-Forms",
        "X-Poedit-SourceCharset",
    ]
    assert found["Last-Translator"] == "Ana <ana@example.org>"
    assert found["PO-Revision-Date"] == ""


@pytest.mark.parametrize("text", ["", 'msgid "a"\nmsgstr "b: c"', '#~ msgid ""\n#~ msgstr "a: b"'])
def test_fields__without_header(text: str) -> None:
    assert po.header(parse(text)) is None
    assert po.fields(parse(text)) == {}


@pytest.mark.parametrize(
    ("old", "values", "new"),
    [
        ("A: 1\nB:  2 \nno field\n", {"B": "2", "A": "1"}, "A: 1\nB:  2 \nno field\n"),
        ("A: 1\nB:  2 \nno field\n", {"B": "3"}, "A: 1\nB: 3 \nno field\n"),
        ("A:\nB: 2", {"A": "3"}, "A: 3\nB: 2"),
        ("AA: 1\nb: 2", {"A": "3", "B": "4"}, "AA: 1\nb: 2\nA: 3\nB: 4\n"),
        ("", {"A": "x\ny"}, "A: x y\n"),
        ("A: 1\nA: 2\n", {"A": "1"}, "A: 1\nA: 2\n"),
    ],
)
def test_set_fields(old: str, values: dict[str, str], new: str) -> None:
    message = Message("", old, comments=("c",), fuzzy=True)
    assert po.set_fields(message, values) == message._replace(translation=new)
