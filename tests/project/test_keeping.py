"""Adding pages to `build.keep` in the text of a configuration."""

from __future__ import annotations

import tomllib

import pytest

from transync.domain.errors import ConfigError
from transync.project.config.keeping import with_kept

KEPT = 'keep = [\n    "a.md",\n    "b.md",\n]'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"\n[build]\n{KEPT}\n"),
        ('languages = ["en"]', f'languages = ["en"]\n\n[build]\n{KEPT}\n'),
        ("[build]\nminimum = 1\n", f"[build]\n{KEPT}\nminimum = 1\n"),
        ('[build]\nkeep = ["a.md"] # mine\n[x]\n', f"[build]\n{KEPT} # mine\n[x]\n"),
        ('[build] # pages\nkeep = [ # "]"\n  "a.md",\n]\n', f"[build] # pages\n{KEPT}\n"),
    ],
)
def test_with_kept(before: str, after: str) -> None:
    assert with_kept(before, ["a.md", "b.md"]) == after
    assert with_kept(after, ["a.md", "b.md"]) == after
    assert tomllib.loads(after)["build"]["keep"] == ["a.md", "b.md"]


def test_with_kept__pyproject() -> None:
    before = "[tool.transync]\n[tool.transync.build]\nminimum = 1\n"
    after = f"[tool.transync]\n[tool.transync.build]\n{KEPT}\nminimum = 1\n"
    assert with_kept(before, ["a.md", "b.md"], is_pyproject=True) == after


@pytest.mark.parametrize("text", ["build = { minimum = 1 }\n", "build.minimum = 1\n"])
def test_with_kept__cannot_be_edited(text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"cannot be written into \[build\]; change a.md there yourself"
    ):
        with_kept(text, ["a.md"])
