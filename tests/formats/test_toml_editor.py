"""Setting a value in a TOML text."""

from __future__ import annotations

import pytest

from transync.domain.errors import ConfigError
from transync.formats.toml_editor import with_value, written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '\n[a]\nb = { "x/" = "" }\n'),
        ("c = 1", 'c = 1\n\n[a]\nb = { "x/" = "" }\n'),
        ("[a] # mine\nc = 1\n", '[a] # mine\nb = { "x/" = "" }\nc = 1\n'),
        ("[a]", '[a]\nb = { "x/" = "" }\n'),
        ("[a]\nb = {} # why\nc = 1\n", '[a]\nb = { "x/" = "" } # why\nc = 1\n'),
        ("a.b = { y = 1 }\n", 'a.b = { "x/" = "" }\n'),
        ('[a.b] # all\n"x/" = "y" # one\n', '[a.b] # all\n"x/" = "" # one\n'),
        ("[a.b]\n[c]\n", '[a.b]\n"x/" = ""\n[c]\n'),
        ("[[a.c]]\n[a]\n", '[[a.c]]\n[a]\nb = { "x/" = "" }\n'),
    ],
)
def test_with_value(before: str, after: str) -> None:
    assert with_value(before, ["a"], "b", {"x/": ""}, lines=False) == after
    assert with_value(after, ["a"], "b", {"x/": ""}, lines=False) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "b = 1\n"),
        ("a = [1,\n  [2]]\n\n[c]\nd = 1\n", "a = [1,\n  [2]]\nb = 1\n\n[c]\nd = 1\n"),
        ("a = 1", "a = 1\nb = 1\n"),
        ("[c]\nd = 1\n", "b = 1\n[c]\nd = 1\n"),
        ("b = 2 # mine\n[c]\nb = 3\n", "b = 1 # mine\n[c]\nb = 3\n"),
    ],
)
def test_with_value__ahead_of_the_tables(before: str, after: str) -> None:
    assert with_value(before, [], "b", 1, lines=False) == after
    assert with_value(after, [], "b", 1, lines=False) == after


@pytest.mark.parametrize("text", ["a = { c = 1 }\n", "a.c = 1\n", "[a.b]\ny = 1\n", "a = 1\n"])
def test_with_value__cannot_be_written(text: str) -> None:
    with pytest.raises(ConfigError, match=r"`b` cannot be written into \[a\]"):
        with_value(text, ["a"], "b", {"x/": ""}, lines=False)


def test_written() -> None:
    assert written(["a", True, 1.5]) == '["a", true, 1.5]'
    assert written(["a", "b"], lines=True) == '[\n    "a",\n    "b",\n]'
    assert written({"de": ["T301"], "x y": False}) == '{ de = ["T301"], "x y" = false }'
    assert written({}) == "{}"
    assert written(["x" * 50] * 2).count("\n") == 3
