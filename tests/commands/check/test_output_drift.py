"""Which lines of a localized document are not as a build would make them."""

from __future__ import annotations

import pytest

from transync.commands.check.output_drift import _COMPARED, _differing

FRONT = "---\nlang: en\ntitle: Tea\nsource_digest: 12\n---\n"
MANY = "".join(f"key{number}: {number}\n" for number in range(int(_COMPARED**0.5) + 1))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a\n\nb\n", "a\n\nc\n", [(3, False)]),
        ("a\n\nb\n", "a\n\nb\n\nc\n", [(4, False)]),
        ("a\n\nb\n\nc\n", "a\n\nb\n", [(5, False)]),
        ("a\r\rb", "a\r\rc", [(3, False)]),
        ("a\nb\na\nb\n", "b\na\nb\na\n", [(1, False)]),  # of the rest, only the first is told
        (f"{FRONT}a\nb\n", f"{FRONT}a\nc\n", [(7, False)]),
        (FRONT, FRONT.replace("en", "fr"), [(2, False)]),
        (FRONT, FRONT.replace("12", "13"), [(4, True)]),
        (FRONT, FRONT.replace("title: Tea\n", "title: Tea\ntags: []\n"), [(-4, False)]),
        (FRONT.replace("source_digest: 12\n", ""), FRONT, []),
        (f"{FRONT}a\n", f"{FRONT.replace('en', 'fr')}b\n", [(2, False), (6, False)]),
        ("---\nlang: [\n---\na\n", "---\nlang: [\n---\nb\n", [(4, False)]),
        ("---\nlang: en\na\n", "---\nlang: en\nb\n", [(3, False)]),  # it is not closed
    ],
)
def test_differing(before: str, after: str, told: list[tuple[int, bool]]) -> None:
    assert [*_differing(before, after)] == told
    assert [*_differing(before, before)] == []


def test_differing__a_huge_front_matter_is_told_as_a_whole() -> None:
    """To compare each line with each would take too long."""
    before = FRONT.replace("title", f"{MANY}title")
    lines = [number for number, _ in _differing(before, before.replace("key7: 7", "key7: 8"))]
    assert lines == list(range(1, before.count("\n") + 1))
    assert [*_differing(f"{before}a\n", f"{before}b\n")] == [(len(lines) + 1, False)]
