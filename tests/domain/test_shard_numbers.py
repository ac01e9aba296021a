"""A document belongs to one shard, by its path alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.domain.shard_numbers import WHOLE, ShardNumber, parse_shard

PATHS = [f"source/{number}.md" for number in range(2000)]


@given(st.text(min_size=1), st.integers(1, 99))
def test_shards__one_has_a_document(path: str, count: int) -> None:
    assert sum(shard.has(path) for shard in shards(count)) == 1


@pytest.mark.parametrize("count", [2, 7, 64])
def test_shards__are_of_about_the_same_size(count: int) -> None:
    sizes = [sum(map(shard.has, PATHS)) for shard in shards(count)]
    assert min(sizes) > len(PATHS) / count / 2
    assert max(sizes) < len(PATHS) / count * 2


@pytest.mark.parametrize(
    ("path", "number"), [("source/tee.md", 3), ("source/\udcff.md", 1), ("source/茶.md", 3)]
)
def test_shards__are_the_same_on_every_machine(path: str, number: int) -> None:
    """Jobs of one pipeline may run on different systems, with different versions of Python."""
    assert [shard.number for shard in shards(8) if shard.has(path)] == [number]


def test_shards__the_first_has_what_belongs_to_no_document() -> None:
    assert [shard.number for shard in shards(8) if shard.has("")] == [1]
    assert WHOLE.has("")
    assert all(map(WHOLE.has, PATHS))


@pytest.mark.parametrize("text", ["1/1", "2/8", "64/64", "007/8"])
def test_parse_shard(text: str) -> None:
    number, _, count = text.partition("/")
    assert parse_shard(text) == ShardNumber(int(number), int(count))


@pytest.mark.parametrize(
    "text",
    ["", "1", "1/", "/2", "0/4", "5/4", "0/0", "a/b", "-1/2", "1/2/3", " 1/2", "1/2\n", "٣/٨"],
)
def test_parse_shard__refuses(text: str) -> None:
    with pytest.raises(ValueError, match="shard"):
        parse_shard(text)


def shards(count: int) -> list[ShardNumber]:
    return [ShardNumber(number, count) for number in range(1, count + 1)]
