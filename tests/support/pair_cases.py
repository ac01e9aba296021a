"""Reads pairs of a source text and its translation, with what a rule tells of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.support.line_cases import line_cases
from transync.checks.pair import Pair
from transync.domain.model import Form
from transync.locale.languages import language

_HEADING = re.compile(
    r"(?P<code>T\d{3}) (?P<origin>[\w-]+) → (?P<language>[\w-]+)(?:, (?P<form>\w+))?"
)


class PairCase(NamedTuple):
    """A pair, the code of the rule it is for, and the sentences that the rule must tell."""

    code: str
    pair: Pair
    told: list[str]


def pair_cases(name: str) -> list[PairCase]:
    """Read the pairs of a file: `source → translation`, and behind each `⇒` what is told."""
    found = []
    for heading, line in line_cases(f"checks/{name}"):
        about = _HEADING.fullmatch(heading)
        assert about, heading
        texts, *told = line.split(" ⇒ ")
        source, arrow, translation = texts.partition(" → ")
        assert arrow, line
        pair = Pair(
            source,
            translation,
            language(about["origin"], {}),
            language(about["language"], {}),
            Form(about["form"] or "text"),
        )
        found.append(PairCase(about["code"], pair, told))
    return found


def name(case: PairCase) -> str:
    """Name a case after its languages and its translation."""
    return f"{case.code}-{case.pair.language.code}-{case.pair.translation[:30]!r}"
