"""The first four laws of a document, on one text; whoever breaks one hears which.

They are told in `docs/explanation/laws.md`.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import yaml

from tests.support.oracle import TEMPLATE, reading
from tests.support.pseudo import pseudo
from transync.core.build.compose import compose, place_of
from transync.core.build.escape import escaped
from transync.core.document.split import split
from transync.dialects import COMMONMARK
from transync.domain.allowance import NO_ALLOWANCE, Allowance
from transync.domain.errors import FrontMatterError
from transync.domain.model import IN_FRONT_MATTER, NEWLINE, Form, Segment
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.support.oracle import Reading
    from transync.core.build.compose import Composition
    from transync.dialects import Dialect
    from transync.domain.model import Document, Key

FRONT = ("title", "description")
LINES = Allowance(frozenset({"T308"}))
"""Translations may have more lines than their sources: each is a place to break out from."""
STAMPS = {"zz_digest": "1e10", "zz_translated": True, "zz_notes": ["a", "no"]}


def body(text: str) -> str:
    """Leave out the front matter, which no Markdown parser knows."""
    span = frontmatter.find(text, "")
    return text[span.end :] if span else text.removeprefix("\ufeff")


def partition(text: str, path: str = "x.md", dialect: Dialect = COMMONMARK) -> Document:
    """Cut a text: the pieces, joined, are the text, and each segment is where it says."""
    document = split(text, path, FRONT, dialect)
    assert document.text == text, "partition: other bytes"
    lines = NEWLINE.split(text.removeprefix("\ufeff"))
    for segment in document.segments:
        rest = lines[segment.line - 1][segment.column - 1 :]
        assert rest.startswith(NEWLINE.split(segment.raw)[0]), f"partition: {segment} is not there"
    return document


def identity(document: Document, dialect: Dialect = COMMONMARK) -> None:
    """Build a document without translations, and with its own texts for translations."""
    text = document.text
    own = {segment.key: segment.text for segment in document.segments}
    for translations in ({}, own, dict.fromkeys(own, ""), dict.fromkeys(own, " \n\t")):
        built = compose(document, translations, FRONT, NO_ALLOWANCE, dialect)
        assert built == (text, ()), "identity: not its source"


def pseudo_translated(
    document: Document, dialect: Dialect = COMMONMARK
) -> tuple[dict[Key, str], Composition]:
    """Translate all that can be translated, and mean well."""
    translations = {s.key: pseudo(s.text, document.references) for s in document.segments}
    return translations, compose(document, translations, FRONT, NO_ALLOWANCE, dialect)


def substitution(document: Document, dialect: Dialect = COMMONMARK) -> Composition:
    """Build a document with its segments translated, and find the translations in it."""
    translations, built = pseudo_translated(document, dialect)
    refused = {refusal.segment for refusal in built.refusals}
    again = split(built.text, document.path, FRONT, dialect)
    assert again.structure == document.structure, "structure: other blocks"
    found = [segment.text for segment in again.segments]
    segments = [(n, each) for n, each in enumerate(document.pieces) if isinstance(each, Segment)]
    assert len(found) == len(segments), f"substitution: {len(found)} of {len(segments)} segments"
    for (number, segment), text in zip(segments, found, strict=True):
        translation = translations[segment.key]
        place = place_of(document, number, segment, translation, dialect)
        meant = escaped(translation, segment.form, place)
        if segment in refused or translation == segment.text:
            meant = segment.text
        assert text == meant, f"substitution: {text!r} for {translation!r}"
    return built


def structure(document: Document, translations: Mapping[Key, str]) -> Composition:
    """Build a document with any translations: a reader of another's finds the same."""
    built = compose(document, translations, FRONT, LINES)
    refused = {refusal.segment.key for refusal in built.refusals}
    found, meant = _read(built.text, document), _read(document.text, document)
    # A translation may set more of its words as code; what its source has must be there.
    found = found._replace(code=found.code & meant.code)
    if found != meant:
        # A line wrap may hide a link or open a table; segments have none.
        unwrapped = {key: f"{key[1]} " for key in translations.keys() - refused}
        other = _read(compose(document, unwrapped, FRONT, LINES).text, document)
        assert found == other, f"structure: {_unlike(meant, found)} in {built.text!r}"
    return built


def front_matter(document: Document, built: Composition, translations: Mapping[Key, str]) -> None:
    """Read both front matters as others do: what has changed is translated, and stamps come off."""
    refused = {refusal.segment.key for refusal in built.refusals}
    meant = {
        segment.text: escaped(translations[segment.key], segment.form)
        for segment in document.segments
        if segment.form in IN_FRONT_MATTER and segment.key not in refused
    }
    for source, text in zip(values(document.text), values(built.text), strict=True):
        there = source.strip("\n")
        assert text in (source, meant.get(there)) or text.strip("\n") == meant.get(there), (
            f"front matter: {text!r} for {source!r}"
        )
    try:
        stamped = frontmatter.put(document.text, STAMPS)
    except FrontMatterError as error:
        assert "on its own line" in error.message, f"front matter: {error}"  # `{a: b}`
        return
    if not STAMPS.keys() & frontmatter.values(document.text).keys():
        assert frontmatter.drop(stamped, STAMPS) == document.text, "front matter: a stamp stays"


def values(text: str) -> list[str]:
    """List the keys and values of a front matter, as other parsers read them."""
    span = frontmatter.find(text, "")
    if not span:
        return []
    data = text[span.data_start : span.data_end]
    if span.form is Form.JSON:
        return list(_leaves(json.loads(data if data.lstrip().startswith("{") else f"{{{data}}}")))
    if span.form is Form.TOML:
        return list(_leaves(tomllib.loads(NEWLINE.sub("\n", data))))
    return list(_leaves(yaml.load(data, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))))


def _leaves(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield str(data)


def _read(text: str, document: Document) -> Reading:
    """Read a text; the tokens only where none reaches from one segment into another."""
    found = reading(body(text))
    return found._replace(templates=Counter()) if _has_halves(document) else found


def _has_halves(document: Document) -> bool:
    """Tell whether a template token begins or ends in a segment that does not hold all of it."""
    whole = TEMPLATE.findall(body(document.text))
    parts = [token for piece in document.pieces for token in TEMPLATE.findall(piece.raw)]
    return Counter(whole) != Counter(parts)


def _unlike(meant: Reading, found: Reading) -> str:
    return "; ".join(
        f"{name}: {before} and {after}"
        for name, before, after in zip(meant._fields, meant, found, strict=True)
        if before != after
    )
