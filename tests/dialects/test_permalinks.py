"""Addresses that Jekyll and Hugo make of patterns."""

from __future__ import annotations

import pytest
import yaml

from tests.support.line_cases import line_cases
from transync.dialects.permalinks import filled, plain_address

CASES = [case.split(" ⇒ ") for kind, case in line_cases("dialects/permalinks.txt") if kind]
"""With bars between what is given, or an address alone."""


@pytest.mark.parametrize(("given", "expected"), [each for each in CASES if "|" in each[0]])
def test_filled(given: str, expected: str) -> None:
    pattern, path, front = (part.strip() for part in given.split("|"))

    assert str(filled(pattern, path, yaml.safe_load(front) or {})).lower() == expected


@pytest.mark.parametrize(("given", "expected"), [each for each in CASES if "|" not in each[0]])
def test_plain_address(given: str, expected: str) -> None:
    assert plain_address(given) == expected
