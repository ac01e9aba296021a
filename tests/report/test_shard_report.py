"""The report of a shard comes back as it was written, and what is none is refused."""

from __future__ import annotations

import json

import pytest

from tests.support.reports import EXAMPLE, NASTY
from transync.checks import RuleSelection
from transync.checks.anchors import ChangedId
from transync.domain.errors import ConfigError
from transync.domain.shard_numbers import ShardNumber
from transync.project.addresses import Claim
from transync.project.claims import ClaimedAddress
from transync.project.provenance import Provenance
from transync.report.shard_report import Manifest, ShardReport, from_json, to_json

PATH = "source/\udcff.md"
MANIFEST = Manifest(
    *(ShardNumber(2, 8), Provenance("0a", "1b", ("en", "fr")), "2c", ""),
    *(RuleSelection(("T1",), ("T106",), {"a/*": ("T4",)}, {"fr": ["T402"]}), True),
)
REPORT = ShardReport(
    MANIFEST,
    3,
    [(7, EXAMPLE[0]), (12, EXAMPLE[1])],
    {PATH: [*NASTY]},
    [*EXAMPLE],
    {
        PATH: [
            ClaimedAddress("fr", Claim("permalink", "/tee/", 3, 1, {"fr": "/x"}), "permalink", "/")
        ]
    },
    {PATH: [("source/b.md", "anker")]},
    {PATH: [("fr", ChangedId("anker", 3, 4, "{#anker}"))]},
)


def test_report__comes_back() -> None:
    text = to_json(REPORT)
    assert text.isascii()
    assert to_json(from_json(text, "a.json")) == text
    found = from_json(text, "a.json")
    assert found.manifest.shard == MANIFEST.shard
    assert found.manifest.provenance == MANIFEST.provenance
    rest = ("documents", "drift", "of_documents", "outside", "addresses", "linked", "changed_ids")
    for name in rest:
        assert getattr(found, name) == getattr(REPORT, name)


@pytest.mark.parametrize("key", sorted(json.loads(to_json(REPORT))))
@pytest.mark.parametrize("value", [None, 4, "x", ["x"], {"x": "y"}], ids=repr)
def test_report__of_another_shape_is_refused_or_says_something_else(
    key: str, value: object
) -> None:
    """It is never an error of the program."""
    fields = json.loads(to_json(REPORT))
    fields[key] = value
    try:
        found = from_json(json.dumps(fields), "a.json")
    except ConfigError as error:
        assert error.path == "a.json"
        assert "is no report of a shard" in error.message
    else:
        assert to_json(found) != to_json(REPORT)


@pytest.mark.parametrize("key", sorted(json.loads(to_json(REPORT))))
def test_report__without_a_part_is_refused(key: str) -> None:
    fields = json.loads(to_json(REPORT))
    del fields[key]
    with pytest.raises(ConfigError, match="is no report of a shard"):
        from_json(json.dumps(fields), "a.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", to_json(REPORT)[:-9], "[" * 100_000])
def test_report__what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is no report of a shard"):
        from_json(text, "a.json")
