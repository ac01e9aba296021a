"""Translations that try to be more than their text, in every kind of place."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.support.cases import cases
from tests.support.laws import FRONT, LINES, body
from tests.support.line_cases import line_cases
from tests.support.oracle import browser_tags, reading
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.domain.model import IN_FRONT_MATTER, Segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.oracle import Reading
    from transync.domain.model import Document

HOSTILE = [case.text for case in line_cases("core/build/hostile.txt")]
KINDS = cases("core/build/places.md")
WAYS: tuple[Callable[[str, str], str], ...] = (
    lambda source, hostile: hostile,
    lambda source, hostile: f"{source} {hostile}",
    lambda source, hostile: f"{hostile} {source}",
    lambda source, hostile: f"{source}\n{hostile}",
)
"""How a translation gets something hostile into it."""


class Place(NamedTuple):
    """A segment of one kind in its document, what stands around it, and what a reader finds."""

    document: Document
    segment: Segment
    before: str
    after: str
    meant: Reading


@cache
def place(kind: int) -> Place:
    """Give the place of a kind, by its number in `KINDS`."""
    case = KINDS[kind]
    source = case.expected.removesuffix("\n").replace("⏎", "\n")
    document = split(case.given, "x.md", FRONT)
    (number,) = (
        n for n, piece in enumerate(document.pieces) if getattr(piece, "text", 0) == source
    )
    segment = document.pieces[number]
    assert isinstance(segment, Segment)
    before, after = document.pieces[:number], document.pieces[number + 1 :]
    joined = ("".join(piece.raw for piece in pieces) for pieces in (before, after))
    return Place(document, segment, *joined, reading(body(case.given)))


def hold(kind: int, translation: str) -> bool:
    """Tell whether a translation is written; then it is in its place, and changes nothing else."""
    document, segment, before, after, meant = place(kind)
    built = compose(document, {segment.key: translation}, FRONT, LINES)
    if built.refusals:
        assert built.text == document.text
        return False
    assert built.text.startswith(before)
    assert built.text.endswith(after)
    found = reading(body(built.text))
    assert found._replace(code=found.code & meant.code) == meant, translation
    if segment.form in IN_FRONT_MATTER:
        assert_same_front(document.text, built.text)
    return True


def assert_same_front(source: str, built: str) -> None:
    """Compare what a YAML or TOML parser reads: other values, and the tags of translated ones."""
    before, after = (front_data(text) for text in (source, built))
    assert list(before) == list(after)
    for key, value in before.items():
        if key in FRONT:
            assert isinstance(after[key], str)
            assert browser_tags(after[key]) == browser_tags(value)
        else:
            assert after[key] == value


def front_data(text: str) -> dict[str, str]:
    """Read a front matter with a parser of others."""
    data = text[: len(text) - len(body(text))]
    data = data.strip().removeprefix("---json").strip("-").strip()
    if data.startswith("{"):
        found = json.loads(data)
        assert isinstance(found, dict)
        return found
    if data.startswith("+++"):
        return tomllib.loads(data.strip("+"))
    return yaml.safe_load(data.strip().strip("-"))
