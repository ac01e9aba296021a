"""The report of one shard: its findings, and what it takes to merge it with those of the others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transync.checks import RuleSelection
from transync.checks.anchors import ChangedId
from transync.domain.addresses import Claim, ClaimedAddress
from transync.domain.errors import ConfigError
from transync.domain.findings import revived
from transync.domain.provenance import Provenance
from transync.domain.shard_numbers import ShardNumber

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.domain.model import Finding

_KIND = "transync shard 1"


@dataclass(frozen=True)
class Manifest:
    """What a shard is one of; the reports of one run have the same but for the shard."""

    shard: ShardNumber
    provenance: Provenance
    sources: str
    """The digest of all documents and their catalogs."""
    index: str
    """The digest of the index that was read; empty where there was none."""
    selection: RuleSelection
    strict: bool
    """Whether the configuration makes every warning an error."""


@dataclass(frozen=True)
class ShardReport:
    """What the check of a shard has found, before anything is put in order."""

    manifest: Manifest
    documents: int
    """How many were looked into."""
    drift: Sequence[tuple[int, Finding]]
    """The drift of catalogs, each finding with its number among those of all shards."""
    of_documents: Mapping[str, Sequence[Finding]]
    """What was found of each document, by its path."""
    outside: Sequence[Finding]
    """What was found outside of all documents."""
    addresses: Mapping[str, Sequence[ClaimedAddress]]
    """The addresses that documents claim, which others may claim, too."""
    linked: Mapping[str, Sequence[tuple[str, str]]]
    """The documents, and their anchors, that documents link to."""
    changed_ids: Mapping[str, Sequence[tuple[str, ChangedId]]]
    """The ids that pages of documents lack, each with the language of the page."""


def to_json(report: ShardReport) -> str:
    """Return a report as text, which `from_json` reads; it is ASCII."""
    manifest = report.manifest
    fields = {
        "kind": _KIND,
        "shard": str(manifest.shard),
        **manifest.provenance._asdict(),
        "sources": manifest.sources,
        "index": manifest.index,
        "selection": {name: getattr(manifest.selection, name) for name in _SELECTION},
        "strict": manifest.strict,
        **{name: getattr(report, name) for name in _FOUND},
    }
    return json.dumps(fields, separators=(",", ":"), default=dict) + "\n"


_SELECTION = ("select", "ignore", "of_paths", "of_languages")
_FOUND = (
    *("documents", "drift", "of_documents", "outside"),
    *("addresses", "linked", "changed_ids"),
)


def from_json(text: str, name: str) -> ShardReport:
    """Read the report in a file of that `name`; raises `ConfigError` for what is none."""
    try:
        fields: dict[str, Any] = json.loads(text)
        if fields["kind"] != _KIND:
            raise ValueError(_KIND)
        return _read(fields)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        message = "is no report of a shard; write it with --format shard"
        raise ConfigError(message, path=name) from error


def _read(fields: Mapping[str, Any]) -> ShardReport:
    numbers = [number for number, _ in fields["drift"]]
    drift = revived(found for _, found in fields["drift"])
    return ShardReport(
        _manifest(fields),
        int(fields["documents"]),
        [*zip(numbers, drift, strict=True)],
        {path: [*revived(own)] for path, own in fields["of_documents"].items()},
        [*revived(fields["outside"])],
        {
            path: [ClaimedAddress(code, Claim(*claim), *to) for code, claim, *to in own]
            for path, own in fields["addresses"].items()
        },
        {path: [(to, anchor) for to, anchor in own] for path, own in fields["linked"].items()},
        {
            path: [(code, ChangedId(*values)) for code, values in own]
            for path, own in fields["changed_ids"].items()
        },
    )


def _manifest(fields: Mapping[str, Any]) -> Manifest:
    number, _, count = fields["shard"].partition("/")
    languages = tuple(fields["languages"])
    asked = fields["selection"]
    return Manifest(
        ShardNumber(int(number), int(count)),
        Provenance(fields["program"], fields["configuration"], languages),
        fields["sources"],
        fields["index"],
        RuleSelection(
            tuple(asked["select"]),
            tuple(asked["ignore"]),
            asked["of_paths"],
            asked["of_languages"],
        ),
        fields["strict"],
    )
