"""Merges the reports of all shards into what a check of the whole project finds."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from transync.commands.check.address_drift import address_drift
from transync.commands.check.anchor_drift import anchor_drift
from transync.commands.check.check import Checked
from transync.domain.errors import ConfigError
from transync.domain.findings import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.domain.model import Finding
    from transync.report.shard_report import Manifest, ShardReport

T = TypeVar("T")


class NamedReport(NamedTuple):
    """A report, and the name of its file."""

    name: str
    report: ShardReport


class MergedCheck(NamedTuple):
    """What a check of the whole project finds, and whether its configuration is strict."""

    checked: Checked
    is_strict: bool


def merged(reports: Sequence[NamedReport]) -> MergedCheck:
    """Merge reports, each with the name of its file; there is at least one.

    Raises `ConfigError` for one of another run, for a shard that is there twice, and where one is
    missing.
    """
    _refuse_incomplete(reports)
    each = sorted((report for _, report in reports), key=lambda report: report.manifest.shard)
    return MergedCheck(merged_part(each), each[0].manifest.strict)


def merged_part(reports: Sequence[ShardReport]) -> Checked:
    """Merge reports of one run, in the order of their shards, even if these are not all."""
    manifest = reports[0].manifest
    wanted = filter(manifest.selection.selects, _found(reports))
    documents = sum(report.documents for report in reports)
    return Checked(tuple(in_order(wanted)), documents, manifest.provenance.languages)


def _found(reports: Sequence[ShardReport]) -> Iterator[Finding]:
    """Yield all findings, in the order in which one run comes across them."""
    drift = sorted(each for report in reports for each in report.drift)
    yield from (found for _, found in drift)
    of_documents = _united(report.of_documents for report in reports)
    yield from chain.from_iterable(of_documents[path] for path in sorted(of_documents))
    yield from chain.from_iterable(report.outside for report in reports)
    yield from address_drift(_united(report.addresses for report in reports))
    linked = _united(report.linked for report in reports)
    yield from anchor_drift(linked, _united(report.changed_ids for report in reports))


def _united(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {path: own for part in parts for path, own in part.items()}


def _refuse_incomplete(reports: Sequence[NamedReport]) -> None:
    first, manifest = reports[0].name, reports[0].report.manifest
    names: dict[int, str] = {}
    for name, report in reports:
        if difference := _difference(manifest, report.manifest):
            raise ConfigError(f"is not of the run of {first}: {difference}", path=name)
        shard = report.manifest.shard
        if shard.number in names:
            other = names[shard.number]
            message = f"is of shard {shard}, and so is {other}; leave one of them out"
            raise ConfigError("is named twice" if name == other else message, path=name)
        names[shard.number] = name
    count = manifest.shard.count
    missing = [f"{number}/{count}" for number in range(1, count + 1) if number not in names]
    if missing:
        noun = "shard" if len(missing) == 1 else "the shards"
        raise ConfigError(f"there is no report of {noun} {', '.join(missing)}")


def _difference(one: Manifest, other: Manifest) -> str:
    """Return in what the run of another report differs; empty if it is the same."""
    if one.shard.count != other.shard.count:
        return f"it is one of {other.shard.count} shards, not of {one.shard.count}"
    if found := one.provenance.difference(other.provenance):
        return f"it {found}"
    if one.sources != other.sources:
        return "it is of other documents or catalogs"
    if one.index != other.index:
        return "it was made with another index"
    if (one.selection, one.strict) != (other.selection, other.strict):
        return "it was asked for other findings"
    return ""
