"""Raw HTML: its runs of visible text, and its tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.line_cases import LineCase, line_cases
from tests.support.oracle import browser_tags
from tests.support.time_limit import bounded
from transync.formats import html

CASES = line_cases("formats/html.txt")
BITS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<br>", "<script>", "</script>", "<!--", "-->", "<pre>"),
        *("</pre>", "<a b='", "'>", '<a b="', '">', "<a b={", "}>", "<", ">", "\n", " ", "eins"),
    ]
)


@pytest.mark.parametrize("case", CASES)
def test_html(case: LineCase) -> None:
    source, _, expected = case.text.partition(" ⇒")
    if case.heading == "runs":
        found = [source[start:end] for start, end in html.runs(source)]
    else:
        escapes, raw = case.heading == "tags with escapes", case.heading == "tags in raw HTML"
        found = html.tags(source, escapes=escapes, raw=raw)
    assert "; ".join(found) == expected.strip()


@given(st.lists(BITS, max_size=12).map("".join))
def test_runs__are_apart_and_in_order(source: str) -> None:
    end = 0
    for start, stop in html.runs(source):
        assert end <= start < stop
        assert source[start:stop] == source[start:stop].strip()
        end = stop


@given(st.lists(BITS, max_size=12).map("".join))
def test_tags__are_all_a_browser_finds(source: str) -> None:
    """A text without any tag for us has none for a browser."""
    if not html.tags(source):
        assert not browser_tags(source)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit",
    [
        *("<", "<a ", "<a '", '<a "', "<a '\"", "<a {", "<a {{", "<a {{b}", "<a b={c}", "<!", "<?"),
        *("<!--", "<![CDATA[", "<pre>", "<script>", "<b>", "<b>\n", "</b>", "<p>a</p>\n", "\\"),
    ],
)
def test_html__takes_linear_time(bit: str) -> None:
    source = bit * (300_000 // len(bit)) + ">"
    with bounded():
        list(html.runs(source))
        html.tags(source, escapes=True)
        html.tags(source, raw=True)
