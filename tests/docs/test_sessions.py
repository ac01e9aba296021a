"""Sessions of people at work, each a page of `fixtures/sessions`: what they type, and all they see.

`python -m tests.pages` runs them anew and writes what the program prints now; read the difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages import SESSIONS, difference

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.stem)
def test_session__prints_what_it_printed(page: Path) -> None:
    if told := difference(page):
        pytest.fail(told, pytrace=False)
