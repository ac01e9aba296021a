"""The functions of the public interface: texts and values in, values out."""

from __future__ import annotations

import pytest

from transync import (
    CatalogError,
    ConfigError,
    DocumentError,
    Message,
    compose,
    merge,
    parse_catalog,
    render_catalog,
    segment,
    verify,
)

TEXT = "---\ntitle: Tee\n---\n\n# Tee\n\nSiehe [Zubereitung](brew.md).\n"
LINKED = (None, "Siehe [Zubereitung](brew.md).")


def messages(text: str) -> dict[str, Message]:
    return {entry.message.id: entry.message for entry in parse_catalog(text).entries}


def test_segment__cuts_a_text() -> None:
    document = segment(TEXT, "tea.md")
    assert document.text == TEXT
    assert [(each.line, each.description, each.key) for each in document.segments] == [
        (2, "front matter, title", (None, "Tee")),
        (5, "heading, level 1", (None, "Tee")),
        (7, "paragraph", LINKED),
    ]
    assert [each.line for each in segment(TEXT, front_matter=()).segments] == [5, 7]


def test_segment__raises_with_a_place() -> None:
    with pytest.raises(DocumentError) as caught:
        segment("Tee\n\n<!-- transync: skipp -->\n", "tea.md")
    assert (caught.value.code, caught.value.path, caught.value.line) == ("T006", "tea.md", 3)


def test_segment__of_a_dialect() -> None:
    text = "import tea from 'tea'\nSchwarz.\n"
    plain = [each.text for each in segment(text).segments]
    assert [each.text for each in segment(text, dialect="mdx").segments] == []
    assert [each.text for each in segment(text, "tea.mdx").segments] == []
    assert plain == ["import tea from 'tea' Schwarz."]
    for use in (
        lambda: segment(text, dialect="mdy"),
        lambda: verify(segment(text), {}, dialect=""),
    ):
        with pytest.raises(ConfigError, match="mdx"):
            use()


def test_compose__writes_what_breaks_nothing() -> None:
    document = segment(TEXT, "tea.md")
    done = compose(document, {(None, "Tee"): "Tea", LINKED: "See [brewing](steep.md)."})
    assert done.text == TEXT.replace("Tee", "Tea")
    assert [(each.code, each.segment.key) for each in done.refusals] == [("T301", LINKED)]
    assert compose(document, {}).text == TEXT
    assert compose(document, {"Tee": "Tea", LINKED[1]: "See [x](y.md)."}).text == done.text


def test_verify__tells_what_compose_refuses() -> None:
    document = segment(TEXT, "tea.md")
    (found,) = verify(document, {LINKED: "See [brewing](steep.md)."})
    assert (found.code, found.path, found.line, found.column) == ("T301", "tea.md", 7, 1)
    assert verify(document, {LINKED: "See [brewing](brew.md)."}) == ()


def test_merge__brings_a_catalog_up_to_its_documents() -> None:
    new = merge([segment(TEXT, "tea.md")], parse_catalog("", "en.po"), "en")
    text = render_catalog(new)
    assert list(messages(text)) == ["", "Tee", "Siehe [Zubereitung](brew.md)."]
    assert "Language: en\n" in messages(text)[""].translation
    assert merge([segment(TEXT, "tea.md")], parse_catalog(text), "en") == parse_catalog(text)

    translated = text.replace('"Tee"\nmsgstr ""', '"Tee"\nmsgstr "Tea"')
    assert compose(segment(TEXT, "tea.md"), parse_catalog(translated)).text == TEXT.replace(
        "Tee", "Tea"
    )
    other = merge([segment("Tee\n", "b.md")], parse_catalog(""), memory=[parse_catalog(translated)])
    assert messages(render_catalog(other))["Tee"].translation == "Tea"
    gone = merge([], parse_catalog(translated))
    assert [(m.id, m.translation, m.obsolete) for m in messages(render_catalog(gone)).values()] == [
        ("", messages(text)[""].translation, False),
        ("Tee", "Tea", True),
    ]


def test_merge__refuses_what_is_no_language() -> None:
    with pytest.raises(ConfigError):
        merge([], parse_catalog(""), "nolanguage")


def test_catalog__is_its_text() -> None:
    text = '# von Hand\nmsgid "Tee"\n\nmsgstr   "Tea"\n\n'
    assert render_catalog(parse_catalog(text)) == text
    with pytest.raises(CatalogError) as caught:
        parse_catalog('msgid "Tee\n', "en.po")
    assert str(caught.value).startswith("en.po:1:")
