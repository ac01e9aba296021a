"""README.md says what the program does: its session is run, its table is made anew."""

from __future__ import annotations

import pytest

from tests.pages import README, difference


def test_readme__is_what_the_program_tells() -> None:
    if told := difference(README):
        pytest.fail(told, pytrace=False)
