"""Detection: which language a text is in, by whole texts, documents, and any detector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transync.checks.detection import SURE, language_of, other_language
from transync.checks.language import other_languages
from transync.checks.location import Location
from transync.checks.pair import Pair
from transync.core.document.prose import visible
from transync.formats import po
from transync.locale import detectors
from transync.locale.languages import Language, language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.locale.detectors import Detector

GERMAN = "Grüner Tee wird mit heißem Wasser aufgegossen und zieht drei Minuten."
ENGLISH = "Green tea is brewed with hot water and left to draw for three minutes."
FRENCH = "Le thé vert est infusé avec de l'eau chaude pendant trois minutes."


def project(*codes: str) -> list[Language]:
    return [language(code, {}) for code in codes]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("绿茶要用热水冲泡，味道才会非常好。", "zh"),
        ("綠茶要用熱水沖泡，味道才會非常好。", "hant"),
        ("緑茶は熱いお湯で淹れます。", "ja"),
        ("녹차는 뜨거운 물로 우립니다.", "ko"),
        ("Ich trinke Tee.", None),
        ("Alibaba Cloud, Baidu, Huawei, Tencent, Zhipu", None),
        ("你可以直接使用一般的方法", None),  # every character is both simplified and traditional
        ("", None),
        ("1234567890 1234567890 !!!", None),
    ],
)
def test_language_of(text: str, code: str | None) -> None:
    candidates = [
        *project("de", "en", "fr", "ja", "zh", "ko"),
        language("hant", {"hant": "zh-Hant"}),
    ]
    found = language_of(text, candidates)
    assert (found.code if found else None) == code


def test_language_of__regions_are_not_told_apart() -> None:
    portuguese = "O chá verde é preparado com água quente e bebe-se sem açúcar."
    assert language_of(portuguese, project("pt", "pt-BR", "de")) is None
    assert other_language(portuguese, *project("pt"), project("pt-BR", "de")) is None


def test_language_of__a_language_without_a_profile_is_not_judged() -> None:
    assert language_of(GERMAN, project("de", "lb")) is None
    assert other_language(GERMAN, *project("lb"), project("de")) is None


def test_other__a_document_is_told_once() -> None:
    origin, own, *_ = languages = project("de", "en", "fr")
    first = Location("en.po", 3)
    pairs = [
        Pair(GERMAN, FRENCH, origin, own, location=first),
        Pair("Tee", "Thé", origin, own, location=Location("en.po", 6)),
    ]
    sentence = "this and the other texts of the document are in français (fr), not in English (en)"
    found = [(each.line, each.message) for each in other_languages(pairs, languages)]
    assert found == [(first.line, sentence)]


def test_other__a_text_that_is_hardly_changed_is_judged_once_for_all_languages() -> None:
    origin, *others = languages = project("de", "ar", "en", "hi", "ja", "zh")
    text = f"{GERMAN} {GERMAN.replace('Grün', 'Schwarz')}"
    detectors.ask.cache_clear()
    for number, own in enumerate(others):
        [found] = other_languages([Pair(text, f"{text} {number}", origin, own)], languages)
        assert found.message == f"is in Deutsch (de), not in {own.name} ({own.code})"
    assert detectors.ask.cache_info().misses == 1


def test_other__a_name_taken_over_from_its_source_is_no_text_of_its_language() -> None:
    origin, own, _ = languages = project("de", "ja", "en")
    title = "The history of green tea and of its cultivation in the East"
    source = f"{GERMAN} Davon erzählt das Buch {title}."
    assert list(other_languages([Pair(source, f"{title}.", origin, own)], languages)) == []


def test_other__one_paragraph_among_many_is_found() -> None:
    origin, own = languages = project("de", "en")
    good = [Pair(f"{GERMAN} {number}", ENGLISH, origin, own) for number in range(20)]
    text = GERMAN.replace("drei", "nur drei")
    bad = Pair(GERMAN, text, origin, own, location=Location("en.po", 31))
    (found,) = other_languages([*good[:10], bad, *good[10:]], languages)
    assert (found.line, found.message) == (31, "is in Deutsch (de), not in English (en)")


@pytest.mark.parametrize("name", ["ar", "de", "fr", "ja", "ko", "zh-TW"])
def test_other_language__real_translations_are_in_their_own(corpora: Path, name: str) -> None:
    """The source text is found in most of them, too, where it stands for a translation."""
    path = corpora / f"comprehensive-rust/po/{name}.po"
    catalog = po.parse(path.read_text(encoding="utf-8"), path.name)
    own, source, *candidates = project(
        name, "en", "ar", "de", "fr", "ja", "ko", "zh-TW", "zh", "es"
    )
    texts = [each.message for each in catalog.entries if each.message.translated]
    texts = [each for each in texts if len(visible(each.id)) > 60 and "\n" not in each.id]
    texts = [each for each in texts if each.id != each.translation and each.id[0].isalpha()][:200]
    for each in texts:
        assert other_language(visible(each.translation), own, [source, *candidates]) is None, each
    found = [other_language(visible(each.id), own, [source, *candidates]) for each in texts]
    assert found.count(source) > 0.9 * len(found)


@pytest.mark.parametrize("make", [detectors.langdetect, detectors.lingua])
def test_detector(make: Callable[[tuple[str, ...]], Detector | None]) -> None:
    """Both detectors say the same, so that the extra changes no verdict."""
    if make is detectors.lingua:
        pytest.importorskip("lingua", reason="The extra transync[lingua] is not installed.")
    asked = make(("de", "en", "es", "fr", "no"))
    assert asked
    for text, code in ((GERMAN, "de"), (ENGLISH, "en"), (FRENCH, "fr")):
        found = asked(text)
        assert found
        assert found[0] == code
        assert found[1] > SURE
    assert asked("—") is None or asked("—")[1] < SURE
